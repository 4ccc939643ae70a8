//! What stops the loans while cash is short, and what would fund the deal. Each answer is that of the deal run again with other
//! terms.

use super::{FURTHEST, cost_stress, failure};
use crate::appraise::{Appraisal, Shortfall};
use crate::check::CheckedDeal;
use crate::plan::{CashCommitment, CashInto, FacilityPlan, Plan};
use crate::run::Run;
use crate::stages::cash::CashBook;
use crate::stress::Stress;
use crate::units::Pence;
use deal::FundingOrder;

/// A term that limits what can be drawn of a loan drawn when needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanCap {
    /// The loan limit.
    Limit,
    /// Loan to cost.
    LoanToCost,
    /// Loan to gross development value.
    LoanToValue,
    /// The last month in which it can be drawn.
    LastDraw,
}

impl LoanCap {
    const ALL: [Self; 4] = [Self::Limit, Self::LoanToCost, Self::LoanToValue, Self::LastDraw];

    /// Lets a loan be drawn without this limit; its fees in money stay.
    fn lift(self, facility: &mut FacilityPlan) {
        match self {
            Self::Limit => (facility.limit, facility.monthly_non_utilisation) = (NO_LIMIT, 0.0),
            Self::LoanToCost => facility.loan_to_cost = None,
            Self::LoanToValue => facility.loan_to_value = None,
            Self::LastDraw => facility.available_to = None,
        }
    }
}

/// £10,000bn: more than any deal needs.
const NO_LIMIT: Pence = Pence(1_000_000_000_000_000);

/// How much more cash would fund a deal that is short of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoreCash {
    /// As much as the deepest shortfall.
    ThatMuch,
    /// More than that, as where cash that comes first leaves no time to draw a loan.
    More,
    /// None would, as where cash is called only to match land.
    NoHelp,
}

/// Why the money of a deal does not cover a shortfall, and what would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// What stops each loan drawn when needed, by the index of the loan: any of its caps here would leave cash short without its
    /// other caps too.
    pub caps: Vec<(usize, LoanCap)>,
    /// Whether all cash that partners commit is paid in when the shortfall is deepest.
    pub is_cash_used_up: bool,
    /// How much more cash would fund the deal.
    pub more_cash: MoreCash,
    /// Whether a loan would fund the deal without the caps that stop it.
    pub larger_loan_helps: bool,
}

/// What stops the loans at a shortfall, and what would fund the deal.
#[must_use]
pub fn shortage(checked: &CheckedDeal, appraisal: &Appraisal, short: &Shortfall) -> Shortage {
    let plan = &checked.plan;
    let facilities = 0..plan.funding.facilities.len();
    let caps: Vec<_> = facilities.clone().flat_map(|place| stopping(plan, place)).collect();
    let before = failure(&appraisal.cash);
    // No shortfall is left, and nothing else fails that did not fail before.
    let helps = |plan: &Plan| {
        let cash = Run::of(plan, &Stress::NONE).cash;
        !is_short(&cash) && failure(&cash).is_none_or(|now| Some(now) == before)
    };
    let without_caps = |place: usize| lifted(plan, place, |cap| caps.contains(&(place, cap)));
    let larger_loan_helps = facilities.into_iter().any(|place| helps(&without_caps(place)));
    let committed: Pence = plan.cash.iter().map(CashCommitment::committed).sum();
    let books = appraisal.cash.partners.iter().flat_map(|book| [&book.cash_in, &book.cash_note_in]);
    let paid_in: Pence = books.flat_map(|series| series.iter().take(short.deepest.k + 1)).sum();
    Shortage {
        is_cash_used_up: paid_in >= committed,
        more_cash: match short.deepest.amount {
            deepest if helps(&with_more_cash(plan, deepest)) => MoreCash::ThatMuch,
            _ if helps(&with_more_cash(plan, NO_LIMIT)) => MoreCash::More,
            _ => MoreCash::NoHelp,
        },
        larger_loan_helps,
        caps,
    }
}

/// Whether a deal that draws none of its loans would draw them: if they came before partners' cash; and in any funding order,
/// if costs were as much higher as the search for headroom goes.
#[must_use]
pub fn would_draw(checked: &CheckedDeal) -> [bool; 2] {
    let draws = |order: FundingOrder, stress: &Stress| {
        let mut plan = checked.plan.clone();
        plan.funding.order = order;
        let cash = Run::of(&plan, stress).cash;
        cash.debt.iter().zip(&cash.scheduled_debt).any(|(debt, scheduled)| debt > scheduled)
    };
    [draws(FundingOrder::DebtFirst, &Stress::NONE), draws(FundingOrder::EquityFirst, &cost_stress(FURTHEST))]
}

fn is_short(cash: &CashBook) -> bool {
    cash.shortfall.iter().any(|short| short.is_positive())
}

/// The caps of a loan each of which leaves cash short without the others.
fn stopping(plan: &Plan, place: usize) -> impl Iterator<Item = (usize, LoanCap)> {
    let stops =
        move |cap: &LoanCap| is_short(&Run::of(&lifted(plan, place, |other| other != *cap), &Stress::NONE).cash);
    LoanCap::ALL.into_iter().filter(stops).map(move |cap| (place, cap))
}

/// The plan without some caps of a loan.
fn lifted(plan: &Plan, place: usize, is_lifted: impl Fn(LoanCap) -> bool) -> Plan {
    let mut plan = plan.clone();
    if let Some(facility) = plan.funding.facilities.get_mut(place) {
        LoanCap::ALL.into_iter().filter(|cap| is_lifted(*cap)).for_each(|cap| cap.lift(facility));
    }
    plan
}

/// The plan with more cash from the partner that can be called first, or from the first partner if none commits any.
fn with_more_cash(plan: &Plan, more: Pence) -> Plan {
    let mut plan = plan.clone();
    match plan.cash.iter_mut().min_by_key(|commitment| commitment.from) {
        Some(commitment) => commitment.amount += more,
        None => plan.cash.push(CashCommitment {
            partner: 0,
            amount: more,
            from: 0,
            schedule: Vec::new(),
            into: CashInto::Capital { price: 1.0, revolving: false },
        }),
    }
    plan
}
