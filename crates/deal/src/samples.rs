//! Deals supplied with the product. Each is also a golden case: a folder of `cases/` that people can read.

/// A deal supplied with the product.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The name of its folder in `cases/`.
    pub name: &'static str,
    /// Its document.
    pub document: &'static str,
}

/// The worked example that the page opens on: city land and agency cash, as announced in June 2009.
pub const NORWICH_2009: Sample =
    Sample { name: "norwich-2009", document: include_str!("../../../cases/norwich-2009/deal.json") };

/// Council land matched by equal cash, all of it capital, shared equally.
pub const LABV_MATCHED_EQUITY: Sample =
    Sample { name: "labv-matched-equity", document: include_str!("../../../cases/labv-matched-equity/deal.json") };

/// Deferred land with a coupon is paid first, then a developer's return, then tiers with a promote.
pub const PRIORITY_RETURN: Sample =
    Sample { name: "priority-return", document: include_str!("../../../cases/priority-return/deal.json") };

/// Land lent site by site; costs and profits shared 90:10.
pub const INCREMENTAL_90_10: Sample =
    Sample { name: "incremental-90-10", document: include_str!("../../../cases/incremental-90-10/deal.json") };

/// Land given to a housing association for nomination rights to its homes.
pub const LAND_FOR_NOMINATIONS: Sample =
    Sample { name: "land-for-nominations", document: include_str!("../../../cases/land-for-nominations/deal.json") };

/// A developer, an agency and a housing association, with votes not in proportion to money.
pub const THREE_PARTY: Sample =
    Sample { name: "three-party", document: include_str!("../../../cases/three-party/deal.json") };

/// Three equal funders of a master developer that sells serviced plots.
pub const EQUAL_FUNDERS: Sample =
    Sample { name: "equal-funders", document: include_str!("../../../cases/equal-funders/deal.json") };

/// Homes for sale that pay for homes to let.
pub const RENT_AND_SALE: Sample =
    Sample { name: "rent-and-sale", document: include_str!("../../../cases/rent-and-sale/deal.json") };

/// Land that is sold on the first day, with overage.
pub const SOLD_OUTRIGHT: Sample =
    Sample { name: "sold-outright", document: include_str!("../../../cases/sold-outright/deal.json") };

/// A council that builds alone on borrowed money.
pub const BUILT_ALONE: Sample =
    Sample { name: "built-alone", document: include_str!("../../../cases/built-alone/deal.json") };

/// A small deal with a preferred return, recalculated by hand to the penny.
pub const GD_1: Sample = Sample { name: "gd-1", document: include_str!("../../../cases/gd-1/deal.json") };

/// A deal with every line of cost, growth and tax.
pub const GD_2: Sample = Sample { name: "gd-2", document: include_str!("../../../cases/gd-2/deal.json") };

/// Loan notes, and tiers by rate of return.
pub const GD_3: Sample = Sample { name: "gd-3", document: include_str!("../../../cases/gd-3/deal.json") };

/// Matched cash, deferred land, true-up and overage.
pub const GD_4: Sample = Sample { name: "gd-4", document: include_str!("../../../cases/gd-4/deal.json") };

/// Loan and partner in fixed shares, within limits.
pub const GD_5: Sample = Sample { name: "gd-5", document: include_str!("../../../cases/gd-5/deal.json") };

/// Homes let for thirty years, with grant and a scheduled loan.
pub const GD_6: Sample = Sample { name: "gd-6", document: include_str!("../../../cases/gd-6/deal.json") };

/// A deal of shared ownership, discount market homes, homes transferred in stages, plots and a shop.
pub const GD_7: Sample = Sample { name: "gd-7", document: include_str!("../../../cases/gd-7/deal.json") };

/// A deal that fails.
pub const GD_8: Sample = Sample { name: "gd-8", document: include_str!("../../../cases/gd-8/deal.json") };

/// Grant, clawback, pot, tiers by amount and multiple.
pub const GD_9: Sample = Sample { name: "gd-9", document: include_str!("../../../cases/gd-9/deal.json") };

/// A deal in real and nominal terms.
pub const GD_10: Sample = Sample { name: "gd-10", document: include_str!("../../../cases/gd-10/deal.json") };

/// A structure used in practice (method 1.2), to start a deal from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its id in the method.
    pub id: &'static str,
    /// The name of its sample.
    pub name: &'static str,
    /// Its name, which is the title of its deal.
    pub title: &'static str,
    /// Its description, in one plain sentence.
    pub sentence: &'static str,
}

const fn preset(id: &'static str, name: &'static str, title: &'static str, sentence: &'static str) -> Preset {
    Preset { id, name, title, sentence }
}

/// The presets, in the order of the method. The last two, selling outright and building alone, are also calculated for
/// every deal.
pub const PRESETS: &[Preset] = &[
    preset(
        "P1",
        "norwich-2009",
        "Norwich 2009: city land and agency cash",
        "A council puts in land, an agency puts in cash, both are repaid, and all of the surplus is reinvested in the city.",
    ),
    preset(
        "P2",
        "labv-matched-equity",
        "Matched equity: council land, equal cash",
        "A council’s land is matched by a partner’s cash of equal value; both rank equally and share the surplus equally.",
    ),
    preset(
        "P3",
        "priority-return",
        "Priority return: deferred land, then a promote",
        "A developer funds everything; the council is paid a fixed price for its land, later and with interest, before the developer’s return and a tiered split.",
    ),
    preset(
        "P4",
        "incremental-90-10",
        "Incremental 90:10, site by site",
        "A council lends its land one site at a time; costs and profits are shared nine to one, and land that is not used goes back.",
    ),
    preset(
        "P5",
        "land-for-nominations",
        "Land for nominations",
        "A council gives land to a housing association that pays for everything, and in return fills the new homes from its register.",
    ),
    preset(
        "P6",
        "three-party",
        "Three partners: votes not in line with money",
        "A developer, an agency and a housing association pay in by one set of shares, vote by another, and borrow the rest.",
    ),
    preset(
        "P7",
        "equal-funders",
        "Equal funders: a master developer",
        "Three funders put in equal cash, buy land later, and sell serviced plots over about twenty years.",
    ),
    preset(
        "P8",
        "rent-and-sale",
        "Sale homes that pay for homes to let",
        "A council and a housing association build homes for sale beside homes to let, and the profit on sales funds the rented homes.",
    ),
    preset(
        "P9",
        "sold-outright",
        "Land sold outright on the first day",
        "A council sells its land to a developer on the first day, and is paid a part of later sales above a threshold.",
    ),
    preset(
        "P10",
        "built-alone",
        "The council builds alone",
        "A council keeps its land, borrows what it needs, builds without a partner, and keeps the surplus.",
    ),
];

/// Every sample.
pub const ALL: &[Sample] = &[
    NORWICH_2009,
    LABV_MATCHED_EQUITY,
    PRIORITY_RETURN,
    INCREMENTAL_90_10,
    LAND_FOR_NOMINATIONS,
    THREE_PARTY,
    EQUAL_FUNDERS,
    RENT_AND_SALE,
    SOLD_OUTRIGHT,
    BUILT_ALONE,
    GD_1,
    GD_2,
    GD_3,
    GD_4,
    GD_5,
    GD_6,
    GD_7,
    GD_8,
    GD_9,
    GD_10,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preset_has_the_title_of_its_deal() {
        for preset in PRESETS {
            let sample = ALL.iter().find(|sample| sample.name == preset.name).unwrap();
            let deal = crate::document::open(sample.document).unwrap();
            assert_eq!(preset.title, deal.title, "{}", preset.id);
        }
    }
}
