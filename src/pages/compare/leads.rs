//! Which case leads on each measure: no score, and no lead if the best figures look the same.

use super::seating::Seating;
use super::{CasesProps, sound};
use crate::words::compare as text;
use appraisal::compare::{Amount, Measure, leads};
use yew::prelude::*;

/// The list of leads.
#[component]
pub(super) fn Leads(props: &CasesProps) -> Html {
    let cases: Vec<_> = sound(&props.cases).into_iter().map(|(case, _)| case.clone()).collect();
    if cases.len() < 2 {
        return Html::default();
    }
    let seating = Seating::of(&cases);
    let all = seating.measures(&cases);
    let mut found = leads(&all);
    found.retain(|lead| is_seen(lead, &all));
    let lead = |(measure, place, amount): &(Measure, usize, Amount)| {
        let name = text::lead(*measure, &seating.names);
        let partner = measure.partner().and_then(|seat| seating.partner(*place, seat));
        html! {
            <div key={name.clone()}>
                <dt>{ name }</dt>
                <dd>{ text::with_partner(&cases[*place].name, partner) }{ ", " }<strong>{ text::amount(*amount) }</strong></dd>
            </div>
        }
    };
    html! {
        <section class="panel" aria-labelledby="leads-heading">
            <h2 id="leads-heading">{ text::LEADS }</h2>
            <dl class="compare__leads">{ for found.iter().map(lead) }</dl>
            <p class="panel__lead">{ if found.is_empty() { text::NO_LEAD } else { text::NO_SCORE } }</p>
        </section>
    }
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
