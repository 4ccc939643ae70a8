//! The main figures of one deal, which `compare` puts in columns, `appraise` prints and `batch --brief` writes.
//! All figures that the command line shows are selected here.

use crate::words::{NO_FIGURE, count, pounds, rate};
use appraisal::measures::rate_of_return::Headline;
use appraisal::{Appraisal, Deal, Pence, YearMonth, document, fingerprint};
use serde::{Serialize, Serializer};

/// The version of the JSON results: it changes when a key is renamed or changes meaning.
pub(crate) const VERSION: u32 = 1;

/// The main figures of one deal. Money is in pence, rates are yearly effective fractions.
#[derive(Serialize)]
pub(crate) struct Outcome {
    pub(crate) deal: String,
    pub(crate) fingerprint: String,
    pub(crate) start: YearMonth,
    pub(crate) months: u32,
    homes_planned: u32,
    homes_finished: u32,
    homes_sold: u32,
    homes_affordable: u32,
    building_jobs_a_year: f64,
    net_building_jobs_a_year: f64,
    gross_development_value: Pence,
    total_development_cost: Pence,
    surplus: Pence,
    pot: Pence,
    peak_funding: Pence,
    /// The month at whose end funding is highest.
    peak_funding_month: YearMonth,
    peak_debt: Pence,
    debt_at_end: Pence,
    deepest_shortfall: Pence,
    shortfall_at_end: Pence,
    public_cash: Pence,
    public_land: Pence,
    public_cash_per_home: Option<Pence>,
    pub(crate) partners: Vec<PartnerOutcome>,
}

/// What one partner puts in and gets back.
#[derive(Serialize)]
pub(crate) struct PartnerOutcome {
    pub(crate) id: String,
    pub(crate) name: String,
    land_in: Pence,
    cash_in: Pence,
    received: Pence,
    capital_unpaid: Pence,
    /// Money put in less money received, or zero.
    loss: Pence,
    multiple: Option<f64>,
    /// IRR on the monthly grid; null if there is none, or more than one.
    #[serde(serialize_with = "only_rate")]
    rate_of_return: Headline,
    /// XIRR, as in Excel.
    #[serde(serialize_with = "only_rate")]
    dated_rate_of_return: Headline,
}

fn only_rate<S: Serializer>(rate: &Headline, out: S) -> Result<S::Ok, S::Error> {
    match rate {
        Headline::Rate(rate) => out.serialize_some(rate),
        Headline::None | Headline::NotUnique => out.serialize_none(),
    }
}

/// A short code by which two people can tell whether they have the same deal; the page shows the same code.
pub(crate) fn name_of(deal: &Deal) -> String {
    fingerprint(&document::write(deal))
}

impl Outcome {
    /// Selects the main figures.
    pub(crate) fn of(deal: &Deal, appraisal: &Appraisal) -> Self {
        let Appraisal { homes, jobs, value, peak, public_money, .. } = appraisal;
        let shortfall = appraisal.shortfall;
        Self {
            deal: deal.title.clone(),
            fingerprint: name_of(deal),
            start: deal.start,
            months: deal.months,
            homes_planned: homes.planned,
            homes_finished: homes.completed,
            homes_sold: homes.sold,
            homes_affordable: homes.affordable,
            building_jobs_a_year: jobs.a_year,
            net_building_jobs_a_year: jobs.net_a_year,
            gross_development_value: value.gross_development_value,
            total_development_cost: value.total_development_cost,
            surplus: value.surplus,
            pot: appraisal.pot.total,
            peak_funding: peak.funding.amount,
            peak_funding_month: appraisal.moment(peak.funding.k).month(),
            peak_debt: peak.debt.amount,
            debt_at_end: peak.debt_at_end,
            deepest_shortfall: shortfall.map_or(Pence::ZERO, |short| short.deepest.amount),
            shortfall_at_end: shortfall.map_or(Pence::ZERO, |short| short.at_end),
            public_cash: public_money.cash,
            public_land: public_money.land,
            public_cash_per_home: public_money.cash_per_home,
            partners: partners(deal, appraisal),
        }
    }
}

fn partners(deal: &Deal, appraisal: &Appraisal) -> Vec<PartnerOutcome> {
    let pairs = deal.partners.iter().zip(&appraisal.partners);
    let outcome = |(partner, result): (&deal::Partner, &appraisal::PartnerResult)| PartnerOutcome {
        id: partner.id.clone(),
        name: partner.name.clone(),
        land_in: result.land_in,
        cash_in: result.cash_in,
        received: result.received,
        capital_unpaid: result.capital_unpaid,
        loss: result.loss(),
        multiple: result.multiple,
        rate_of_return: result.rates.headline,
        dated_rate_of_return: result.dated_rates(deal.start).headline,
    };
    pairs.map(outcome).collect()
}

/// The name of a figure, and its format.
type Written<T> = (&'static str, fn(&T) -> String);

/// The figures of the whole deal, in the order of the report.
pub(crate) const FIGURES: &[Written<Outcome>] = &[
    ("Homes planned", |outcome| count(outcome.homes_planned)),
    ("Homes completed", |outcome| count(outcome.homes_finished)),
    ("Homes sold or transferred", |outcome| count(outcome.homes_sold)),
    ("Affordable homes", |outcome| count(outcome.homes_affordable)),
    ("Building jobs a year", |outcome| format!("{:.0}", outcome.building_jobs_a_year)),
    ("Building jobs a year, net additional", |outcome| format!("{:.0}", outcome.net_building_jobs_a_year)),
    ("Homes' total value (GDV)", |outcome| pounds(outcome.gross_development_value)),
    ("Total development cost", |outcome| pounds(outcome.total_development_cost)),
    ("Surplus", |outcome| pounds(outcome.surplus)),
    ("Reinvestment pot", |outcome| pounds(outcome.pot)),
    ("Peak funding (maximum exposure)", |outcome| pounds(outcome.peak_funding)),
    ("Month of peak funding", |outcome| outcome.peak_funding_month.to_string()),
    ("Peak debt", |outcome| pounds(outcome.peak_debt)),
    ("Debt at the end of the deal", |outcome| pounds(outcome.debt_at_end)),
    ("Deepest shortfall", |outcome| pounds(outcome.deepest_shortfall)),
    ("Shortfall at the end of the deal", |outcome| pounds(outcome.shortfall_at_end)),
    ("Public cash", |outcome| pounds(outcome.public_cash)),
    ("Public land", |outcome| pounds(outcome.public_land)),
    ("Public cash per home", |outcome| or_none(outcome.public_cash_per_home.map(pounds))),
];

/// The figures of one partner.
pub(crate) const PARTNER_FIGURES: &[Written<PartnerOutcome>] = &[
    ("land put in", |partner| pounds(partner.land_in)),
    ("cash put in", |partner| pounds(partner.cash_in)),
    ("gets back", |partner| pounds(partner.received)),
    ("capital not repaid", |partner| pounds(partner.capital_unpaid)),
    ("loss (paid in less received)", |partner| pounds(partner.loss)),
    ("multiple", |partner| or_none(partner.multiple.map(|multiple| format!("{multiple:.2}")))),
    ("rate of return (IRR), monthly", |partner| rate(partner.rate_of_return)),
    ("rate of return (XIRR), by dates", |partner| rate(partner.dated_rate_of_return)),
];

fn or_none(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| NO_FIGURE.to_owned())
}
