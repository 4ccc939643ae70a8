//! The compiled deal: names resolved to indexes, pounds to pence, percentages to fractions, months to absolute months.
//! Every number is within its limits and every reference is valid, because only `check` makes a plan.

use crate::measures::discounting::Schedule;
use crate::stages::indices::index_at;
use crate::units::Pence;
use deal::calendar::{ReportingYears, YearMonth};
use deal::{
    CapitalOrder, Claim, Compounding, Curve, DistributionDates, FundingOrder, IndexName, InterestBasis, LandDue,
    LandPreference, LoanShape, OverageRank, RentIndex, SplitShare, Tenure, Upkeep,
};

/// A checked deal in the form that the calculation reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) months: usize,
    pub(crate) start: YearMonth,
    pub(crate) years: ReportingYears,
    pub(crate) price_base_month: i32,
    /// Rows of growth by index: from month, fraction a year.
    pub(crate) growth: [Vec<(usize, f64)>; IndexName::COUNT],
    /// The Green Book's real rates on the date of the rule set.
    pub(crate) discount_rates: &'static Schedule,
    pub(crate) phases: Vec<PhasePlan>,
    pub(crate) costs: CostPlan,
    pub(crate) partners: usize,
    /// In the order of the partners, then of the rows.
    pub(crate) cash: Vec<CashCommitment>,
    /// In the order of the partners, land before cash, then of the rows.
    pub(crate) notes: Vec<NotePlan>,
    pub(crate) grants: Vec<GrantPlan>,
    pub(crate) services: Vec<ServicesPlan>,
    pub(crate) overage: Vec<OveragePlan>,
    pub(crate) clawback: Vec<ClawbackPlan>,
    pub(crate) funding: FundingPlan,
    pub(crate) sharing: SharingPlan,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PhasePlan {
    pub(crate) drawdown: usize,
    pub(crate) owner: usize,
    /// The accepted value at drawdown (LVp).
    pub(crate) land_value: Pence,
    /// The value indexed by land prices up to drawdown, where the accepted value is indexed.
    pub(crate) indexed_from: Option<Pence>,
    /// The forms in which the land is contributed.
    pub(crate) land: Vec<LandShare>,
    /// Land already owned by the builder: no stamp duty and no legal costs at drawdown.
    pub(crate) is_own_land: bool,
    pub(crate) true_up: Option<TrueUpPlan>,
    pub(crate) start: usize,
    pub(crate) months: usize,
    /// F at 0, 1/D, ... 1.
    pub(crate) curve: Vec<f64>,
    pub(crate) first_completion: usize,
    pub(crate) early_fees_months: usize,
    pub(crate) homes: Vec<HomesPlan>,
    pub(crate) demolished: u32,
    pub(crate) spends: Vec<SpendPlan>,
    pub(crate) obligations: Vec<ObligationPlan>,
    pub(crate) levies: Vec<LevyPlan>,
    pub(crate) commercial: Vec<CommercialPlan>,
}

/// A part of a phase's land, and what the landowner receives for it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LandShare {
    pub(crate) share: f64,
    pub(crate) form: LandForm,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LandForm {
    /// Capital.
    InKind,
    /// The note at this index of [`Plan::notes`].
    Note(usize),
    /// Instalments: share of the price, and the trigger for payment; and the long stop, by default the end of the deal.
    Deferred(Vec<(f64, LandDue)>, Option<usize>),
}

impl LandForm {
    /// The index of its note, if it is one.
    pub(crate) fn note(&self) -> Option<usize> {
        if let Self::Note(note) = self { Some(*note) } else { None }
    }
}

/// `T = share x (actual value - accepted value)` when the phase is finished.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TrueUpPlan {
    pub(crate) share: f64,
    pub(crate) actual: Pence,
    pub(crate) is_two_way: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NotePlan {
    /// The index of its contribution in the deal.
    pub(crate) row: usize,
    pub(crate) partner: usize,
    pub(crate) is_land: bool,
    /// The monthly coupon, as a fraction.
    pub(crate) monthly_coupon: f64,
    pub(crate) compounding: bool,
    pub(crate) maturity: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GrantPlan {
    pub(crate) partner: Option<usize>,
    /// The maximum drawn on need.
    pub(crate) amount: Pence,
    pub(crate) from: usize,
    /// Time point, sum.
    pub(crate) schedule: Vec<(usize, Pence)>,
    pub(crate) repayable: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ServicesPlan {
    pub(crate) partner: usize,
    /// Time point, sum; the total never exceeds the limit.
    pub(crate) schedule: Vec<(usize, Pence)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OveragePlan {
    pub(crate) phase: usize,
    pub(crate) share: f64,
    pub(crate) test: OverageTestPlan,
    pub(crate) rank: OverageRank,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum OverageTestPlan {
    Sales { threshold: f64, by_area: bool, index: Option<IndexName>, tenures: Vec<Tenure> },
    Planning { month: usize, value: Pence, price_paid: Pence, index: Option<IndexName> },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClawbackPlan {
    pub(crate) partner: Option<usize>,
    pub(crate) k: usize,
    pub(crate) share: f64,
    pub(crate) allowed: Pence,
    pub(crate) limit: Pence,
}

/// Homes retained and let.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LettingPlan {
    /// Pounds per week at base prices.
    pub(crate) rent_a_week: f64,
    pub(crate) lets_a_month: Option<f64>,
    pub(crate) rent_index: RentIndex,
    /// Voids and bad debt, as a fraction of the gross rent.
    pub(crate) lost: f64,
    /// Voids only: that share of the service charge is lost.
    pub(crate) void: f64,
    pub(crate) service_charge: f64,
    pub(crate) upkeep: Upkeep,
    pub(crate) exit: ExitPlan,
}

/// Shared ownership retained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SharedOwnershipPlan {
    pub(crate) first_share: f64,
    /// Yearly rent on the unsold share, as a fraction of its value.
    pub(crate) rent: f64,
    /// The fraction of the unsold share remaining after a month: `(1 - t)^(1/12)`.
    pub(crate) unsold_after_a_month: f64,
    pub(crate) rent_index: RentIndex,
    pub(crate) landlord_repairs_months: Option<usize>,
    pub(crate) upkeep: Upkeep,
    pub(crate) exit: ExitPlan,
}

/// Space that is built, let and sold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CommercialPlan {
    pub(crate) area_m2: f64,
    /// Pounds per m² at base prices.
    pub(crate) build_cost: f64,
    /// Pounds per m² and year at base prices.
    pub(crate) rent: f64,
    /// The first month of rent.
    pub(crate) from: usize,
    pub(crate) void: f64,
    pub(crate) costs: f64,
    pub(crate) exit: ExitPlan,
}

/// The kind of value of an investment, which sets the profit required from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvestmentKind {
    Market,
    Affordable,
    Commercial,
}

/// When and at what yield retained homes or space are sold, or only valued.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ExitPlan {
    /// The last month of rent; none means retained to the end.
    pub(crate) month: Option<usize>,
    pub(crate) kind: InvestmentKind,
    /// As a fraction; none means no capital value.
    pub(crate) yield_rate: Option<f64>,
    pub(crate) purchasers_costs: f64,
}

impl Plan {
    /// The plan of one phase, without programme items.
    pub(crate) fn of_phase(&self, phase: usize) -> Self {
        let mut alone = self.clone();
        alone.phases = vec![self.phases[phase].clone()];
        alone.costs.programme.clear();
        alone.costs.infrastructure.clear();
        // It names phases by their index in the whole plan.
        alone.overage.clear();
        alone
    }

    /// The time point at which the last phase is finished: the latest `b + D`.
    pub(crate) fn last_build(&self) -> usize {
        self.phases.iter().map(|phase| phase.start + phase.months).max().unwrap_or(0)
    }

    /// The index of land prices at a month.
    pub(crate) fn land_index(&self, month: usize) -> f64 {
        index_at(&self.growth[IndexName::Land as usize], self.price_base_month, month)
    }
}

impl PhasePlan {
    /// The month in which the last homes are finished (e in method 2.5).
    pub(crate) fn last_completion(&self) -> usize {
        self.start + self.months - 1
    }

    pub(crate) fn homes_count(&self) -> u32 {
        self.homes.iter().filter(|row| row.tenure.is_home()).map(|row| row.count).sum()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HomesPlan {
    pub(crate) tenure: Tenure,
    pub(crate) count: u32,
    /// Price of one home in pounds at base prices.
    pub(crate) price: f64,
    pub(crate) price_index: IndexName,
    pub(crate) has_sales_costs: bool,
    pub(crate) area_m2: f64,
    pub(crate) letting: Option<LettingPlan>,
    pub(crate) shared_ownership: Option<SharedOwnershipPlan>,
    /// Build cost of one home in pounds at base prices.
    pub(crate) build_cost: f64,
    /// Infrastructure cost of one home in pounds at base prices.
    pub(crate) infrastructure_cost: f64,
    pub(crate) launch: i32,
    pub(crate) sales_a_month: Option<f64>,
    pub(crate) sale_lag: i32,
    /// Land share, build share, month after the start of building.
    pub(crate) stages: Option<(f64, f64, usize)>,
}

/// An amount spent over a period of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpendPlan {
    pub(crate) line: crate::postings::Line,
    pub(crate) amount: Pence,
    pub(crate) from: usize,
    pub(crate) curve: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ObligationPlan {
    pub(crate) amount: Pence,
    pub(crate) at_occupation: Option<u32>,
    pub(crate) index: Option<IndexName>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LevyPlan {
    pub(crate) line: crate::postings::Line,
    pub(crate) month: usize,
    pub(crate) amount: Pence,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CostPlan {
    pub(crate) externals: f64,
    pub(crate) contingency: f64,
    pub(crate) fees: f64,
    pub(crate) early_fees: f64,
    pub(crate) sales_cost: f64,
    /// Pounds per sale at base prices.
    pub(crate) sales_cost_per_home: f64,
    pub(crate) management: Option<ManagementPlan>,
    pub(crate) land_legal: f64,
    /// Corporation tax as a fraction of profit to date; zero for a partnership.
    pub(crate) corporation_tax: f64,
    /// One less the sum of the lower proportions; none where stamp duty is not charged.
    pub(crate) stamp_duty_share: Option<f64>,
    pub(crate) stamp_duty_bands: Vec<(f64, f64)>,
    /// Programme infrastructure.
    pub(crate) infrastructure: Vec<SpendPlan>,
    pub(crate) vat_lost: [f64; 6],
    /// Time point, cost (or income where negative).
    pub(crate) programme: Vec<(usize, Pence)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ManagementPlan {
    pub(crate) share: f64,
    pub(crate) per_month: Pence,
    pub(crate) from: usize,
    /// The last month; none means to the end.
    pub(crate) to: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CashCommitment {
    pub(crate) partner: usize,
    /// The maximum called on need.
    pub(crate) amount: Pence,
    pub(crate) from: usize,
    /// Time point, sum: paid in whether needed or not.
    pub(crate) schedule: Vec<(usize, Pence)>,
    pub(crate) into: CashInto,
}

impl CashCommitment {
    /// The maximum it can pay in: on need and on dates.
    pub(crate) fn committed(&self) -> Pence {
        self.amount + self.schedule.iter().map(|(_, sum)| sum).sum()
    }
}

impl Plan {
    /// The most that a partner's commitments can pay in.
    pub(crate) fn committed_by(&self, partner: usize) -> Pence {
        self.cash.iter().filter(|commitment| commitment.partner == partner).map(CashCommitment::committed).sum()
    }
}

/// What a partner receives for cash paid in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CashInto {
    Capital {
        /// Pounds paid for each pound of capital; 1 is par.
        price: f64,
        /// Whether returned capital can be called again.
        revolving: bool,
    },
    /// The note at this index of [`Plan::notes`].
    Note(usize),
}

impl CashInto {
    /// Whether returned capital can be called again.
    pub(crate) fn is_revolving(self) -> bool {
        matches!(self, Self::Capital { revolving: true, .. })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FundingPlan {
    pub(crate) order: FundingOrder,
    pub(crate) minimum_cash: Pence,
    /// Monthly interest on cash, as a fraction.
    pub(crate) monthly_cash_interest: f64,
    pub(crate) sweep: f64,
    pub(crate) facilities: Vec<FacilityPlan>,
    pub(crate) scheduled_loans: Vec<ScheduledLoanPlan>,
    /// Partner, maximum it pays.
    pub(crate) guarantees: Vec<(usize, Pence)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ScheduledLoanPlan {
    pub(crate) k: usize,
    pub(crate) amount: Pence,
    /// Nominal yearly interest including any margin, as a fraction.
    pub(crate) rate: f64,
    pub(crate) years: usize,
    pub(crate) shape: LoanShape,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FacilityPlan {
    pub(crate) limit: Pence,
    /// Nominal yearly interest, as a fraction.
    pub(crate) rate: f64,
    /// A twelfth of it.
    pub(crate) monthly_rate: f64,
    pub(crate) interest: InterestBasis,
    pub(crate) arrangement_fee: Pence,
    /// The monthly non-utilisation fee, as a fraction of the undrawn amount.
    pub(crate) monthly_non_utilisation: f64,
    pub(crate) exit_fee: Pence,
    pub(crate) loan_to_cost: Option<f64>,
    pub(crate) loan_to_value: Option<f64>,
    /// The last time point at which interest is added to the loan; none means to the end.
    pub(crate) rolled_to: Option<usize>,
    /// The last time point of a draw; none means to the end.
    pub(crate) available_to: Option<usize>,
    pub(crate) revolving: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SharingPlan {
    pub(crate) preferred_return: f64,
    pub(crate) compounding: Compounding,
    pub(crate) order: Vec<Claim>,
    pub(crate) capital_order: CapitalOrder,
    pub(crate) recycled: f64,
    pub(crate) land_preference_from: LandPreference,
    pub(crate) tiers: Vec<TierPlan>,
    /// By partner; none means in proportion to contributions to date.
    pub(crate) split: Option<Vec<f64>>,
    pub(crate) dates: DistributionDates,
    pub(crate) look_ahead: usize,
    pub(crate) while_loans_stand: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TierPlan {
    pub(crate) test: TierTestPlan,
    /// By partner: whether it is in the class measured.
    pub(crate) class: Vec<bool>,
    /// By partner.
    pub(crate) split: Vec<f64>,
    /// The share of the tier paid to the class.
    pub(crate) class_share: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TierTestPlan {
    /// Monthly growth of the hurdle, as a fraction.
    RateOfReturn(f64),
    Multiple(f64),
    Amount(Pence),
}

/// Shares of the surplus by partner, from the rows of the deal.
pub(crate) fn shares_of(rows: &[SplitShare], ids: &[&str]) -> Option<Vec<f64>> {
    if rows.is_empty() {
        return None;
    }
    let share = |id: &&str| rows.iter().filter(|row| row.id == *id).map(|row| row.percent / 100.0).sum();
    Some(ids.iter().map(share).collect())
}

/// F at 0, 1/D, ... 1, with both ends exact (method 2.1, 2.4).
pub(crate) fn cumulative(curve: &Curve, months: usize) -> Vec<f64> {
    let mut points: Vec<f64> = (0..=months).map(|i| curve.at(i as f64 / months as f64)).collect();
    points[0] = 0.0;
    points[months] = 1.0;
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smooth_curve_spreads_as_published() {
        let curve = cumulative(&Curve::Smooth, 6);
        let parts: Vec<f64> = curve.windows(2).map(|pair| pair[1] - pair[0]).collect();
        for (part, expected) in parts.iter().zip([0.074074, 0.185185, 0.240741, 0.240741, 0.185185, 0.074074]) {
            assert!((part - expected).abs() < 5e-7, "{part} against {expected}");
        }
    }
}
