//! The rules for a valid deal. Limits of one field come from the catalogue; rules between fields are here.

use super::{Finding, Problem};
use crate::plan::{CashCommitment, CashInto, CommercialPlan, ExitPlan, HomesPlan, PhasePlan, Plan};
use crate::rates::rent_settlement::most_above_prices;
use crate::stages::cash::MOST_PARTNERS;
use crate::units::Pence;
use deal::calendar;
use deal::fields::{self, Field};
use deal::path::row;
use deal::{
    BusinessRates, Claim, Contribution, Curve, Deal, HomeType, IndexName, LandValueRule, OverageTest, PartnerKind,
    Phase, RentIndex, SplitShare, Tenure, Tier, Upkeep,
};
use serde_json::Value;

/// Limits on the numbers of phases, rows of a list, and homes in a deal.
pub(crate) const MOST_PHASES: usize = 60;
pub(crate) const MOST_ROWS: usize = 200;
pub(crate) const MOST_CONTRIBUTIONS: usize = 40;

/// Shares typed to one or two decimal places add up to 100 within this.
const SHARES_TOLERANCE: f64 = 1e-6;

/// Figures up to this many pence stay exact in a 64-bit float.
const EXACT_PENCE: f64 = 9e15;

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

/// A position in the document: its path, and its pattern in the catalogue.
#[derive(Default)]
struct Place {
    path: String,
    pattern: String,
}

impl Place {
    /// Moves one step in, and returns how to move out again.
    fn enter(&mut self, step: &str, pattern: &str) -> (usize, usize) {
        let outer = (self.path.len(), self.pattern.len());
        for (text, step) in [(&mut self.path, step), (&mut self.pattern, pattern)] {
            text.push('/');
            text.push_str(step);
        }
        outer
    }

    fn leave(&mut self, outer: (usize, usize)) {
        self.path.truncate(outer.0);
        self.pattern.truncate(outer.1);
    }
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

    /// Checks every number of the document against its row of the catalogue.
    fn numbers(&mut self, value: &Value, place: &mut Place) {
        match value {
            Value::Object(fields) => {
                const ELSEWHERE: [&str; 3] = ["spending_curve", "curve", "scenarios"];
                for (name, inner) in fields.iter().filter(|(name, _)| !ELSEWHERE.contains(&name.as_str())) {
                    let outer = place.enter(name, name);
                    self.numbers(inner, place);
                    place.leave(outer);
                }
            }
            Value::Array(rows) => {
                for inner in rows.iter().map(row) {
                    let Some(id) = inner.get("id").and_then(Value::as_str) else { continue };
                    let outer = place.enter(id, "*");
                    self.numbers(inner, place);
                    place.leave(outer);
                }
            }
            Value::Number(number) => self.number(number.as_f64().unwrap_or(f64::NAN), place),
            _ => {}
        }
    }

    fn number(&mut self, number: f64, place: &Place) {
        let path = place.path.as_str();
        let Some(field) = fields::of_pattern(&place.pattern).and_then(Field::number) else {
            return self.find(path, Problem::NotInCatalogue);
        };
        if !(field.least..=field.most).contains(&number) {
            self.find(path, Problem::OutOfRange { least: field.least, most: field.most });
        } else if field.whole && number != libm::floor(number) {
            self.find(path, Problem::NotWhole);
        }
    }

    /// Checks the number of rows of each list, and that their ids differ.
    fn rows(&mut self) {
        let deal = self.deal;
        self.list("/partners", &deal.partners, |row| &row.id, 2, MOST_PARTNERS);
        self.list("/contributions", &deal.contributions, Contribution::id, 1, MOST_CONTRIBUTIONS);
        for row in &deal.contributions {
            let path = |list: &str| format!("/contributions/{}/{list}", row.id());
            self.list(&path("schedule"), row.schedule(), |row| &row.id, 0, MOST_ROWS);
            if let Contribution::LandDeferred { instalments, .. } = row {
                self.list(&path("instalments"), instalments, |row| &row.id, 1, MOST_ROWS);
            }
        }
        self.list("/sites", &deal.sites, |row| &row.id, 1, MOST_PHASES);
        self.list("/home_types", &deal.home_types, |row| &row.id, 1, MOST_ROWS);
        self.list("/phases", &deal.phases, |row| &row.id, 1, MOST_PHASES);
        self.list("/costs/programme", &deal.costs.programme, |row| &row.id, 0, MOST_ROWS);
        self.list("/funding/facilities", &deal.funding.facilities, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/sharing/split", &deal.sharing.split, |row| &row.id, 0, MOST_PARTNERS);
        for (name, rows) in deal.growth.lists() {
            self.list(&format!("/growth/{name}"), rows, |row| &row.id, 0, MOST_ROWS);
        }
        self.list("/costs/infrastructure", &deal.costs.infrastructure, |row| &row.id, 0, MOST_ROWS);
        self.list("/funding/scheduled_loans", &deal.funding.scheduled_loans, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/funding/guarantees", &deal.funding.guarantees, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/funding/covenants", &deal.funding.covenants, |row| &row.id, 0, MOST_PARTNERS);
        if let Some(case) = &deal.public.economic_case {
            let path = |list: &str| format!("/public/economic_case/{list}");
            self.list(&path("new_use_values"), &case.new_use_values, |row| &row.id, 0, MOST_PHASES);
            self.list(&path("fees_waived"), &case.fees_waived, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("external_effects"), &case.external_effects, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("optimism_bias"), &case.optimism_bias, |row| &row.id, 0, MOST_PARTNERS);
        }
        self.list("/overage", &deal.overage, |row| &row.id, 0, MOST_PHASES);
        self.list("/clawback", &deal.clawback, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/sharing/tiers", &deal.sharing.tiers, |row| &row.id, 0, MOST_PARTNERS);
        for tier in &deal.sharing.tiers {
            let path = format!("/sharing/tiers/{}/split", tier.id);
            self.list(&path, &tier.split, |row| &row.id, 1, MOST_PARTNERS);
        }
        self.rows_of_outputs();
        for phase in &deal.phases {
            let path = |list: &str| format!("/phases/{}/{list}", phase.id);
            self.list(&path("homes"), &phase.homes, |row| &row.id, 1, MOST_ROWS);
            self.list(&path("abnormals"), &phase.abnormals, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("infrastructure"), &phase.infrastructure, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("section_106"), &phase.section_106, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("levies"), &phase.levies, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("commercial"), &phase.commercial, |row| &row.id, 0, MOST_ROWS);
            if let Some(levy) = &phase.community_infrastructure_levy {
                let path = path("community_infrastructure_levy/instalments");
                self.list(&path, &levy.instalments, |row| &row.id, 0, MOST_ROWS);
            }
        }
    }

    fn rows_of_outputs(&mut self) {
        let deal = self.deal;
        self.list("/outputs/floorspace", &deal.outputs.floorspace, |row| &row.id, 0, MOST_ROWS);
        self.list("/outputs/areas", &deal.outputs.areas, |row| &row.id, 0, MOST_PARTNERS);
        let community = &deal.community;
        self.list("/community/social_value", &community.social_value, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/holdings", &community.holdings, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/assets", &community.assets, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/asks_and_offers", &community.asks_and_offers, |row| &row.id, 0, MOST_ROWS);
        self.list("/public/accounts/loans", &deal.public.accounts.loans, |row| &row.id, 0, MOST_CONTRIBUTIONS);
        self.list("/landlords", &deal.landlords, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/costs/partner_income", &deal.costs.partner_income, |row| &row.id, 0, MOST_CONTRIBUTIONS);
        self.list("/exits", &deal.exits, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/joins", &deal.joins, |row| &row.id, 0, MOST_PARTNERS);
    }

    fn list<T>(&mut self, path: &str, rows: &[T], id: impl Fn(&T) -> &str, least: usize, most: usize) {
        let fits = (least..=most).contains(&rows.len());
        self.require(fits, || path.to_owned(), Problem::WrongNumberOfRows { least, most });
        for (index, row) in rows.iter().enumerate() {
            let is_name = !id(row).is_empty() && !id(row).contains('/');
            let is_unique = rows[..index].iter().all(|other| id(other) != id(row));
            self.require(is_name && is_unique, || format!("{path}/{}", id(row)), Problem::IdNotUnique);
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

    /// Checks that all dates are within the deal, and in order.
    fn time(&mut self) {
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
    fn exits(&mut self, path: &str, exit_month: Option<u32>, finished: i64, yield_percent: f64) {
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

    fn before_end(&mut self, path: &str, month: i64, last: i64) {
        self.require(month <= last, || path.to_owned(), Problem::AfterTheEnd { last });
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

    /// Checks that the shares of bands and kinds of works add up, named phases exist, and dates are within the deal.
    fn public_case(&mut self) {
        let (public, months) = (&self.deal.public, i64::from(self.deal.months));
        if let Some(tax) = &public.council_tax {
            self.adds_up("/public/council_tax/bands", tax.bands.shares().iter().sum(), false);
        }
        self.council_and_landlords();
        let Some(case) = &public.economic_case else { return };
        let path = |list: &str, id: &str| format!("/public/economic_case/{list}/{id}");
        for row in &case.new_use_values {
            let phases = self.deal.phases.iter().map(|phase| &phase.id);
            self.points_at(phases, &row.id, || path("new_use_values", &row.id));
        }
        for row in &case.fees_waived {
            self.before_end(&format!("{}/month", path("fees_waived", &row.id)), i64::from(row.month), months);
        }
        let shares = case.optimism_bias.iter().map(|row| row.share_percent).sum();
        self.adds_up("/public/economic_case/optimism_bias", shares, case.optimism_bias.is_empty());
    }

    /// Checks that loans with provision, and home types that a landlord acquires, are those of the deal.
    fn council_and_landlords(&mut self) {
        let deal = self.deal;
        for row in &deal.public.accounts.loans {
            let notes = deal.contributions.iter().filter_map(|row| match row {
                Contribution::CashLoanNote { id, .. } => Some(id),
                _ => None,
            });
            let loans = deal.funding.scheduled_loans.iter().map(|loan| &loan.id).chain(notes);
            let path = || format!("/public/accounts/loans/{}/loan", row.id);
            if loans.clone().any(|id| *id == row.loan) {
                self.require(is_lent_by_council(deal, &row.loan), path, Problem::NotACouncilLoan);
            } else {
                self.points_at(loans, &row.loan, path);
            }
        }
        for row in &deal.landlords {
            for id in &row.home_types {
                let types = deal.home_types.iter().map(|home| &home.id);
                self.points_at(types, id, || format!("/landlords/{}/home_types", row.id));
            }
            let lost = row.void_percent + row.bad_debt_percent;
            let path = || format!("/landlords/{}/bad_debt_percent", row.id);
            self.require(lost <= 100.0, path, Problem::SharesDoNotAddUp { sum: lost });
        }
        if let Some(BusinessRates { from_month: Some(month), .. }) = deal.public.business_rates {
            self.before_end("/public/business_rates/from_month", i64::from(month), i64::from(deal.months));
        }
    }

    /// Checks that outputs and exits name rows of the deal, and that nothing is deducted twice from gross to net
    /// (method 3.3, trap 14).
    fn outputs(&mut self) {
        let deal = self.deal;
        for row in &deal.outputs.floorspace {
            let Some(space) = &row.commercial else { continue };
            let spaces = deal.phases.iter().flat_map(|phase| &phase.commercial).map(|space| &space.id);
            self.points_at(spaces, space, || format!("/outputs/floorspace/{}/commercial", row.id));
        }
        for area in &deal.outputs.areas {
            let is_one = area.reference.is_none() || area.deadweight_percent == 0.0;
            let path = || format!("/outputs/areas/{}/deadweight_percent", area.id);
            self.require(is_one, path, Problem::ReferenceAndDeadweight);
        }
        for asset in &deal.community.assets {
            if let Some(phase) = &asset.phase {
                let phases = deal.phases.iter().map(|phase| &phase.id);
                self.points_at(phases, phase, || format!("/community/assets/{}/phase", asset.id));
            }
            let is_dated = asset.valued_on.is_empty() || calendar::is_day(&asset.valued_on);
            self.require(is_dated, || format!("/community/assets/{}/valued_on", asset.id), Problem::NotADate);
        }
        let exits = deal.exits.iter().map(|row| (format!("/exits/{}", row.id), &row.partner, row.month));
        let joins = deal.joins.iter().map(|row| (format!("/joins/{}", row.id), &row.partner, row.month));
        for (path, partner, month) in exits.chain(joins) {
            let partners = deal.partners.iter().map(|partner| &partner.id);
            self.points_at(partners, partner, || format!("{path}/partner"));
            self.before_end(&format!("{path}/month"), i64::from(month), i64::from(deal.months));
        }
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

/// Whether a council among the partners is the lender of a scheduled loan or a cash loan note: the council makes
/// provision only for those (method 1.11).
fn is_lent_by_council(deal: &Deal, loan: &str) -> bool {
    let scheduled =
        deal.funding.scheduled_loans.iter().find(|row| row.id == loan).and_then(|row| row.lender.as_deref());
    let lender = scheduled.or_else(|| {
        deal.contributions.iter().find_map(|row| match row {
            Contribution::CashLoanNote { id, partner, .. } if id == loan => Some(partner.as_str()),
            _ => None,
        })
    });
    let is_council = |partner: &deal::Partner| partner.kind == PartnerKind::Council;
    deal.partners.iter().any(|partner| Some(partner.id.as_str()) == lender && is_council(partner))
}

/// The month in which the last homes of a phase are finished (e in method 2.5).
fn last_completion(phase: &Phase) -> i64 {
    i64::from(phase.build_start_month) + i64::from(phase.build_months) - 1
}

/// The build and infrastructure cost of one home: its own, or those of the home type whose costs it uses.
pub(super) fn costs_of(deal: &Deal, home: &HomeType) -> Option<(f64, f64)> {
    let source = match &home.costs_from {
        None => Some(home),
        Some(id) => deal.home_types.iter().find(|other| other.id == *id && other.costs_from.is_none()),
    };
    let build = |home: &HomeType| home.build_cost.unwrap_or(0.0) + home.build_cost_per_m2 * home.area_m2;
    source.map(|home| (build(home), home.infrastructure_cost.unwrap_or(0.0)))
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

/// Whether every figure of the run stays exact to the penny: spending and receipts at the highest index, contributions
/// with their return compounded to the end, and loans at their limits with all interest and fees.
pub(super) fn size(plan: &Plan) -> Option<Finding> {
    let years = plan.months as f64 / 12.0;
    // Falling prices have been higher before, so the steepest growth in either direction counts, to and from the price
    // base. Rents are calculated for a year after the end, and their yearly steps may include one more April.
    let reach = years + 2.0 + f64::from(plan.price_base_month.unsigned_abs()) / 12.0;
    let raised = libm::exp(steepest_growth(plan) * reach);
    let monthly = plan.costs.management.map_or(0.0, |management| management.per_month.as_f64());
    let at_base: f64 = plan.phases.iter().map(|phase| phase_at_base(plan, phase)).sum();
    let programme = plan.costs.programme.iter().map(|(_, amount)| amount.abs().as_f64()).sum::<f64>();
    // Legal costs and stamp duty can add up to twice the land value.
    let land = 3.0 * plan.phases.iter().map(|phase| phase.land_value.as_f64()).sum::<f64>();
    // Below par, cash is credited with capital of more than its amount.
    let credited = |commitment: &CashCommitment| {
        let price = if let CashInto::Capital { price, .. } = commitment.into { price.min(1.0) } else { 1.0 };
        commitment.committed().as_f64() / price
    };
    let put_in = land + plan.cash.iter().map(credited).sum::<f64>();
    let owed = put_in * libm::pow(1.0 + plan.sharing.preferred_return, years);
    let on_cash = libm::pow(1.0 + plan.funding.monthly_cash_interest, plan.months as f64);
    // Fees on the whole limit twice, and interest and the non-utilisation fee at 30% a year each.
    let lent = plan.funding.facilities.iter().map(|facility| facility.limit.as_f64()).sum::<f64>();
    let finance = lent * (3.0 + 0.6 * years);
    let retained: f64 = plan.phases.iter().map(|phase| retained_at_base(plan, phase)).sum();
    let flows = raised * (at_base + retained + monthly * plan.months as f64) + programme;
    // Deflating increases a sum where CPI has fallen.
    let largest = owed.max(2.0 * on_cash * (flows + put_in + finance)).max(raised * flows);
    (largest > EXACT_PENCE).then(|| Finding { path: "/months".to_owned(), problem: Problem::TooLarge })
}

/// The most that a phase can spend and receive at base prices, in pence.
fn phase_at_base(plan: &Plan, phase: &PhasePlan) -> f64 {
    let a_home =
        |row: &HomesPlan| row.price + row.build_cost + row.infrastructure_cost + plan.costs.sales_cost_per_home;
    let homes: f64 = phase.homes.iter().map(|row| 100.0 * f64::from(row.count) * a_home(row)).sum();
    let space: f64 = phase.commercial.iter().map(|space| 100.0 * space.area_m2 * space.build_cost).sum();
    let sums = phase.spends.iter().map(|spend| spend.amount).chain(phase.levies.iter().map(|levy| levy.amount));
    let sums: Pence = sums.chain(phase.obligations.iter().map(|row| row.amount)).sum();
    // Externals, contingency, fees, management and lost VAT can each add at most the whole base again.
    32.0 * (homes + space + sums.as_f64())
}

/// The steepest yearly growth in either direction, as a logarithm; social rents rise faster than CPI.
fn steepest_growth(plan: &Plan) -> f64 {
    let indices = plan.growth.iter().flatten().map(|(_, growth)| libm::log(1.0 + growth).abs()).fold(0.0, f64::max);
    let of_row = |row: &HomesPlan| {
        let of_shared = row.shared_ownership.map(|terms| terms.rent_index);
        row.letting.map(|letting| letting.rent_index).or(of_shared) == Some(RentIndex::SocialRent)
    };
    if !plan.phases.iter().flat_map(|phase| &phase.homes).any(of_row) {
        return indices;
    }
    let prices = plan.growth[IndexName::ConsumerPrices as usize].iter().map(|(_, growth)| *growth).fold(0.0, f64::max);
    indices.max(libm::log(1.0 + prices + most_above_prices()))
}

/// The most that the retained homes and space of a phase can earn, cost and sell for at base prices, in pence. Later
/// shares are within the price of the homes.
fn retained_at_base(plan: &Plan, phase: &PhasePlan) -> f64 {
    let years = plan.months as f64 / 12.0 + 1.0;
    // The rent, at most the same again lost or spent, and the capital value of one year's rent.
    let earned = |a_year: f64, exit: &ExitPlan| a_year * (2.0 * years + exit.yield_rate.map_or(0.0, |rate| 1.0 / rate));
    let upkeep = |of: &Upkeep| years * (of.management_a_year + of.repairs_a_year + of.major_repairs_a_year);
    let a_home = |row: &HomesPlan| {
        let letting = row.letting.map_or(0.0, |terms| {
            earned(52.0 * terms.rent_a_week, &terms.exit) + upkeep(&terms.upkeep) + years * terms.service_charge
        });
        let shared = row.shared_ownership;
        letting + shared.map_or(0.0, |terms| earned(row.price * terms.rent, &terms.exit) + upkeep(&terms.upkeep))
    };
    let homes: f64 = phase.homes.iter().map(|row| f64::from(row.count) * a_home(row)).sum();
    let space = |space: &CommercialPlan| earned(space.area_m2 * space.rent, &space.exit);
    100.0 * (homes + phase.commercial.iter().map(space).sum::<f64>())
}
