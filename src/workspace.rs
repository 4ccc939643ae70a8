//! The papers in front of the user: the deal as it was opened, the deal as it stands, what is being typed, and the last
//! whole answer. An action comes in, a new workspace goes out; nothing here knows of a browser.

use crate::levers::{self, Kind, Lever, Value};
use crate::link::{BrokenLink, Opened, opened};
use crate::words::format::{month_long, plain_number};
use crate::words::typed::{self, Misread};
use appraisal::picture::{Picture, picture};
use appraisal::{Appraisal, CheckedDeal, Deal, Finding, Problem, Verdict, appraise, check, samples, verdict};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use yew::Reducible;

/// A whole answer: everything that is worked out from a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The deal that was appraised.
    pub deal: Deal,
    /// Its figures.
    pub appraisal: Appraisal,
    /// The verdict on it.
    pub verdict: Verdict,
    /// What its charts draw.
    pub picture: Picture,
}

impl Outcome {
    /// Works out a deal.
    ///
    /// # Errors
    /// Gives the findings where it cannot be worked out.
    pub fn of(deal: &Deal) -> Result<Self, Vec<Finding>> {
        Ok(Self::of_checked(&check(deal)?))
    }

    fn of_checked(checked: &CheckedDeal) -> Self {
        let appraisal = appraise(checked);
        let verdict = verdict(checked, &appraisal);
        let picture = picture(&appraisal);
        Self { deal: checked.deal().clone(), appraisal, verdict, picture }
    }
}

/// A shared outcome. Two are alike where they are the same one: outcomes are never changed, and comparing every figure
/// to see that nothing needs drawing would cost more than drawing.
#[derive(Clone, Debug)]
pub struct Answer(Rc<Outcome>);

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Answer {
    type Target = Outcome;
    fn deref(&self) -> &Outcome {
        &self.0
    }
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Self {
        Self(Rc::new(outcome))
    }
}

/// Why a text in a box is not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It could not be read.
    Misread(Misread),
    /// It was read, but the deal does not allow it.
    Finding(Finding),
}

/// What is being typed in one box.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The text, exactly as typed.
    pub text: String,
    /// Why it is not taken, if it is not.
    pub fault: Option<Fault>,
    /// Whether the box has been left since, so that the fault is shown.
    pub was_left: bool,
    /// What stood there before typing began.
    before: Value,
}

/// Why the address could not be followed.
#[derive(Clone, Debug, PartialEq)]
pub enum NotFollowed {
    /// The link is broken.
    Broken(BrokenLink),
    /// The link holds a deal that cannot be worked out.
    Findings(Vec<Finding>),
}

/// The workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// The deal as it was opened, worked out.
    pub base: Answer,
    /// The last whole answer.
    pub current: Answer,
    /// The deal as it stands; its answer is `current` unless a box holds a fault.
    pub deal: Rc<Deal>,
    /// The same once it has been changed, as it was checked.
    checked: Option<Rc<CheckedDeal>>,
    /// The levers of the deal as it stands, read from it once for each change, since every part of the page asks for them.
    levers: Rc<[Lever]>,
    /// Those of the deal as it was opened.
    base_levers: Rc<[Lever]>,
    /// What is being typed, by the id of the box.
    pub drafts: BTreeMap<String, Draft>,
    /// Why the last link was not followed.
    pub not_followed: Option<NotFollowed>,
    /// Whether the deal began as the worked example.
    pub is_example: bool,
    /// How often the deal was changed since it was opened: the address is written only once there is something to write.
    pub edits: u32,
}

/// What a user, or the address, does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A box now holds this text.
    Typed(Lever, String),
    /// A box was left.
    Left(Lever),
    /// What stood in the box before typing is wanted back.
    Escaped(Lever),
    /// The button or arrow key of a box was pressed.
    Stepped(Lever, i32),
    /// The value of the deal as opened is wanted back.
    PutBack(Lever),
    /// Every value of the deal as opened is wanted back.
    PutAllBack,
    /// The address holds another deal.
    Followed(Box<Opened>),
    /// The address holds a link that cannot be opened.
    NotFollowed(BrokenLink),
    /// The notice about a link has been read.
    NoticeRead,
}

impl Workspace {
    /// The workspace on the worked example; nothing only if the example itself were broken, which tests rule out.
    #[must_use]
    pub fn on_the_example() -> Option<Self> {
        let base = Answer::from(Outcome::of(&opened(&samples::NORWICH_2009)?).ok()?);
        let deal = Rc::new(base.deal.clone());
        let levers: Rc<[Lever]> = levers::levers(&deal).into();
        Some(Self {
            current: base.clone(),
            base,
            deal,
            checked: None,
            base_levers: levers.clone(),
            levers,
            drafts: BTreeMap::new(),
            not_followed: None,
            is_example: true,
            edits: 0,
        })
    }

    /// The workspace on what an address asks for: the example where it names no deal or cannot be followed.
    #[must_use]
    pub fn at(address: Result<Option<Opened>, BrokenLink>) -> Option<Self> {
        let example = Self::on_the_example()?;
        Some(match address.transpose() {
            None => example,
            Some(followed) => example.followed(followed),
        })
    }

    /// The levers of the deal as it stands.
    #[must_use]
    pub fn levers(&self) -> &[Lever] {
        &self.levers
    }

    /// The lever of the deal as it was opened.
    #[must_use]
    pub fn base_lever(&self, kind: Kind) -> Option<&Lever> {
        self.base_levers.iter().find(|lever| lever.kind == kind)
    }

    /// The text that stands in the box of a lever.
    #[must_use]
    pub fn text(&self, lever: &Lever) -> String {
        self.drafts.get(&lever.id()).map_or_else(|| shown(lever.value), |draft| draft.text.clone())
    }

    /// Whether a box holds something that is not taken, so that the figures are those of before.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.drafts.values().any(|draft| draft.fault.is_some())
    }

    /// The boxes whose fault is shown, with the lever and the fault, in the order of the page.
    #[must_use]
    pub fn faults(&self) -> Vec<(Lever, Fault)> {
        let shown = |lever: &Lever| {
            let draft = self.drafts.get(&lever.id()).filter(|draft| draft.was_left)?;
            draft.fault.clone().map(|fault| (lever.clone(), fault))
        };
        self.levers.iter().filter_map(shown).collect()
    }

    /// The levers that differ from the deal as it was opened, each with what it was.
    #[must_use]
    pub fn changes(&self) -> Vec<(Lever, Lever)> {
        let changed = |now: &Lever| {
            let was = self.base_lever(now.kind)?;
            (was.value != now.value).then(|| (was.clone(), now.clone()))
        };
        self.levers.iter().filter_map(changed).collect()
    }

    fn typed(mut self, lever: &Lever, text: String) -> Self {
        let id = lever.id();
        let (was_left, before) =
            self.drafts.get(&id).map_or((false, lever.value), |draft| (draft.was_left, draft.before));
        let fault = match read(lever, &text) {
            Err(misread) => Some(Fault::Misread(misread)),
            Ok(value) => self.set(lever, value).err().map(Fault::Finding),
        };
        // Half of a number that then turns wrong was never meant: what stood there before typing holds until it is right.
        if fault.is_some() {
            // Where other values have moved meanwhile and no longer allow it, the last sound value stays.
            let _ = self.set(lever, before);
        }
        let was_stale = self.is_stale();
        let has_fault = fault.is_some();
        let was_left = was_left && has_fault;
        self.drafts.insert(id, Draft { text, fault, was_left, before });
        // The first fault leaves the answer of what stood before, not of half a number.
        if has_fault && !was_stale { self.answered() } else { self.worked_out() }
    }

    /// Moves a lever of the deal, if the deal allows it.
    fn set(&mut self, lever: &Lever, value: Value) -> Result<(), Finding> {
        let (least, most) = lever.limits;
        if let Value::Number(number) = value
            && !(least..=most).contains(&number)
        {
            return Err(Finding { path: lever.path.clone(), problem: Problem::OutOfRange { least, most } });
        }
        let deal = levers::moved(&self.deal, &self.base.deal, lever.kind, value);
        match check(&deal) {
            Ok(checked) => {
                self.edits += u32::from(deal != *self.deal);
                self.levers = levers::levers(&deal).into();
                self.deal = Rc::new(deal);
                self.checked = Some(Rc::new(checked));
            }
            Err(findings) => {
                // The deal was sound before, so every finding comes from this move; its own field says it best.
                let own = findings.iter().find(|finding| finding.path == lever.path).or(findings.first());
                if let Some(finding) = own {
                    return Err(finding.clone());
                }
            }
        }
        Ok(())
    }

    /// Works the deal out again, unless a box holds a fault.
    fn worked_out(self) -> Self {
        if self.is_stale() { self } else { self.answered() }
    }

    /// Works the deal out, unless the answer is at hand.
    fn answered(mut self) -> Self {
        if *self.deal == self.current.deal {
            return self;
        }
        if *self.deal == self.base.deal {
            self.current = self.base.clone();
        } else if let Some(checked) = &self.checked {
            self.current = Outcome::of_checked(checked).into();
        }
        self
    }

    fn left(mut self, lever: &Lever) -> Self {
        let id = lever.id();
        if let Some(draft) = self.drafts.get_mut(&id) {
            draft.was_left = true;
            if draft.fault.is_none() {
                self.drafts.remove(&id);
            }
        }
        self
    }

    fn escaped(mut self, lever: &Lever) -> Self {
        if let Some(draft) = self.drafts.remove(&lever.id()) {
            // What stood there was sound with the other values, or is seen to be wrong again.
            if let Err(finding) = self.set(lever, draft.before) {
                let fault = Some(Fault::Finding(finding));
                self.drafts.insert(lever.id(), Draft { fault, was_left: true, ..draft });
            }
        }
        self.worked_out()
    }

    fn stepped(self, lever: &Lever, by: i32) -> Self {
        let from = read(lever, &self.text(lever)).unwrap_or(lever.value);
        let to = match from {
            Value::Month(month) => Value::Month(month.plus(by)),
            Value::Number(number) => {
                let (least, most) = lever.limits;
                // Steps fall on round numbers: 7.25 goes up to 7.5 and not to 7.75.
                let steps = number / lever.step;
                let next = if by > 0 { (steps + 1e-9).floor() + 1.0 } else { (steps - 1e-9).ceil() - 1.0 };
                Value::Number((next * lever.step).clamp(least, most))
            }
        };
        self.typed(lever, shown(to))
    }

    fn put_back(mut self, lever: &Lever) -> Self {
        let Some(was) = self.base_lever(lever.kind).cloned() else { return self };
        self.drafts.remove(&lever.id());
        match self.set(lever, was.value) {
            Ok(()) => self.worked_out(),
            Err(_) => self.typed(lever, shown(was.value)).left(lever),
        }
    }

    fn followed(mut self, followed: Result<Opened, BrokenLink>) -> Self {
        let example = opened(&samples::NORWICH_2009);
        let outcomes = followed.map_err(NotFollowed::Broken).and_then(|opened| {
            let current = Outcome::of(&opened.deal).map_err(NotFollowed::Findings)?;
            // A base that cannot be worked out is no base; the deal then stands for itself.
            let base = if opened.base == opened.deal { None } else { Outcome::of(&opened.base).ok() };
            Ok((base, current))
        });
        match outcomes {
            Err(why) => self.not_followed = Some(why),
            Ok((base, current)) => {
                self.current = current.into();
                self.base = base.map_or_else(|| self.current.clone(), Answer::from);
                self.deal = Rc::new(self.current.deal.clone());
                self.levers = levers::levers(&self.deal).into();
                self.base_levers = levers::levers(&self.base.deal).into();
                self.checked = None;
                self.is_example = example.is_some_and(|example| example == self.base.deal);
                self.drafts.clear();
                self.not_followed = None;
                self.edits = 0;
            }
        }
        self
    }

    fn put_all_back(mut self) -> Self {
        self.deal = Rc::new(self.base.deal.clone());
        self.levers = self.base_levers.clone();
        self.current = self.base.clone();
        self.drafts.clear();
        self.edits += 1;
        self
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let workspace = (*self).clone();
        Rc::new(match action {
            Action::Typed(lever, text) => workspace.typed(&lever, text),
            Action::Left(lever) => workspace.left(&lever),
            Action::Escaped(lever) => workspace.escaped(&lever),
            Action::Stepped(lever, by) => workspace.stepped(&lever, by),
            Action::PutBack(lever) => workspace.put_back(&lever),
            Action::PutAllBack => workspace.put_all_back(),
            Action::Followed(opened) => workspace.followed(Ok(*opened)),
            Action::NotFollowed(broken) => workspace.followed(Err(broken)),
            Action::NoticeRead => Self { not_followed: None, ..workspace },
        })
    }
}

/// Reads a text as the value of a lever.
fn read(lever: &Lever, text: &str) -> Result<Value, Misread> {
    match (lever.kind, lever.value) {
        (_, Value::Month(_)) => {
            let (year, month) = typed::month(text)?;
            appraisal::YearMonth::new(year, month).map(Value::Month).ok_or(Misread::NotAMonth)
        }
        (Kind::Homes, _) => typed::whole(text).map(|count| Value::Number(count as f64)),
        (_, Value::Number(_)) => typed::number(text).map(Value::Number),
    }
}

/// The text of a value as it stands in a box that nobody is typing in.
#[must_use]
pub fn shown(value: Value) -> String {
    match value {
        Value::Number(number) => plain_number(number),
        Value::Month(month) => month_long(month.year, month.month),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Rc<Workspace> {
        Rc::new(Workspace::on_the_example().unwrap())
    }

    fn lever(workspace: &Workspace, id: &str) -> Lever {
        workspace.levers().iter().find(|lever| lever.id() == id).cloned().unwrap()
    }

    const PRICE: &str = "home_types-market-price";
    const HOMES: &str = "homes";

    /// Types into the box of a lever.
    fn typed(workspace: Rc<Workspace>, id: &str, text: &str) -> Rc<Workspace> {
        let lever = lever(&workspace, id);
        workspace.reduce(Action::Typed(lever, text.to_owned()))
    }

    fn left(workspace: Rc<Workspace>, id: &str) -> Rc<Workspace> {
        let lever = lever(&workspace, id);
        workspace.reduce(Action::Left(lever))
    }

    fn pot(workspace: &Workspace) -> i64 {
        workspace.current.appraisal.pot.total.0
    }

    #[test]
    fn typing_works_the_deal_out_at_once_and_keeps_the_text() {
        let before = workspace();
        let after = typed(before.clone(), PRICE, "£176.7k");
        assert!(pot(&after) < pot(&before));
        assert_eq!(after.text(&lever(&after, PRICE)), "£176.7k");
        assert_eq!(after.changes().len(), 1);
        let after = left(after, PRICE);
        assert_eq!(after.text(&lever(&after, PRICE)), "176,700");
    }

    #[test]
    fn a_fault_keeps_the_text_and_the_last_whole_answer() {
        let before = workspace();
        for text in ["", "about 90k", "-5", "1e30", "999999999999999"] {
            let after = typed(before.clone(), PRICE, text);
            assert!(after.is_stale(), "{text}");
            assert_eq!(after.current, before.current, "{text}");
            assert!(after.faults().is_empty(), "{text}: nobody has left the box yet");
            let after = left(after, PRICE);
            assert_eq!(after.text(&lever(&after, PRICE)), text);
            assert_eq!(after.faults().len(), 1, "{text}");
            let after = typed(after, PRICE, "186,000");
            assert!(!after.is_stale() && after.faults().is_empty(), "{text}");
        }
    }

    #[test]
    fn half_a_number_that_turns_wrong_moves_nothing() {
        let before = workspace();
        let mut after = before.clone();
        for text in ["1", "18", "18,", "18,6", "18,60"] {
            after = typed(after, PRICE, text);
        }
        let after = left(after, PRICE);
        assert_eq!((&after.deal, after.changes().len()), (&before.deal, 0));
        assert_eq!(after.current, before.current);
        assert_eq!(after.text(&lever_of(&after)), "18,60");
        let other = typed(after, HOMES, "1000");
        assert_eq!(other.deal.home_types[0].price, Some(186_000.0));
    }

    #[test]
    fn figures_wait_until_every_fault_is_put_right() {
        let faulty = left(typed(workspace(), HOMES, "many"), HOMES);
        let typed_on = typed(faulty, PRICE, "176,700");
        assert_eq!(typed_on.current, typed_on.base);
        let right = typed(typed_on, HOMES, "1,300");
        assert!(pot(&right) < pot(&workspace()));
    }

    #[test]
    fn escape_brings_back_what_stood_there_before() {
        let changed = left(typed(workspace(), PRICE, "180,000"), PRICE);
        let typing = typed(typed(changed, PRICE, "18"), PRICE, "1");
        let lever = lever(&typing, PRICE);
        let escaped = typing.reduce(Action::Escaped(lever));
        assert_eq!(escaped.text(&lever_of(&escaped)), "180,000");
        assert_eq!(escaped.current.deal.home_types[0].price, Some(180_000.0));
    }

    fn lever_of(workspace: &Workspace) -> Lever {
        lever(workspace, PRICE)
    }

    #[test]
    fn steps_fall_on_round_numbers_and_stop_at_the_limits() {
        let after = typed(workspace(), PRICE, "186,400");
        let lever = lever_of(&after);
        let up = after.clone().reduce(Action::Stepped(lever.clone(), 1));
        assert_eq!(up.text(&lever_of(&up)), "187,000");
        let down = after.reduce(Action::Stepped(lever, -1));
        assert_eq!(down.text(&lever_of(&down)), "186,000");
        const RECYCLED: &str = "sharing-recycled_percent";
        let all = typed(workspace(), RECYCLED, "100");
        let recycled = super::tests::lever(&all, RECYCLED);
        let more = all.reduce(Action::Stepped(recycled, 1));
        assert_eq!(more.text(&super::tests::lever(&more, RECYCLED)), "100");
    }

    #[test]
    fn values_are_put_back_one_by_one_and_all_at_once() {
        let changed = typed(typed(workspace(), PRICE, "170,000"), HOMES, "1000");
        assert_eq!(changed.changes().len(), 2);
        let lever = lever_of(&changed);
        let one = changed.clone().reduce(Action::PutBack(lever));
        assert_eq!(one.changes().len(), 1);
        let all = changed.reduce(Action::PutAllBack);
        assert_eq!((all.changes().len(), all.drafts.len()), (0, 0));
        assert_eq!(all.current, all.base);
    }

    #[test]
    fn a_broken_link_changes_nothing_and_a_good_one_opens() {
        let changed = typed(workspace(), PRICE, "170,000");
        let broken = changed.clone().reduce(Action::NotFollowed(BrokenLink::Damaged));
        assert_eq!((&broken.deal, &broken.drafts), (&changed.deal, &changed.drafts));
        assert!(broken.not_followed.is_some());
        let opened = Opened { deal: (*changed.deal).clone(), base: changed.base.deal.clone() };
        let good = broken.reduce(Action::Followed(Box::new(opened)));
        assert_eq!(pot(&good), pot(&changed));
        assert!(good.not_followed.is_none() && good.edits == 0);
        assert_eq!(good.changes().len(), 1);
        let mut deal = (*changed.deal).clone();
        deal.months = 1;
        let wrong = changed.reduce(Action::Followed(Box::new(Opened { base: deal.clone(), deal })));
        assert!(matches!(wrong.not_followed, Some(NotFollowed::Findings(_))));
    }

    #[test]
    fn the_start_is_a_month() {
        let after = typed(workspace(), "start", "1 June 2026");
        assert_eq!(after.current.deal.start.to_string(), "2026-06");
        assert!(typed(after.clone(), "start", "soon").is_stale());
        let start = lever(&after, "start");
        let next = after.reduce(Action::Stepped(start, 1));
        assert_eq!(next.current.deal.start.to_string(), "2026-07");
    }
}
