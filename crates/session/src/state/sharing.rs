//! What leaves with a link, a file or an embed code.

use crate::example::worked_example;
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

impl Cases {
    /// Whether there are other cases than the open one that nobody has but the user: parts of the worked example are public.
    #[must_use]
    pub fn has_private_others(&self) -> bool {
        // Whatever it is compared with: a deal made from the example still has its scenario where it was sent.
        let example = worked_example();
        let example = example.as_deref();
        let is_base_public = example.is_some_and(|example| example.base == self.base);
        let is_public = |scenario| example.is_some_and(|example| example.scenarios.contains(scenario));
        let mut others = self.scenarios.iter().filter(|scenario| self.open.as_ref() != Some(&scenario.id));
        (self.scenario().is_some() && !is_base_public) || others.any(|scenario| !is_public(scenario))
    }

    /// The cases that leave: all of them where there is nothing to choose.
    #[must_use]
    pub fn shared(&self, share: Share) -> Self {
        let is_all = share == Share::All || !self.has_private_others();
        if is_all { self.clone() } else { self.alone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::state::{Action, State};
    use appraisal::deal::MarkKind;
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
            let alone = state.cases.shared(Share::default());
            let text = alone.document().written();
            let opened = Cases::of_document(Document::open(&text).unwrap()).unwrap();
            let mut seen = open.deal.with("/title", opened.base.title.clone().into()).unwrap();
            seen.marks.clone_from(&opened.base.marks);
            // A description of the base case may not be so of this one, and tells of the base case.
            if seen.summary == offers.cases.base.summary {
                seen.summary.clear();
            }
            assert!(*opened.base == seen && opened.scenarios.is_empty(), "it opens as it was seen");
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
            assert_eq!(state.cases.shared(Share::All), state.cases);
        }
        let base = offers.after(Action::Open(None)).cases.shared(Share::default());
        assert!(["Quince", "Medlar", "Damson"].iter().all(|name| !base.document().written().contains(name)));
    }

    /// The example's price was fitted, and its cash has a source. What was typed over them has neither, for a reader without the
    /// example to compare with.
    #[test]
    fn a_typed_value_leaves_as_the_users_own() {
        let (price, cash) = ("/home_types/market/price", "/contributions/hca-cash/amount");
        let typed = |state: State, path: &str, text: &str| {
            state.after(Action::Typed(path.to_owned(), text.to_owned())).after(Action::Left(path.to_owned()))
        };
        let is_own = |cases: &Cases| {
            let kind = |path: &str| cases.base.marks.get(path).map(|mark| mark.kind);
            [price, cash].map(|path| kind(path) == Some(MarkKind::Yours))
        };
        let by_file = |cases: &Cases| {
            let text = cases.without_baseline().document().written();
            Cases::of_document(Document::open(&text).unwrap()).unwrap()
        };
        let by_link = |cases: &Cases| link::open(&link::fragment_to_publish(cases).unwrap()).unwrap().unwrap();
        let edited = typed(typed(State::on_the_example().unwrap(), price, "200,000"), cash, "4,000,000");
        let sent = edited.cases.shared(Share::All);
        assert_eq!((is_own(&by_file(&sent)), is_own(&by_link(&sent))), ([true, true], [false, false]));
        assert_eq!(by_link(&sent).baseline, edited.cases.baseline, "a link has the example to compare with");
        // A scenario that keeps the sourced values keeps their sources.
        assert_eq!(by_file(&sent).scenarios[0].deal, edited.cases.scenarios[0].deal);
        // Beside a baseline of one's own, and as one offer of several.
        let own = typed(typed(edited.after(Action::SetBase), price, "199,000"), cash, "5,000,000");
        let castle = typed(own.after(Action::AddScenario("Castle".to_owned(), None)), price, "199,000");
        let broads = castle.after(Action::AddScenario("Broads".to_owned(), castle.cases.open.clone()));
        for (state, share) in [(&own, Share::All), (&typed(broads, price, "201,000"), Share::OpenCase)] {
            let sent = state.cases.shared(share);
            assert_eq!((is_own(&by_file(&sent)), is_own(&by_link(&sent))), ([true, true], [true, true]));
        }
    }

    #[test]
    fn there_is_nothing_to_choose_where_the_others_are_public() {
        let example = State::on_the_example().unwrap();
        assert!(!example.cases.has_private_others());
        assert_eq!(example.cases.shared(Share::OpenCase), example.cases);
        let scenario = example.after(Action::Open(Some(example.cases.scenarios[0].id.clone())));
        assert!(!scenario.cases.has_private_others());
        // An edited base case beside the example's scenario is the user's own.
        let edited = example.after(Action::Chosen("/home_types/market/price".to_owned(), 191_919.into()));
        assert!(!edited.cases.has_private_others(), "the other one is public");
        let scenario = edited.after(Action::Open(Some(example.cases.scenarios[0].id.clone())));
        assert!(scenario.cases.has_private_others());
        assert!(!scenario.cases.shared(Share::OpenCase).document().written().contains("191919"));
    }
}
