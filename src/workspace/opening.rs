//! Opening papers: another case, a new baseline, a deal from the address or from storage.

use super::{NotFollowed, Workspace};
use crate::history::UndoLabel;
use crate::papers::{Open, Papers};
use crate::shelf::Saved;
use appraisal::check;

impl Workspace {
    /// The base case replaces a scenario that is not in the deal, and the reason is said, unless the whole link is broken.
    pub(super) fn opened(mut self, open: Open) -> Self {
        self.papers.open = open;
        if self.papers.lacks_open() {
            self.papers.open = None;
            self.not_followed.get_or_insert(NotFollowed::NoScenario);
        } else if self.not_followed == Some(NotFollowed::NoScenario) {
            self.not_followed = None;
        }
        self.typing = None;
        self.edits += 1;
        self.refresh_derived().show_all_findings()
    }

    /// Sets the open case as the baseline, if it can be worked out.
    pub(super) fn kept_base(self) -> Self {
        if check(self.deal()).is_err() {
            return self;
        }
        let papers = self.papers.with_base_kept();
        let mut kept = self;
        if let open @ Some(_) = kept.papers.open.clone() {
            // The base case that it replaces is gone, with what was typed there.
            kept.move_case(&None, None);
            kept.move_case(&open, Some(&None));
        }
        kept.stepped_to(UndoLabel::KeptBase, papers).rebased().refresh_derived()
    }

    /// Adds a scenario and opens it. Its figures are at first those of the case that it copies.
    pub(super) fn with_scenario(mut self, name: String, from: &Open) -> Self {
        let papers = self.papers.with_scenario(&name, from);
        // A scenario that was deleted may have had the same id.
        self.move_case(&papers.open, None);
        if let Some(sound) = self.sound.get(from).cloned() {
            self.sound.insert(papers.open.clone(), sound);
        }
        self.stepped_to(UndoLabel::AddedScenario(name), papers)
    }

    pub(super) fn without_scenario(self, id: &str) -> Self {
        let named = self.papers.scenarios.iter().find(|scenario| scenario.id == id);
        let Some(name) = named.map(|scenario| scenario.name.clone()) else { return self };
        let papers = self.papers.without(id);
        self.stepped_to(UndoLabel::DeletedScenario(name), papers)
    }

    /// Opens other papers, as a step that can be undone.
    pub(super) fn followed(self, papers: Papers) -> Self {
        if let Err(findings) = check(papers.deal()) {
            return self.not_followed(NotFollowed::Findings(findings));
        }
        // If the baseline cannot be worked out, the open deal replaces it.
        let papers = if check(&papers.kept).is_ok() { papers } else { Papers::of(papers.deal().clone()) };
        let mut history = self.history.clone();
        history.remember(UndoLabel::Opened, self.papers.clone());
        match Self::on(papers.kept.clone(), papers) {
            Ok(opened) => Self { history, turn: self.turn, openings: self.openings + 1, ..opened },
            Err(findings) => self.not_followed(NotFollowed::Findings(findings)),
        }
    }

    /// Opens the deal that the host of an embed asked for: what a visitor changes is measured from its open case.
    pub(super) fn published(self, papers: Papers) -> Self {
        match Self::on_case(papers.deal().clone(), papers) {
            Ok(opened) => Self { turn: self.turn, openings: self.openings + 1, ..opened },
            Err(why) => self.not_followed(why),
        }
    }

    /// Opens a saved deal with its drafts.
    pub(super) fn reopened(self, saved: &Saved) -> Self {
        let Some(opened) = Self::restored(saved) else { return self };
        let mut history = self.history.clone();
        history.remember(UndoLabel::Opened, self.papers);
        Self { history, turn: self.turn, openings: self.openings + 1, ..opened }
    }
}
