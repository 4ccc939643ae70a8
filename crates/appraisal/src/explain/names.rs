//! The names of ledger lines, in lower case as in a formula, for page, command line and drawer.

use crate::ledger::Movement;
use crate::postings::Line;

/// The name of a line of operating cost or receipt.
#[must_use]
pub fn line_name(line: Line) -> &'static str {
    match line {
        Line::Build => "build cost",
        Line::Externals => "external works",
        Line::Abnormals => "abnormal costs",
        Line::Infrastructure => "roads and services",
        Line::Contingency => "contingency",
        Line::Fees => "professional fees",
        Line::Section106 => "planning obligations (S106)",
        Line::CommunityInfrastructureLevy => "community infrastructure levy (CIL)",
        Line::Levies => "other levies",
        Line::Management => "development management",
        Line::VatLost => "irrecoverable VAT",
        Line::StampDuty => "stamp duty (SDLT)",
        Line::LandLegal => "legal costs of land",
        Line::Programme => "programme costs",
        Line::SalesCosts => "sales costs",
        Line::RentLost => "voids and bad debts",
        Line::Upkeep => "upkeep of let homes",
        Line::CommercialCosts => "commercial letting costs",
        Line::MarketSales => "market sales",
        Line::DiscountSales => "discount market sales",
        Line::FirstShares => "first tranche sales",
        Line::Staircasing => "staircasing sales",
        Line::Transfers => "transfers to landlords",
        Line::Plots => "serviced plots",
        Line::InvestmentSales => "sale of let property",
        Line::Rent => "rent from homes",
        Line::SharedOwnershipRent => "shared ownership rent",
        Line::CommercialRent => "commercial rent",
        Line::OtherIncome => "other income",
    }
}

/// The name of a movement of cash, or of a memo line.
#[must_use]
pub fn movement_name(movement: Movement) -> &'static str {
    use Movement as M;
    match movement {
        M::CashInterest => "interest on cash",
        M::CapitalCalled => "cash capital paid in",
        M::NoteAdvanced => "cash lent against a loan note",
        M::GuaranteeCalled => "paid under a guarantee",
        M::Grant => "grant",
        M::FacilityDrawn => "loan drawn",
        M::ScheduledLoanDrawn => "scheduled loan drawn",
        M::FacilityInterestPaid => "loan interest and fees paid",
        M::ScheduledInterestPaid => "scheduled loan interest paid",
        M::FacilityRepaid => "loan repaid",
        M::ScheduledLoanRepaid => "scheduled loan repaid",
        M::LandPaid => "land price paid",
        M::OverageAtOnce => "overage paid at once",
        M::TaxPaid => "corporation tax paid",
        M::OveragePaid => "overage paid",
        M::ClawbackPaid => "clawback paid",
        M::PayablesPaid => "grant and other sums repaid",
        M::CouponPaid => "loan note interest (coupon) paid",
        M::LandNotePrincipalPaid => "land loan note repaid",
        M::CashNotePrincipalPaid => "cash loan note repaid",
        M::PreferredReturnPaid => "preferred return paid",
        M::LandCapitalReturned => "land capital returned",
        M::CashCapitalReturned => "cash capital returned",
        M::TierPaid => "paid by a profit tier",
        M::SplitPaid => "paid by the final split",
        M::PotPaid => "paid to the pot",
        M::LandToCapital => "land credited as capital",
        M::LandToNote => "land credited as a loan note",
        M::LandDeferred => "land against a deferred price",
        M::Services => "work in kind credited",
        M::PremiumPaid => "premium on capital",
        M::FacilityInterestAccrued => "loan interest accrued",
        M::NonUtilisationAccrued => "commitment fee accrued",
        M::FacilityInterestRolled => "interest and any commitment fee added to the loan",
        M::ArrangementFee => "arrangement fee added to the loan",
        M::ExitFee => "exit fee added to the loan",
        M::CouponAccrued => "coupon accrued",
        M::PreferredReturnAccrued => "preferred return accrued",
        M::HurdleAccrued => "hurdle accrued",
        M::OverageDue => "overage due",
        M::ClawbackDue => "clawback due",
        M::GrantDue => "grant repayable",
        M::TaxDue => "corporation tax due",
        M::KeptValue => "value of retained property",
    }
}
