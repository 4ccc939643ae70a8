//! The operating flows: every cost and receipt is posted here once, in pence, to a line, a phase and a time point.
//! Totals by line, construction spending at base prices and the net flow all derive from the postings.

use crate::buffers::clear;
use crate::ledger::Log;
use crate::units::{Pence, add, subtract};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The lines of operating flow, costs first, then receipts, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// Building homes.
    Build,
    /// External works.
    Externals,
    /// Abnormal costs.
    Abnormals,
    /// Roads, services and other infrastructure.
    Infrastructure,
    /// Contingency.
    Contingency,
    /// Professional fees.
    Fees,
    /// Section 106 obligations.
    Section106,
    /// Community infrastructure levy.
    CommunityInfrastructureLevy,
    /// Other levies.
    Levies,
    /// Development management.
    Management,
    /// VAT that is not recovered.
    VatLost,
    /// Stamp duty land tax.
    StampDuty,
    /// Legal costs of land.
    LandLegal,
    /// Programme costs.
    Programme,
    /// Marketing, agents and legal fees on sales.
    SalesCosts,
    /// Rent lost to voids and bad debt.
    RentLost,
    /// Management, repairs and major repairs of retained homes, and service charges lost.
    Upkeep,
    /// Letting costs of commercial space, and rent lost while it is empty.
    CommercialCosts,
    /// Homes sold at full price.
    MarketSales,
    /// Homes sold at a discount.
    DiscountSales,
    /// First shares of retained shared ownership.
    FirstShares,
    /// Later shares of retained shared ownership.
    Staircasing,
    /// Homes transferred to landlords.
    Transfers,
    /// Serviced plots.
    Plots,
    /// Retained homes and space, sold at their yield.
    InvestmentSales,
    /// Gross rent of homes.
    Rent,
    /// Rent on the unsold part of shared ownership.
    SharedOwnershipRent,
    /// Gross rent of commercial space.
    CommercialRent,
    /// Dated income of the programme.
    OtherIncome,
}

impl Line {
    /// Every line, in order.
    pub const ALL: [Self; 29] = [
        Self::Build,
        Self::Externals,
        Self::Abnormals,
        Self::Infrastructure,
        Self::Contingency,
        Self::Fees,
        Self::Section106,
        Self::CommunityInfrastructureLevy,
        Self::Levies,
        Self::Management,
        Self::VatLost,
        Self::StampDuty,
        Self::LandLegal,
        Self::Programme,
        Self::SalesCosts,
        Self::RentLost,
        Self::Upkeep,
        Self::CommercialCosts,
        Self::MarketSales,
        Self::DiscountSales,
        Self::FirstShares,
        Self::Staircasing,
        Self::Transfers,
        Self::Plots,
        Self::InvestmentSales,
        Self::Rent,
        Self::SharedOwnershipRent,
        Self::CommercialRent,
        Self::OtherIncome,
    ];

    /// Whether the line is a receipt.
    #[must_use]
    pub fn is_receipt(self) -> bool {
        self >= Self::MarketSales
    }

    /// Whether the line is part of total development cost: every cost except sales costs (method 3.4).
    #[must_use]
    pub fn is_development_cost(self) -> bool {
        self < Self::SalesCosts
    }

    /// Whether the line is rent: excluded from GDV, included in the profit of the venture (method 3.4).
    #[must_use]
    pub fn is_rent(self) -> bool {
        (Self::Rent..=Self::CommercialRent).contains(&self)
    }

    /// Whether the line is a cost of earning rent: excluded from total development cost, included in the profit of the
    /// venture.
    #[must_use]
    pub fn is_cost_of_rent(self) -> bool {
        (Self::RentLost..=Self::CommercialCosts).contains(&self)
    }

    /// Whether the line is part of the GDV: every capital receipt (method 3.4).
    #[must_use]
    pub fn is_development_value(self) -> bool {
        (Self::MarketSales..=Self::InvestmentSales).contains(&self)
    }
}

/// The operating flows of a run. Every amount is positive in its line; the line says whether it is a cost or a receipt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Postings {
    time_points: usize,
    /// By line, then time point.
    amounts: Vec<Pence>,
    /// By line: most deals use few lines, and sums skip the others.
    is_used: [bool; Line::ALL.len()],
    /// Capital value of what is retained at the end, at its yield: part of the GDV, not of cash (method 2.6).
    pub kept_value: Pence,
    /// Sales and retained value at a yield, by kind: market, affordable, commercial.
    pub(crate) investments: [Pence; 3],
    /// Construction at base prices by month: the basis of the jobs (method 3.2).
    pub construction_at_base_prices: Vec<Pence>,
    /// Works of the current phase at base prices, by month: the basis of contingency and fees.
    pub(crate) works: Vec<Pence>,
    /// The ledger entries, if recorded.
    pub(crate) log: Log,
}

impl Postings {
    pub(crate) fn new(months: usize) -> Self {
        let mut postings = Self::default();
        postings.clear(months);
        postings
    }

    /// Clears the flows for a deal of this many months, reusing the buffers.
    pub(crate) fn clear(&mut self, months: usize) {
        for line in Line::ALL.into_iter().filter(|line| self.is_used[*line as usize]) {
            let from = line as usize * self.time_points;
            self.amounts[from..from + self.time_points].fill(Pence::ZERO);
        }
        // Unused lines are zero already.
        self.time_points = months + 1;
        self.amounts.resize(Line::ALL.len() * self.time_points, Pence::ZERO);
        self.is_used = [false; Line::ALL.len()];
        self.kept_value = Pence::ZERO;
        self.investments = [Pence::ZERO; 3];
        clear(&mut self.construction_at_base_prices, months);
        clear(&mut self.works, months);
    }

    /// Posts an amount at a time point.
    #[inline]
    pub(crate) fn post(&mut self, line: Line, k: usize, amount: Pence) {
        self.post_of(line, k, amount, || None);
    }

    /// Posts an amount at base prices times its index, and returns the amount posted: `rnd(a x I)` (method 2.1).
    #[inline]
    pub(crate) fn post_raised(&mut self, line: Line, k: usize, base: Pence, index: f64) -> Pence {
        let amount = base.times(index);
        self.post_of(line, k, amount, || Some((base, index)));
        amount
    }

    /// Posts an amount; its value at base prices and its index are calculated only for the ledger.
    #[inline]
    pub(crate) fn post_of(&mut self, line: Line, k: usize, amount: Pence, base: impl FnOnce() -> Option<(Pence, f64)>) {
        self.amounts[line as usize * self.time_points + k] += amount;
        self.is_used[line as usize] |= amount != Pence::ZERO;
        self.log.posted(line, k, amount, base);
    }

    /// Adds to the retained value, recorded at a time point.
    pub(crate) fn retain(&mut self, k: usize, value: Pence) {
        self.kept_value += value;
        self.log.retained(k, value);
    }

    /// The amounts of a line at time points 0 to N.
    #[must_use]
    pub fn line(&self, line: Line) -> &[Pence] {
        let from = line as usize * self.time_points;
        &self.amounts[from..from + self.time_points]
    }

    /// The total posted to all lines of a kind at a time point.
    pub(crate) fn at(&self, k: usize, is_of_kind: impl Fn(Line) -> bool) -> Pence {
        self.used().filter(|line| is_of_kind(*line)).map(|line| self.line(line)[k]).sum()
    }

    /// The total posted to a line over the life of the deal.
    #[must_use]
    pub fn total(&self, line: Line) -> Pence {
        self.line(line).iter().sum()
    }

    /// The total posted to all lines of a kind over the life of the deal.
    #[must_use]
    pub fn total_of(&self, is_of_kind: impl Fn(Line) -> bool) -> Pence {
        self.used().filter(|line| is_of_kind(*line)).map(|line| self.total(line)).sum()
    }

    /// Homes' total value (GDV), in pence: every capital receipt plus the retained value (method 3.4).
    #[must_use]
    pub fn development_value(&self) -> Pence {
        self.total_of(Line::is_development_value) + self.kept_value
    }

    /// Adds up the lines of a kind at each time point.
    #[must_use]
    pub fn series_of(&self, is_of_kind: impl Fn(Line) -> bool) -> Vec<Pence> {
        let mut series = Vec::new();
        self.fill_series(&mut series, is_of_kind);
        series
    }

    /// Adds up the lines of a kind into an existing series.
    pub(crate) fn fill_series(&self, series: &mut Vec<Pence>, is_of_kind: impl Fn(Line) -> bool) {
        clear(series, self.time_points);
        for line in self.used().filter(|line| is_of_kind(*line)) {
            add(series, self.line(line));
        }
    }

    /// The same flows, each multiplied by the factor of its time point and rounded once; the retained value is at the
    /// end.
    pub(crate) fn times(&self, factors: &[f64]) -> Self {
        let mut changed = self.clone();
        for (amount, factor) in changed.amounts.iter_mut().zip(factors.iter().cycle()) {
            *amount = amount.times(*factor);
        }
        let at_end = factors.last().copied().unwrap_or(1.0);
        changed.kept_value = self.kept_value.times(at_end);
        changed
    }

    /// Receipts less costs at each time point.
    #[must_use]
    pub fn net(&self) -> Vec<Pence> {
        let mut net = Vec::new();
        self.fill_net(&mut net);
        net
    }

    /// Receipts less costs into an existing series.
    pub(crate) fn fill_net(&self, net: &mut Vec<Pence>) {
        self.fill_series(net, Line::is_receipt);
        for line in self.used().filter(|line| !line.is_receipt()) {
            subtract(net, self.line(line));
        }
    }

    fn used(&self) -> impl Iterator<Item = Line> {
        Line::ALL.into_iter().filter(|line| self.is_used[*line as usize])
    }
}

impl Serialize for Postings {
    /// By name of the line, for the lines in use, followed by construction at base prices.
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let is_empty = |line: &Line| self.line(*line).iter().all(|amount| *amount == Pence::ZERO);
        let mut map = out.serialize_map(None)?;
        for line in self.used().filter(|line| !is_empty(line)) {
            map.serialize_entry(&line, self.line(line))?;
        }
        map.serialize_entry("construction_at_base_prices", &self.construction_at_base_prices)?;
        map.end()
    }
}
