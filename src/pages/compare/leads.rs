//! Which case leads on each measure: no score, and no lead if the best figures look the same.

use super::seating::Seating;
use super::{Case, CasesProps, sound};
use crate::words::{compare as text, steps};
use crate::workspace::inputs_that_differ;
use appraisal::compare::{Amount, Measure, can_lead, leads};
use appraisal::deal::is_price;
use serde_json::Value;
use yew::prelude::*;

/// The list of leads.
#[component]
pub(super) fn Leads(props: &CasesProps) -> Html {
    let sound = sound(&props.cases);
    if sound.len() < 2 {
        return Html::default();
    }
    let (cases, short): (Vec<_>, Vec<_>) = sound.into_iter().partition(|(_, answer)| can_lead(&answer.verdict));
    let cases: Vec<Case> = cases.into_iter().map(|(case, _)| case.clone()).collect();
    let short: Vec<String> = short.into_iter().map(|(case, _)| case.name.clone()).collect();
    let assumed = assumed_prices(&cases);
    let seating = Seating::of(&cases);
    let all = seating.measures(&cases);
    let mut found = leads(&all);
    found.retain(|lead| is_seen(lead, &all));
    let lead = |(measure, place, amount): &(Measure, usize, Amount)| {
        let name = text::lead(*measure, &seating.names, seating.valued_at);
        let partner = measure.partner().and_then(|seat| seating.partner(*place, seat));
        html! {
            <div key={name.clone()}>
                <dt>{ name }</dt>
                <dd>
                    { text::with_partner(&cases[*place].name, partner) }{ ", " }<strong>{ text::amount(*amount) }</strong>
                    <span class="compare__whose">{ text::assumes(&assumed[*place]) }</span>
                </dd>
            </div>
        }
    };
    html! {
        <section class="panel" aria-labelledby="leads-heading">
            <h2 id="leads-heading">{ text::LEADS }</h2>
            <dl class="compare__leads">{ for found.iter().map(lead) }</dl>
            <p class="panel__lead">{ text::cannot_lead(&short) }{ if found.is_empty() { text::NO_LEAD } else { text::NO_SCORE } }</p>
        </section>
    }
}

/// The prices of each case that differ from those of another: a lead may come from them and not from the offer.
fn assumed_prices(cases: &[Case]) -> Vec<Vec<String>> {
    let documents: Vec<Value> = cases.iter().map(|case| case.deal.to_document()).collect();
    let of_case = |own: &Value| {
        let mut prices: Vec<String> = Vec::new();
        for other in &documents {
            let changes = inputs_that_differ(other, own).into_iter().filter(is_price);
            let said = changes.map(|change| steps::value_said(&change, other, own));
            said.for_each(|said| {
                if !prices.contains(&said) {
                    prices.push(said);
                }
            });
        }
        prices
    };
    documents.iter().map(of_case).collect()
}

/// Whether a lead is visible: no other case has the same figure as shown.
fn is_seen((measure, place, amount): &(Measure, usize, Amount), all: &[Vec<(Measure, Amount)>]) -> bool {
    let shown = text::amount(*amount);
    let others = all.iter().enumerate().filter(|(other, _)| other != place);
    let mut own = others.flat_map(|(_, amounts)| amounts.iter().filter(|(other, _)| other == measure));
    own.all(|(_, amount)| text::amount(*amount) != shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::Pence;

    #[test]
    fn a_lead_of_pennies_is_no_lead() {
        let of = |pence: i64| vec![(Measure::PeakLoan, Amount::Money(Pence(pence)))];
        let lead = (Measure::PeakLoan, 0, Amount::Money(Pence(149_000_000)));
        assert!(!is_seen(&lead, &[of(149_000_000), of(149_000_100)]));
        assert!(is_seen(&lead, &[of(149_000_000), of(151_000_000)]));
    }
}
