//! Inputs for the public side of a deal: flags of public law, the council's own accounts and revenue, and the economic case
//! (method 1.10, 1.11, 3.5, 3.6). All of it is optional; none of it is cash of the venture.

use crate::contributions::DatedSum;
use crate::council::{BusinessRates, LoanProvision, NewHomesBonus};
use crate::defaults::{hundred, is_false, is_hundred, is_unsigned_zero, is_zero};
use serde::{Deserialize, Serialize};

/// Inputs for the public side of a deal, outside the venture's cash.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PublicCase {
    /// Inputs of the public law flags in addition to the deal.
    #[serde(skip_serializing_if = "PublicLaw::is_default")]
    pub law: PublicLaw,
    /// Council tax of the new homes; none means not calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub council_tax: Option<CouncilTax>,
    /// Temporary accommodation that is no longer needed; none means not calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporary_accommodation: Option<TemporaryAccommodation>,
    /// Business rates of new commercial space; none means not calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_rates: Option<BusinessRates>,
    /// New Homes Bonus; none means not calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_homes_bonus: Option<NewHomesBonus>,
    /// The council's own accounts.
    #[serde(skip_serializing_if = "CouncilAccounts::is_default")]
    pub accounts: CouncilAccounts,
    /// The economic case; none means not calculated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub economic_case: Option<EconomicCase>,
}

impl PublicCase {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Inputs of the public law flags in addition to the deal (method 1.10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PublicLaw {
    /// The market rate for the loans of public partners, in percent a year; none means that their terms are not compared with
    /// the market (method 1.10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub market_interest_percent: Option<f64>,
    /// Whether the subsidy falls in a sensitive sector, with its lower threshold of referral (method 1.10).
    #[serde(skip_serializing_if = "is_false")]
    pub sensitive_sector: bool,
    /// Whether a partner also delivers works or services to the venture (method 1.10).
    #[serde(skip_serializing_if = "is_false")]
    pub partner_delivers_works: bool,
    /// Whether the venture owns assets primarily for yield (method 1.10).
    #[serde(skip_serializing_if = "is_false")]
    pub yield_only_assets: bool,
}

impl PublicLaw {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// `homes x band mix x ratio to D x Band D x (1 - discounts) x collection x share retained` (method 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CouncilTax {
    /// Band D with all precepts, in pounds a year at base prices; none means the average of the dated rates (method
    /// 3.5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band_d: Option<f64>,
    /// How the homes fall into bands (method 3.5).
    pub bands: CouncilTaxBands,
    /// Lost to discounts, in percent (method 3.5).
    pub discounts_percent: f64,
    /// Collected, in percent (method 3.5).
    pub collection_percent: f64,
    /// Retained by the council, in percent (method 3.5).
    pub retained_percent: f64,
}

impl Default for CouncilTax {
    /// All homes in Band D, discounts and collection of the dated rates (method 3.5), everything retained.
    fn default() -> Self {
        Self {
            band_d: None,
            bands: CouncilTaxBands::default(),
            discounts_percent: 10.0,
            collection_percent: 98.0,
            retained_percent: 100.0,
        }
    }
}

/// The share of homes in each band, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CouncilTaxBands {
    /// Band A (method 3.5).
    pub a: f64,
    /// Band B (method 3.5).
    pub b: f64,
    /// Band C (method 3.5).
    pub c: f64,
    /// Band D (method 3.5).
    pub d: f64,
    /// Band E (method 3.5).
    pub e: f64,
    /// Band F (method 3.5).
    pub f: f64,
    /// Band G (method 3.5).
    pub g: f64,
    /// Band H (method 3.5).
    pub h: f64,
}

impl CouncilTaxBands {
    /// The shares in the order of the bands, in percent.
    #[must_use]
    pub fn shares(&self) -> [f64; 8] {
        [self.a, self.b, self.c, self.d, self.e, self.f, self.g, self.h]
    }
}

impl Default for CouncilTaxBands {
    fn default() -> Self {
        Self { a: 0.0, b: 0.0, c: 0.0, d: hundred(), e: 0.0, f: 0.0, g: 0.0, h: 0.0 }
    }
}

/// Temporary accommodation that is no longer needed, at the user's own unit cost (method 3.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TemporaryAccommodation {
    /// The council's yearly cost of a household in temporary accommodation, in pounds at base prices (method 3.5).
    pub cost_a_year: f64,
    /// The share of nominated first lettings that go to such a household, in percent (method 3.5).
    pub share_percent: f64,
}

/// The council's own accounts (method 1.11).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CouncilAccounts {
    /// Provision for spending or lending from borrowed money (MRP, method 1.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_revenue_provision: Option<MinimumRevenueProvision>,
    /// How each of its loans to the venture is provided for (method 1.11).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loans: Vec<LoanProvision>,
    /// Right to Buy of the council's rented homes (method 1.11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_to_buy: Option<RightToBuy>,
    /// Whether the council joins through a company of its own: the sum of the lower proportions may then be zero
    /// (method 1.11).
    #[serde(skip_serializing_if = "is_false")]
    pub joins_through_company: bool,
}

impl CouncilAccounts {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Minimum revenue provision on a sum that the council has borrowed (method 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MinimumRevenueProvision {
    /// The sum in pounds (A in method 1.11).
    pub amount: f64,
    /// The life in years (L in method 1.11).
    pub years: u32,
    /// The month in which the sum is spent (method 1.11).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub spent_month: u32,
    /// The month in which the asset comes into use; none means that the charge does not wait for it (method 1.11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operational_month: Option<u32>,
    /// The profile of the charges (method 1.11).
    #[serde(default)]
    pub method: ProvisionMethod,
    /// The rate of the annuity, in percent a year (method 1.11).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub annuity_percent: f64,
}

/// The profile of the charges of a provision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProvisionMethod {
    /// Straight line, the same every year: `A / L`.
    #[default]
    StraightLine,
    /// The principal of a level annuity, which grows over time.
    Annuity,
}

/// Right to Buy of the council's rented homes: `H(y+1) = H(y) (1 - a(y))` (method 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RightToBuy {
    /// Homes at the start; none means the planned homes at social and affordable rent (method 1.11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homes: Option<u32>,
    /// Bought in a year without exemption, in percent of the remaining homes (a in method 1.11).
    pub attrition_percent: f64,
    /// The month from which new homes are exempt; none means no exemption (method 1.11).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption_from_month: Option<u32>,
    /// The years after completion for which a home is exempt (method 1.11).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub exempt_years: u32,
    /// The number of years shown, from the first after the last home is finished (method 1.11).
    pub years: u32,
}

/// The economic case in real prices (method 3.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EconomicCase {
    /// The appraisal period in years: 60 for homes, or 30 (method 3.6).
    pub years: u32,
    /// The future of the land without the deal (method 3.6).
    #[serde(skip_serializing_if = "Counterfactual::is_held")]
    pub counterfactual: Counterfactual,
    /// Value of the land of a phase in its new use, instead of the calculated residual value (method 3.6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub new_use_values: Vec<PhaseValue>,
    /// Fees that public bodies waive, in pounds at base prices (method 3.6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fees_waived: Vec<DatedSum>,
    /// External effects, at unit values that the user gives (method 3.6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub external_effects: Vec<ExternalEffect>,
    /// Optimism bias of the works, by kind; no rows means none (method 3.6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub optimism_bias: Vec<OptimismBias>,
}

impl Default for EconomicCase {
    fn default() -> Self {
        Self {
            years: 60,
            counterfactual: Counterfactual::default(),
            new_use_values: Vec::new(),
            fees_waived: Vec::new(),
            external_effects: Vec::new(),
            optimism_bias: Vec::new(),
        }
    }
}

/// The future of the land without the deal (method 3.6, land term).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Counterfactual {
    /// It would be held: its existing use value is deducted from the uplift, and no receipt is forgone.
    #[default]
    Held,
    /// It would be sold: the receipt is forgone, and the uplift is measured against what the buyer would have built.
    Sold {
        /// The value of the land with what the buyer would have built, in pounds; none means the unrestricted value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        buyers_value: Option<f64>,
    },
}

impl Counterfactual {
    fn is_held(&self) -> bool {
        *self == Self::Held
    }
}

/// The value of the land of a phase in its new use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhaseValue {
    /// The id of the phase.
    pub id: String,
    /// The value in pounds at base prices (method 3.6).
    pub value: f64,
}

/// An external effect: `unit value x quantity` a year, net of additionality.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExternalEffect {
    /// The name of this row in paths.
    pub id: String,
    /// Its description, such as amenity, health of affordable homes, or carbon.
    pub name: String,
    /// The value of one unit a year in pounds at base prices; a cost to others is negative (method 3.6).
    pub unit_value: f64,
    /// The number of units (method 3.6).
    pub quantity: f64,
    /// The time point of the first year's effect (method 3.6).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub from_month: u32,
    /// The number of years; 1 means once (method 3.6).
    pub years: u32,
}

/// Optimism bias of one kind of works: kinds are combined by their share of the cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptimismBias {
    /// The name of this row in paths.
    pub id: String,
    /// The kind of works (method 3.6).
    pub kind: WorksKind,
    /// Its share of the cost of works, in percent (method 3.6).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub share_percent: f64,
    /// How far the risks have been reduced from the upper to the lower figure, in percent (method 3.6).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub mitigated_percent: f64,
}

/// Kinds of works, each with its own optimism bias.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorksKind {
    /// Standard buildings.
    #[default]
    StandardBuildings,
    /// Non-standard buildings.
    NonStandardBuildings,
    /// Standard civil engineering.
    StandardCivil,
    /// Non-standard civil engineering.
    NonStandardCivil,
}
