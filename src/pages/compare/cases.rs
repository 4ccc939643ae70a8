//! The cases that are compared, and why the figures of one are not up to date.

use crate::field_text::Fault;
use crate::inputs;
use crate::outcome::{Answer, Outcome};
use crate::route::{link_to_case, link_to_input};
use crate::scenarios::Open;
use crate::words::{compare as text, deal as sentences, page, problems};
use crate::workspace::{Action, Workspace, inputs_that_differ};
use appraisal::deal::{Change, is_assumption, is_at_base_prices, path};
use appraisal::{Deal, YearMonth};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// A case with its result; `None` if it is not up to date, because an input has an error.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Case {
    pub(super) open: Open,
    pub(super) name: String,
    pub(super) deal: Rc<Deal>,
    pub(super) answer: Option<Answer>,
    /// Its errors, if it is not up to date.
    pub(super) errors: Vec<InError>,
    /// The case it is a test of, as a sentence names it: it changes at most assumptions of the base case or of an earlier scenario.
    pub(super) test_of: Option<String>,
}

impl Case {
    /// Whether it is an offer: neither the base case nor a test.
    pub(super) fn is_offer(&self) -> bool {
        self.open.is_some() && self.test_of.is_none()
    }

    /// Its name with the case it is a test of, if it is one.
    pub(super) fn as_test(&self) -> Option<(String, String)> {
        Some((self.name.clone(), self.test_of.clone()?))
    }
}

/// An input with an error.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InError {
    message: String,
    link: String,
}

/// The edited base case and every scenario.
pub(super) fn cases(workspace: &Workspace) -> Vec<Case> {
    let open = &workspace.cases;
    let is_edited = open.is_edited() && !open.scenarios.is_empty();
    let base = if is_edited { page::BASE_CASE_EDITED } else { page::BASE_CASE };
    let mut cases = vec![case(workspace, None, base, &open.base)];
    // An edit of the base case changes no scenario: each starts from the base case as last set.
    let mut earlier = vec![(text::THE_BASE_CASE.to_owned(), open.baseline.to_document())];
    for scenario in &open.scenarios {
        let mut own = case(workspace, Some(scenario.id.clone()), &scenario.name, &scenario.deal);
        let document = own.deal.to_document();
        own.test_of = test_of(&document, &earlier);
        earlier.push((text::quoted(&scenario.name), document));
        cases.push(own);
    }
    cases
}

fn case(workspace: &Workspace, open: Open, name: &str, deal: &Rc<Deal>) -> Case {
    let figures = workspace.figures().into_iter().flat_map(|figures| [&figures.current, &figures.base]);
    let known = figures.into_iter().find(|answer| Rc::ptr_eq(deal, &answer.deal));
    let answer = if workspace.has_unread_text(&open) {
        None
    } else if let Some(known) = known {
        Some(known.clone())
    } else {
        Outcome::of(deal.clone()).ok().map(Answer::from)
    };
    let errors = if answer.is_some() { Vec::new() } else { errors_of(workspace, &open) };
    Case { open, name: name.to_owned(), deal: deal.clone(), answer, errors, test_of: None }
}

/// Every error of a case: nothing is typed on this page, so all are shown; of two fields that do not fit, the one that waits.
fn errors_of(workspace: &Workspace, open: &Open) -> Vec<InError> {
    let waits = workspace.waits_for().filter(|_| workspace.cases.open == *open);
    let seen = if waits.is_some() { workspace.clone() } else { workspace.after(Action::Open(open.clone())) };
    let error = |(path, fault): (String, Fault)| {
        let place = inputs::nearest(seen.document(), &path).unwrap_or_else(|| path.clone());
        InError { message: problems::of(&path, &fault, &seen), link: link_to_input(open, &place) }
    };
    let waiting =
        waits.map(|path| InError { message: sentences::waiting_first(&path), link: link_to_input(open, &path) });
    let errors: Vec<InError> = waiting.into_iter().chain(seen.faults().into_iter().map(error)).collect();
    if errors.is_empty() {
        // A text that its box has not been left with.
        return vec![InError { message: sentences::stale_first(1), link: link_to_case(open) }];
    }
    errors
}

/// The name of the first earlier case from which at most assumptions differ. One that equals it counts: with the assumptions of
/// another case in both, a test equals what it tests, and is no more an offer than before.
fn test_of(deal: &Value, earlier: &[(String, Value)]) -> Option<String> {
    let tests = |other: &Value| inputs_that_differ(other, deal).iter().all(is_assumption);
    earlier.iter().find(|(_, other)| tests(other)).map(|(name, _)| name.clone())
}

/// The cases that are up to date.
pub(super) fn sound(cases: &[Case]) -> Vec<(&Case, &Answer)> {
    cases.iter().filter_map(|case| Some((case, case.answer.as_ref()?))).collect()
}

/// The names of the cases that are not up to date.
pub(super) fn behind<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Vec<String> {
    cases.into_iter().filter(|case| case.answer.is_none()).map(|case| case.name.clone()).collect()
}

/// A price or cost in words with the month in whose prices it is, where the other case has prices of another. Words for a blank,
/// and for a whole row, have no month.
pub(super) fn in_prices(said: String, document: &Value, change: &Change, month: YearMonth, other: YearMonth) -> String {
    match path::get(document, &change.path) {
        Some(Value::Number(_)) if month != other && is_at_base_prices(change) => text::in_prices_of(&said, month),
        _ => said,
    }
}

/// What is said of the months in whose prices the cases are, where these differ; a case without figures has none.
pub(super) fn months_of_prices<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let with_figures = cases.into_iter().filter(|case| case.answer.is_some());
    let months = with_figures.map(|case| (case.name.as_str(), case.deal.price_base()));
    text::months_of_prices(&months.collect::<Vec<_>>())
}

/// A notice for each case that is not up to date, with a link to each input that has an error.
pub(super) fn notices(cases: &[Case]) -> Html {
    // Two errors may lead to one input.
    let line = |(place, error): (usize, &InError)| {
        html! { <li key={place}><a href={error.link.clone()}>{ &error.message }</a></li> }
    };
    let notice = |case: &Case| {
        html! {
            <div class="notice" key={case.open.clone().unwrap_or_default()}>
                <div class="notice__words">
                    <p><strong>{ text::not_up_to_date(&case.name) }</strong></p>
                    <p>{ text::until_fixed(case.errors.len()) }</p>
                    <ul>{ for case.errors.iter().enumerate().map(line) }</ul>
                </div>
            </div>
        }
    };
    html! { <div class="compare__notices">{ for cases.iter().filter(|case| case.answer.is_none()).map(notice) }</div> }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use appraisal::{document, samples};

    /// A case; "Base" is the base case.
    pub(in crate::pages::compare) fn case_of(name: &str, deal: &Deal) -> Case {
        let deal = Rc::new(deal.clone());
        let answer = Outcome::of(deal.clone()).ok().map(Answer::from);
        let open = (name != "Base").then(|| name.to_owned());
        Case { open, name: name.to_owned(), deal, answer, errors: Vec::new(), test_of: None }
    }

    #[test]
    fn a_scenario_that_changes_only_assumptions_is_a_test_of_the_case_it_starts_from() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 9_000_000.into()).unwrap();
        let low = |deal: &Deal| deal.with("/home_types/market/price", 170_000.into()).unwrap();
        let all = [
            case_of("Base", &base),
            case_of("Low", &low(&base)),
            case_of("Offer", &offer),
            case_of("Offer, low", &low(&offer)),
            case_of("Offer of another", &offer.with("/partners/hca/name", "Lovell".into()).unwrap()),
        ];
        let all: Vec<_> = all.iter().map(|case| (text::quoted(&case.name), case.deal.to_document())).collect();
        let tests: Vec<_> = (1..all.len()).map(|place| test_of(&all[place].1, &all[..place])).collect();
        let tests: Vec<_> = tests.iter().map(Option::as_deref).collect();
        assert_eq!(tests, [Some("“Base”"), None, Some("“Offer”"), None]);
    }

    /// Whether a case is an offer does not depend on the assumptions that all have.
    #[test]
    fn a_case_that_equals_an_earlier_one_is_no_offer_as_with_the_assumptions_of_another() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 9_000_000.into()).unwrap();
        let tests = |price: Option<i64>| {
            let at = |deal: &Deal| price.map_or(deal.clone(), |price| deal.with(PRICE, price.into()).unwrap());
            let earlier = [("the base case".to_owned(), base.to_document())];
            [at(&base), at(&offer)].map(|deal| test_of(&deal.to_document(), &earlier))
        };
        assert_eq!(tests(None), [Some("the base case".to_owned()), None]);
        assert_eq!(tests(Some(170_000)), tests(None));
    }

    #[test]
    fn the_months_of_prices_are_those_of_cases_with_figures() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let mut later = case_of("Later", &base.with("/start", "2009-10".into()).unwrap());
        assert!(months_of_prices([&case_of("Base", &base), &later]).contains("“Later”"));
        later.answer = None;
        assert_eq!(months_of_prices([&case_of("Base", &base), &later]), "");
    }

    /// Another sale price of the land in the base case makes no offer of a scenario that changes only a price.
    #[test]
    fn an_edit_of_the_base_case_makes_no_offer_of_a_test() {
        let scenario = [Action::AddScenario("Low".to_owned(), None)].into_iter().chain(typed(PRICE, "170,000"));
        let back = Action::Open(None);
        let edit = Action::Chosen("/alternatives/sale_price".to_owned(), 5_000_000.into());
        let all = cases(&after(scenario.chain([back, edit]).collect()));
        let low = all.iter().find(|case| case.name == "Low").unwrap();
        assert!(
            low.test_of.as_deref() == Some("the base case") && all[0].name == page::BASE_CASE_EDITED,
            "{:?}",
            all[0].name
        );
    }

    /// Drawdown after building starts waits for its other field; an error beside it is listed too.
    #[test]
    fn a_field_that_waits_hides_no_other_error() {
        let drawdown = typed("/phases/small-sites/drawdown_month", "100");
        let all = cases(&after(typed(PRICE, "abc").into_iter().chain(drawdown).collect()));
        let errors = &all[0].errors;
        assert!(errors.iter().any(|error| error.link.ends_with(PRICE)), "{errors:?}");
        assert!(errors[0].message.starts_with("The figures wait for") && errors.len() >= 2, "{errors:?}");
    }

    const PRICE: &str = "/home_types/market/price";

    fn after(actions: Vec<Action>) -> Rc<Workspace> {
        let start = Workspace::on_the_example().unwrap();
        Rc::new(actions.into_iter().fold(start, |workspace, action| workspace.after(action).worked_out()))
    }

    fn typed(path: &str, text: &str) -> [Action; 2] {
        [Action::Typed(path.to_owned(), text.to_owned()), Action::Left(path.to_owned())]
    }

    #[test]
    fn a_case_with_a_text_that_cannot_be_read_is_not_up_to_date_whichever_case_is_open() {
        let open = |id: Option<&str>| Action::Open(id.map(str::to_owned));
        let scenario = Workspace::on_the_example().unwrap().cases.scenarios[0].id.clone();
        let [type_it, leave] = typed(PRICE, "abc");
        let workspace = after(vec![open(Some(&scenario)), type_it, leave]);
        for seen_from in [Some(scenario.as_str()), None] {
            let workspace = workspace.after(open(seen_from)).worked_out();
            let all = cases(&workspace);
            assert!(all[0].answer.is_some() && all[1].answer.is_none(), "{seen_from:?}");
            assert_eq!(behind(&all), [all[1].name.clone()]);
            let [error] = &all[1].errors[..] else { panic!("{:?}", all[1].errors) };
            assert_eq!(error.link, format!("#open={scenario}&field={PRICE}"));
            assert!(error.message.starts_with("Enter "), "{}", error.message);
        }
    }

    #[test]
    fn a_base_case_with_an_error_between_two_inputs_is_not_up_to_date() {
        let phase = "/phases/small-sites";
        let [type_it, leave] = typed(&format!("{phase}/drawdown_month"), "100");
        let all = cases(&after(vec![type_it, leave]));
        assert!(all[0].answer.is_none() && all[1].answer.is_some());
        assert!(all[0].errors[0].link.starts_with(&format!("#open=base&field={phase}/")), "{:?}", all[0].errors);
    }
}
