//! Public law thresholds (method 1.10). Crossing one raises a flag; nothing here says that a deal is lawful.

use super::Rate;
use super::Value::{Named, One, Rule};
use deal::MarkKind::{Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "public_law.general_disposal_consent", what: "Section 123: maximum undervalue under the General Disposal Consent", value: One(2_000_000.0), unit: "£", from: "", to: "", sources: &["L1", "L2"], mark: Source, note: "Circular 06/03. An increase was proposed in 2018; the copies read show no change" },
    Rate { id: "public_law.general_disposal_consent_proposed", what: "Section 123: thresholds proposed in 2018", value: Named(&[("one", 5_000_000.0), ("other", 10_000_000.0)]), unit: "£", from: "2018-01-01", to: "", sources: &["L4"], mark: Source, note: "Proposed; not in force as far as found" },
    Rate { id: "public_law.well_being", what: "Section 123: record required for a smaller undervalue", value: Rule("Why the disposal helps the economic, social or environmental well-being of the area; consider fiduciary duty"), unit: "", from: "", to: "", sources: &["L2", "L5"], mark: Source, note: "" },
    Rate { id: "public_law.other_consents", what: "Land held for housing or planning", value: Rule("Other consents apply: section 32 of the Housing Act 1985, section 233 of the Town and Country Planning Act 1990"), unit: "", from: "", to: "", sources: &["L2", "L8"], mark: Source, note: "" },
    Rate { id: "public_law.open_space", what: "Open space", value: Rule("Advertise before disposal, section 123(2A)"), unit: "", from: "", to: "", sources: &["L3"], mark: Source, note: "" },
    Rate { id: "public_law.minimal_assistance", what: "Subsidy: minimal assistance to one enterprise over three financial years", value: One(315_000.0), unit: "£", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "public_law.subsidy_referral", what: "Subsidy above which referral to the Subsidy Advice Unit is mandatory", value: One(10_000_000.0), unit: "£", from: "", to: "2025-08-03", sources: &["L6"], mark: Source, note: "" },
    Rate { id: "public_law.subsidy_referral", what: "Subsidy above which referral to the Subsidy Advice Unit is mandatory", value: One(25_000_000.0), unit: "£", from: "2025-08-04", to: "", sources: &["L6"], mark: Source, note: "Sectors other than sensitive ones" },
    Rate { id: "public_law.subsidy_referral_sensitive", what: "The same in sensitive sectors", value: One(5_000_000.0), unit: "£", from: "", to: "", sources: &["L7"], mark: Source, note: "" },
    Rate { id: "public_law.procurement", what: "A partner that also delivers works or services", value: Rule("Take advice on the Procurement Act 2023"), unit: "", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "public_law.pwlb_access", what: "Borrowing by a council that buys assets primarily for yield", value: Rule("The access rule of the Public Works Loan Board applies"), unit: "", from: "", to: "", sources: &["L10"], mark: Source, note: "Read in part" },
];
