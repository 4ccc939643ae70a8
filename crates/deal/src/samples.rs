//! Deals that come with the product. Each is also a golden case: a folder of `cases/` that people can read.

/// A deal that comes with the product.
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

/// A small deal with a preferred return, recalculated by hand to the penny.
pub const GD_1: Sample = Sample { name: "gd-1", document: include_str!("../../../cases/gd-1/deal.json") };

/// A deal with every line of cost, growth and tax.
pub const GD_2: Sample = Sample { name: "gd-2", document: include_str!("../../../cases/gd-2/deal.json") };

/// A deal of shared ownership, discount market homes, homes transferred in stages, plots and a shop.
pub const GD_7: Sample = Sample { name: "gd-7", document: include_str!("../../../cases/gd-7/deal.json") };

/// Every sample.
pub const ALL: &[Sample] = &[NORWICH_2009, GD_1, GD_2, GD_7];
