//! What each step does.

use crate::mail::{self, Sent, TOO_LONG, is_too_large};
use crate::private::check_private;
use crate::step::Step;
use crate::work::is_same_whole;
use crate::world::{Address, Checked, World};
use appraisal::deal::Review;
use appraisal::deal::path::{get, row};
use appraisal::fields::{self, Kind};
use session::field_text::HOMES;
use session::history::Turn;
use session::scenarios::Cases;
use session::state::{Action, Edit, Event, NotFollowed, Share, State};

const SUMMARY: &str = "/summary";

/// The lists whose rows are edited.
const LISTS: [&str; 8] = [
    "/phases",
    "/home_types",
    "/contributions",
    "/sites",
    "/partners",
    "/funding/facilities",
    "/overage",
    "/growth/house_price",
];

/// More rows than this are not added: a run would get slower and slower.
const MOST_ROWS: usize = 3;

/// More scenarios than this are not added.
const MOST_SCENARIOS: usize = 4;

/// The field of a number: of those that people change, where the deal has it.
fn field(state: &State, nth: usize) -> String {
    let deal = state.deal();
    let home = |place: usize| deal.home_types.get(place).or(deal.home_types.first()).map(|home| home.id.clone());
    let of_home = |place, name: &str| home(place).map(|id| format!("/home_types/{id}/{name}"));
    let of_phase = |name: &str| deal.phases.first().map(|phase| format!("/phases/{}/{name}", phase.id));
    let in_phase = deal.phases.first().and_then(|phase| phase.homes.first().map(|row| row.home_type.clone()));
    let plain = |path: &str| Some(path.to_owned());
    let found = match nth % 16 {
        0..=2 => None,
        3 => plain("/title"),
        4 => plain("/months"),
        5 | 13 => plain(HOMES),
        6 | 14 => of_home(0, "price"),
        7 => of_home(0, "build_cost"),
        8 => in_phase.and_then(|id| of_phase(&format!("homes/{id}/count"))),
        9 => of_phase("build_months"),
        10 => plain("/sharing/preferred_return_percent"),
        11 => plain("/start"),
        12 => of_home(0, "build_cost_per_m2"),
        _ => of_home(1, "price"),
    };
    found.unwrap_or_else(|| SUMMARY.to_owned())
}

/// Whether a text of any kind fits into a field.
fn is_of_text(path: &str) -> bool {
    [SUMMARY, "/title"].contains(&path)
}

impl World {
    pub(crate) fn do_step(&mut self, step: Step) -> Checked {
        match step {
            Step::Wait(time) => self.wait(time),
            Step::Type(tab, nth, text) => self.type_in(tab, nth, text),
            Step::Enter(tab, nth) => self.act_on(tab, nth, Action::Entered),
            Step::Leave(tab, nth) => self.act_on(tab, nth, Action::Left),
            Step::Escape(tab, nth) => self.escape(tab, &field(&self.tabs[tab].state, nth)),
            Step::Settle(tab) => self.act(tab, Action::Settled),
            Step::Press(tab, nth, is_up) => self.press(tab, nth, is_up),
            Step::Mark(tab, nth, review) => self.mark(tab, nth, review),
            Step::Restore(tab, nth) => self.act_on(tab, nth, Action::RestoreValue),
            Step::RestoreAll(tab) => self.act(tab, Action::UndoAllChanges),
            Step::Edit(tab, list, nth) => self.edit(tab, LISTS[list % LISTS.len()], nth),
            Step::Undo(tab) => self.act(tab, Action::Turn(Turn::Undo)),
            Step::Redo(tab) => self.act(tab, Action::Turn(Turn::Redo)),
            Step::UndoToTheStart(tab) => self.check_undo_to_the_start(tab),
            Step::SetBase(tab) => self.act(tab, Action::SetBase),
            Step::Start(tab, nth) => {
                let cases = self.preset(nth);
                self.act(tab, Action::Followed(Box::new(cases)))
            }
            Step::Hide(tab) => self.act(tab, Action::Leaving),
            Step::Reload(tab) => {
                // It may die before it has carried out what leaving asks for.
                let is_to_die = self.tabs[tab].fuse.is_some();
                self.leave(tab)?;
                self.loaded_again(tab, !is_to_die)
            }
            Step::NewTab(tab, is_plain) => {
                self.leave(tab)?;
                self.tabs[tab] = self.fresh(tab, is_plain);
                Ok(())
            }
            Step::Kill(tab) => {
                self.count("crash");
                self.loaded_again(tab, false)
            }
            Step::KillAfter(tab, many) => {
                self.tabs[tab].fuse = Some(many);
                Ok(())
            }
            Step::Deliver(tab, nth) => self.deliver(tab, nth),
            Step::DeliverAll(tab) => (0..self.tabs[tab].events.len()).try_for_each(|_| self.deliver(tab, 0)),
            step => self.do_with_others(step),
        }
    }

    fn do_with_others(&mut self, step: Step) -> Checked {
        match step {
            Step::AddScenario(tab) => self.add_scenario(tab),
            Step::RenameScenario(tab, nth) => match self.case(tab, nth) {
                Some(id) => {
                    let name = self.name();
                    self.act(tab, Action::RenameScenario(id, name))
                }
                None => Ok(()),
            },
            Step::DeleteScenario(tab, nth) => match self.case(tab, nth) {
                Some(id) => self.act(tab, Action::DeleteScenario(id)),
                None => Ok(()),
            },
            Step::OpenCase(tab, nth) => {
                let open = self.case(tab, nth);
                self.act(tab, Action::Open(open))
            }
            Step::OpenSaved(tab, nth) => self.open_saved(tab, nth),
            Step::Delete(tab, nth) => self.delete(tab, nth),
            Step::OpenVersion(tab, nth) => {
                let versions = self.versions(tab);
                let version = versions.get(nth % versions.len().max(1)).cloned();
                version.map_or(Ok(()), |saved| self.act(tab, Action::OpenVersion(Box::new(saved))))
            }
            Step::Send(tab, is_all) => self.send(tab, is_all),
            Step::TurnPage(tab, nth) => self.turn_page(tab, nth),
            Step::Back(tab) => self.back(tab),
            Step::SendAddress(tab) => self.send_address(tab),
            Step::Follow(tab, nth, way) => self.follow(tab, nth, way),
            Step::Embed(tab, nth, way) => self.embed(tab / 2, nth, way),
            Step::SendFile(tab, is_all) => {
                let cases = self.shared(tab, is_all);
                if is_too_large(&cases) {
                    return Ok(());
                }
                if !is_all {
                    check_private(&self.tabs[tab].state.cases, &cases.document().written())?;
                }
                self.post_file(1 - tab / 2, &cases);
                Ok(())
            }
            Step::OpenFile(tab, nth, way) => self.open_file(tab, nth, way),
            Step::BeginWork(tab) => {
                self.tabs[tab].work = self.tabs[tab].state.work();
                Ok(())
            }
            Step::NoExample(tab) => self.no_example(tab),
            Step::StartExample(tab) => self.start_example(tab),
            Step::TypeMuch(tab) => self.type_much(tab),
            Step::Paste(tab, nth) => self.paste(tab, nth),
            Step::Choose(tab, nth) => self.choose(tab, nth),
            Step::RestoreDeleted(tab) => self.restore(tab),
            Step::DeleteAll(tab) => self.delete_all(tab),
            Step::EndWork(tab) => self.end_work(tab),
            step => {
                self.fault(step);
                Ok(())
            }
        }
    }

    fn act_on(&mut self, tab: usize, nth: usize, action: fn(String) -> Action) -> Checked {
        let path = field(&self.tabs[tab].state, nth);
        self.act(tab, action(path))
    }

    fn type_in(&mut self, tab: usize, nth: usize, text: usize) -> Checked {
        let path = field(&self.tabs[tab].state, nth);
        let (name, number) = (self.name(), self.number());
        let text = match text {
            4 => String::new(),
            5 if !is_of_text(&path) => format!("many {name}"),
            6 => self.tabs[tab].state.text(&path),
            _ if is_of_text(&path) => name,
            _ if path == "/start" => format!("{}-{:02}", 2_020 + number % 20, 1 + number % 12),
            _ if path.ends_with("price") => (100_000 + number % 100_000).to_string(),
            _ if path.ends_with("build_cost") => (50_000 + number % 50_000).to_string(),
            _ if path.ends_with("percent") => (number % 40).to_string(),
            _ => (20 + number % 200).to_string(),
        };
        self.typed(tab, path, text)
    }

    fn press(&mut self, tab: usize, nth: usize, is_up: bool) -> Checked {
        let path = field(&self.tabs[tab].state, nth);
        let path = if is_of_text(&path) { HOMES.to_owned() } else { path };
        self.act(tab, Action::Stepped(path, if is_up { 1 } else { -1 }))
    }

    fn mark(&mut self, tab: usize, nth: usize, review: usize) -> Checked {
        let path = field(&self.tabs[tab].state, nth);
        let review = [None, Some(Review::Agreed), Some(Review::Challenged)][review % 3];
        let note = self.name();
        self.act(tab, Action::Reviewed(path, review, note))
    }

    fn edit(&mut self, tab: usize, list: &str, nth: usize) -> Checked {
        let document = self.tabs[tab].state.document().clone();
        let rows = get(&document, list).and_then(|rows| rows.as_array()).map_or(&[][..], Vec::as_slice);
        let id = rows.get(nth % rows.len().max(1)).and_then(|found| row(found).get("id")?.as_str());
        let path = format!("{list}/{}", id.unwrap_or_default());
        let has_room = rows.len() < MOST_ROWS;
        self.act(
            tab,
            Action::Edited(match nth % 6 {
                0 | 1 if has_room => Edit::AddRow(list.to_owned()),
                2 if has_room => Edit::CopyRow(path),
                3 => Edit::MoveRow(path, if nth < 6 { 1 } else { -1 }),
                4 if get(&document, "/residual_land").is_some() => Edit::RemovePart("/residual_land".to_owned()),
                4 => Edit::AddPart("/residual_land".to_owned()),
                _ => Edit::RemoveRow(path),
            }),
        )
    }

    /// The id of a case of a tab: the base case, or a scenario.
    fn case(&self, tab: usize, nth: usize) -> Option<String> {
        let scenarios = &self.tabs[tab].state.cases.scenarios;
        scenarios.get(nth % (scenarios.len() + 1)).map(|scenario| scenario.id.clone())
    }

    fn add_scenario(&mut self, tab: usize) -> Checked {
        if self.tabs[tab].state.cases.scenarios.len() >= MOST_SCENARIOS {
            return Ok(());
        }
        let (name, from) = (self.name(), self.tabs[tab].state.cases.open.clone());
        self.act(tab, Action::AddScenario(name, from))
    }

    fn shared(&self, tab: usize, is_all: bool) -> Cases {
        self.tabs[tab].state.cases.shared(if is_all { Share::All } else { Share::OpenCase })
    }

    fn send(&mut self, tab: usize, is_all: bool) -> Checked {
        let cases = self.shared(tab, is_all);
        if is_too_large(&cases) {
            return Ok(());
        }
        self.post(1 - tab / 2, Sent::link(cases));
        if !is_all && self.tabs[tab].state.cases.has_private_others() {
            let link = &self.users[1 - tab / 2].mail[self.users[1 - tab / 2].mail.len() - 1].form;
            let opened = mail::opened(link).map_err(|_| "a link that was just made does not open".to_owned())?;
            check_private(&self.tabs[tab].state.cases, &opened.document().written())?;
        }
        Ok(())
    }

    /// What cannot be opened is said, and nothing else changes.
    fn refused(&mut self, tab: usize, action: Action, why: &NotFollowed) -> Checked {
        let (before, is_to_die) = (self.tabs[tab].state.cases.clone(), self.tabs[tab].fuse.is_some());
        self.act(tab, action)?;
        let state = &self.tabs[tab].state;
        let is_said = state.not_followed.as_ref() == Some(why) && is_same_whole(&state.cases, &before);
        if is_said || is_to_die { Ok(()) } else { Err(format!("tab {tab}: {why:?} is not said")) }
    }

    fn open_file(&mut self, tab: usize, nth: usize, way: usize) -> Checked {
        let files = &self.users[tab / 2].files;
        let Some(sent) = files.get(nth % files.len().max(1)) else { return Ok(()) };
        let (bytes, is_damaged) = mail::saved_again(&sent.form, way);
        match (mail::read_file(&bytes), is_damaged) {
            (Ok(_), true) => Err(format!("a damaged file opens (way {way})")),
            (Err(why), false) => Err(format!("a file is refused (way {way}): {why:?}")),
            (Ok(opened), false) if !crate::work::is_same_deal(&opened, &sent.cases) => {
                Err(format!("a file opens another deal than was saved (way {way})"))
            }
            (Ok(opened), false) => self.act(tab, Action::Followed(Box::new(opened))),
            (Err(why), true) => {
                self.count("file damaged");
                let name = "offer.json".to_owned();
                let broken = NotFollowed::File(name.clone(), why.clone());
                self.refused(tab, Action::FileNotOpened(name, why), &broken)
            }
        }
    }

    /// An example that is not there: offline.
    fn no_example(&mut self, tab: usize) -> Checked {
        let title = "Mill Lane".to_owned();
        self.refused(tab, Action::ExampleNotLoaded(title.clone()), &NotFollowed::Example(title))
    }

    /// The way out where the saved deal cannot be opened: the page starts with the example, and nothing else changes.
    fn start_example(&mut self, tab: usize) -> Checked {
        let note = self.tabs[tab].note.clone();
        self.tabs[tab] = self.started(tab, note, Address::Asked("start=example".to_owned()));
        let is_example = self.tabs[tab].state.is_untouched_example();
        if is_example { Ok(()) } else { Err(format!("tab {tab}: the example is asked for, and is not there")) }
    }

    /// A summary that is too long to be saved.
    fn type_much(&mut self, tab: usize) -> Checked {
        let text = self.name().repeat(TOO_LONG / 8);
        self.act(tab, Action::Chosen(SUMMARY.to_owned(), text.into()))
    }

    fn paste(&mut self, tab: usize, nth: usize) -> Checked {
        let deal = self.tabs[tab].state.deal().clone();
        let own = deal.phases.get(nth % 4).map(|phase| phase.name.clone());
        if own.is_none() && deal.phases.len() >= MOST_ROWS {
            return Ok(());
        }
        let (name, months) = (own.unwrap_or_else(|| self.name()), 12 + self.number() % 12);
        let text = format!("Name of the phase\tBuilding lasts\n{name}\t{months}\n");
        self.act(tab, Action::Edited(Edit::Paste("/phases".to_owned(), text)))
    }

    fn choose(&mut self, tab: usize, nth: usize) -> Checked {
        let choices = fields::all().filter(|field| !field.pattern.contains('*'));
        let mut kinds = choices.flat_map(|field| match field.kind {
            Kind::Variants(variants) => variants.iter().map(|variant| (field.pattern, variant.name)).collect(),
            _ => Vec::new(),
        });
        let Some((path, name)) = kinds.nth(nth) else { return Ok(()) };
        self.act(tab, Action::Edited(Edit::Choose(path.to_owned(), name.to_owned())))
    }

    /// A link as an embed: a visitor types, and the frame is loaded again.
    fn embed(&mut self, user: usize, nth: usize, way: usize) -> Checked {
        let mail = &self.users[user].mail;
        let Some(sent) = mail.get(nth % mail.len().max(1)) else { return Ok(()) };
        let (text, is_damaged) = mail::passed_on(&sent.form, way);
        let published = mail::published(&text);
        let embed = State::of_embed(published.clone(), None).unwrap();
        if embed.not_followed.is_some() {
            // What stands behind the id of a scenario may be part of it; only the example's is outside the deal.
            let is_example = sent.form.len() < 100;
            let is_said = match &embed.not_followed {
                Some(NotFollowed::Findings(_)) => true,
                Some(NotFollowed::NoScenario) => is_example,
                _ => is_damaged,
            };
            return if is_said { Ok(()) } else { Err(format!("an embed refuses a link: {:?}", embed.not_followed)) };
        }
        if is_damaged || embed.deal() != sent.cases.deal() {
            return Err(format!("an embed shows another deal than was sent (way {way})"));
        }
        let other = mail::published(&mail[(nth + 1) % mail.len()].form).map_err(|why| format!("{why:?}"))?;
        let (text, at) = (self.name(), self.clock(user));
        let (typed, first) = embed.update(Event { at, action: Action::Typed(SUMMARY.to_owned(), text.clone()) });
        let (typed, more) = typed.update(Event { at: at + 5_000, action: Action::Leaving });
        let is_saved = |effect: &session::state::Effect| matches!(effect, session::state::Effect::Save(_));
        if first.iter().chain(&more).any(is_saved) {
            return Err("an embed saves".to_owned());
        }
        check_published(&embed, &other, at)?;
        let changed = mail::published(&mail::address_of_embed(&typed.cases)).ok();
        let again = State::of_embed(published, changed).unwrap();
        if again.deal().summary != text || again.baseline() != embed.deal() {
            return Err("an embed that is loaded again is another".to_owned());
        }
        Ok(())
    }

    fn end_work(&mut self, tab: usize) -> Checked {
        let Some(work) = self.tabs[tab].work.take() else { return Ok(()) };
        self.act(tab, Action::WorkedOut(Box::new(work.done())))?;
        let state = &self.tabs[tab].state;
        let is_current = |figures: &session::state::Figures| *figures.current.deal == **state.deal();
        let is_due = state.work().is_none() && !state.is_stale();
        if is_due && !state.figures().is_some_and(is_current) {
            return Err(format!("tab {tab}: its figures are of another deal"));
        }
        Ok(())
    }
}

/// The host of an embed asks for another deal: it is shown, or refused.
fn check_published(embed: &State, cases: &Cases, at: u64) -> Checked {
    let (now, effects) = embed.update(Event { at, action: Action::Published(Box::new(cases.clone())) });
    let is_refused = matches!(now.not_followed, Some(NotFollowed::Findings(_) | NotFollowed::NoScenario));
    let (shown, other) = if is_refused { (now.deal(), embed.deal()) } else { (now.deal(), cases.deal()) };
    if shown != other || !is_refused && now.baseline() != cases.deal() {
        return Err("an embed shows another deal than its host asks for".to_owned());
    }
    let saves = effects.iter().any(|effect| matches!(effect, session::state::Effect::Save(_)));
    if saves { Err("an embed saves".to_owned()) } else { Ok(()) }
}
