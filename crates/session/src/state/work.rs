//! What is to be worked out, and the results.

use super::{Sound, State};
use crate::outcome::{Answer, Outcome};
use appraisal::{Deal, Finding};
use std::rc::Rc;

/// The results of a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Of the baseline; if it has errors, of the open case.
    pub base: Answer,
    /// Of the open case; while it has errors, of the last deal without, or of the baseline.
    pub current: Answer,
}

/// What is to be worked out: the checked baseline and the checked deal of the open case.
#[derive(Clone, Debug)]
pub struct Work {
    base: Sound,
    current: Sound,
    known: Option<Figures>,
}

impl Work {
    /// Works it out, except for what is known.
    #[must_use]
    pub fn done(self) -> Figures {
        let mut known: Vec<Answer> = Vec::new();
        known.extend(self.known.into_iter().flat_map(|figures| [figures.base, figures.current]));
        let base = answer(self.base, &known);
        known.push(base.clone());
        let current = answer(self.current, &known);
        Figures { base, current }
    }
}

fn answer(sound: Sound, known: &[Answer]) -> Answer {
    let known = known.iter().find(|answer| answer.deal == sound.deal);
    known.cloned().unwrap_or_else(|| Outcome::of_checked(sound.deal, sound.checked).into())
}

impl State {
    /// The last complete results; `None` before the first, and while no case of the deal can be worked out.
    #[must_use]
    pub fn figures(&self) -> Option<&Figures> {
        self.figures.as_ref()
    }

    /// What is to be worked out; `None` if nothing is, or nothing can be.
    #[must_use]
    pub fn work(&self) -> Option<Work> {
        let (base, current) = self.wanted()?;
        let is_of = |answer: &Answer, sound: &Sound| Rc::ptr_eq(&answer.deal, &sound.deal);
        let is_known =
            self.figures.as_ref().is_some_and(|known| is_of(&known.base, &base) && is_of(&known.current, &current));
        (!is_known).then(|| Work { base, current, known: self.figures.clone() })
    }

    /// The deals to work out: the baseline, and the open one or, while it has errors, the last one without.
    fn wanted(&self) -> Option<(Sound, Sound)> {
        let current = self.sound.get(&self.cases.open).or(self.sound_baseline.as_ref())?;
        Some((self.sound_baseline.as_ref().unwrap_or(current).clone(), current.clone()))
    }

    /// Takes results, unless they are of another deal than the one that is open now.
    pub(super) fn worked_out(mut self, figures: Figures) -> Self {
        let Some((base, current)) = self.wanted() else { return self };
        if figures.base.deal != base.deal || figures.current.deal != current.deal {
            return self;
        }
        // The same deals in other places: they are not compared again.
        let sound = |answer: &Answer| Sound { deal: answer.deal.clone(), checked: answer.checked.clone() };
        if self.sound_baseline.is_some() {
            self.sound_baseline = Some(sound(&figures.base));
        }
        if self.sound.contains_key(&self.cases.open) {
            self.sound.insert(self.cases.open.clone(), sound(&figures.current));
        }
        self.figures = Some(figures);
        self
    }

    /// The check of a deal, which is not made twice.
    pub(super) fn checked(&self, deal: &Rc<Deal>) -> Result<Sound, Vec<Finding>> {
        let known = self.sound_baseline.iter().chain(self.sound.values());
        known
            .into_iter()
            .find(|sound| Rc::ptr_eq(&sound.deal, deal))
            .map_or_else(|| Sound::new(deal), |sound| Ok(sound.clone()))
    }
}
