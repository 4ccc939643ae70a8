//! Which case leads on each measure: no score, and no lead if the best figures look the same.

use super::reasons::{Contest, Lead};
use super::seating::Seating;
use super::{Case, CasesProps, behind, sound};
use crate::words::compare as text;
use appraisal::compare::{Amount, Measure, can_lead, leads};
use yew::prelude::*;

/// The list of leads.
#[component]
pub(super) fn Leads(props: &CasesProps) -> Html {
    let contenders = contenders(&props.cases);
    let sound = sound(&contenders);
    if sound.len() < 2 {
        return Html::default();
    }
    let (cases, short): (Vec<_>, Vec<_>) = sound.into_iter().partition(|(_, answer)| can_lead(&answer.verdict));
    let cases: Vec<Case> = cases.into_iter().map(|(case, _)| case.clone()).collect();
    let short: Vec<String> = short.into_iter().map(|(case, _)| case.name.clone()).collect();
    let seating = Seating::of(&cases);
    let all = seating.measures(&cases);
    let mut found = leads(&all);
    found.retain(|lead| is_seen(lead, &all));
    let reasons = Contest { cases: &cases, seating: &seating, all: &all }.reasons(&found);
    let lead = |(lead, reasons): (&Lead, &Vec<String>)| {
        let (measure, place, amount) = *lead;
        let name = text::lead(measure, &seating.names, seating.valued_at);
        let partner = measure.partner().and_then(|seat| seating.partner(place, seat));
        html! {
            <div key={name.clone()}>
                <dt>{ name }</dt>
                <dd>
                    { text::with_partner(&cases[place].name, partner) }{ ", " }<strong>{ text::amount(amount) }</strong>{ companions(measure, &all[place]) }
                    <span class="compare__whose">{ text::only_because(reasons) }</span>
                </dd>
            </div>
        }
    };
    html! {
        <section class="panel" aria-labelledby="leads-heading">
            <h2 id="leads-heading">{ text::LEADS }</h2>
            <dl class="compare__leads">{ for found.iter().zip(&reasons).map(lead) }</dl>
            <p class="panel__lead">{ text::cannot_lead(&short, &behind(&contenders)) }{ if found.is_empty() { text::NO_LEAD } else { text::NO_SCORE } }</p>
        </section>
    }
}

/// The cases that are compared by leads: without the base case, once there are offers to choose between.
fn contenders(cases: &[Case]) -> Vec<Case> {
    let offers = cases.iter().filter(|case| case.is_offer()).count();
    cases.iter().filter(|case| offers < 2 || case.open.is_some()).cloned().collect()
}

/// What belongs to a rate of return or a multiple: the money, and for a rate the multiple and the time.
fn companions(measure: Measure, own: &[(Measure, Amount)]) -> String {
    let of = |measure: Measure| {
        let is_said = |amount: &Amount| matches!(amount, Amount::Money(_) | Amount::Times(_) | Amount::Month(_));
        let found = own.iter().find(|(other, amount)| *other == measure && is_said(amount));
        found.map(|(_, amount)| text::amount(*amount))
    };
    let (money, rest) = match measure {
        Measure::Return(seat) => (of(Measure::GetsBack(seat)), Some(seat)),
        Measure::Multiple(seat) => (of(Measure::GetsBack(seat)), None),
        _ => (None, None),
    };
    let multiple = rest.and_then(|seat| of(Measure::Multiple(seat)));
    let repaid_by = rest.and_then(|seat| of(Measure::RepaidBy(seat)));
    money.map_or_else(String::new, |money| text::with_its_money(&money, multiple.as_deref(), repaid_by.as_deref()))
}

/// Whether a lead is visible: no other case has the same figure as shown.
fn is_seen((measure, place, amount): &Lead, all: &[Vec<(Measure, Amount)>]) -> bool {
    let shown = text::amount(*amount);
    let others = all.iter().enumerate().filter(|(other, _)| other != place);
    let mut own = others.flat_map(|(_, amounts)| amounts.iter().filter(|(other, _)| other == measure));
    own.all(|(_, amount)| text::amount(*amount) != shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::{Pence, document, samples};

    #[test]
    fn a_lead_of_pennies_is_no_lead() {
        let of = |pence: i64| vec![(Measure::PeakLoan, Amount::Money(Pence(pence)))];
        let lead = (Measure::PeakLoan, 0, Amount::Money(Pence(149_000_000)));
        assert!(!is_seen(&lead, &[of(149_000_000), of(149_000_100)]));
        assert!(is_seen(&lead, &[of(149_000_000), of(151_000_000)]));
    }

    #[test]
    fn the_base_case_leads_nowhere_once_there_are_offers_to_choose_between() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer =
            |name: &str, cash: i64| case_of(name, &base.with("/contributions/hca-cash/amount", cash.into()).unwrap());
        let all = [case_of("Base", &base), offer("A", 8_000_000), offer("B", 9_000_000)];
        let names = |cases: &[Case]| contenders(cases).into_iter().map(|case| case.name).collect::<Vec<_>>();
        assert_eq!(names(&all), ["A", "B"]);
        assert_eq!(names(&all[..2]), ["Base", "A"]);
    }
}
