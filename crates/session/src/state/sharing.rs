//! What leaves with a link, a file or an embed code.

use super::State;
use crate::scenarios::Cases;

/// Which cases leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Share {
    /// The open case alone.
    #[default]
    OpenCase,
    /// The base case and every scenario.
    All,
}

impl State {
    /// Whether there are other cases than the open one that nobody has but the user: parts of the worked example are public.
    #[must_use]
    pub fn has_private_others(&self) -> bool {
        let (cases, example) = (&self.cases, self.example.as_deref());
        let is_base_public = example.is_some_and(|example| example.base == cases.base);
        let is_public = |scenario| example.is_some_and(|example| example.scenarios.contains(scenario));
        let mut others = cases.scenarios.iter().filter(|scenario| cases.open.as_ref() != Some(&scenario.id));
        (cases.scenario().is_some() && !is_base_public) || others.any(|scenario| !is_public(scenario))
    }

    /// The cases that leave: all of them where there is nothing to choose.
    #[must_use]
    pub fn shared(&self, share: Share) -> Cases {
        if share == Share::All || !self.has_private_others() { self.cases.clone() } else { self.cases.alone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use appraisal::document::Document;

    /// Four offers for one site, each with a name and a value that no other has.
    fn offers() -> State {
        let mut state = State::on_the_example().unwrap();
        for (name, price) in [("Quince", "191919"), ("Medlar", "171717"), ("Damson", "161616")] {
            state = state.after(Action::Open(None));
            state = state.after(Action::AddScenario(name.to_owned(), None));
            state = state.after(Action::Typed("/home_types/market/price".to_owned(), price.to_owned()));
            state = state.after(Action::Left("/home_types/market/price".to_owned()));
            let title = format!("Summary of {name}");
            state = state.after(Action::Chosen("/summary".to_owned(), title.into()));
        }
        state
    }

    #[test]
    fn one_scenario_alone_contains_nothing_of_another() {
        let offers = offers();
        for open in offers.cases.scenarios.clone() {
            let state = offers.after(Action::Open(Some(open.id.clone())));
            let alone = state.shared(Share::default());
            let text = alone.document().written();
            let opened = Cases::of_document(Document::open(&text).unwrap()).unwrap();
            let titled = open.deal.with("/title", opened.base.title.clone().into()).unwrap();
            assert_eq!((&*opened.base, opened.scenarios.len()), (&titled, 0), "it opens as it was seen");
            assert_eq!(opened.base.title, format!("{} – {}", open.deal.title, open.name), "and its name stays");
            for other in offers.cases.scenarios.iter().filter(|other| other.id != open.id) {
                let price = other.deal.home_types[0].price.unwrap().to_string();
                for secret in [&other.name, &other.deal.summary, &price] {
                    let is_own = *secret == open.deal.summary
                        || Some(&**secret) == open.deal.home_types[0].price.map(|own| own.to_string()).as_deref();
                    assert!(
                        is_own || !text.contains(secret.as_str()),
                        "{} of {} is in {}",
                        secret,
                        other.name,
                        open.name
                    );
                }
            }
            assert_eq!(state.shared(Share::All), state.cases);
        }
        let base = offers.after(Action::Open(None)).shared(Share::default());
        assert!(["Quince", "Medlar", "Damson"].iter().all(|name| !base.document().written().contains(name)));
    }

    #[test]
    fn there_is_nothing_to_choose_where_the_others_are_public() {
        let example = State::on_the_example().unwrap();
        assert!(!example.has_private_others());
        assert_eq!(example.shared(Share::OpenCase), example.cases);
        let scenario = example.after(Action::Open(Some(example.cases.scenarios[0].id.clone())));
        assert!(!scenario.has_private_others());
        // An edited base case beside the example's scenario is the user's own.
        let edited = example.after(Action::Chosen("/home_types/market/price".to_owned(), 191_919.into()));
        assert!(!edited.has_private_others(), "the other one is public");
        let scenario = edited.after(Action::Open(Some(example.cases.scenarios[0].id.clone())));
        assert!(scenario.has_private_others());
        assert!(!scenario.shared(Share::OpenCase).document().written().contains("191919"));
    }
}
