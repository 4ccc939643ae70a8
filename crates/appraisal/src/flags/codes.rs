//! The codes of the flags, what each says, and the rule of public law behind it.

use serde::Serialize;

macro_rules! codes {
    ($($(#[$about:meta])* $code:ident,)*) => {
        /// The codes of the flags, in the order they are shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum FlagCode { $($(#[$about])* $code,)* }

        impl FlagCode {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$code,)*];
        }
    };
}

codes! {
    /// Undervalue above the General Disposal Consent.
    #[serde(rename = "F-S123a")]
    AboveConsent,
    /// Undervalue within the General Disposal Consent.
    #[serde(rename = "F-S123b")]
    WithinConsent,
    /// Contingent items in the consideration.
    #[serde(rename = "F-S123c")]
    ContingentConsideration,
    /// Land held for housing or planning.
    #[serde(rename = "F-S123d")]
    OtherConsents,
    /// Council land without an unrestricted value: section 123 is not tested.
    #[serde(rename = "F-S123")]
    NoUnrestrictedValue,
    /// Open space.
    #[serde(rename = "F-OPEN")]
    OpenSpace,
    /// An advantage to an enterprise.
    #[serde(rename = "F-SUB1")]
    Subsidy,
    /// A subsidy that must be referred.
    #[serde(rename = "F-SUB2")]
    SubsidyReferral,
    /// A partner delivers works or services.
    #[serde(rename = "F-PROC")]
    Procurement,
    /// Council funding in assets owned primarily for yield.
    #[serde(rename = "F-PWLB")]
    BorrowingForYield,
    /// Two land extras on one uplift.
    #[serde(rename = "F-LAND2")]
    UpliftSharedTwice,
    /// A note and preferred capital of one partner.
    #[serde(rename = "F-PREF2")]
    NoteAndPreference,
    /// Preferred return on land long before construction starts on it.
    #[serde(rename = "F-UPFRONT")]
    LandUpfront,
    /// Homes of a phase completed in the month in which their building starts.
    BuiltAtOnce,
    /// Homes or plots unsold at the end.
    UnsoldAtEnd,
    /// A loan note unpaid after its maturity.
    NoteAfterMaturity,
    /// Overage, clawback or grant repayment, unpaid at the end.
    PayablesUnpaid,
    /// An obligation whose trigger is never reached.
    ObligationNeverDue,
    /// Land accepted above its residual value.
    AboveResidual,
    /// Loans outstanding at the end.
    ClosingDebt,
    /// A cash shortfall.
    Shortfall,
    /// Loans drawn when needed, of which none is drawn.
    LoanNotDrawn,
    /// Loans drawn when needed, of which little is drawn, with fees on the whole limit.
    LoanHardlyDrawn,
    /// Cash called to match land that falls short of the match.
    CashBelowMatch,
    /// A partner's cash, called to match land, that is not called in full.
    CashNotCalled,
    /// Prices or costs grow and CPI does not: real discount rates would apply to nominal flows.
    RealAndNominalMixed,
    /// The deal is shown in real terms, and some of its inputs are fixed in nominal money.
    NoRealTwin,
    /// A council not marked public: public cost excludes its land and cash.
    CouncilNotPublic,
    /// A partner gives grant: what it puts in, its returns and the comparison with a sale exclude it.
    PartnerGivesGrant,
    /// A home type has a build cost per home and one per m²: both are counted.
    TwoBuildCosts,
}

impl FlagCode {
    /// The text of the flag, in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AboveConsent => {
                "Undervalue above the General Disposal Consent: take advice on the Secretary of State's consent"
            }
            Self::WithinConsent => {
                "Record why the disposal helps the area's economic, social or environmental well-being; consider fiduciary duty"
            }
            Self::ContingentConsideration => "Ask a valuer what the contingent items are worth today",
            Self::OtherConsents => {
                "Take advice on other consents: Housing Act 1985 s32, or Town and Country Planning Act 1990 s233"
            }
            Self::NoUnrestrictedValue => "No unrestricted value is given, so section 123 is not tested",
            Self::OpenSpace => "Take advice on advertising before disposal: Local Government Act 1972, section 123(2A)",
            Self::Subsidy => {
                "Assess against the subsidy control principles and the threshold of Minimal Financial Assistance (MFA)"
            }
            Self::SubsidyReferral => {
                "Above the threshold for mandatory referral: take advice on the Subsidy Advice Unit"
            }
            Self::Procurement => "Take advice on the Procurement Act 2023",
            Self::BorrowingForYield => "Check the PWLB lending terms",
            Self::UpliftSharedTwice => {
                "Two terms may share the same rise in land value: check that it is not counted twice"
            }
            Self::NoteAndPreference => {
                "A partner has both a loan note and preferred capital: check that no money is in both"
            }
            Self::LandUpfront => "Land earns preferred return long before it is built on",
            Self::BuiltAtOnce => "Homes are completed in the month in which building starts",
            Self::UnsoldAtEnd => "Homes or plots are unsold at the end",
            Self::NoteAfterMaturity => "A loan note is unpaid after its maturity",
            Self::PayablesUnpaid => "Overage, clawback or grant is unpaid at the end",
            Self::ObligationNeverDue => "An obligation is never due: its trigger is not reached",
            Self::AboveResidual => "The accepted land value is above the residual value",
            Self::ClosingDebt => "Loans are owed at the end",
            Self::Shortfall => "Cash falls short when payments are due",
            Self::LoanNotDrawn => "The loan is not drawn, so its interest and fees cost nothing",
            Self::LoanHardlyDrawn => "Little of the loan is drawn, and its fees are on the whole limit",
            Self::CashBelowMatch => "Cash falls short of matching the land",
            Self::CashNotCalled => "Cash that matches land is not called in full",
            Self::RealAndNominalMixed => {
                "Prices or costs grow but consumer prices do not: real discount rates would be applied to nominal money"
            }
            Self::NoRealTwin => "In exported results, inputs fixed in nominal money cannot be exact in real terms",
            Self::CouncilNotPublic => "A council is not marked as a public body, so public cost excludes it",
            Self::TwoBuildCosts => "A home type has a build cost per home and per m²: both are counted",
            Self::PartnerGivesGrant => "Grant given by a partner is not in that partner's own figures",
        }
    }

    /// The row of dated rates for the rule, if it is public law.
    pub(super) fn rule(self) -> Option<&'static str> {
        Some(match self {
            Self::AboveConsent | Self::ContingentConsideration | Self::NoUnrestrictedValue => {
                "public_law.general_disposal_consent"
            }
            Self::WithinConsent => "public_law.well_being",
            Self::OtherConsents => "public_law.other_consents",
            Self::OpenSpace => "public_law.open_space",
            Self::Subsidy => "public_law.minimal_assistance",
            Self::SubsidyReferral => "public_law.subsidy_referral",
            Self::Procurement => "public_law.procurement",
            Self::BorrowingForYield => "public_law.pwlb_access",
            _ => return None,
        })
    }
}
