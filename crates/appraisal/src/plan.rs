//! The compiled deal: names resolved to places, pounds to pence, percentages to fractions, months to absolute months.
//! Every number here is within limits and every reference points somewhere, because only `check` makes a plan.

use crate::units::Pence;
use deal::calendar::{ReportingYears, YearMonth};
use deal::{CapitalOrder, Claim, Compounding, Curve, DistributionDates, IndexName, InterestBasis, SplitShare, Tenure};

/// A deal that has been checked, as the arithmetic sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Plan {
    pub(crate) months: usize,
    pub(crate) start: YearMonth,
    pub(crate) years: ReportingYears,
    pub(crate) price_base_month: i32,
    /// Rows of growth by index: from month, fraction a year.
    pub(crate) growth: [Vec<(usize, f64)>; IndexName::COUNT],
    pub(crate) phases: Vec<PhasePlan>,
    pub(crate) costs: CostPlan,
    pub(crate) partners: usize,
    pub(crate) cash: Vec<CashCommitment>,
    pub(crate) funding: FundingPlan,
    pub(crate) sharing: SharingPlan,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PhasePlan {
    pub(crate) drawdown: usize,
    pub(crate) owner: usize,
    pub(crate) land_value: Pence,
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
}

impl PhasePlan {
    /// The month in which the last homes are finished (e in method 2.5).
    pub(crate) fn last_completion(&self) -> usize {
        self.start + self.months - 1
    }

    pub(crate) fn homes_count(&self) -> u32 {
        self.homes.iter().map(|row| row.count).sum()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HomesPlan {
    pub(crate) tenure: Tenure,
    pub(crate) count: u32,
    /// What one home fetches in pounds at base prices.
    pub(crate) price: f64,
    /// What one home costs to build in pounds at base prices.
    pub(crate) build_cost: f64,
    /// What roads and services for one home cost in pounds at base prices.
    pub(crate) infrastructure_cost: f64,
    pub(crate) launch: i32,
    pub(crate) sales_a_month: Option<f64>,
    pub(crate) sale_lag: i32,
    /// Land share, build share, month after the start of building.
    pub(crate) stages: Option<(f64, f64, usize)>,
}

/// A sum with a window of its own.
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
    /// Pounds a sale at base prices.
    pub(crate) sales_cost_per_home: f64,
    pub(crate) management: Option<ManagementPlan>,
    pub(crate) land_legal: f64,
    /// One less the sum of the lower proportions; none where stamp duty is not charged.
    pub(crate) stamp_duty_share: Option<f64>,
    pub(crate) stamp_duty_bands: Vec<(f64, f64)>,
    pub(crate) vat_lost: [f64; 6],
    /// Time point, cost (or income where negative).
    pub(crate) programme: Vec<(usize, Pence)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ManagementPlan {
    pub(crate) share: f64,
    pub(crate) per_month: Pence,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CashCommitment {
    pub(crate) partner: usize,
    pub(crate) amount: Pence,
    pub(crate) from: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FundingPlan {
    pub(crate) minimum_cash: Pence,
    /// Interest earned in a month, as a fraction.
    pub(crate) monthly_cash_interest: f64,
    pub(crate) sweep: f64,
    pub(crate) facilities: Vec<FacilityPlan>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FacilityPlan {
    pub(crate) limit: Pence,
    /// Nominal interest a year, as a fraction.
    pub(crate) rate: f64,
    /// A twelfth of it.
    pub(crate) monthly_rate: f64,
    pub(crate) interest: InterestBasis,
    pub(crate) arrangement_fee: Pence,
    /// The fee of a month on what is not drawn, as a fraction.
    pub(crate) monthly_non_utilisation: f64,
    pub(crate) exit_fee: Pence,
    pub(crate) loan_to_cost: Option<f64>,
    pub(crate) loan_to_value: Option<f64>,
    pub(crate) rolled_to: usize,
    pub(crate) available_to: usize,
    pub(crate) non_utilisation_to: usize,
    pub(crate) revolving: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SharingPlan {
    pub(crate) preferred_return: f64,
    pub(crate) compounding: Compounding,
    pub(crate) order: Vec<Claim>,
    pub(crate) capital_order: CapitalOrder,
    pub(crate) recycled: f64,
    /// By partner; none means by contribution to date.
    pub(crate) split: Option<Vec<f64>>,
    pub(crate) dates: DistributionDates,
    pub(crate) look_ahead: usize,
    pub(crate) while_loans_stand: bool,
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
