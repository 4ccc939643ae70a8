//! A deal of any size, made from the worked example: its phases repeated, over any number of months, with more partners that
//! each contribute cash. Land and cash grow with the phases, so that every size behaves like the example.

use appraisal::deal::{Contribution, SplitShare};
use appraisal::{Deal, document, samples};

/// A deal with these numbers of phases, months and partners; none if it cannot be made.
pub(crate) fn sized(phases: usize, months: u32, partners: usize) -> Option<Deal> {
    let mut deal = document::open(samples::NORWICH_2009.document).ok()?;
    let pattern = deal.phases.get(1)?.clone();
    let room = months.saturating_sub(60) as usize;
    deal.months = months;
    deal.phases = (0..phases)
        .map(|place| {
            let mut phase = pattern.clone();
            phase.id = format!("phase-{place}");
            let start = u32::try_from(12 + place * room / phases.max(1)).ok()?;
            (phase.drawdown_month, phase.build_start_month) = (start, start);
            Some(phase)
        })
        .collect::<Option<Vec<_>>>()?;
    let scale = phases as f64 / 8.0;
    for site in &mut deal.sites {
        site.value *= scale;
    }
    for row in &mut deal.contributions {
        if let Contribution::CashEquity { amount, .. } = row {
            *amount *= scale / (partners.max(2) - 1) as f64;
        }
    }
    let cash = deal.contributions.iter().find(|row| matches!(row, Contribution::CashEquity { .. }))?.clone();
    for place in 2..partners {
        let mut partner = deal.partners.get(1)?.clone();
        partner.id = format!("partner-{place}");
        partner.votes_percent = 0.0;
        let mut brought = cash.clone();
        if let Contribution::CashEquity { id, partner: of, .. } = &mut brought {
            *id = format!("cash-{place}");
            of.clone_from(&partner.id);
        }
        deal.contributions.push(brought);
        deal.partners.push(partner);
    }
    let share = 100.0 / deal.partners.len() as f64;
    deal.sharing.split =
        deal.partners.iter().map(|partner| SplitShare { id: partner.id.clone(), percent: share }).collect();
    Some(deal)
}
