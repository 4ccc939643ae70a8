//! What was changed in each case, compared with another, and the source of each difference.

use super::Case;
use super::cases::in_prices;
use crate::components::source_mark;
use crate::field_text::{HOMES, home_counts};
use crate::pages::deal::shape;
use crate::route::link_to_case;
use crate::words::steps::{self, Difference};
use crate::words::{compare as text, levers};
use crate::workspace::inputs_that_differ;
use appraisal::deal::{Change, Mark, MarkKind, path, renamed_public};
use appraisal::flags::FlagCode;
use appraisal::{Deal, YearMonth};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChangedProps {
    /// The chosen cases; the first is the one they are compared with.
    pub(super) cases: Rc<Vec<Case>>,
    /// The base case of all of them, as edited.
    pub(super) edited: Rc<Deal>,
    /// The base case as last set.
    pub(super) kept: Rc<Deal>,
}

/// The cases whose inputs are listed, and the deal they are compared with.
struct Reference<'a> {
    deal: &'a Deal,
    /// The base case, as which a value may be.
    origin: &'a Deal,
    listed: &'a [Case],
    lead: String,
}

/// Compared with the edited base case, every case is listed by its own changes to the base case as last set: scenarios do not
/// have the edits, and the base case is listed with them.
fn reference(props: &ChangedProps) -> Option<Reference<'_>> {
    let (first, others) = props.cases.split_first().filter(|(_, others)| !others.is_empty())?;
    if first.open.is_none() && props.edited != props.kept {
        let lead = text::AS_LAST_SET.to_owned();
        return Some(Reference { deal: &props.kept, origin: &props.kept, listed: &props.cases, lead });
    }
    let note = if first.answer.is_none() { text::HAS_ERRORS } else { "" };
    let lead = format!("{} {note}", text::everything_else(&first.name));
    Some(Reference { deal: &first.deal, origin: &props.edited, listed: others, lead })
}

/// A case whose inputs are listed, and the case it is compared with.
struct Compared<'a> {
    base: &'a Value,
    other: &'a Value,
    /// The months in whose prices both are.
    prices: [YearMonth; 2],
    deal: &'a Deal,
    origin: &'a Deal,
    origin_document: &'a Value,
    /// Whether it is the base case itself.
    is_base: bool,
}

/// What was changed in each case.
#[component]
pub(super) fn Changed(props: &ChangedProps) -> Html {
    let Some(Reference { deal, origin, listed, lead }) = reference(props) else { return Html::default() };
    let (document, origin_document) = (deal.to_document(), origin.to_document());
    let lists = listed.iter().map(|case| {
        let other = case.deal.to_document();
        let origin_document = &origin_document;
        let prices = [deal.price_base(), case.deal.price_base()];
        let is_base = case.open.is_none();
        let compared =
            Compared { base: &document, other: &other, prices, deal: &case.deal, origin, origin_document, is_base };
        changed_in(case, &compared)
    });
    html! {
        <section class="panel" id="changed" tabindex="-1" aria-labelledby="changed-heading">
            <h2 id="changed-heading">{ text::WHAT_WAS_CHANGED }</h2>
            <p class="panel__lead">{ lead }</p>
            <div class="compare__scenarios">{ for lists }</div>
        </section>
    }
}

fn changed_in(case: &Case, compared: &Compared) -> Html {
    let changes = inputs_that_differ(compared.base, compared.other);
    let note = match (&case.answer, changes.is_empty()) {
        (None, _) => text::HAS_ERRORS,
        (_, true) => text::NOTHING_CHANGED,
        _ => "",
    };
    let public = renamed_public(compared.origin, compared.deal);
    html! {
        <div class="compare__scenario" key={case.open.clone().unwrap_or_default()}>
            <h3><a href={link_to_case(&case.open)}>{ &case.name }</a></h3>
            <p>{ note }</p>
            <ul class="compare__inputs">{ for changes.iter().map(|change| line(change, compared)) }</ul>
            <p class="compare__note">{ loan_not_drawn(case, &changes) }</p>
            <div>{ for public.iter().map(|partner| html! { <p class="compare__note" key={partner.id.clone()}>{ text::still_public(&partner.short_name) }</p> }) }</div>
        </div>
    }
}

/// Why a change of a loan moves no figure: nothing is drawn of it.
fn loan_not_drawn(case: &Case, changes: &[Change]) -> Option<String> {
    let flags = &case.answer.as_ref()?.flags;
    let is_drawn = !flags.iter().any(|flag| flag.code == FlagCode::LoanNotDrawn);
    let is_of_loan = |change: &Change| change.path.starts_with("/funding/facilities/");
    (!is_drawn && changes.iter().any(is_of_loan)).then(|| format!("{}.", FlagCode::LoanNotDrawn.words()))
}

fn line(change: &Change, compared: &Compared) -> Html {
    let difference = difference(change, compared);
    let [from, to] = text::change_heard(&difference);
    html! {
        <li key={change.path.clone()}>
            <span>{ &difference.label }<span class="visually-hidden">{ from }</span></span>
            { " " }
            <span class="compare__values">
                <span>
                    if !difference.was.is_empty() {
                        <s>{ &difference.was }</s>
                    }
                </span>
                <span class="visually-hidden">{ to }</span>
                { " " }<strong>{ &difference.now }</strong><span class="visually-hidden">{ text::CHANGE_ENDS }</span>
            </span>
            { " " }
            <span class="compare__whose">{ source_of(&change.path, compared) }</span>
        </li>
    }
}

/// A difference in words; a price or cost with the month in whose prices it is, where the two cases have different ones.
fn difference(change: &Change, compared: &Compared) -> Difference {
    let Difference { label, was, now } = steps::difference(change, compared.base, compared.other);
    let [base, other] = compared.prices;
    let was = in_prices(was, compared.base, change, base, other);
    Difference { label, was, now: in_prices(now, compared.other, change, other, base) }
}

/// The source of a value: as in the base case, its mark in this case, or else typed by the user. In the base case itself, its mark.
fn source_of(path: &str, compared: &Compared) -> Html {
    let is_same = match path {
        HOMES => home_counts(compared.other) == home_counts(compared.origin_document),
        path => path::get(compared.other, path) == path::get(compared.origin_document, path),
    };
    let own = compared.deal.marks.get(path);
    let yours = Mark::of(MarkKind::Yours);
    let mark = match (is_same, compared.is_base) {
        (true, false) => return html! { { text::AS_IN_BASE } },
        (true, true) => own,
        (false, _) => own.filter(|mark| compared.origin.marks.get(path) != Some(mark)).or(Some(&yours)),
    };
    let Some(mark) = mark else { return Html::default() };
    source_mark(shape(mark.kind), levers::mark(mark.kind, &mark.sources, &mark.note), &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::{document, samples};

    /// A price of a case that starts later is of another month; its cash is not.
    #[test]
    fn prices_and_costs_say_their_month_only_where_the_starts_differ() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let dear = base.with("/home_types/market/price", 325_000.into()).unwrap();
        let dear = dear.with("/contributions/hca-cash/amount", 9_000_000.into()).unwrap();
        let said = |other: &Deal| {
            let (document, own) = (base.to_document(), other.to_document());
            let prices = [base.price_base(), other.price_base()];
            let (origin, origin_document, is_base) = (&base, &document, false);
            let compared =
                Compared { base: &document, other: &own, prices, deal: other, origin, origin_document, is_base };
            let said = |change: &Change| steps::in_one_line(&difference(change, &compared));
            inputs_that_differ(&document, &own).iter().map(said).filter(|line| line.contains('£')).collect::<Vec<_>>()
        };
        let is_plain = |lines: &[String]| lines.iter().all(|line| !line.contains(" prices"));
        assert!(is_plain(&said(&dear)), "{:?}", said(&dear));
        let late = said(&dear.with("/start", "2012-10".into()).unwrap());
        let price = late.iter().find(|line| line.starts_with("Market sale price")).unwrap();
        assert!(price.contains(" (April 2009 prices) to £325,000 (October 2012 prices)"), "{price}");
        assert!(is_plain(&late.into_iter().filter(|line| line.contains("cash")).collect::<Vec<_>>()));
        // What a blank means is not a price.
        let blank =
            base.with("/start", "2012-10".into()).unwrap().with("/home_types/market/build_cost", Value::Null).unwrap();
        let cost = said(&blank).into_iter().find(|line| line.starts_with("Build cost")).unwrap();
        assert!(cost.contains(" (April 2009 prices) to ") && !cost.contains("2012 prices"), "{cost}");
    }

    /// Compared with a scenario, the base case is listed: its values have their own sources.
    #[test]
    fn the_base_case_is_not_said_to_be_as_in_the_base_case() {
        const CASH: &str = "/contributions/hca-cash/amount";
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let more = base.with(CASH, 8_000_000.into()).unwrap();
        let (document, origin_document) = (more.to_document(), base.to_document());
        let (other, prices) = (&origin_document, [base.price_base(); 2]);
        let said = |is_base, path| {
            let (deal, origin, origin_document) = (&base, &base, &origin_document);
            source_of(path, &Compared { base: &document, other, prices, deal, origin, origin_document, is_base })
        };
        assert_eq!(said(false, CASH), html! { { text::AS_IN_BASE } });
        let mark = &base.marks[CASH];
        let own = source_mark(shape(mark.kind), levers::mark(mark.kind, &mark.sources, &mark.note), &[]);
        assert_eq!(said(true, CASH), own);
        assert_eq!(said(true, "/unmarked"), Html::default());
    }

    /// A dearer loan changes nothing where it is not drawn, and that is said.
    #[test]
    fn a_change_of_a_loan_that_is_not_drawn_says_so() {
        let of = |base: &Deal, path: &str, value: Value| {
            let other = base.with(path, value).unwrap();
            let changes = inputs_that_differ(&base.to_document(), &other.to_document());
            assert!(!changes.is_empty());
            loan_not_drawn(&case_of("Other", &other), &changes)
        };
        let not_drawn = "The loan is not drawn, so its interest and fees cost nothing.";
        let norwich = document::open(samples::NORWICH_2009.document).unwrap();
        let rich = norwich.with("/contributions/hca-cash/amount", 20_000_000.into()).unwrap();
        let rate = "/funding/facilities/senior/rate_percent";
        assert_eq!(of(&rich, rate, 9.into()).as_deref(), Some(not_drawn));
        assert_eq!(of(&norwich, rate, 9.into()), None);
        assert_eq!(of(&rich, "/home_types/market/price", 180_000.into()), None);
    }

    /// The base case reinvests less after the scenario was made: that is no change of the scenario.
    #[test]
    fn an_edit_of_the_base_case_is_no_change_of_a_scenario() {
        let kept = document::open(samples::NORWICH_2009.document).unwrap();
        let edited = kept.with("/sharing/recycled_percent", 50.into()).unwrap();
        let low = case_of("Low", &kept.with("/home_types/market/price", 170_000.into()).unwrap());
        let base = case_of("Base", &edited);
        let paths = |cases: Vec<Case>, edited: &Deal| -> Vec<Vec<String>> {
            let props =
                ChangedProps { cases: Rc::new(cases), edited: Rc::new(edited.clone()), kept: Rc::new(kept.clone()) };
            let found = reference(&props).unwrap();
            let changes = |case: &Case| inputs_that_differ(&found.deal.to_document(), &case.deal.to_document());
            found.listed.iter().map(|case| changes(case).into_iter().map(|change| change.path).collect()).collect()
        };
        const PRICE: &str = "/home_types/market/price";
        const RECYCLED: &str = "/sharing/recycled_percent";
        assert_eq!(paths(vec![base.clone(), low.clone()], &edited), [[RECYCLED], [PRICE]]);
        // Not edited, the base case is what the scenario is compared with; compared with the scenario, all differs.
        assert_eq!(paths(vec![case_of("Base", &kept), low.clone()], &kept), [[PRICE]]);
        assert_eq!(paths(vec![low, base], &edited)[0].len(), 2);
    }
}
