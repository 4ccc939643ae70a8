//! Many runs of one deal in buffers reserved once, with only the figures that are compared across runs. A run records
//! no ledger and does not allocate.

use crate::appraise::{peak_funding, value_and_cost};
use crate::buffers::refill;
use crate::check::CheckedDeal;
use crate::measures::discounting::net_present_value;
use crate::measures::payback::peak;
use crate::measures::rate_of_return::{Headline, Search};
use crate::plan::Plan;
use crate::run::Reruns;
use crate::stages::cash::PartnerBook;
use crate::stages::timetable::Timetable;
use crate::stress::{MOST_MONTHS, Stress};
use crate::units::Pence;
use serde::{Deserialize, Serialize};

/// The figures of one run, equal to those of the appraisal under the same conditions. Plain data, so that a worker can
/// send it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Paid into the reinvestment pot, in pence.
    pub pot: Pence,
    /// Surplus after preferred return and capital, in pence: the pot plus the split.
    pub surplus: Pence,
    /// Profit of the venture, in pence.
    pub venture_profit: Pence,
    /// Real present value of the operating flows at Green Book rates, in pence.
    pub real_value: Pence,
    /// Peak of partners' cash and loans outstanding, in pence.
    pub peak_funding: Pence,
    /// Peak debt, in pence.
    pub peak_debt: Pence,
    /// The largest cash shortfall, in pence.
    pub shortfall: Pence,
    /// Homes finished.
    pub homes_completed: u32,
    /// Each partner's figures, in the order of the deal.
    pub partners: Vec<PartnerOutcome>,
}

/// The figures of one run for one partner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartnerOutcome {
    /// Land in every form, services, cash and payments under guarantees, in pence.
    pub put_in: Pence,
    /// Total received, in pence.
    pub received: Pence,
    /// Net present value of its economic flows at its own discount rate, in pence.
    pub net_present_value: Pence,
    /// Rate of return of its economic flows, on the monthly grid.
    pub rate: Headline,
    /// Loss in pence: money put in less money received, or zero.
    pub loss: Pence,
}

/// One checked deal, ready to be run under any number of conditions.
pub struct Simulation {
    reruns: Reruns,
    /// Each partner's yearly discount rate.
    discount_rates: Vec<f64>,
    /// Buffer for the flows being measured.
    flows: Vec<Pence>,
    search: Search,
    outcome: Outcome,
}

impl Simulation {
    /// Reserves buffers for every run of a deal, up to the longest model period that conditions can cause.
    #[must_use]
    pub fn of(checked: &CheckedDeal) -> Self {
        let partners = &checked.deal.partners;
        let mut reruns = Reruns::of(&checked.plan);
        reruns.reserve();
        let mut search = Search::default();
        search.reserve(MOST_MONTHS + 1);
        Self {
            reruns,
            discount_rates: partners.iter().map(|partner| partner.discount_rate_percent / 100.0).collect(),
            flows: Vec::with_capacity(MOST_MONTHS + 1),
            search,
            outcome: Outcome { partners: Vec::with_capacity(partners.len()), ..Outcome::default() },
        }
    }

    /// Runs the deal under changed conditions.
    pub fn run(&mut self, stress: &Stress) -> &Outcome {
        self.reruns.run(stress);
        let (plan, run) = self.reruns.last();
        let value = value_and_cost(&run.postings, &run.cash, run.real_value(plan));
        self.outcome = Outcome {
            pot: run.cash.pot.iter().sum(),
            surplus: value.surplus,
            venture_profit: value.venture_profit,
            real_value: value.real_value,
            peak_funding: peak_funding(&run.cash, &mut self.flows).amount,
            peak_debt: peak(run.cash.debt.iter().copied()).amount,
            shortfall: peak(run.cash.shortfall.iter().copied()).amount,
            homes_completed: homes_completed(plan, &run.timetable),
            partners: std::mem::take(&mut self.outcome.partners),
        };
        let (flows, search) = (&mut self.flows, &mut self.search);
        let partners = run.cash.partners.iter().zip(&self.discount_rates);
        refill(&mut self.outcome.partners, partners.map(|(book, rate)| of_partner(book, *rate, flows, search)));
        &self.outcome
    }
}

fn of_partner(book: &PartnerBook, discount_rate: f64, flows: &mut Vec<Pence>, search: &mut Search) -> PartnerOutcome {
    book.fill_economic(flows);
    PartnerOutcome {
        put_in: book.put_in(),
        received: book.received(),
        net_present_value: net_present_value(flows, discount_rate),
        rate: search.monthly(flows),
        loss: book.loss(),
    }
}

/// Homes of every row finished by the end; plots do not count.
fn homes_completed(plan: &Plan, timetable: &Timetable) -> u32 {
    let rows = plan.phases.iter().zip(&timetable.progress).flat_map(|(phase, rows)| phase.homes.iter().zip(rows));
    rows.filter(|(homes, _)| homes.tenure.is_home()).map(|(_, progress)| progress.at(plan.months - 1).ready).sum()
}
