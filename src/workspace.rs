//! The session as Yew keeps it.

pub use session::state::*;

use crate::browser::clock;
use crate::scenarios::{Cases, Open};
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use yew::{Reducible, UseReducerHandle};

/// The session of the page.
#[derive(Clone, Debug)]
pub struct Workspace {
    state: State,
    /// What is still to be carried out, in order.
    effects: Rc<RefCell<Vec<Effect>>>,
}

impl PartialEq for Workspace {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl Workspace {
    /// The worked example with its figures; `None` only if it is broken, which tests rule out.
    #[must_use]
    pub fn on_the_example() -> Option<Self> {
        State::on_the_example().map(|state| Self::from(state).worked_out())
    }

    /// The session after an action that is only looked at: nothing of it is carried out.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let (state, _) = self.update(Event { at: clock::moment(), action });
        Self::from(state)
    }

    /// The session after an action, with what is to be carried out.
    fn sent(&self, action: Action) -> Self {
        let (state, effects) = self.update(Event { at: clock::moment(), action });
        self.effects.borrow_mut().extend(effects);
        Self { state, effects: self.effects.clone() }
    }

    /// The session with its figures.
    #[must_use]
    pub fn worked_out(&self) -> Self {
        match self.work() {
            Some(work) => self.sent(Action::WorkedOut(Box::new(work.done()))),
            None => self.clone(),
        }
    }
}

impl Deref for Workspace {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl From<State> for Workspace {
    fn from(state: State) -> Self {
        Self { state, effects: Rc::default() }
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.sent(action))
    }
}

/// The way from a part of the page to the session. A page has one session, so that two are always equal.
#[derive(Clone)]
pub struct Sender(UseReducerHandle<Workspace>);

impl PartialEq for Sender {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Sender {
    /// The way to this session.
    #[must_use]
    pub fn of(workspace: &UseReducerHandle<Workspace>) -> Self {
        Self(workspace.clone())
    }

    /// Sends an action.
    pub fn dispatch(&self, action: Action) {
        self.0.dispatch(action);
    }

    /// The session as it is now: a handle keeps every state that was read through it, a copy reads only the present one.
    fn now(&self) -> UseReducerHandle<Workspace> {
        self.0.clone()
    }

    /// The cases as they are now.
    pub(crate) fn cases(&self) -> Cases {
        self.now().cases.clone()
    }

    /// The slots whose data is known now.
    pub(crate) fn known_slots(&self) -> Vec<String> {
        self.now().known_slots().cloned().collect()
    }

    /// Whether the deal has a case now.
    pub(crate) fn has(&self, case: &Open) -> bool {
        self.now().cases.has(case)
    }

    /// What is to be carried out now.
    pub(crate) fn effects(&self) -> Vec<Effect> {
        self.now().effects.take()
    }

    /// Works out the figures of the session as it is now, outside the reducer, and sends them.
    pub fn work_out(&self) {
        let now = self.now();
        if let Some(work) = now.work() {
            now.dispatch(Action::WorkedOut(Box::new(work.done())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved_deal::{Saved, Stamped};
    use session::store::{NotSaved, Storage};

    /// A storage with one deal, whatever its name.
    struct OneDeal(String);

    impl Storage for OneDeal {
        fn read(&self, _: &str) -> Result<Option<String>, NotSaved> {
            Ok(Some(self.0.clone()))
        }
        fn write(&mut self, _: &str, _: &str) -> Result<(), NotSaved> {
            Ok(())
        }
        fn remove(&mut self, _: &str) {}
        fn note(&mut self, _: &str) {}
    }

    /// Otherwise an attempt to save would never end, and nothing would be saved after it.
    #[test]
    fn what_the_start_asks_for_is_carried_out() {
        let example = Workspace::on_the_example().unwrap();
        let saved = Saved::of(&example, Stamped::default()).written();
        let (seed, at, asked, mark, open) = (1, 0, Ok(None), None, None);
        let noted = Some("slot".to_owned());
        let begin = Begin { seed, at, asked, mark, noted, wants_example: false, open };
        let start = Workspace::from(State::start(begin, &OneDeal(saved)).unwrap()).worked_out();
        assert!(!start.effects.borrow().is_empty(), "the deal is to be saved as this tab's");
        // What is only looked at asks for nothing.
        let seen = example.after(Action::Chosen("/title".to_owned(), "Mill Lane".into()));
        assert!(seen.effects.borrow().is_empty() && example.effects.borrow().is_empty());
    }
}
