//! The session as Yew keeps it.

pub use session::state::*;

use std::ops::Deref;
use std::rc::Rc;
use yew::Reducible;

/// The session of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace(State);

impl Workspace {
    /// The worked example; `None` only if it is broken, which tests rule out.
    #[must_use]
    pub fn on_the_example() -> Option<Self> {
        State::on_the_example().map(Self)
    }
}

impl Deref for Workspace {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl From<State> for Workspace {
    fn from(state: State) -> Self {
        Self(state)
    }
}

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(Self(self.after(action)))
    }
}
