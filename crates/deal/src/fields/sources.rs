//! Sources, and the marks that say where each value comes from. A mark is keyed by the path of its field.

use super::build::*;
use super::{Choice, Field, Group};

const MARKS: &[Choice] = &[
    named("source", "Source: read in the source named"),
    named("second_hand", "Secondary source: quoted in another document"),
    named("unverified", "Unverified: general knowledge"),
    named("calculated", "Calculated from sourced figures"),
    named("assumed", "Assumed"),
    named("yours", "Yours"),
];

const REVIEWS: &[Choice] = &[named("agreed", "Agreed"), named("challenged", "Challenged")];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Sources, [
    keyed("/sources", "Sources", "By their codes, which marks name.", "a source", 500).or_empty().also("references evidence"),
    prose("/sources/*/title", "Publisher, title and year", ""),
    prose("/sources/*/address", "Web address", "").or_empty().also("URL link"),
    keyed("/marks", "Marks", "By the path of the field or part that each describes.", "a mark", 10_000).or_empty().also("provenance evidence assumptions"),
    choice("/marks/*/kind", "Evidence", "", MARKS),
    keyed("/marks/*/sources", "Codes of the sources", "", "a code", 100).or_empty(),
    prose("/marks/*/note", "Note", "Anything to add about the value.").or_empty(),
    prose("/marks/*/reason", "Reason for this value", "").or_empty(),
    choice("/marks/*/review", "Review by the parties", "", REVIEWS).means("nothing yet").also("agreed challenged disputed"),
    prose("/marks/*/review_note", "Reason, or the value asked for instead", "").or_empty(),
]);
