//! The glossary: every trade term of the product once, with its plain name, abbreviations, a definition in one
//! sentence, and the related inputs. The glossary page shows it and search reads it; a command can print it.

/// A term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its name in an address: `irr`.
    pub id: &'static str,
    /// The plain term, as the page uses it.
    pub plain: &'static str,
    /// The trade term; empty if it is the same.
    pub trade: &'static str,
    /// Abbreviations, and other words to search for.
    pub also: &'static str,
    /// What it means, in one sentence.
    pub definition: &'static str,
    /// The patterns of related inputs in the catalogue; a search for the term also finds them.
    pub inputs: &'static [&'static str],
}

type Text = &'static str;

const fn term(id: Text, plain: Text, trade: Text, also: Text, definition: Text) -> Term {
    Term { id, plain, trade, also, definition, inputs: &[] }
}

impl Term {
    const fn about(mut self, inputs: &'static [&'static str]) -> Self {
        self.inputs = inputs;
        self
    }
}

/// The term with an id.
#[must_use]
pub fn of(id: &str) -> Option<&'static Term> {
    TERMS.iter().find(|term| term.id == id)
}

const MONEY_OF_LOANS: &[&str] = &["/funding/facilities/*/limit", "/funding/facilities/*/rate_percent"];

/// Every term, by its plain name.
#[rustfmt::skip]
pub const TERMS: &[Term] = &[
    term("additionality", "Additional homes and jobs", "Additionality", "net additional gross to net",
        "Homes or jobs that would not have existed without the deal, after deducting those that would have existed anyway, go outside the area or are taken from elsewhere.")
        .about(&["/jobs/deadweight_percent", "/outputs/areas", "/phases/*/demolished"]),
    term("affordable", "Affordable homes", "Affordable housing", "social housing",
        "Homes for social rent, affordable rent, shared ownership or discounted market sale, for people whose needs the market does not meet.")
        .about(&["/home_types/*/tenure", "/home_types/*/percent_of_price"]),
    term("affordable-rent", "Affordable rent", "", "AR",
        "Rented homes let by a council or housing association at up to 80% of the local market rent.")
        .about(&["/home_types/*/tenure"]),
    term("agreed-land-value", "Agreed land value", "Accepted value", "land value in kind",
        "The value at which the partners credit a landowner’s land to the venture when it is drawn down.")
        .about(&["/sites/*/value", "/phases/*/land_value"]),
    term("optimism-bias", "Allowance for optimism", "Optimism bias", "Green Book",
        "An addition to the cost of works in the economic case, because early estimates are usually too low.")
        .about(&["/public/economic_case/optimism_bias"]),
    term("base-case", "Base case", "", "baseline",
        "The deal as it was opened or last set, with which scenarios and changes are compared."),
    term("bcr", "Benefits for each £1 of public cost", "Benefit-cost ratio", "BCR value for money vfm",
        "The present value of the benefits to society divided by the present value of the net cost to the public sector, in real prices.")
        .about(&["/public/economic_case"]),
    term("best-consideration", "Best price for public land", "Best consideration", "section 123 s123 undervalue disposal",
        "The best price that can reasonably be obtained: section 123 of the Local Government Act 1972 requires it of a council that disposes of land, other than by a short lease, unless the Secretary of State consents to less, as a general consent does for some undervalues.")
        .about(&["/sites/*/unrestricted_value"]),
    term("build-cost", "Build cost", "Construction cost", "bcis",
        "What it costs to build the homes, before external works, contingency and professional fees.")
        .about(&["/home_types/*/build_cost", "/home_types/*/build_cost_per_m2"]),
    term("hold-back", "Cash held back before payments", "Hold-back or reserve", "look-ahead minimum cash lock-up",
        "Cash that is not paid out because costs already known in the months ahead will need it.")
        .about(&["/sharing/look_ahead_months", "/funding/minimum_cash"]),
    term("cil", "Community infrastructure levy", "", "CIL",
        "A charge per square metre of new floor area that a planning authority may set to pay for infrastructure.")
        .about(&["/phases/*/community_infrastructure_levy"]),
    term("receipt-equivalence", "Compared with selling the land", "Capital receipt equivalence", "indifference",
        "What the deal is worth to the council today, less what a sale of all its land on the first day would raise and the holding costs it would save, where net present value counts the land on the dates it goes in."),
    term("contingency", "Contingency", "", "risk allowance",
        "A percentage added to the cost of works for unforeseen costs.")
        .about(&["/costs/contingency_percent"]),
    term("hra", "Council housing account", "Housing Revenue Account", "HRA",
        "The ring-fenced account in which a council records the income and spending of its own rented homes.")
        .about(&["/public/accounts", "/landlords"]),
    term("discount-rate", "Discount rate", "", "cost of capital wacc",
        "The yearly rate at which money received later is worth less today; each partner has its own.")
        .about(&["/partners/*/discount_rate_percent"]),
    term("economic-case", "Economic case", "", "Green Book appraisal npsv social value",
        "A comparison of benefits and costs to society as a whole, in real prices, by the Treasury’s Green Book.")
        .about(&["/public/economic_case"]),
    term("external-works", "External works", "Externals", "",
        "Roads, paths, gardens and services within the site, usually costed as a percentage of build cost.")
        .about(&["/costs/externals_percent"]),
    term("funding-order", "Funding order", "Equity first, pro rata or debt first", "gearing",
        "The rule for whether partners’ cash or loans pay first when the venture needs money.")
        .about(&["/funding/order"]),
    term("pwlb", "Government loans to councils", "Public Works Loan Board", "PWLB prudential borrowing",
        "The Treasury’s lending to local authorities, at a margin above the yield on government bonds.")
        .about(&["/funding/scheduled_loans"]),
    term("grant", "Grant", "", "Homes England sahp subsidy",
        "Public money given to the venture that is not repaid unless its terms say so.")
        .about(&["/contributions/*/giver", "/contributions/*/amount", "/landlords/*/grant_per_home"]),
    term("guarantee", "Guarantee", "", "guarantor cost overrun",
        "A partner’s promise to pay costs above a budget, interest or completion, up to a limit.")
        .about(&["/funding/guarantees"]),
    term("drawdown", "Handing over the land", "Drawdown", "draw down",
        "The date on which a phase draws its land and the landowner is credited or becomes due to be paid; of a loan, the date on which money is borrowed.")
        .about(&["/phases/*/drawdown_month"]),
    term("headroom", "Headroom", "Break-even margin", "room sensitivity",
        "How far prices can fall, or all building costs (with infrastructure, contingency and fees) rise, on their own before a partner loses money, a debt is not repaid or cash runs short."),
    term("gdv", "Homes’ total value", "Gross development value", "GDV sales value",
        "All capital receipts from sales and transfers, plus the capital value of homes and space that are retained.")
        .about(&["/home_types/*/price"]),
    term("lvu", "Increase in land value", "Land value uplift", "LVU",
        "The value of land in its new use less its value in existing use.")
        .about(&["/public/economic_case/new_use_values"]),
    term("land-in-kind", "Land as capital", "Land in kind", "equity contribution",
        "Land put into the venture instead of cash and credited to its owner as capital at the agreed value.")
        .about(&["/contributions/*/site"]),
    term("deferred-land", "Land paid for later", "Deferred land payment", "instalments long stop build licence",
        "Land that a partner transfers now and is paid for in cash by instalments, at dates or when homes are sold.")
        .about(&["/contributions/*/instalments"]),
    term("golden-brick", "Land payment in a staged transfer", "Golden brick", "package deal stage payments",
        "A sale of land with building just begun to a housing association, which pays for the land then and for the homes as they are built.")
        .about(&["/home_types/*/stages"]),
    term("overage", "Later payment for land", "Overage", "uplift anti-embarrassment",
        "A share of the sale receipts, less sales costs, or of the value above a threshold, paid to the landowner before profit is split.")
        .about(&["/overage", "/alternatives/sale_overage_percent"]),
    term("covenant", "Lender’s test", "Loan covenant", "icr dscr gearing interest cover",
        "A ratio that a lender tests at set dates, such as loan to cost or interest cover, and that the venture must meet.")
        .about(&["/funding/covenants"]),
    term("nominations", "Lettings nominated by the council", "Nominations", "nomination rights housing register",
        "Lettings for which the council chooses the tenant, usually from its housing register.")
        .about(&["/home_types/*/nominations_percent", "/home_types/*/relet_nominations_percent"]),
    term("rolled-up-interest", "Loan interest added", "Rolled-up interest", "capitalised interest",
        "Interest that is added to the loan instead of being paid when due.")
        .about(&["/funding/facilities/*/rolled_to_month"]),
    term("loan-note", "Loan note", "", "coupon shareholder loan",
        "A debt of the venture to a partner, which earns a coupon and is repaid before capital.")
        .about(&["/contributions/*/coupon_percent", "/contributions/*/maturity_month"]),
    term("ltc", "Loan to cost", "", "LTC",
        "The senior loan, with interest added to it, as a percentage of the cost to date including land.")
        .about(&["/funding/facilities/*/loan_to_cost_percent", "/funding/covenants"]),
    term("ltv", "Loan to value", "", "LTV LTGDV loan to gross development value",
        "The loan as a percentage of the value of completed unsold homes, work in progress and land, or of the gross development value (LTGDV).")
        .about(&["/funding/facilities/*/loan_to_value_percent", "/funding/covenants"]),
    term("loss", "Loss", "", "capital loss",
        "Money paid in less money received, where that is above zero; capital that has not been repaid is shown separately."),
    term("market-sale", "Market sale", "Open market sale", "OMS OMV private sale",
        "Homes sold to anyone at the full market price.")
        .about(&["/home_types/*/tenure", "/home_types/*/price"]),
    term("model-period", "Model period", "Term", "length duration",
        "The number of months from the start of the deal for which cash is modelled.")
        .about(&["/months"]),
    term("mirr", "Modified rate of return", "Modified internal rate of return", "MIRR",
        "A rate of return that assumes payments are financed and receipts reinvested at a stated rate, used where a cash flow has no single rate of return.")
        .about(&["/partners/*/discount_rate_percent"]),
    term("multiple", "Money multiple", "Equity multiple", "MOIC money back over money in",
        "The total a partner receives divided by the total it puts in.")
        .about(&["/sharing/tiers/*/test/multiple/times"]),
    term("net-cash-movement", "Net cash movement", "", "change in cash",
        "Everything that the venture receives in a year less everything that it pays."),
    term("npv", "Net present value", "", "NPV dcf discounted cash flow",
        "What a partner’s receipts are worth at the start less what its cash and its land, on the dates they go in, are worth then, all at its discount rate.")
        .about(&["/partners/*/discount_rate_percent", "/landlords/*/discount_percent"]),
    term("non-contingent-receipts", "Non-contingent receipts", "Consideration without contingent items", "section 123 s123 certain",
        "What a council gets for its land other than overage, clawback and its share of the surplus: the price, loan notes with interest, and capital with preferred return, all paid only as far as sales allow.")
        .about(&["/sites/*/unrestricted_value"]),
    term("nominal", "Nominal prices", "Cash prices", "outturn inflation",
        "Prices as actually paid, including inflation.")
        .about(&["/growth/house_price"]),
    term("notional-pot", "Notional share of the pot", "", "",
        "The part of the reinvestment pot that a partner would have received if the pot had been shared out."),
    term("waterfall", "Order of payment", "Distribution waterfall", "distributions ranking",
        "The order in which cash is paid out: repayments, loan notes, preferred return, capital, tiers, then the split of the surplus.")
        .about(&["/sharing/order", "/sharing/capital_order"]),
    term("peak-exposure", "Peak exposure", "", "maximum exposure most at risk",
        "The most that a partner has in the deal at one time: what it has put in less what it has received."),
    term("peak-funding", "Peak funding", "Maximum exposure of the venture", "peak debt",
        "The most that partners’ cash, guarantees and loans together have in the venture at one time, less what has been repaid.")
        .about(&["/funding/facilities/*/limit"]),
    term("planning-obligation", "Planning obligations", "Section 106", "S106 s106 106 contributions",
        "Payments or affordable homes that a developer agrees with the planning authority as a condition of permission.")
        .about(&["/phases/*/section_106"]),
    term("preferred-return", "Preferred return", "Pref or hurdle", "priority return coupon",
        "A yearly return on land and cash put in that is paid before capital and before the surplus is split.")
        .about(&["/sharing/preferred_return_percent", "/sharing/preferred_return"]),
    term("present-value", "Present value", "", "PV discounting",
        "What later sums are worth at an earlier date, at a stated discount rate; the present value of receipts does not deduct what is put in.")
        .about(&["/partners/*/discount_rate_percent"]),
    term("profit-on-cost", "Profit on cost", "", "POC margin",
        "Gross development value less selling costs and total development cost, divided by total development cost.")
        .about(&["/residual_land/target/profit_on_cost/percent", "/residual_land/target"]),
    term("profit-on-gdv", "Profit on value", "Profit on GDV", "POGDV developer margin",
        "Gross development value less selling costs and total development cost, divided by gross development value.")
        .about(&["/residual_land/target"]),
    term("mrp", "Provision for repaying debt", "Minimum revenue provision", "MRP",
        "The amount that a council must charge to its revenue account each year to repay what it has borrowed.")
        .about(&["/public/accounts/minimum_revenue_provision", "/public/accounts/loans"]),
    term("public-cost", "Public cost", "Net public cost", "cost to the public purse per home",
        "The present value of public money and land put in less what the public bodies get back."),
    term("subsidy", "Public subsidy", "Subsidy control", "state aid grant equivalent",
        "Help from public money that a market investor would not give, such as cheap land or a cheap loan, which the Subsidy Control Act 2022 limits.")
        .about(&["/public/law/market_interest_percent", "/public/law/sensitive_sector"]),
    term("irr", "Rate of return", "Internal rate of return", "IRR profit",
        "The yearly rate at which a partner’s receipts are worth exactly as much as its payments; some cash flows have none or more than one.")
        .about(&["/sharing/tiers/*/test", "/residual_land/target", "/sharing/tiers"]),
    term("xirr", "Rate of return by date", "XIRR", "Excel irr by days",
        "The rate of return calculated from the exact dates of the payments, as XIRR does in Excel."),
    term("real", "Real prices", "Constant or start-date prices", "inflation deflated",
        "Money with general inflation removed, in prices of the first day of the deal.")
        .about(&["/growth/consumer_prices", "/growth/gdp_deflator"]),
    term("pot", "Reinvestment pot", "", "recycling surplus",
        "The part of the surplus that is not paid to the partners but reinvested.")
        .about(&["/sharing/recycled_percent"]),
    term("clawback", "Repayment if profit is high", "Clawback", "claw-back",
        "A share of the profit above an allowed amount that is paid to the body that gave grant or sold land below value, tested once, on a fixed date.")
        .about(&["/clawback"]),
    term("rtb", "Right to Buy", "", "RTB",
        "The right of council tenants to buy their home at a discount, which reduces the council’s stock of homes.")
        .about(&["/public/accounts/right_to_buy", "/landlords/*/right_to_buy"]),
    term("infrastructure", "Roads and services", "Infrastructure", "utilities enabling works",
        "Roads, sewers, power and other services that the homes need, costed per home, per phase or for the whole programme.")
        .about(&["/home_types/*/infrastructure_cost", "/phases/*/infrastructure"]),
    term("pace", "Sales a month", "Absorption or sales rate", "outlet",
        "How many homes of a type are sold in each phase in a month.")
        .about(&["/home_types/*/sales_a_month"]),
    term("scenario", "Scenario", "", "case what if",
        "A named copy of the deal with some inputs changed, compared with the base case."),
    term("mezzanine", "Second loan", "Mezzanine loan", "junior debt",
        "A loan that is repaid after the senior loan and therefore charges a higher rate.")
        .about(MONEY_OF_LOANS),
    term("senior-debt", "Senior loan", "Senior debt", "development finance bank loan facility",
        "A bank loan secured on the land, which is repaid before every other loan and before the partners.")
        .about(&["/funding/facilities/*/limit", "/funding/facilities/*/rate_percent", "/funding/facilities/*/loan_to_cost_percent"]),
    term("promote", "Share of profit above a partner’s share of capital", "Promote", "carried interest carry",
        "The part of the surplus that a partner receives beyond what its share of the capital would give it.")
        .about(&["/sharing/tiers", "/sharing/tiers/*/split"]),
    term("shared-ownership", "Shared ownership", "", "SO part buy part rent",
        "Homes of which the buyer buys a share and pays rent on the rest, with the right to buy more later (staircasing).")
        .about(&["/home_types/*/shared_ownership", "/home_types/*/tenure"]),
    term("shortfall", "Shortfall of cash", "Funding shortfall", "deficit",
        "Costs that fall due when no partner, loan or guarantee has money left to pay them."),
    term("pari-passu", "Side by side", "Pari passu", "pro rata",
        "Paid at the same time, each in proportion to what it is owed.")
        .about(&["/sharing/capital_order"]),
    term("social-rent", "Social rent", "", "formula rent SR",
        "Homes let by a council or housing association at a rent set by the government’s formula.")
        .about(&["/home_types/*/tenure", "/home_types/*/letting/rent_index"]),
    term("split", "Split of the surplus", "Profit share", "residual split",
        "The shares in which the partners divide the surplus after preferred return, capital and any tiers.")
        .about(&["/sharing/split"]),
    term("surplus", "Surplus", "Residual surplus", "distributable cash",
        "The cash that remains after lenders, preferred return and capital are paid, shared between the partners and the pot."),
    term("sdlt", "Tax on buying land", "Stamp duty land tax", "SDLT",
        "The tax on buying land or property in England and Northern Ireland, charged in bands of the price.")
        .about(&["/costs/stamp_duty", "/residual_land/stamp_duty"]),
    term("tenure", "Tenure", "", "unit type",
        "The terms on which a home is occupied: market sale, shared ownership, social, affordable or market rent.")
        .about(&["/home_types/*/tenure"]),
    term("tiers", "Tiers", "Hurdles", "IRR hurdle waterfall",
        "Steps in the sharing of the surplus: each has its own split and ends when a rate of return, a multiple or an amount is reached.")
        .about(&["/sharing/tiers"]),
    term("tdc", "Total cost", "Total development cost", "TDC",
        "Land at its agreed value, stamp duty, all costs except selling costs, and loan interest and fees."),
    term("true-up", "True-up", "Land value adjustment", "revaluation",
        "A later correction of the land’s credited value, by a share of the difference from its actual value when the phase is completed.")
        .about(&["/sites/*/true_up", "/phases/*/actual_land_value"]),
    term("uv", "Unrestricted (best consideration) value", "Unrestricted value", "UV market value section 123 s123",
        "The price the land would sell for without conditions, against which a council’s disposal is tested.")
        .about(&["/sites/*/unrestricted_value"]),
    term("euv", "Value in existing use", "Existing use value", "EUV",
        "What land is worth for the use it has today, with no hope of planning permission for another.")
        .about(&["/sites/*/existing_use_value"]),
    term("residual-land-value", "What a developer could pay for the land", "Residual land value", "RLV viability funding gap",
        "The price of the land that leaves exactly the required profit after all costs, including finance.")
        .about(&["/residual_land"]),
    term("leakage", "What goes outside the area", "Leakage", "",
        "The share of jobs or benefits that goes to people outside the target area.")
        .about(&["/outputs/areas"]),
    term("displacement", "What is taken from elsewhere", "Displacement", "",
        "The share of homes or jobs that only replaces others in the same area.")
        .about(&["/outputs/areas"]),
    term("deadweight", "What would happen anyway", "Deadweight", "",
        "The share of homes or jobs that would come without the deal.")
        .about(&["/jobs/deadweight_percent", "/outputs/areas"]),
    term("yield", "Yield", "Capitalisation rate", "cap rate niy",
        "Net rent a year divided by capital value.")
        .about(&["/home_types/*/letting/yield_percent", "/phases/*/commercial/*/yield_percent"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields;
    use std::collections::BTreeSet;

    #[test]
    fn every_term_is_defined_once_in_one_sentence() {
        assert!(TERMS.len() >= 45, "{} terms", TERMS.len());
        let ids: BTreeSet<&str> = TERMS.iter().map(|term| term.id).collect();
        assert_eq!(ids.len(), TERMS.len(), "an id is used twice");
        let names: BTreeSet<&str> = TERMS.iter().map(|term| term.plain).collect();
        assert_eq!(names.len(), TERMS.len(), "a plain term is used twice");
        for term in TERMS {
            assert!(term.definition.ends_with('.') && !term.definition.contains(". "), "{}", term.id);
            assert!(term.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{}", term.id);
            assert_eq!(of(term.id), Some(term));
        }
    }

    /// It is named by its number in reports to committee, and here in words.
    #[test]
    fn section_123_is_explained() {
        let term = of("best-consideration").unwrap();
        assert!(term.definition.contains("section 123 of the Local Government Act 1972"), "{}", term.definition);
    }

    #[test]
    fn every_input_of_a_term_is_in_the_catalogue() {
        for term in TERMS {
            for pattern in term.inputs {
                assert!(fields::of_pattern(pattern).is_some(), "{}: {pattern}", term.id);
            }
        }
    }

    #[test]
    fn every_trade_term_that_people_look_for_is_there() {
        for sought in [
            "IRR",
            "NPV",
            "MIRR",
            "GDV",
            "S106",
            "CIL",
            "RTB",
            "MRP",
            "SDLT",
            "PWLB",
            "LTC",
            "LTV",
            "HRA",
            "Senior debt",
            "Affordable housing",
            "Preferred return",
            "Maximum exposure",
            "XIRR",
        ] {
            let has = |term: &Term| {
                let also = term.also.split(' ').any(|word| word == sought);
                also || term.trade.contains(sought) || term.plain.contains(sought)
            };
            assert!(TERMS.iter().any(has), "{sought}");
        }
    }
}
