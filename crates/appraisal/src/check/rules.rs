//! The rules for a valid deal. Limits of one field come from the catalogue; rules between fields are here, and by subject in
//! the modules.

mod dates;
mod limits;
mod public;
mod size;

use super::{Finding, Problem};
use dates::last_completion;
use deal::calendar;
use deal::{Claim, Contribution, Deal, HomeType, LandValueRule, Phase, SplitShare, Tenure, Tier};
use limits::Place;

pub(super) use size::size;

/// Limits on the numbers of phases, rows of a list, and homes in a deal.
pub(crate) const MOST_PHASES: usize = 60;
pub(crate) const MOST_ROWS: usize = 200;
pub(crate) const MOST_CONTRIBUTIONS: usize = 40;

/// Shares typed to one or two decimal places add up to 100 within this.
const SHARES_TOLERANCE: f64 = 1e-6;

pub(super) fn findings(deal: &Deal) -> Vec<Finding> {
    let mut rules = Rules { deal, findings: Vec::new() };
    rules.numbers(&deal.to_document(), &mut Place::default());
    rules.rows();
    if rules.findings.is_empty() {
        rules.references();
        rules.time();
        rules.home_types();
        rules.sharing();
        rules.public_case();
        rules.outputs();
        rules.texts();
        rules.scenarios();
    }
    rules.findings
}

struct Rules<'a> {
    deal: &'a Deal,
    findings: Vec<Finding>,
}

impl Rules<'_> {
    fn find(&mut self, path: impl Into<String>, problem: Problem) {
        self.findings.push(Finding { path: path.into(), problem });
    }

    fn require(&mut self, is_met: bool, path: impl FnOnce() -> String, problem: Problem) {
        if !is_met {
            self.find(path(), problem);
        }
    }

    /// Scenarios have unique ids and apply to the base case; the deal that results is checked when it is opened.
    fn scenarios(&mut self) {
        let scenarios = &self.deal.scenarios;
        for (place, scenario) in scenarios.iter().enumerate() {
            let path = || format!("/scenarios/{}", scenario.id);
            let is_first = scenarios.iter().take(place).all(|other| other.id != scenario.id);
            self.require(is_first, path, Problem::IdNotUnique);
            self.require(self.deal.under(scenario).is_ok(), path, Problem::DoesNotApply);
        }
    }

    fn references(&mut self) {
        let deal = self.deal;
        for site in &deal.sites {
            self.points_at(deal.partners.iter().map(|row| &row.id), &site.owner, || {
                format!("/sites/{}/owner", site.id)
            });
            let parts = deal.contributions.iter().filter_map(|row| row.land()).filter(|(of, _)| *of == site.id);
            let put_in: f64 = parts.map(|(_, percent)| percent).sum();
            let is_residual = site.drawdown_value == LandValueRule::Residual;
            let has_terms = !is_residual || deal.residual_land.is_some();
            self.require(has_terms, || format!("/sites/{}/drawdown_value", site.id), Problem::NoResidualTerms);
            let once = (put_in - 100.0).abs() <= SHARES_TOLERANCE;
            self.require(once, || format!("/sites/{}", site.id), Problem::LandNotPutInOnce);
        }
        for contribution in &deal.contributions {
            let path = |field: &str| format!("/contributions/{}/{field}", contribution.id());
            if let Some((site, _)) = contribution.land() {
                self.points_at(deal.sites.iter().map(|row| &row.id), site, || path("site"));
            }
            if let Some(partner) = contribution.partner() {
                self.points_at(deal.partners.iter().map(|row| &row.id), partner, || path("partner"));
            }
        }
        self.references_of_funding();
        self.references_of_land();
        for phase in &deal.phases {
            let path = format!("/phases/{}", phase.id);
            self.points_at(deal.sites.iter().map(|row| &row.id), &phase.site, || format!("{path}/site"));
            for homes in &phase.homes {
                let types = deal.home_types.iter().map(|row| &row.id);
                self.points_at(types, &homes.home_type, || format!("{path}/homes/{}/home_type", homes.id));
            }
        }
        for SplitShare { id, .. } in &deal.sharing.split {
            self.points_at(deal.partners.iter().map(|row| &row.id), id, || format!("/sharing/split/{id}"));
        }
        for tier in &deal.sharing.tiers {
            let path = |id: &str| format!("/sharing/tiers/{}/{id}", tier.id);
            for id in tier.class.iter().chain(tier.split.iter().map(|share| &share.id)) {
                self.points_at(deal.partners.iter().map(|row| &row.id), id, || path(id));
            }
        }
        let pays_in = |row: &Contribution| match row {
            Contribution::CashEquity { amount, schedule, .. } | Contribution::CashLoanNote { amount, schedule, .. } => {
                *amount > 0.0 || schedule.iter().any(|row| row.amount > 0.0)
            }
            _ => false,
        };
        let anything = deal.sites.iter().any(|site| site.value > 0.0)
            || deal.phases.iter().any(|phase| phase.land_value.unwrap_or(0.0) > 0.0)
            || deal.contributions.iter().any(pays_in);
        self.require(anything, || "/contributions".to_owned(), Problem::NobodyPutsAnythingIn);
    }

    fn references_of_funding(&mut self) {
        let deal = self.deal;
        let partners = || deal.partners.iter().map(|row| &row.id);
        for row in &deal.funding.guarantees {
            self.points_at(partners(), &row.partner, || format!("/funding/guarantees/{}/partner", row.id));
        }
        for row in &deal.costs.partner_income {
            self.points_at(partners(), &row.partner, || format!("/costs/partner_income/{}/partner", row.id));
        }
        for row in &deal.funding.scheduled_loans {
            if let Some(lender) = &row.lender {
                self.points_at(partners(), lender, || format!("/funding/scheduled_loans/{}/lender", row.id));
            }
        }
    }

    fn references_of_land(&mut self) {
        let deal = self.deal;
        for row in &deal.overage {
            let phases = deal.phases.iter().map(|phase| &phase.id);
            self.points_at(phases, &row.phase, || format!("/overage/{}/phase", row.id));
        }
        for row in &deal.clawback {
            if let Some(partner) = &row.partner {
                let partners = deal.partners.iter().map(|row| &row.id);
                self.points_at(partners, partner, || format!("/clawback/{}/partner", row.id));
            }
        }
    }

    fn points_at<'b>(&mut self, mut ids: impl Iterator<Item = &'b String>, name: &str, path: impl FnOnce() -> String) {
        self.require(ids.any(|id| id == name), path, Problem::PointsNowhere { name: name.to_owned() });
    }

    fn home_types(&mut self) {
        let deal = self.deal;
        for home in &deal.home_types {
            let path = |field: &str| format!("/home_types/{}/{field}", home.id);
            self.require(price_of(deal, home).is_some(), || path("price"), Problem::NoPrice);
            let one_way = [home.letting.is_some(), home.shared_ownership.is_some(), home.stages.is_some()];
            let is_kept_once = one_way.into_iter().filter(|way| *way).count() <= 1;
            self.require(is_kept_once, || path("letting"), Problem::DisposedOfTwice);
            self.retained(home);
            if let (Some(name), None) = (&home.costs_from, costs_of(deal, home)) {
                self.find(path("costs_from"), Problem::PointsNowhere { name: name.clone() });
            }
            if let Some(stages) = home.stages {
                let sum = stages.land_percent + stages.build_percent;
                self.require(sum <= 100.0, || path("stages/build_percent"), Problem::SharesDoNotAddUp { sum });
                self.stages_in_time(home, stages.golden_brick_month);
            }
        }
    }

    /// Checks that retained homes are rented or shared ownership, and are sold after they are finished.
    fn retained(&mut self, home: &HomeType) {
        let path = |field: &str| format!("/home_types/{}/{field}", home.id);
        let uses = |phase: &&Phase| phase.homes.iter().any(|row| row.home_type == home.id);
        let finished = self.deal.phases.iter().filter(uses).map(last_completion).max().unwrap_or(0);
        if let Some(letting) = home.letting {
            self.require(home.tenure.is_let(), || path("tenure"), Problem::NotKeptSo);
            self.exits(&path("letting"), letting.exit_month, finished, letting.yield_percent);
            let lost = letting.void_percent + letting.bad_debt_percent;
            let problem = Problem::SharesDoNotAddUp { sum: lost };
            self.require(lost <= 100.0, || path("letting/bad_debt_percent"), problem);
        }
        if let Some(terms) = home.shared_ownership {
            let is_shared = home.tenure == Tenure::SharedOwnership;
            self.require(is_shared, || path("tenure"), Problem::NotKeptSo);
            self.exits(&path("shared_ownership"), terms.exit_month, finished, terms.yield_percent);
        }
    }

    fn stages_in_time(&mut self, home: &HomeType, golden_brick_month: u32) {
        let last = i64::from(self.deal.months) - 1;
        let uses = |phase: &&Phase| phase.homes.iter().any(|row| row.home_type == home.id);
        let latest = self.deal.phases.iter().filter(uses).map(|phase| phase.build_start_month).max();
        let month = i64::from(latest.unwrap_or(0)) + i64::from(golden_brick_month);
        self.before_end(&format!("/home_types/{}/stages/golden_brick_month", home.id), month, last);
    }

    fn sharing(&mut self) {
        let sharing = &self.deal.sharing;
        let sum: f64 = sharing.split.iter().map(|row| row.percent).sum();
        self.adds_up("/sharing/split", sum, sharing.split.is_empty());
        let times = |claim| sharing.order.iter().filter(|named| **named == claim).count();
        let notes = times(Claim::NoteCoupon) <= 1 && times(Claim::NotePrincipal) <= 1;
        let is_order = notes && times(Claim::PreferredReturn) == 1 && times(Claim::Capital) == 1;
        for tier in &sharing.tiers {
            self.tier(tier);
        }
        for row in &self.deal.contributions {
            if let Contribution::LandDeferred { instalments, .. } = row {
                let sum: f64 = instalments.iter().map(|row| row.percent).sum();
                self.adds_up(&format!("/contributions/{}/instalments", row.id()), sum, false);
            }
        }
        self.require(is_order, || "/sharing/order".to_owned(), Problem::NotAnOrder);
    }

    /// Checks that the shares of a tier add up, and that some of it reaches the class it is measured on.
    fn tier(&mut self, tier: &Tier) {
        let path = format!("/sharing/tiers/{}/split", tier.id);
        self.adds_up(&path, tier.split.iter().map(|row| row.percent).sum(), false);
        let is_of_class = |id: &String| tier.class.is_empty() || tier.class.contains(id);
        let reached = tier.split.iter().any(|row| row.percent > 0.0 && is_of_class(&row.id));
        self.require(reached, || path, Problem::TierNeverEnds);
    }

    fn adds_up(&mut self, path: &str, sum: f64, is_empty: bool) {
        let is_whole = is_empty || (sum - 100.0).abs() <= SHARES_TOLERANCE;
        self.require(is_whole, || path.to_owned(), Problem::SharesDoNotAddUp { sum });
    }

    fn texts(&mut self) {
        self.require(calendar::is_day(&self.deal.rule_set), || "/rule_set".to_owned(), Problem::NotADate);
        for (code, source) in &self.deal.sources {
            let address = source.address.as_str();
            let is_address = address.is_empty() || address.starts_with("https://") || address.starts_with("http://");
            self.require(is_address, || format!("/sources/{code}/address"), Problem::NotAnAddress);
        }
    }
}

/// The build and infrastructure cost of one home: its own, or those of the home type whose costs it uses.
pub(crate) fn costs_of(deal: &Deal, home: &HomeType) -> Option<(f64, f64)> {
    let source = match &home.costs_from {
        None => Some(home),
        Some(id) => deal.home_types.iter().find(|other| other.id == *id && other.costs_from.is_none()),
    };
    source.map(|home| (home.own_build_cost(), home.infrastructure_cost.unwrap_or(0.0)))
}

/// Price of one home: its own, or that of the home type it is priced from, times its share of the price. Let homes need
/// none.
pub(super) fn price_of(deal: &Deal, home: &HomeType) -> Option<f64> {
    let full = match &home.price_from {
        None => home.price,
        Some(id) => deal.home_types.iter().find(|other| other.id == *id).and_then(|other| other.price),
    };
    let unsold = home.letting.map(|_| 0.0);
    full.map(|price| price * home.percent_of_price / 100.0).or(unsold)
}
