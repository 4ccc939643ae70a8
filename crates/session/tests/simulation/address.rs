//! The address of a tab: links that are followed, pages that are turned, and the way back.

use crate::mail::{self, Sent};
use crate::private::check_private;
use crate::work::is_same_whole;
use crate::world::{Address, Checked, Tab, World};
use session::link::{self, BrokenLink};
use session::route::{Page, Route, link_to_case, link_to_page};
use session::scenarios::Cases;
use session::state::{Action, NotFollowed, Share};

/// How many letters of a link that is followed are tried as another.
const LETTERS: usize = 24;

/// How many entries of the history of a tab are kept.
const MOST_BACK: usize = 6;

/// How long the page may take to write what is on the screen.
const UNTIL_WRITTEN: u64 = 1_000;

impl Tab {
    /// A new entry of the history.
    fn go(&mut self, address: Address) {
        let before = std::mem::replace(&mut self.address, address);
        self.back.push(before);
        self.back.drain(..self.back.len().saturating_sub(MOST_BACK));
        self.addressed = None;
    }

    /// The page writes its address: not over a damaged link, unless something was changed.
    pub(crate) fn check_written(&self) -> Result<(), &'static str> {
        let (turn, open) = &self.arrived;
        let is_changed = self.state.cases.open != *open || self.seen.last().is_some_and(|last| last.turn > *turn);
        match self.address {
            Address::Damaged(_) if !is_changed => Err("a damaged link leaves the address, though nothing was changed"),
            _ => Ok(()),
        }
    }
}

impl World {
    /// What is in the address bar opens to the open case, and contains nothing of another.
    pub(crate) fn send_address(&mut self, tab: usize) -> Checked {
        let Address::Written(cases, _) = &self.tabs[tab].address else { return Ok(()) };
        let shown = mail::shown_address(cases);
        let Ok(opened) = mail::opened(&shown) else {
            let is_without_a_deal = !shown.contains("deal=");
            let why = || format!("tab {tab}: the deal in its address does not open");
            return if is_without_a_deal { Ok(()) } else { Err(why()) };
        };
        let sent = cases.shared(Share::OpenCase);
        if !is_same_whole(&opened, &sent) {
            return Err(format!("tab {tab}: its address opens another case than is shown"));
        }
        check_private(cases, &opened.document().written())?;
        self.count("address sent");
        self.post(1 - tab / 2, Sent { form: shown, cases: opened });
        Ok(())
    }
    pub(crate) fn follow(&mut self, tab: usize, nth: usize, way: usize) -> Checked {
        let mail = &self.users[tab / 2].mail;
        let Some(sent) = mail.get(nth % mail.len().max(1)) else { return Ok(()) };
        let is_long = sent.form.len() >= 100;
        let opens = |nth| mail::opened(&mail::with_another_letter(&sent.form, way + nth)).is_ok();
        if is_long && (0..LETTERS).any(opens) {
            return Err("a link in which one letter is another opens a deal".to_owned());
        }
        let (text, is_damaged) = mail::passed_on(&sent.form, way);
        match (mail::opened(&text), is_damaged) {
            (Ok(_), true) => Err(format!("a damaged link opens a deal (way {way})")),
            (Err(_), false) => Err(format!("a link that was changed as mail does is refused (way {way})")),
            (Ok(opened), false) => {
                if !is_same_whole(&opened, &sent.cases) || opened.origin.identity.is_none() {
                    let is_example = sent.form.len() < 100 && opened.is_same_deal(&sent.cases);
                    if !is_example {
                        return Err(format!("a link opens another deal than was sent (way {way})"));
                    }
                }
                let is_on_a_page = way % 16 == 1 && text == sent.form;
                let text = if is_on_a_page { format!("{text}&page=compare") } else { text };
                self.follow_text(tab, &text, false)
            }
            (Err(_), true) => {
                self.count("link damaged");
                let beside = ["", "&open=base", "&page=compare", "&open=another"][way / 4 % 4];
                self.follow_text(tab, &(text + beside), true)
            }
        }
    }
    /// A link with more beside the deal, as the pages of the session write it: what cannot be opened changes nothing.
    fn follow_text(&mut self, tab: usize, text: &str, is_damaged: bool) -> Checked {
        let address = if is_damaged { Address::Damaged } else { Address::Asked };
        self.tabs[tab].go(address(text.to_owned()));
        self.arrive(tab, text, false)
    }

    /// A link of the page is followed: to another page, or to a case.
    pub(crate) fn turn_page(&mut self, tab: usize, nth: usize) -> Checked {
        let scenarios = &self.tabs[tab].state.cases.scenarios;
        let text = match nth % 8 {
            nth @ 0..=4 => link_to_page(Page::ALL[nth]),
            5 => link_to_case(&None),
            _ => link_to_case(&scenarios.get(nth % scenarios.len().max(1)).map(|scenario| scenario.id.clone())),
        };
        let text = text.trim_start_matches('#').to_owned();
        if matches!(&self.tabs[tab].address, Address::Asked(own) if *own == text) {
            return Ok(());
        }
        self.tabs[tab].go(Address::Asked(text.clone()));
        self.arrive(tab, &text, false)
    }

    /// Back to the entry before: the deal that is open stays, if the page wrote that entry.
    pub(crate) fn back(&mut self, tab: usize) -> Checked {
        let Some(address) = self.tabs[tab].back.pop() else { return Ok(()) };
        let is_ours = matches!(address, Address::Written(..));
        let text = address.shown();
        let is_same = text == self.tabs[tab].address.shown();
        let own = &mut self.tabs[tab];
        (own.address, own.addressed) = (address, None);
        self.count("back");
        if is_same {
            return Ok(());
        }
        self.tabs[tab].went_back = Some(self.now).filter(|_| is_ours);
        self.arrive(tab, &text, is_ours)
    }

    /// What the page does with a fragment that it is led to (`open_followed` of the page).
    fn arrive(&mut self, tab: usize, text: &str, is_ours: bool) -> Checked {
        let (place, followed) = (Route::read(text), if is_ours { Ok(None) } else { link::open(text) });
        let before = self.tabs[tab].state.cases.clone();
        let is_to_die = self.tabs[tab].fuse.is_some();
        let broken = followed.as_ref().err().cloned();
        match followed {
            Ok(None) => self.act(tab, Action::Navigated(is_ours))?,
            Ok(Some(cases)) => self.act(tab, Action::Followed(Box::new(cases)))?,
            Err(why) => {
                self.act(tab, Action::NotFollowed(why))?;
                self.tabs[tab].arrived = (self.turns, before.open.clone());
                return if is_to_die { Ok(()) } else { self.check_broken(tab, broken, &before) };
            }
        }
        let is_deal = is_ours || place.open.is_some() || place.field.is_some() || text.is_empty();
        // What the page wrote may name a scenario of a deal that was open before this one.
        if let Some(open) = place.open.filter(|open| !is_ours || self.tabs[tab].state.cases.has(open)) {
            self.act(tab, Action::Open(open))?;
        }
        let page = place.page.or_else(|| is_deal.then(Page::default)).unwrap_or(self.tabs[tab].page);
        if std::mem::replace(&mut self.tabs[tab].page, page) != page {
            self.act(tab, Action::TurnedPage)?;
        }
        Ok(())
    }

    /// A broken link is said, and changes nothing.
    fn check_broken(&self, tab: usize, broken: Option<BrokenLink>, before: &Cases) -> Checked {
        let Some(why) = broken else { return Ok(()) };
        let state = &self.tabs[tab].state;
        match () {
            () if state.not_followed != Some(NotFollowed::Broken(why)) => {
                Err(format!("tab {tab}: a broken link is not said"))
            }
            () if !is_same_whole(&state.cases, before) => {
                Err(format!("tab {tab}: a damaged link changes what is open"))
            }
            () => Ok(()),
        }
    }

    /// After Back, what is on the screen is in the address soon.
    pub(crate) fn check_back(&self, nth: usize) -> Checked {
        let tab = &self.tabs[nth];
        let is_due = tab.went_back.is_some_and(|at| at + UNTIL_WRITTEN < self.now);
        match &tab.address {
            Address::Written(cases, _) if is_due && !is_same_whole(cases, &tab.state.cases) => {
                Err(format!("tab {nth}: after Back the address is of another deal than the screen"))
            }
            _ => Ok(()),
        }
    }
}
