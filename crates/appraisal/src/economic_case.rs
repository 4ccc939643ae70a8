//! The economic case in real prices: benefits against net public cost (method 3.6). None of it is cash of the venture.

use crate::appraise::{Appraisal, appraise_under};
use crate::check::{CheckedDeal, check};
use crate::measures::discounting::Schedule;
use crate::public_money::{RealView, grant_flows};
use crate::rates::{self, Value};
use crate::residual::new_use_value;
use crate::stress::{MOST_MONTHS, Stress};
use crate::units::{Pence, add, split, subtract, total};
use deal::{Counterfactual, Deal, EconomicCase, MarkKind, OptimismBias, ValueBasis, WorksKind};
use serde::Serialize;

/// Appraisal periods longer than this many years also need the lower rates (method 2.13).
const LONG_HORIZON_YEARS: u32 = 50;

/// The economic case of a deal (method 3.6).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EconomicResult {
    /// The appraisal period in years.
    pub years: u32,
    /// Share of a benefit that is additional: `(1 - deadweight)(1 - displacement)`.
    pub additional: f64,
    /// Factor on costs of works for optimism bias: `max(1, (1 + bias) / (1 + contingency))`.
    pub cost_multiplier: f64,
    /// Whether a phase lacks a value in its new use: none is typed, and there are no terms for a residual value.
    pub lacks_new_use_value: bool,
    /// Whether a site lacks an existing use value, so that nothing is deducted from its uplift.
    pub lacks_existing_use_value: bool,
    /// The case at the standard rates.
    pub central: CaseAtRates,
    /// The case at the lower rates, for appraisal periods over 50 years.
    pub at_lower_rates: Option<CaseAtRates>,
    /// The annual view of business cases at the standard rates: flows by year, year 0 not discounted (method 2.13).
    pub annual: CaseAtRates,
    /// The annual view at the lower rates.
    pub annual_at_lower_rates: Option<CaseAtRates>,
    /// Extra months of construction of each phase, for optimism bias on time.
    pub months_longer: Vec<u32>,
}

/// Benefits and costs at one schedule of rates.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseAtRates {
    /// Net land value uplift of each phase, at its drawdown.
    pub uplift: Vec<PhaseUplift>,
    /// Present value of each external effect, net of additionality, in the order of the deal.
    pub external_effects: Vec<Pence>,
    /// Present value of benefits (PVB): uplift and external effects.
    pub benefits: Pence,
    /// The public side's payments and receipts.
    pub public_cost: PublicCostLines,
    /// Present value of costs (PVC): net cost to the public sector.
    pub costs: Pence,
    /// Net present social value: `benefits - costs`, in pence.
    pub net_present_value: Pence,
    /// Benefit-cost ratio (BCR): `benefits / costs`.
    pub ratio: BenefitCostRatio,
}

/// Net land value uplift of one phase: `(value in new use - value without the deal) x DF(k) x additional`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PhaseUplift {
    /// The index of the phase.
    pub phase: usize,
    /// The time point of the phase's drawdown.
    pub k: usize,
    /// Value in its new use, in pence at base prices.
    pub new_use: Pence,
    /// Value without the deal, in pence at base prices: existing use, or what a buyer would have built.
    pub without_the_deal: Pence,
    /// Present value of the uplift, net of additionality, in pence.
    pub present_value: Pence,
}

/// Net public cost: `grant + public cash + fees waived - public receipts - grant recovered + land term`, each a present
/// value in pence. Receipts reduce the cost; they are not a benefit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PublicCostLines {
    /// Grant less grant and clawback returned.
    pub grant: Pence,
    /// Cash of public partners.
    pub cash: Pence,
    /// Fees waived.
    pub fees_waived: Pence,
    /// Receipts of public partners: distributions and the price of land.
    pub receipts: Pence,
    /// The sale receipt forgone, where the land would otherwise be sold.
    pub land: Pence,
}

impl PublicCostLines {
    fn total(&self) -> Pence {
        self.grant + self.cash + self.fees_waived - self.receipts + self.land
    }
}

/// The benefit-cost ratio, where there is a net cost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BenefitCostRatio {
    /// The ratio.
    Ratio(f64),
    /// The public side gets back at least what it pays, so there is nothing to divide by.
    NoNetPublicCost,
}

/// The value-for-money category of a ratio, with its certainty; the figure is shown first (method 3.6).
#[must_use]
pub fn value_for_money(ratio: BenefitCostRatio, day: &str) -> Option<(&'static str, MarkKind)> {
    let BenefitCostRatio::Ratio(ratio) = ratio else { return None };
    let row = rates::on("value_for_money.labels", day)?;
    let Value::Named(labels) = row.value else { return None };
    let label = labels.iter().rev().find(|(_, from)| ratio >= *from).map_or("poor", |(label, _)| *label);
    Some((label, row.mark))
}

/// Calculates the economic case; none where the deal does not request one.
#[must_use]
pub fn economic_case(checked: &CheckedDeal) -> Option<EconomicResult> {
    let terms = checked.deal.public.economic_case.as_ref()?;
    let mut months_longer = months_longer(&checked.deal, &terms.optimism_bias);
    let slower = slower(checked, &months_longer);
    if slower.is_none() {
        months_longer.fill(0);
    }
    let checked = slower.as_ref().unwrap_or(checked);
    let deal = &checked.deal;
    let cost_multiplier = cost_multiplier(&terms.optimism_bias, deal.costs.contingency_percent, &deal.rule_set);
    let run = appraise_under(checked, &Stress { cost: cost_multiplier, ..Stress::NONE });
    let jobs = &deal.jobs;
    let additional = (1.0 - jobs.deadweight_percent / 100.0) * (1.0 - jobs.displacement_percent / 100.0);
    let lacks_value = |id: &String| terms.new_use_values.iter().all(|row| row.id != *id);
    let given = Given { checked, terms, run: &run, land: land_values(checked, terms, cost_multiplier), additional };
    let is_long = terms.years > LONG_HORIZON_YEARS;
    let lower = rates::on("discount_rates.green_book_low", &deal.rule_set).filter(|_| is_long);
    Some(EconomicResult {
        years: terms.years,
        additional,
        cost_multiplier,
        lacks_new_use_value: deal.residual_land.is_none() && deal.phases.iter().any(|phase| lacks_value(&phase.id)),
        lacks_existing_use_value: existing_use_values(checked).iter().any(Option::is_none),
        central: given.at(checked.plan.discount_rates, RealView::of),
        at_lower_rates: lower.map(|row| given.at(row.value.pairs(), RealView::of)),
        annual: given.at(checked.plan.discount_rates, RealView::annual),
        annual_at_lower_rates: lower.map(|row| given.at(row.value.pairs(), RealView::annual)),
        months_longer,
    })
}

/// `max(1, (1 + bias) / (1 + contingency))`: contingency already in the cost is not added twice.
fn cost_multiplier(rows: &[OptimismBias], contingency_percent: f64, day: &str) -> f64 {
    let bias = combined(rows, |row| bias_of(row, day).0);
    ((1.0 + bias) / (1.0 + contingency_percent / 100.0)).max(1.0)
}

/// The biases of several kinds of works as one fraction, weighted by their shares of cost.
fn combined(rows: &[OptimismBias], percent: impl Fn(&OptimismBias) -> f64) -> f64 {
    total(rows.iter().map(|row| row.share_percent / 100.0 * percent(row) / 100.0))
}

/// Extra months of each phase, `rnd(months x bias on time)`, with the bias weighted by cost.
fn months_longer(deal: &Deal, rows: &[OptimismBias]) -> Vec<u32> {
    let bias = combined(rows, |row| bias_of(row, &deal.rule_set).1);
    let longer = |phase: &deal::Phase| (f64::from(phase.build_months) * bias + 0.5) as u32;
    deal.phases.iter().map(longer).collect()
}

/// The deal with each phase built for longer and the model period extended to match, within its limit; none where no
/// phase changes or the result is not a valid deal.
fn slower(checked: &CheckedDeal, longer: &[u32]) -> Option<CheckedDeal> {
    let most = longer.iter().copied().max().filter(|most| *most > 0)?;
    let mut deal = checked.deal.clone();
    deal.phases.iter_mut().zip(longer).for_each(|(phase, longer)| phase.build_months += longer);
    deal.months = (deal.months + most).min(MOST_MONTHS as u32);
    check(&deal).ok()
}

/// The biases on cost and on time of one kind of works, in percent, between the upper and the lower figures.
fn bias_of(row: &OptimismBias, day: &str) -> (f64, f64) {
    let id = match row.kind {
        WorksKind::StandardBuildings => "optimism_bias.standard_buildings",
        WorksKind::NonStandardBuildings => "optimism_bias.non_standard_buildings",
        WorksKind::StandardCivil => "optimism_bias.standard_civil",
        WorksKind::NonStandardCivil => "optimism_bias.non_standard_civil",
    };
    let figures = rates::on(id, day).map(|rate| rate.value.numbers()).unwrap_or_default();
    let [upper_cost, lower_cost, upper_time, lower_time] = figures[..] else { return (0.0, 0.0) };
    let on_its_way = |upper: f64, lower: f64| upper - (upper - lower) * row.mitigated_percent / 100.0;
    (on_its_way(upper_cost, lower_cost), on_its_way(upper_time, lower_time))
}

/// Existing use value of each site: as typed, or its accepted value where that assumes the existing use.
fn existing_use_values(checked: &CheckedDeal) -> Vec<Option<Pence>> {
    let value = |site: &deal::Site| {
        let as_valued = (site.basis == ValueBasis::ExistingUse).then_some(site.value);
        site.existing_use_value.or(as_valued).map(Pence::from_pounds)
    };
    checked.deal.sites.iter().map(value).collect()
}

/// Value of each phase's land in its new use and without the deal, at base prices.
fn land_values(checked: &CheckedDeal, terms: &EconomicCase, cost: f64) -> Vec<(Pence, Pence)> {
    let (deal, plan) = (&checked.deal, &checked.plan);
    let real = RealView::of(checked, plan.discount_rates, plan.months);
    let without = without_the_deal(checked, terms);
    let new_use = |(index, phase): (usize, &deal::Phase)| {
        if let Some(typed) = terms.new_use_values.iter().find(|row| row.id == phase.id) {
            return Pence::from_pounds(typed.value);
        }
        let residual = deal.residual_land.as_ref().map(|terms| new_use_value(plan, index, terms, cost));
        residual.map_or(without[index], |value| real.real(plan.phases[index].drawdown, value))
    };
    deal.phases.iter().enumerate().map(new_use).zip(without.iter().copied()).collect()
}

/// Value of each phase's land without the deal: a share of its site's existing use value, or of what a buyer would have
/// built on all the land, in proportion to homes.
fn without_the_deal(checked: &CheckedDeal, terms: &EconomicCase) -> Vec<Pence> {
    let deal = &checked.deal;
    let mut values = vec![Pence::ZERO; deal.phases.len()];
    let mut share = |total: Pence, is_of: &dyn Fn(&deal::Phase) -> bool| {
        let of = |count: fn(&crate::plan::PhasePlan) -> u32| -> Vec<Pence> {
            let phases = deal.phases.iter().zip(&checked.plan.phases);
            phases.map(|(row, phase)| if is_of(row) { Pence(i64::from(count(phase))) } else { Pence::ZERO }).collect()
        };
        // Phases without homes, such as plots only, share equally.
        let homes = of(crate::plan::PhasePlan::homes_count);
        let weights = if homes.iter().any(|weight| weight.is_positive()) { homes } else { of(|_| 1) };
        let mut parts = vec![Pence::ZERO; weights.len()];
        split(total, &weights, &mut parts);
        add(&mut values, &parts);
    };
    match terms.counterfactual {
        Counterfactual::Held => {
            for (site, value) in deal.sites.iter().zip(existing_use_values(checked)) {
                share(value.unwrap_or_default(), &|phase| phase.site == site.id);
            }
        }
        Counterfactual::Sold { buyers_value } => {
            let value = buyers_value.map_or_else(|| receipt(checked, |_| true), Pence::from_pounds);
            share(value, &|_| true);
        }
    }
    values
}

/// Sale receipt of sites: their unrestricted value, or else their accepted value.
fn receipt(checked: &CheckedDeal, is_of: impl Fn(&deal::Site) -> bool) -> Pence {
    let sites = checked.deal.sites.iter().filter(|site| is_of(site));
    sites.map(|site| Pence::from_pounds(site.unrestricted_value.unwrap_or(site.value))).sum()
}

/// The inputs common to every schedule of rates.
struct Given<'a> {
    checked: &'a CheckedDeal,
    terms: &'a EconomicCase,
    /// The run with optimism bias on costs.
    run: &'a Appraisal,
    land: Vec<(Pence, Pence)>,
    additional: f64,
}

impl Given<'_> {
    fn at(&self, schedule: &Schedule, view: fn(&CheckedDeal, &Schedule, usize) -> RealView) -> CaseAtRates {
        let horizon = 12 * self.terms.years as usize;
        let real = view(self.checked, schedule, horizon.max(self.run.net.len() - 1));
        let (uplift, external_effects) = (self.uplift(&real, horizon), self.external_effects(&real, horizon));
        let public_cost = self.public_cost(&real, horizon);
        let benefits = uplift.iter().map(|phase| phase.present_value).sum::<Pence>() + external_effects.iter().sum();
        let costs = public_cost.total();
        let ratio = if costs.is_positive() {
            BenefitCostRatio::Ratio(benefits.as_f64() / costs.as_f64())
        } else {
            BenefitCostRatio::NoNetPublicCost
        };
        let net_present_value = benefits - costs;
        CaseAtRates { uplift, external_effects, benefits, public_cost, costs, net_present_value, ratio }
    }

    /// The uplift of each phase at its drawdown; none for a phase drawn down after the appraisal period.
    fn uplift(&self, real: &RealView, horizon: usize) -> Vec<PhaseUplift> {
        let of_phase = |(phase, (new_use, without_the_deal)): (usize, &(Pence, Pence))| {
            let k = self.checked.plan.phases[phase].drawdown;
            let factor = if k < horizon { real.factor_of_opening(k) } else { 0.0 };
            let present_value = (*new_use - *without_the_deal).times(factor * self.additional);
            PhaseUplift { phase, k, new_use: *new_use, without_the_deal: *without_the_deal, present_value }
        };
        self.land.iter().enumerate().map(of_phase).collect()
    }

    /// `sum over years of unit value x quantity x DF x additional`, within the appraisal period.
    fn external_effects(&self, real: &RealView, horizon: usize) -> Vec<Pence> {
        let value = |row: &deal::ExternalEffect| {
            let points = (0..row.years as usize).map(|year| row.from_month as usize + 12 * year);
            let factors: f64 = points.filter(|k| *k < horizon).map(|k| real.factor(k)).sum();
            Pence::from_pounds(row.unit_value * row.quantity * factors * self.additional)
        };
        self.terms.external_effects.iter().map(value).collect()
    }

    /// The public side's payments and receipts up to the end of the appraisal period.
    fn public_cost(&self, real: &RealView, horizon: usize) -> PublicCostLines {
        let (deal, terms) = (&self.checked.deal, self.terms);
        let within = (horizon + 1).min(self.run.net.len());
        let none = vec![Pence::ZERO; self.run.net.len()];
        let (mut paid, mut received, mut at_drawdown) = (none.clone(), none.clone(), none);
        let books = self.run.cash.partners.iter().enumerate();
        for (place, book) in books.filter(|(place, _)| deal.partners[*place].public) {
            book.payments().iter().for_each(|line| add(&mut paid, line));
            book.receipts().iter().for_each(|line| add(&mut received, line));
            // The price of land paid at its drawdown opens the month, as the drawdown does.
            let opens =
                |k: usize| self.checked.plan.phases.iter().any(|phase| phase.owner == place && phase.drawdown == k);
            for (k, sum) in at_drawdown.iter_mut().enumerate().filter(|(k, _)| opens(*k)) {
                *sum += book.land_paid[k];
            }
        }
        subtract(&mut received, &at_drawdown);
        let opening = horizon.min(within);
        let fees = terms.fees_waived.iter().filter(|row| row.month as usize <= horizon);
        let is_public = |id: &str| deal.partners.iter().any(|partner| partner.id == id && partner.public);
        PublicCostLines {
            grant: real.present_value(&grant_flows(&self.run.cash)[..within]),
            cash: real.present_value(&paid[..within]),
            fees_waived: fees.map(|row| Pence::from_pounds(row.amount).times(real.factor(row.month as usize))).sum(),
            receipts: real.present_value(&received[..within]) + real.present_value_of_openings(&at_drawdown[..opening]),
            land: match terms.counterfactual {
                Counterfactual::Held => Pence::ZERO,
                Counterfactual::Sold { .. } => receipt(self.checked, |site| is_public(&site.owner)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, document, samples};
    use deal::{ExternalEffect, PartnerKind, PhaseValue};

    /// GD-1 with a public council, and a new use worth 3,000,000 over an existing use of 1,000,000.
    fn gd_1() -> Deal {
        let mut deal = document::open(samples::GD_1.document).unwrap();
        deal.partners.iter_mut().for_each(|partner| partner.public = partner.kind == PartnerKind::Council);
        deal.sites[0].existing_use_value = Some(1_000_000.0);
        deal.jobs.deadweight_percent = 25.0;
        deal.jobs.displacement_percent = 20.0;
        let id = deal.phases[0].id.clone();
        let new_use_values = vec![PhaseValue { id, value: 3_000_000.0 }];
        deal.public.economic_case = Some(EconomicCase { new_use_values, ..EconomicCase::default() });
        deal
    }

    fn case(deal: &Deal) -> EconomicResult {
        economic_case(&check(deal).unwrap()).unwrap()
    }

    #[test]
    fn uplift_is_net_of_existing_use_and_of_deadweight() {
        // (3,000,000 - 1,000,000) x 1 at k = 0 x 0.75 x 0.8 = 1,200,000. The council pays no cash and receives
        // payments, so there is no net public cost.
        let result = case(&gd_1());
        assert_eq!(result.central.benefits, Pence(120_000_000));
        assert!(result.central.costs < Pence::ZERO);
        assert_eq!(result.central.ratio, BenefitCostRatio::NoNetPublicCost);
        assert_eq!(value_for_money(result.central.ratio, "2027-04-01"), None);
    }

    #[test]
    fn the_receipt_forgone_for_land_is_counted_once() {
        // Sold at 2,500,000: the receipt is a cost, and the uplift is 3,000,000 - 2,500,000, times 0.6 = 300,000.
        let mut deal = gd_1();
        let held = case(&deal).central;
        deal.sites[0].unrestricted_value = Some(2_500_000.0);
        deal.public.economic_case.as_mut().unwrap().counterfactual = Counterfactual::Sold { buyers_value: None };
        let sold = case(&deal).central;
        assert_eq!(sold.benefits, Pence(30_000_000));
        assert_eq!(sold.costs, held.costs + Pence(250_000_000));
        let BenefitCostRatio::Ratio(ratio) = sold.ratio else { panic!() };
        assert!((ratio * sold.costs.as_f64() - sold.benefits.as_f64()).abs() < 1.0);
    }

    #[test]
    fn external_effects_end_with_the_period() {
        // 100 x 10 a year from year 28 for ten years, in a period of 30: years 28 and 29 only, factors 1.035^-28 and
        // 1.035^-29 (0.381654 and 0.368748): 750.40 x 0.6 = 450.24.
        let mut deal = gd_1();
        let terms = deal.public.economic_case.as_mut().unwrap();
        terms.years = 30;
        terms.external_effects = vec![ExternalEffect {
            id: "health".to_owned(),
            name: "Health".to_owned(),
            unit_value: 100.0,
            quantity: 10.0,
            from_month: 336,
            years: 10,
        }];
        deal.months = 360;
        let result = case(&deal);
        assert_eq!(result.central.external_effects, [Pence(45_024)]);
        assert_eq!(result.at_lower_rates, None);
    }

    #[test]
    fn lower_rates_make_later_benefits_worth_more() {
        let result = case(&gd_1());
        let lower = result.at_lower_rates.unwrap();
        // All the uplift falls at k = 0; receipts come later and are worth more at lower rates.
        assert_eq!(lower.benefits, result.central.benefits);
        assert!(lower.costs < result.central.costs);
    }

    #[test]
    fn bias_is_weighted_by_cost_and_counts_contingency_once() {
        let row = |kind, share_percent, mitigated_percent| OptimismBias {
            id: "a".to_owned(),
            kind,
            share_percent,
            mitigated_percent,
        };
        // 75% standard buildings at 24% and 25% standard civil half way from 44% to 3% (23.5%): 18% + 5.875% = 23.875%.
        let rows = [row(WorksKind::StandardBuildings, 75.0, 0.0), row(WorksKind::StandardCivil, 25.0, 50.0)];
        assert!((cost_multiplier(&rows, 0.0, "2027-04-01") - 1.238_75).abs() < 1e-12);
        // 5% contingency is within it: 1.23875 / 1.05. 30% contingency exceeds it.
        assert!((cost_multiplier(&rows, 5.0, "2027-04-01") - 1.238_75 / 1.05).abs() < 1e-12);
        assert_eq!(cost_multiplier(&rows, 30.0, "2027-04-01"), 1.0);
    }

    #[test]
    fn bias_of_time_makes_building_longer() {
        // Non-standard buildings, upper figure: 39% of 18 months is 7.02, and half way to 2% it is 20.5% of 18: 3.69.
        let mut deal = gd_1();
        let mut longer = |mitigated_percent| {
            deal.public.economic_case.as_mut().unwrap().optimism_bias = vec![OptimismBias {
                id: "a".to_owned(),
                kind: WorksKind::NonStandardBuildings,
                share_percent: 100.0,
                mitigated_percent,
            }];
            case(&deal)
        };
        let (upper, half) = (longer(0.0), longer(50.0));
        assert_eq!((&upper.months_longer[..], &half.months_longer[..]), (&[7][..], &[4][..]));
        // The council is paid later, so the payments are worth less and its net cost is higher.
        assert!(upper.central.public_cost.receipts < half.central.public_cost.receipts);
        assert_eq!(case(&gd_1()).months_longer, [0]);
    }

    #[test]
    fn the_annual_view_does_not_discount_year_zero() {
        // 100 x 10 at k = 12 and k = 13: the first closes the twelfth month and is in year 0, the second is in year 1.
        let mut deal = gd_1();
        let effect = |id: &str, from_month| ExternalEffect {
            id: id.to_owned(),
            name: id.to_owned(),
            unit_value: 100.0,
            quantity: 10.0,
            from_month,
            years: 1,
        };
        deal.public.economic_case.as_mut().unwrap().external_effects = vec![effect("a", 12), effect("b", 13)];
        let result = case(&deal);
        // 1,000 x 0.6, and 1,000 / 1.035 x 0.6.
        assert_eq!(result.annual.external_effects, [Pence(60_000), Pence(57_971)]);
        // The monthly view discounts both: 1.035^-1 and 1.035^-(13/12).
        assert_eq!(result.central.external_effects, [Pence(57_971), Pence(57_805)]);
        let lower = result.annual_at_lower_rates.unwrap();
        assert_eq!(lower.external_effects, [Pence(60_000), Pence(58_252)]);
    }

    #[test]
    fn categories_match_the_transport_departments() {
        let label = |ratio| value_for_money(BenefitCostRatio::Ratio(ratio), "2027-04-01");
        for (ratio, name) in [(0.99, "poor"), (1.0, "low"), (1.5, "medium"), (2.0, "high"), (4.0, "very high")] {
            assert_eq!(label(ratio), Some((name, MarkKind::SecondHand)), "{ratio}");
        }
    }
}
