//! The deal itself.

use super::build::*;
use super::{Choice, Field, Group, Unit};
use crate::marks::MarkKind::Source;

const YEARS: &[Choice] = &[named("financial", "Ending 31 March"), named("scheme", "From the start of the deal")];
const VIEWS: &[Choice] = &[named("nominal", "Nominal"), named("real", "Real (start-date prices)")];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Meta, [
    text("/title", "Name of the deal", "").also("title"),
    prose("/summary", "What the deal is", "A sentence or two.").or_empty().also("summary description"),
    text("/place", "Place", "Named in the verdict, such as Norwich.").or_empty().also("target area town city"),
    date("/rule_set", "Rates and rules as at", "Public rates in force on this day apply.", "2026-11-22").also("rule set law tax"),
    calendar_month("/start", "Start of the deal", "It starts on the first day of this month.", "2027-04").also("start date first month"),
    count("/months", "Model period", "In months, up to 60 years.", Unit::Months, 720.0).within(1.0, 720.0).at(180.0).mark(Source, &["programme.venture_life"]).also("length of the deal duration term N"),
    month("/price_base_month", "Month of the price base", "0 = first month; enter earlier months as negatives.").within(-600.0, 720.0).or(0.0).also("price base date"),
    choice("/year_basis", "Years are counted", "", YEARS).or_name("financial").also("reporting financial year"),
    choice("/view", "Price basis for exported results", "The page always shows nominal figures.", VIEWS).or_name("nominal").also("real nominal inflation"),
]);
