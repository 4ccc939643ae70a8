//! The deal: all that the parties decide, as one plain document.
//!
//! A `Deal` may hold anything a person can type. Only [`crate::check`] turns it into a [`crate::CheckedDeal`], which is
//! what the arithmetic may assume. Money is in pounds, rates in percent, times in months from the start of the deal
//! (method 2.15). Rows of a list are named by their `id`, so that a path such as `/home_types/market/price` stays true
//! when rows are added or moved.

use crate::calendar::{YearBasis, YearMonth};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One joint venture of land against cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    /// The name of the deal.
    pub title: String,
    /// What the deal is, in a sentence or two.
    #[serde(default)]
    pub summary: String,
    /// The place whose homes and jobs are counted.
    #[serde(default)]
    pub place: String,
    /// The date of the public rates and rules that apply, `YYYY-MM-DD`.
    pub rule_set: String,
    /// The first month of the deal (month 0).
    pub start: YearMonth,
    /// How many months the deal runs (N in method 2.2), 1 to 720.
    pub months: u32,
    /// The month in whose prices amounts are given; negative is before the start (method 2.3).
    #[serde(default)]
    pub price_base_month: i32,
    /// How months are gathered into reporting years.
    #[serde(default = "default_year_basis")]
    pub year_basis: YearBasis,
    /// Two to eight partners.
    pub partners: Vec<Partner>,
    /// What each partner puts in.
    pub contributions: Vec<Contribution>,
    /// The land, by site.
    pub sites: Vec<Site>,
    /// The kinds of home, each with its tenure, price, cost and pace of sale.
    pub home_types: Vec<HomeType>,
    /// The phases in which the homes are built.
    pub phases: Vec<Phase>,
    /// Costs that hold for every phase, and those of the programme as a whole.
    pub costs: Costs,
    /// Growth of prices and costs.
    #[serde(default)]
    pub growth: Growth,
    /// How need for cash is met.
    pub funding: Funding,
    /// How cash is paid out.
    pub sharing: Sharing,
    /// Jobs, and what of them is additional.
    #[serde(default)]
    pub jobs: Jobs,
    /// Where each value comes from: by path of the field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// The sources that marks name, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Source>,
}

fn default_year_basis() -> YearBasis {
    YearBasis::Financial
}

/// A party to the deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The name of this row in paths.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name used in sentences and tables, such as "HCA".
    pub short_name: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// Whether its money is public money.
    #[serde(default)]
    pub public: bool,
    /// Its share of the votes, in percent, apart from its share of the money.
    #[serde(default)]
    pub votes_percent: f64,
    /// The yearly nominal rate at which it values money, in percent.
    #[serde(default)]
    pub discount_rate_percent: f64,
}

/// The kinds of partner (method 2.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    /// A local authority.
    Council,
    /// A national or regional public agency.
    Agency,
    /// A registered provider of social housing.
    HousingAssociation,
    /// A developer or house builder.
    Developer,
    /// A pension fund or other investor.
    Investor,
    /// A community land trust, co-operative or parish.
    Community,
    /// Any other body.
    Other,
}

/// What a partner puts in (method 1.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Contribution {
    /// Land credited to the landowner's capital at its accepted value when each phase is drawn down. No cash moves.
    LandInKind {
        /// The name of this row in paths.
        id: String,
        /// The site that is put in; its owner is credited.
        site: String,
    },
    /// Cash capital, called on need up to a limit.
    CashEquity {
        /// The name of this row in paths.
        id: String,
        /// The partner that pays.
        partner: String,
        /// The most it pays, in pounds.
        amount: f64,
        /// The first time point at which it can be called.
        #[serde(default)]
        from_month: u32,
    },
}

impl Contribution {
    /// The name of the row in paths.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::LandInKind { id, .. } | Self::CashEquity { id, .. } => id,
        }
    }
}

/// A piece of land with one owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the land.
    pub name: String,
    /// The partner that owns it.
    pub owner: String,
    /// The accepted value in pounds, apportioned to phases by homes unless a phase names its own (LV0 in method 1.4).
    pub value: f64,
}

/// A kind of home: what it is, what it costs and fetches, how fast it sells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeType {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the kind.
    pub name: String,
    /// How it is disposed of.
    pub tenure: Tenure,
    /// The price or value of one home in pounds, before `percent_of_price`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Instead of a price of its own: the home type whose price is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_from: Option<String>,
    /// The share of the price that is received, in percent: below 100 for transfers and discount market sale.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub percent_of_price: f64,
    /// Cost of building one home, in pounds; none means that the venture does not pay for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build_cost: Option<f64>,
    /// Roads and services for one home, in pounds, spread like building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infrastructure_cost: Option<f64>,
    /// Instead of costs of its own: the home type whose costs are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs_from: Option<String>,
    /// Gross internal floor area of one home, in square metres.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_m2: f64,
    /// First sales after the start of building, in months; may be negative (l = b + launch in method 2.5).
    #[serde(default, skip_serializing_if = "is_signed_zero")]
    pub launch_month: i32,
    /// Sales a month in each phase; none means sold as finished (a in method 2.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales_a_month: Option<f64>,
    /// Months from reservation to cash (q in method 2.5).
    #[serde(default, skip_serializing_if = "is_signed_zero")]
    pub sale_lag_months: i32,
    /// Stage payments of a transfer; none means paid as finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
}

/// Stage payments of a transfer: a part for the land ("golden brick"), a part by build progress, the rest as homes are
/// finished (method 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// Paid for the land, in percent of the contract sum.
    pub land_percent: f64,
    /// Paid by build progress, in percent of the contract sum.
    pub build_percent: f64,
    /// When the land part is paid, in months after the start of building.
    #[serde(default)]
    pub golden_brick_month: u32,
}

/// How a home is disposed of. The ways that keep a home (rent, shared ownership kept) are not modelled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Sold at full price.
    MarketSale,
    /// Sold below full price to buyers who qualify.
    DiscountMarketSale,
    /// Transferred to a landlord for social rent.
    SocialRent,
    /// Transferred to a landlord for affordable rent.
    AffordableRent,
    /// Transferred to a landlord for shared ownership.
    SharedOwnership,
}

impl Tenure {
    /// Every tenure, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::MarketSale, Self::DiscountMarketSale, Self::SocialRent, Self::AffordableRent, Self::SharedOwnership];

    /// Whether the homes count as affordable.
    #[must_use]
    pub fn is_affordable(self) -> bool {
        self != Self::MarketSale
    }

    /// Whether the homes are sold one by one to households, at the pace of the market and with costs of sale.
    #[must_use]
    pub fn is_sold_to_households(self) -> bool {
        matches!(self, Self::MarketSale | Self::DiscountMarketSale)
    }

    /// The place of the tenure in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A part of the programme with its own land, dates and homes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the phase.
    pub name: String,
    /// The site that the land is drawn from.
    pub site: String,
    /// The month whose first day the land is drawn down.
    pub drawdown_month: u32,
    /// The accepted value of this phase's land in pounds, in place of a share of the site's value by homes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land_value: Option<f64>,
    /// The month in which building starts (b).
    pub build_start_month: u32,
    /// How long building takes, in months (D).
    pub build_months: u32,
    /// How spending is spread over building (F).
    #[serde(default)]
    pub spending_curve: Curve,
    /// Months from the start of building to the first finished homes (first_lag).
    pub first_completion_months: u32,
    /// Months before building over which early fees are paid (P).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub early_fees_months: u32,
    /// The homes of the phase.
    pub homes: Vec<HomesRow>,
    /// Homes demolished.
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub demolished: u32,
    /// Abnormal costs, as sums in base prices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abnormals: Vec<Spend>,
    /// Infrastructure, as sums in base prices, besides the sum per home of [`HomeType`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infrastructure: Vec<Spend>,
    /// Planning obligations under section 106.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub section_106: Vec<Obligation>,
    /// Community infrastructure levy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community_infrastructure_levy: Option<CommunityInfrastructureLevy>,
    /// Other levies by floor area, such as the building safety levy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levies: Vec<Levy>,
}

/// How many homes of one kind a phase holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomesRow {
    /// The name of this row in paths.
    pub id: String,
    /// The kind of home.
    pub home_type: String,
    /// How many.
    pub count: u32,
}

/// How a total is spread over a period: a curve from (0, 0) to (1, 1) (method 2.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Curve {
    /// The same every month.
    #[default]
    Straight,
    /// Slow, fast, slow: `x^2 (3 - 2x)`.
    Smooth,
    /// The public-sector S-curve `x + C x^2 - C x - (6x^3 - 9x^2 + 3x) / K`.
    Hudson {
        /// C.
        c: f64,
        /// K.
        k: f64,
    },
    /// Points from (0, 0) to (1, 1) joined by straight lines.
    Custom {
        /// Pairs of share of time and share of total.
        points: Vec<(f64, f64)>,
    },
}

/// A sum in base prices spread over a window of its own, or over building where no window is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spend {
    /// The name of this row in paths.
    pub id: String,
    /// The sum in pounds, in base prices.
    pub amount: f64,
    /// The window; none means over building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<SpendWindow>,
}

/// A window of spending, counted from the start of building.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendWindow {
    /// The first month, counted from the start of building; may be negative.
    pub from_month: i32,
    /// How many months.
    pub months: u32,
    /// How it is spread.
    #[serde(default)]
    pub curve: Curve,
}

/// A planning obligation in money (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// The name of this row in paths.
    pub id: String,
    /// A sum in pounds for each home of the phase.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub per_home: f64,
    /// A lump sum in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lump_sum: f64,
    /// When it falls due: at this many homes occupied, or at the start of building where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_occupation: Option<u32>,
    /// The index it rises with, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexName>,
}

/// Community infrastructure levy: rate, area, the ratio of indices, and instalments (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommunityInfrastructureLevy {
    /// The rate in pounds per square metre.
    pub rate: f64,
    /// Net additional floor area that is charged, in square metres.
    pub area_m2: f64,
    /// The index of the year of permission over that of the schedule.
    #[serde(default = "one")]
    pub index_ratio: f64,
    /// Instalments; none means all at the start of building.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}

/// A part of a sum, so many months after the start of building.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// The name of this row in paths.
    pub id: String,
    /// Months after the start of building.
    pub months_after_start: u32,
    /// The share, in percent.
    pub percent: f64,
}

/// A levy by floor area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levy {
    /// The name of this row in paths.
    pub id: String,
    /// The rate in pounds per square metre.
    pub rate: f64,
    /// The floor area that is charged, in square metres.
    pub area_m2: f64,
    /// Paid when the last homes are finished, and not when building starts.
    #[serde(default)]
    pub at_completion: bool,
}

/// Costs that hold for every phase, and those of the programme as a whole (method 2.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// External works, in percent of building.
    pub externals_percent: f64,
    /// Contingency, in percent of building, externals, abnormals and infrastructure.
    pub contingency_percent: f64,
    /// Professional fees, in percent of the same sum.
    pub fees_percent: f64,
    /// The part of the fees that is paid before building, in percent.
    pub early_fees_percent: f64,
    /// Marketing, agents and lawyers, in percent of the price of homes sold to households.
    pub sales_cost_percent: f64,
    /// The same in pounds a sale, rising with prices.
    pub sales_cost_per_home: f64,
    /// Development management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management: Option<Management>,
    /// Legal costs of acquiring the land, in percent of its accepted value.
    pub land_legal_percent: f64,
    /// Stamp duty land tax on the land, where it is charged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp_duty: Option<StampDuty>,
    /// Value added tax that cannot be recovered, in percent of each line.
    #[serde(skip_serializing_if = "VatLost::is_none")]
    pub vat_lost: VatLost,
    /// Dated costs (or, where negative, income) of the programme as a whole; not indexed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammeCost>,
}

/// Development management: a share of cost, a monthly sum that rises with consumer prices, or both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Management {
    /// Percent of building, externals, abnormals, infrastructure, contingency and fees of the month.
    #[serde(default)]
    pub percent: f64,
    /// Pounds a month.
    #[serde(default)]
    pub per_month: f64,
    /// The first month.
    #[serde(default)]
    pub from_month: u32,
    /// The last month; none means the last of the deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_month: Option<u32>,
}

/// Stamp duty land tax on land that a partner puts in (method 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampDuty {
    /// The sum of the lower proportions, in percent: that part of the market value is not charged.
    pub sum_of_lower_proportions_percent: f64,
}

/// Value added tax that cannot be recovered, in percent of each line's postings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VatLost {
    /// On building.
    pub build_percent: f64,
    /// On external works.
    pub externals_percent: f64,
    /// On abnormal costs.
    pub abnormals_percent: f64,
    /// On infrastructure.
    pub infrastructure_percent: f64,
    /// On contingency.
    pub contingency_percent: f64,
    /// On professional fees.
    pub fees_percent: f64,
}

impl VatLost {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A dated cost of the programme, or income where negative, at a time point; not indexed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCost {
    /// The name of this row in paths.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// The time point k.
    pub month: u32,
    /// The sum in pounds; negative is income.
    pub amount: f64,
}

/// The indices (method 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexName {
    /// House prices.
    HousePrice,
    /// Building costs.
    BuildCost,
    /// Infrastructure costs.
    Infrastructure,
    /// Professional fees.
    Fees,
    /// Consumer prices.
    ConsumerPrices,
}

/// Yearly growth of each index, by rows with the month from which they hold; no rows means none (method 2.3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Growth {
    /// House prices.
    pub house_price: Vec<GrowthRow>,
    /// Building, externals, abnormals and contingency.
    pub build_cost: Vec<GrowthRow>,
    /// Infrastructure.
    pub infrastructure: Vec<GrowthRow>,
    /// Professional fees.
    pub fees: Vec<GrowthRow>,
    /// Consumer prices.
    pub consumer_prices: Vec<GrowthRow>,
}

/// Growth from a month on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrowthRow {
    /// The name of this row in paths.
    pub id: String,
    /// The first month.
    #[serde(default)]
    pub from_month: u32,
    /// Growth a year, in percent.
    pub percent: f64,
}

/// How need for cash is met (method 2.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Who pays first.
    pub order: FundingOrder,
    /// Cash that is always kept, in pounds.
    #[serde(default)]
    pub minimum_cash: f64,
    /// Interest earned on cash, in percent a year.
    #[serde(default)]
    pub cash_interest_percent: f64,
    /// The share of free cash that repays loans before partners are paid, in percent.
    #[serde(default = "hundred")]
    pub sweep_percent: f64,
    /// Loans drawn on need, in the order of their rank.
    #[serde(default)]
    pub facilities: Vec<Facility>,
}

/// Who pays first when cash is needed. Only equity first is modelled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingOrder {
    /// Partners' cash, pro rata to what each has still to pay, then loans.
    EquityFirst,
}

/// A loan drawn on need and repaid from free cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the loan.
    pub name: String,
    /// The most that can be owed, in pounds.
    pub limit: f64,
    /// Nominal interest a year, in percent.
    pub rate_percent: f64,
    /// How a month's interest is reckoned.
    #[serde(default)]
    pub interest: InterestBasis,
    /// Fee at the first draw, in percent of the limit.
    #[serde(default)]
    pub arrangement_fee_percent: f64,
    /// Yearly fee on what is not drawn, from the first draw, in percent.
    #[serde(default)]
    pub non_utilisation_fee_percent: f64,
    /// Fee when repaid, in percent of the limit.
    #[serde(default)]
    pub exit_fee_percent: f64,
    /// The most that can be owed, in percent of cost to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_cost_percent: Option<f64>,
    /// The most that can be owed, in percent of gross development value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_value_percent: Option<f64>,
    /// The last time point at which interest is added to the loan; none means the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_to_month: Option<u32>,
    /// The last time point at which it can be drawn; none means the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_to_month: Option<u32>,
    /// Whether what is repaid can be drawn again.
    #[serde(default = "yes")]
    pub revolving: bool,
}

/// How a month's interest is reckoned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestBasis {
    /// A twelfth of the yearly rate.
    #[default]
    Twelfths,
    /// The days of the month over 365.
    #[serde(rename = "actual_365")]
    Actual365,
}

/// How cash is paid out (method 2.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Return on capital paid before the split, in percent a year.
    #[serde(default)]
    pub preferred_return_percent: f64,
    /// Whether unpaid preferred return itself earns.
    #[serde(default)]
    pub preferred_return: Compounding,
    /// The order in which the lines before the split are paid.
    #[serde(default = "default_payment_order")]
    pub order: Vec<Claim>,
    /// The order in which capital is returned.
    #[serde(default)]
    pub capital_order: CapitalOrder,
    /// The part of what is left after those lines that goes to the reinvestment pot, in percent.
    #[serde(default)]
    pub recycled_percent: f64,
    /// How the rest is split; no rows means by contribution to date.
    #[serde(default)]
    pub split: Vec<SplitShare>,
    /// When cash is paid out.
    #[serde(default)]
    pub dates: DistributionDates,
    /// Months of need looked ahead for before cash is paid out.
    #[serde(default = "twelve")]
    pub look_ahead_months: u32,
    /// Whether partners are paid while loans stand.
    #[serde(default)]
    pub while_loans_stand: bool,
}

fn default_payment_order() -> Vec<Claim> {
    vec![Claim::PreferredReturn, Claim::Capital]
}

/// A line of payment before the split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Preferred return on capital.
    PreferredReturn,
    /// Return of capital.
    Capital,
}

/// Whether unpaid preferred return itself earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compounding {
    /// On capital and unpaid return, at the effective yearly rate.
    #[default]
    Compounding,
    /// On capital only, a twelfth of the rate a month.
    Simple,
}

/// The order in which capital is returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapitalOrder {
    /// Side by side, by balance.
    #[default]
    SideBySide,
    /// All land before cash.
    LandFirst,
    /// All cash before land.
    CashFirst,
}

/// A partner's share of what is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitShare {
    /// The partner: also the name of this row in paths.
    pub id: String,
    /// Its share, in percent.
    pub percent: f64,
}

/// When cash is paid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistributionDates {
    /// Every month.
    #[default]
    Monthly,
    /// Every third month from the start.
    Quarterly,
    /// Every twelfth month from the start.
    Yearly,
    /// Only at the end.
    AtEnd,
}

/// Jobs, and what of them is additional (method 3.2, 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Jobs {
    /// Person-years of construction work for each £1m of construction spending.
    pub person_years_per_million: f64,
    /// The lowest figure found in a source, for the range.
    pub low_person_years_per_million: f64,
    /// What would have happened anyway, in percent.
    pub deadweight_percent: f64,
    /// What goes to people outside the area, in percent.
    pub leakage_percent: f64,
    /// What is taken from elsewhere in the area, in percent.
    pub displacement_percent: f64,
    /// What firms do in place of something else, in percent.
    pub substitution_percent: f64,
    /// Jobs in the area for each job, through suppliers and wages.
    pub multiplier: f64,
}

impl Default for Jobs {
    /// The default set shown to a new user (method 4.4).
    fn default() -> Self {
        Self {
            person_years_per_million: 15.0,
            low_person_years_per_million: 4.8,
            deadweight_percent: 25.0,
            leakage_percent: 10.0,
            displacement_percent: 25.0,
            substitution_percent: 0.0,
            multiplier: 1.1,
        }
    }
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// How sure it is.
    pub kind: MarkKind,
    /// The codes of the sources, by the deal's list of sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What more there is to say beside the value, such as "fitted".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why this value and no other, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How sure a value is (method, marks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Read in the source named.
    Source,
    /// Read in somebody else's use of the source.
    SecondHand,
    /// General knowledge, unverified.
    Unverified,
    /// Calculated from sourced figures.
    Calculated,
    /// Assumed.
    Assumed,
    /// Typed by the user.
    Yours,
}

/// A source that a mark names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Publisher, title and year.
    pub title: String,
    /// Its web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

fn hundred() -> f64 {
    100.0
}

fn one() -> f64 {
    1.0
}

fn twelve() -> u32 {
    12
}

fn yes() -> bool {
    true
}

fn is_hundred(value: &f64) -> bool {
    *value == 100.0
}

fn is_zero(value: &f64) -> bool {
    *value == 0.0
}

fn is_signed_zero(value: &i32) -> bool {
    *value == 0
}

fn is_unsigned_zero(value: &u32) -> bool {
    *value == 0
}
