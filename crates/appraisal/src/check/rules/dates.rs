//! Dates: all within the deal, and in order.

use super::super::Problem;
use super::Rules;
use deal::{Contribution, Curve, OverageTest, Phase};

impl Rules<'_> {
    /// Checks that all dates are within the deal, and in order.
    pub(super) fn time(&mut self) {
        let months = i64::from(self.deal.months);
        let base = i64::from(self.deal.price_base_month);
        self.before_end("/price_base_month", base, months);
        for phase in &self.deal.phases {
            self.phase_times(phase, months);
        }
        self.dates(months);
        for cost in &self.deal.costs.programme {
            self.before_end(&format!("/costs/programme/{}/month", cost.id), i64::from(cost.month), months);
        }
    }

    /// Checks everything dated by a time point of its own.
    fn dates(&mut self, months: i64) {
        let deal = self.deal;
        for row in &deal.contributions {
            for sum in row.schedule() {
                let path = format!("/contributions/{}/schedule/{}/month", row.id(), sum.id);
                self.before_end(&path, i64::from(sum.month), months);
            }
            if let Contribution::Grant { repayable_month: Some(month), .. } = row {
                self.before_end(&format!("/contributions/{}/repayable_month", row.id()), i64::from(*month), months);
            }
        }
        for row in &deal.funding.scheduled_loans {
            let path = format!("/funding/scheduled_loans/{}/month", row.id);
            self.before_end(&path, i64::from(row.month), months);
        }
        for row in &deal.costs.infrastructure {
            let path = format!("/costs/infrastructure/{}", row.id);
            self.window(&path, i64::from(row.from_month), i64::from(row.months), months, &row.curve);
        }
        for row in &deal.clawback {
            self.before_end(&format!("/clawback/{}/month", row.id), i64::from(row.month), months);
        }
        for row in &deal.overage {
            if let OverageTest::Planning { month, .. } = row.test {
                self.before_end(&format!("/overage/{}/test/planning/month", row.id), i64::from(month), months - 1);
            }
        }
    }

    /// Checks that retained homes and space are sold after they are finished, before the end, and at a yield.
    pub(super) fn exits(&mut self, path: &str, exit_month: Option<u32>, finished: i64, yield_percent: f64) {
        let Some(month) = exit_month.map(i64::from) else { return };
        let exit_path = || format!("{path}/exit_month");
        self.before_end(&exit_path(), month, i64::from(self.deal.months) - 1);
        self.require(month >= finished, exit_path, Problem::SoldBeforeFinished { first: finished });
        self.require(yield_percent > 0.0, || format!("{path}/yield_percent"), Problem::NoYield);
    }

    fn phase_times(&mut self, phase: &Phase, months: i64) {
        let path = |field: &str| format!("/phases/{}/{field}", phase.id);
        let start = i64::from(phase.build_start_month);
        let length = i64::from(phase.build_months);
        self.before_end(&path("build_months"), start + length, months);
        let drawn_down = phase.drawdown_month <= phase.build_start_month;
        self.require(drawn_down, || path("drawdown_month"), Problem::DrawnDownAfterStart);
        let first = phase.first_completion_months < phase.build_months;
        self.require(first, || path("first_completion_months"), Problem::FirstHomesAfterLast);
        let early = i64::from(phase.early_fees_months) <= start;
        self.require(early, || path("early_fees_months"), Problem::BeforeTheStart);
        let has_homes = phase.homes.iter().any(|row| row.count > 0);
        self.require(has_homes, || path("homes"), Problem::NoHomes);
        self.require(phase.spending_curve.is_valid(), || path("spending_curve"), Problem::NotASpendingCurve);
        for (list, spends) in [("abnormals", &phase.abnormals), ("infrastructure", &phase.infrastructure)] {
            for spend in spends {
                let Some(window) = &spend.window else { continue };
                let path = path(&format!("{list}/{}/window", spend.id));
                self.window(
                    &path,
                    start + i64::from(window.from_month),
                    i64::from(window.months),
                    months,
                    &window.curve,
                );
            }
        }
        for space in &phase.commercial {
            let path = path(&format!("commercial/{}", space.id));
            self.exits(&path, space.exit_month, last_completion(phase), space.yield_percent);
        }
        if let Some(levy) = &phase.community_infrastructure_levy {
            let path = path("community_infrastructure_levy/instalments");
            for row in &levy.instalments {
                let month = start + i64::from(row.months_after_start);
                self.before_end(&format!("{path}/{}", row.id), month, months - 1);
            }
            let sum: f64 = levy.instalments.iter().map(|row| row.percent).sum();
            self.adds_up(&path, sum, levy.instalments.is_empty());
        }
    }

    fn window(&mut self, path: &str, from: i64, length: i64, months: i64, curve: &Curve) {
        self.require(from >= 0, || format!("{path}/from_month"), Problem::BeforeTheStart);
        self.before_end(&format!("{path}/months"), from + length, months);
        self.require(curve.is_valid(), || format!("{path}/curve"), Problem::NotASpendingCurve);
    }

    pub(super) fn before_end(&mut self, path: &str, month: i64, last: i64) {
        self.require(month <= last, || path.to_owned(), Problem::AfterTheEnd { last });
    }
}

/// The month in which the last homes of a phase are finished (e in method 2.5).
pub(super) fn last_completion(phase: &Phase) -> i64 {
    i64::from(phase.build_start_month) + i64::from(phase.build_months) - 1
}
