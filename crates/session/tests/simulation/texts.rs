//! Texts that cannot be read, and what Escape takes back.

use crate::world::{Checked, Tab, World};
use appraisal::deal::Mark;
use serde_json::Value;
use session::history::Turn;
use session::scenarios::Open;
use session::state::{Action, Event, State};

/// A text that cannot be read: its case, the path of its box, and what was typed.
pub(crate) type Text = (Open, String, String);

/// A box that is being typed in, and what was there before.
#[derive(Clone)]
pub(crate) struct Visit {
    case: Open,
    path: String,
    value: Value,
    mark: Option<Mark>,
}

impl Visit {
    fn of(state: &State, path: &str) -> Self {
        let (value, mark) = (state.value(path), state.deal().marks.get(path).cloned());
        Self { case: state.cases.open.clone(), path: path.to_owned(), value, mark }
    }
}

/// Whether a visit to a box goes on after an action.
pub(crate) const fn is_of_visit(action: &Action) -> bool {
    matches!(
        action,
        Action::Typed(..)
            | Action::Settled
            | Action::Woke
            | Action::SaveEnded(..)
            | Action::WorkedOut(_)
            | Action::Escaped(_)
    )
}

/// The texts of a deal, with its place.
pub(crate) fn own_texts(state: &State) -> impl Iterator<Item = (String, Text)> + use<> {
    let place = state.cases.base.place.clone();
    state.faulty_drafts().into_iter().map(move |text| (place.clone(), text))
}

impl Tab {
    /// A deal that undo or redo opens has texts of its own only, and one that was left gets all of its own back. `left`: the texts of
    /// the deal that was just left, where another was opened.
    pub(crate) fn look_at_texts(&mut self, is_turned: bool, left: Option<&Vec<Text>>, at: u64) {
        if is_turned && !own_texts(&self.state).all(|text| self.texts.contains(&text)) {
            self.fault = Some("undo to another deal keeps texts of this one");
        }
        self.texts.extend(own_texts(&self.state));
        let Some(left) = left.filter(|left| !left.is_empty()) else { return };
        let undone = self.state.update(Event { at, action: Action::Turn(Turn::Undo) }).0;
        let there = undone.faulty_drafts();
        if let Some((case, ..)) = left.iter().find(|text| !there.contains(text)) {
            self.fault = Some(match undone.cases.has(case) {
                true => "undo of an opening does not bring back a text of the deal before",
                false => "undo of an opening does not bring back a text of a deleted scenario",
            });
        }
    }
}

impl World {
    /// A text is typed in a box.
    pub(crate) fn typed(&mut self, tab: usize, path: String, text: String) -> Checked {
        let own = &mut self.tabs[tab];
        let is_same = |visit: &Visit| (&visit.case, &visit.path) == (&own.state.cases.open, &path);
        if own.state.draft(&path).is_none() {
            own.visit = Some(Visit::of(&own.state, &path));
        } else if !own.visit.as_ref().is_some_and(is_same) {
            own.visit = None;
        }
        self.act(tab, Action::Typed(path, text))
    }

    /// Escape in the box that is typed in: its value is as before, with its mark.
    pub(crate) fn escape(&mut self, tab: usize, path: &str) -> Checked {
        let (visit, is_to_die) = (self.tabs[tab].visit.take(), self.tabs[tab].fuse.is_some());
        self.act(tab, Action::Escaped(path.to_owned()))?;
        let now = Visit::of(&self.tabs[tab].state, path);
        let Some(before) = visit.filter(|visit| !is_to_die && (&visit.case, &visit.path) == (&now.case, &now.path))
        else {
            return Ok(());
        };
        match () {
            () if self.tabs[tab].state.draft(path).is_some() => {
                Err(format!("tab {tab}: Escape leaves a text in {path}"))
            }
            () if before.value != now.value => Err(format!("tab {tab}: Escape does not restore the value of {path}")),
            () if before.mark != now.mark => Err(format!("tab {tab}: Escape does not restore the mark of {path}")),
            () => Ok(()),
        }
    }
}
