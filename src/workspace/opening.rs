//! Which papers stand in front of the user: another case, the base as it is kept, a deal from the address or the shelf.

use super::{NotFollowed, Workspace};
use crate::history::Did;
use crate::papers::{Open, Papers};
use crate::shelf::Saved;
use appraisal::check;

impl Workspace {
    pub(super) fn opened(mut self, open: Open) -> Self {
        self.papers.open = open;
        self.typing = None;
        self.edits += 1;
        self.settled().told()
    }

    /// Keeps the base case as it stands, if it can be worked out.
    pub(super) fn kept_base(self) -> Self {
        if check(&self.papers.base).is_err() {
            return self;
        }
        let papers = self.papers.with_base_kept();
        self.stepped_to(Did::KeptBase, papers).rebased().settled()
    }

    pub(super) fn without_scenario(self, id: &str) -> Self {
        let named = self.papers.scenarios.iter().find(|scenario| scenario.id == id);
        let Some(name) = named.map(|scenario| scenario.name.clone()) else { return self };
        let papers = self.papers.without(id);
        self.stepped_to(Did::DeletedScenario(name), papers)
    }

    /// Opens other papers, as a step that can be undone.
    pub(super) fn followed(self, papers: Papers) -> Self {
        if let Err(findings) = check(papers.deal()) {
            return self.not_followed(NotFollowed::Findings(findings));
        }
        // A base that cannot be worked out is no base; the deal then stands for itself.
        let papers = if check(&papers.kept).is_ok() { papers } else { Papers::of(papers.deal().clone()) };
        let mut history = self.history.clone();
        history.remember(Did::Opened, self.papers.clone());
        match Self::on(papers) {
            Ok(opened) => Self { history, turn: self.turn, openings: self.openings + 1, ..opened },
            Err(findings) => self.not_followed(NotFollowed::Findings(findings)),
        }
    }

    /// Opens a deal that was kept, with what was being typed in it.
    pub(super) fn reopened(self, saved: &Saved) -> Self {
        let Some(opened) = Self::restored(saved) else { return self };
        let mut history = self.history.clone();
        history.remember(Did::Opened, self.papers);
        Self { history, turn: self.turn, openings: self.openings + 1, ..opened }
    }
}
