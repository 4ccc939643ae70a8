//! The flags of a deal as issues: what the rule says, and the figures behind it.

use super::deal::Check;
use super::format::{count, millions, month_long};
use super::levers::mark;
use super::names::{named, owner, verb};
use super::{capitalised, listed, verdict};
use crate::inputs::way_to;
use crate::outcome::Outcome;
use appraisal::deal::{Contribution, FundingOrder, MarkKind, MatchTiming};
use appraisal::flags::{Flag, FlagCode, Operand, OperandName};
use appraisal::verdict::would_draw;
use appraisal::{Deal, Pence, fields, without_real_twin};

/// A flag as an issue before the deal goes to committee.
#[must_use]
pub fn check(flag: &Flag, outcome: &Outcome) -> Check {
    let deal = &outcome.deal;
    let loan = loan_note(flag, outcome);
    let (more, own_path) = loan.map_or((String::new(), None), |(more, path)| (more, path));
    Check {
        act: !matches!(
            flag.code,
            FlagCode::NoRealTwin | FlagCode::LoanNotDrawn | FlagCode::LoanHardlyDrawn | FlagCode::CashNotCalled
        ),
        heading: heading(flag, deal),
        text: text(flag, deal, &more),
        path: own_path.or_else(|| path(flag, deal)),
    }
}

/// Why a loan is not drawn, or not drawn further, and the input that decides it.
fn loan_note(flag: &Flag, outcome: &Outcome) -> Option<(String, Option<String>)> {
    let stopped = || verdict::no_more_of_the_loan(outcome).map(|why| format!("Cash is short, but {why}. "));
    let cap = || verdict::path_of_the_cap(outcome);
    match flag.code {
        FlagCode::Shortfall => Some((String::new(), cap())),
        FlagCode::LoanNotDrawn => Some(match stopped() {
            Some(why) => (format!("{FROM_ITS_FIRST_DRAW}{why}"), cap()),
            None => other_money(outcome),
        }),
        FlagCode::LoanHardlyDrawn => {
            let lower = "The fees are a percentage of the limit: a lower limit would cost less. ";
            Some(stopped().map_or_else(|| (lower.to_owned(), None), |why| (why, cap())))
        }
        _ => None,
    }
}

const FROM_ITS_FIRST_DRAW: &str = "A loan drawn when needed is charged interest and fees only from its first draw. ";

/// A loan that is not drawn because other money is enough, and when it would be drawn, as far as other runs of the deal show it.
fn other_money(outcome: &Outcome) -> (String, Option<String>) {
    if let Some((why, path)) = verdict::cannot_be_drawn(outcome) {
        return (
            format!("{FROM_ITS_FIRST_DRAW}Other money is enough here, and nothing can be drawn: {why}. "),
            Some(path),
        );
    }
    let when = match would_draw(&outcome.checked) {
        [true, true] => {
            " “Funding order” decides whether it is drawn before other money; in any order it is drawn if costs rise enough."
        }
        [true, false] => " “Funding order” decides whether it is drawn before other money.",
        [false, true] => " In any funding order it is drawn if costs rise enough.",
        [false, false] => "",
    };
    (format!("{FROM_ITS_FIRST_DRAW}Here other money is enough.{when} "), None)
}

/// What the flag says, with the name of its subject.
fn heading(flag: &Flag, deal: &Deal) -> String {
    let home = deal.home_types.iter().find(|home| home.id == flag.subject);
    match (flag.code, home) {
        (FlagCode::TwoBuildCosts, Some(home)) => {
            format!("“{}” has a build cost per home and per m²: both are counted", home.name)
        }
        (FlagCode::Subsidy, _) => {
            format!("Assess against the subsidy control principles; {}", minimal_assistance(flag))
        }
        (FlagCode::LoanNotDrawn, _) => loan_of(deal).not_drawn(),
        (FlagCode::LoanHardlyDrawn, _) => loan_of(deal).hardly_drawn(),
        _ => format!("{}{}", subject(flag, deal), said(flag.code)),
    }
}

/// Whether a subsidy is within the threshold of Minimal Financial Assistance.
fn minimal_assistance(flag: &Flag) -> &'static str {
    let amount = |name| flag.operands.iter().find(|operand| operand.name == name).map(|operand| operand.amount);
    if amount(OperandName::Advantage) > amount(OperandName::Threshold) {
        "above the threshold, so Minimal Financial Assistance (MFA) does not apply"
    } else {
        "within the threshold, so Minimal Financial Assistance (MFA) may apply"
    }
}

/// The loans drawn when needed, as a name: by that name where the deal has other loans.
enum LoanName {
    One(String),
    Several,
}

fn loan_of(deal: &Deal) -> LoanName {
    match (&deal.funding.facilities[..], &deal.funding.scheduled_loans[..]) {
        ([_], []) => LoanName::One("the loan".to_owned()),
        ([own], _) => LoanName::One(format!("“{}”", own.name)),
        _ => LoanName::Several,
    }
}

impl LoanName {
    fn not_drawn(&self) -> String {
        match self {
            Self::One(name) => format!("{} is not drawn, so its interest and fees cost nothing", capitalised(name)),
            Self::Several => {
                "The loans drawn when needed are not drawn, so their interest and fees cost nothing".to_owned()
            }
        }
    }

    fn hardly_drawn(&self) -> String {
        match self {
            Self::One(name) => format!("Little of {name} is drawn, and its fees are on the whole limit"),
            Self::Several => {
                "Little is drawn of the loans drawn when needed, and their fees are on the whole limit".to_owned()
            }
        }
    }
}

/// That no loan is drawn, if that is flagged.
#[must_use]
pub fn loan_not_drawn(outcome: &Outcome) -> Option<String> {
    let is_flagged = outcome.flags.iter().any(|flag| flag.code == FlagCode::LoanNotDrawn);
    is_flagged.then(|| loan_of(&outcome.deal).not_drawn())
}

/// The note on a rule that was not checked in its source.
const UNVERIFIED_RULE: &str = "This rule has not been checked against its source. Check it before you rely on it.";

/// What the flag says, after the name of its subject.
fn said(code: FlagCode) -> String {
    super::curly(code.words())
}

/// "Norwich City Council: ", if the flag is about one partner, site or phase.
fn subject(flag: &Flag, deal: &Deal) -> String {
    let partner = deal.partners.iter().find(|row| row.id == flag.subject).map(|row| row.short_name.as_str());
    let site = || deal.sites.iter().find(|row| row.id == flag.subject).map(|row| row.name.as_str());
    let phase = || deal.phases.iter().find(|row| row.id == flag.subject).map(|row| row.name.as_str());
    let name = partner.or_else(site).or_else(phase);
    name.map_or_else(String::new, |name| format!("{}: ", capitalised(name)))
}

/// The count, the figures behind it, and whether the rule is verified.
fn text(flag: &Flag, deal: &Deal, of_loan: &str) -> String {
    let counted = flag.count.map(|number| format!("{} in total", count(i64::from(number))));
    let figures: Vec<String> =
        counted.into_iter().chain(flag.operands.iter().map(|operand| figure(operand, deal))).collect();
    let figures = if figures.is_empty() { String::new() } else { format!("{}. ", figures.join("; ")) };
    // A calculated flag needs no note: its figures show where it comes from.
    let rule = match flag.mark {
        MarkKind::Calculated => String::new(),
        MarkKind::Unverified => UNVERIFIED_RULE.to_owned(),
        kind => format!("{}.", mark(kind, &sources(flag), "")),
    };
    let after = match flag.code {
        FlagCode::NoRealTwin => format!("{}.", listed(&labels(&without_real_twin(deal)))),
        FlagCode::BuiltAtOnce => built_at_once(flag, deal).to_owned(),
        FlagCode::CashNotCalled => not_called(deal).to_owned(),
        FlagCode::PartnerGivesGrant => return grant_given(flag, deal),
        FlagCode::Subsidy | FlagCode::SubsidyReferral => before_subsidy_control(deal).to_owned(),
        FlagCode::LoanNotDrawn | FlagCode::LoanHardlyDrawn => of_loan.to_owned(),
        code => after(code).to_owned(),
    };
    capitalised(format!("{figures}{after}{rule}").trim_end())
}

/// Which date to correct: a build of one month leaves no later month for the first homes.
fn built_at_once(flag: &Flag, deal: &Deal) -> &'static str {
    if lasts_a_month(flag, deal) {
        "Building lasts only one month: enter a longer “Building lasts”."
    } else {
        "“First homes completed” is 0: enter how many months after building starts the first homes are completed."
    }
}

/// The day on which the Subsidy Control Act 2022 came into force.
const SUBSIDY_CONTROL_FROM: &str = "2023-01-04";

/// That a deal under the rates of an earlier day is tested against rules of today.
fn before_subsidy_control(deal: &Deal) -> &'static str {
    if deal.rule_set.as_str() < SUBSIDY_CONTROL_FROM {
        "These are the rules for subsidies given from 4 January 2023, though the rates of this deal are of an earlier day. Earlier subsidies came under other rules, until the end of 2020 EU State aid. "
    } else {
        ""
    }
}

/// How much cash is called to match land.
fn not_called(deal: &Deal) -> &'static str {
    match deal.funding.order {
        FundingOrder::Matched { timing: MatchTiming::OnNeed, .. } => {
            "Cash is called only when needed, and only as far as it matches the land."
        }
        _ => "Cash is called only as far as it matches the land.",
    }
}

/// What leaves out the grant that a partner gives, and what it is worth to that partner if the grant is counted.
fn grant_given(flag: &Flag, deal: &Deal) -> String {
    let amount = |name| flag.operands.iter().find(|operand| operand.name == name).map(|operand| operand.amount);
    let short = deal.partners.iter().find(|row| row.id == flag.subject).map_or("", |row| &row.short_name);
    let (name, whose, its) = (capitalised(&named(short)), owner(short), verb(short, "its", "their"));
    let grant = amount(OperandName::Grant).unwrap_or_default();
    let counted = amount(OperandName::PresentValueWithIndirect).map_or_else(String::new, |value| {
        let (whose, value) = (capitalised(&whose), millions(value.0));
        format!(" {whose} net present value with {its} indirect flows (grant, fees, council tax) is {value}.")
    });
    let beside = amount(OperandName::OverSaleWithGrant);
    let left_out = match beside {
        Some(_) => format!(", {its} loss or the comparison with a sale of {its} land"),
        None => format!(" or {its} loss"),
    };
    let sale = beside.map_or_else(String::new, |more| format!(" {}", sale_with_grant(more)));
    let gives = verb(short, "gives", "give");
    format!(
        "{name} {gives} {} of grant. It is not in what {} in, {its} returns{left_out}.{counted}{sale}",
        millions(grant.0),
        verb(short, "it puts", "they put"),
    )
}

/// How the sale of the land compares if the grant that the landowner gives is counted; `more` is what the deal is worth
/// more than the sale.
fn sale_with_grant(more: Pence) -> String {
    let size = millions(more.0.abs());
    if more < Pence::ZERO {
        format!("With the grant, selling the land would be {size} better (present value).")
    } else {
        format!("With the grant, the deal is worth {size} more than selling the land (present value).")
    }
}

/// The same beside the comparison that leaves the grant out; none where the landowner gives no grant.
#[must_use]
pub fn grant_beside_sale(flags: &[Flag], landowner: &str) -> Option<String> {
    let of_owner = |flag: &&Flag| flag.code == FlagCode::PartnerGivesGrant && flag.subject == landowner;
    let operands = &flags.iter().find(of_owner)?.operands;
    let more = operands.iter().find(|operand| operand.name == OperandName::OverSaleWithGrant)?.amount;
    Some(format!("Grant from the landowner is not counted. {}", sale_with_grant(more)))
}

/// Whether the phase of a flag is built in one month.
fn lasts_a_month(flag: &Flag, deal: &Deal) -> bool {
    deal.phases.iter().any(|phase| phase.id == flag.subject && phase.build_months == 1)
}

/// The inputs at paths by their labels, each once.
fn labels(paths: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for path in paths {
        let field = fields::of(path).map_or(path.as_str(), |field| field.label);
        let label = fields::of(path.rsplit_once('/').map_or("", |(list, _)| list))
            .filter(|list| list.list().is_some())
            .map_or(field, |list| list.label);
        if !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// A figure with its name, and the date of a present value; one below zero by what it means.
fn figure(operand: &Operand, deal: &Deal) -> String {
    let size = millions(operand.amount.0.abs());
    match operand.name {
        OperandName::Undervalue if operand.amount < Pence::ZERO => {
            format!("no undervalue: non-contingent receipts are worth {size} more than the unrestricted value")
        }
        OperandName::UndervalueWithContingent if operand.amount < Pence::ZERO => {
            format!("with contingent receipts, no undervalue: {size} more than the unrestricted value")
        }
        OperandName::ResidualValue if operand.amount < Pence::ZERO => format!("no residual value (funding gap {size})"),
        OperandName::NonContingentConsideration => {
            let start = month_long(deal.start.year, deal.start.month);
            format!("present value in {start} of {} {}", name(operand), millions(operand.amount.0))
        }
        OperandName::CashNotCalled => {
            format!("{} of {} committed cash was {}", millions(operand.amount.0), payers(deal), name(operand))
        }
        _ => format!("{} {}", name(operand), millions(operand.amount.0)),
    }
}

/// Whose committed cash it is: the partner’s, or all partners’.
fn payers(deal: &Deal) -> String {
    let pays = |id: &str| cash_of(id, deal).is_some();
    let mut payers = deal.partners.iter().filter(|partner| pays(&partner.id));
    match (payers.next(), payers.next()) {
        (Some(one), None) => super::names::owner(&one.short_name),
        _ => "the partners’".to_owned(),
    }
}

fn sources(flag: &Flag) -> Vec<String> {
    flag.sources.iter().map(|code| (*code).to_owned()).collect()
}

/// More information, if the figures alone are not enough.
const fn after(code: FlagCode) -> &'static str {
    match code {
        FlagCode::NoUnrestrictedValue => {
            "Enter what the land would fetch if sold without conditions. It is compared with the council’s non-contingent receipts for the land: without overage and its share of the surplus. "
        }
        FlagCode::CouncilNotPublic => {
            "Its land and cash are missing from public cost, leverage and the economic case: set “Public body” to Yes to include them. "
        }
        FlagCode::AboveConsent | FlagCode::WithinConsent | FlagCode::ContingentConsideration => {
            "Contingent receipts are overage and the council’s share of the surplus; all others are non-contingent, and are paid only as far as sales allow. "
        }
        FlagCode::TwoBuildCosts => "Clear “Build cost, per home” if the cost per m² is the whole cost. ",
        FlagCode::AboveResidual => {
            "At the accepted value the scheme earns less than its required return (developer’s profit): agree a lower land value, or say why this deal pays more. "
        }
        FlagCode::CashBelowMatch => {
            "These are the amounts when the shortfall is largest. Commit more cash, or change “Cash for each £1 of land”. "
        }
        FlagCode::PayablesUnpaid => "The deal has no cash left to pay it by the end of the model period. ",
        FlagCode::Subsidy => "Land and loan benefits are counted at grant equivalent; grants in full. ",
        _ => "",
    }
}

const fn name(operand: &Operand) -> &'static str {
    match operand.name {
        OperandName::UnrestrictedValue => "unrestricted value",
        OperandName::NonContingentConsideration => "non-contingent receipts",
        OperandName::WholeConsideration => "including contingent receipts",
        OperandName::Undervalue => "undervalue",
        OperandName::UndervalueWithContingent => "undervalue including contingent receipts",
        OperandName::Threshold => "threshold",
        OperandName::LoanDrawn => "largest amount owed",
        OperandName::LoanLimit => "limit",
        OperandName::LoanFees => "arrangement and exit fees",
        OperandName::GrantEquivalentOfLand => "land",
        OperandName::GrantEquivalentOfLoans => "loans below market rate",
        OperandName::Grant => "grant",
        OperandName::PresentValueWithIndirect => "net present value with indirect flows",
        OperandName::BuildCostPerHome => "cost per home",
        OperandName::BuildCostOfArea => "cost per m² × floor area",
        OperandName::BuildCostInAll => "total per home",
        OperandName::OverSaleWithGrant => "the deal less a sale, with the grant",
        OperandName::Advantage => "total subsidy",
        OperandName::PublicFunding => "council funding",
        OperandName::AcceptedValue => "accepted value",
        OperandName::ResidualValue => "residual value",
        OperandName::CashCommitted => "committed",
        OperandName::CashCalled => "called",
        OperandName::CashNotCalled => "not called: it is not called to repay loans drawn when needed",
        OperandName::CashToMatch => "cash to match the land",
        OperandName::Unpaid => "unpaid",
        OperandName::CashShortAtMost => "largest shortfall",
        OperandName::CashShortAtEnd => "still missing at the end",
        OperandName::NeverDue => "never due",
        OperandName::Notes => "notes",
        OperandName::PreferredCapital => "preferred capital",
    }
}

/// The input that the flag asks to look at, if any.
fn path(flag: &Flag, deal: &Deal) -> Option<String> {
    let site_of = |owner: &str| deal.sites.iter().find(|site| site.owner == owner).map(|site| &site.id);
    match flag.code {
        FlagCode::AboveConsent
        | FlagCode::WithinConsent
        | FlagCode::ContingentConsideration
        | FlagCode::NoUnrestrictedValue => {
            site_of(&flag.subject).map(|site| format!("/sites/{site}/unrestricted_value"))
        }
        FlagCode::OtherConsents => Some(format!("/sites/{}/held_for", flag.subject)),
        FlagCode::OpenSpace => Some(format!("/sites/{}/open_space", flag.subject)),
        FlagCode::Procurement => Some("/public/law/partner_delivers_works".to_owned()),
        FlagCode::BorrowingForYield => Some("/public/law/yield_only_assets".to_owned()),
        FlagCode::LandUpfront => Some(format!("/phases/{}/drawdown_month", flag.subject)),
        FlagCode::BuiltAtOnce if lasts_a_month(flag, deal) => Some(format!("/phases/{}/build_months", flag.subject)),
        FlagCode::BuiltAtOnce => Some(format!("/phases/{}/first_completion_months", flag.subject)),
        FlagCode::UnsoldAtEnd => Some("/months".to_owned()),
        FlagCode::LoanNotDrawn => Some("/funding/order".to_owned()),
        FlagCode::ClosingDebt | FlagCode::Shortfall | FlagCode::LoanHardlyDrawn => {
            deal.funding.facilities.first().map(|loan| format!("/funding/facilities/{}/limit", loan.id))
        }
        FlagCode::CashBelowMatch | FlagCode::CashNotCalled => cash_of(&flag.subject, deal),
        FlagCode::NoRealTwin => without_real_twin(deal).into_iter().find(|path| way_to(path).is_some()),
        FlagCode::TwoBuildCosts => Some(format!("/home_types/{}/build_cost", flag.subject)),
        FlagCode::PartnerGivesGrant => grant_of(&flag.subject, deal),
        FlagCode::CouncilNotPublic => Some(format!("/partners/{}/public", flag.subject)),
        _ => None,
    }
}

/// The giver of the first grant of a partner.
fn grant_of(partner: &str, deal: &Deal) -> Option<String> {
    let is_own = |row: &&Contribution| matches!(row, Contribution::Grant { .. }) && row.partner() == Some(partner);
    deal.contributions.iter().find(is_own).map(|row| format!("/contributions/{}/partner", row.id()))
}

/// The amount of the first cash that a partner, or any, puts in.
fn cash_of(partner: &str, deal: &Deal) -> Option<String> {
    let id = deal.contributions.iter().find_map(|row| match row {
        Contribution::CashEquity { id, partner: payer, .. } | Contribution::CashLoanNote { id, partner: payer, .. } => {
            (partner.is_empty() || payer == partner).then_some(id)
        }
        _ => None,
    })?;
    Some(format!("/contributions/{id}/amount"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::samples;
    use std::rc::Rc;

    #[test]
    fn every_flag_of_every_sample_is_an_issue_that_leads_to_an_existing_input() {
        let mut flags = 0;
        for sample in samples::ALL {
            let outcome = Outcome::of(Rc::new(crate::link::opened(sample).unwrap())).unwrap();
            for flag in &outcome.flags {
                let check = check(flag, &outcome);
                assert!(!check.heading.is_empty() && !check.heading.contains('\''), "{}: {check:?}", sample.name);
                assert!(check.path.as_deref().is_none_or(|path| way_to(path).is_some()), "{}: {check:?}", sample.name);
                flags += 1;
            }
        }
        assert!(flags > 20, "{flags}");
    }

    /// By hand: £2m at the start is worth £2m at any rate, so that with it the sale is £2m better than without.
    #[test]
    fn grant_that_a_partner_gives_is_said_to_be_outside_its_figures() {
        let plain = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let given_by = |partner: usize| {
            let mut document = plain.to_document();
            let rows = document["contributions"].as_array_mut().unwrap();
            let schedule = serde_json::json!([{ "id": "start", "month": 0, "amount": 2_000_000 }]);
            let own = &plain.partners[partner].id;
            rows.push(serde_json::json!({ "grant": { "id": "gift", "partner": own, "schedule": schedule } }));
            Outcome::of(Rc::new(Deal::of_document(&document).unwrap())).unwrap()
        };
        let said = |outcome: &Outcome| {
            let all = crate::words::deal::checks(outcome, &outcome.deal);
            let sale = all.iter().find(|check| check.heading.starts_with("Selling the land")).cloned();
            let flag = outcome.flags.iter().find(|flag| flag.code == FlagCode::PartnerGivesGrant).cloned();
            (check(&flag.unwrap(), outcome), sale)
        };
        let outcome = given_by(0);
        let (grant, sale) = said(&outcome);
        let (_, gap) = appraisal::alternatives::beside_sale(&outcome.checked, &outcome.appraisal);
        let view = appraisal::indirect(&outcome.checked, &outcome.appraisal)[0].with_indirect.clone().unwrap();
        let with_grant = sale_with_grant(gap - Pence::from_pounds(2_000_000.0));
        assert!(grant.act && grant.heading.starts_with("Council: Grant given by a partner"), "{grant:?}");
        assert_eq!(
            grant.text,
            format!(
                "The council gives £2.00m of grant. It is not in what it puts in, its returns, its loss or the comparison with a sale of its land. The council’s net present value with its indirect flows (grant, fees, council tax) is {}. {with_grant}",
                millions(view.net_present_value.0)
            )
        );
        assert_eq!(grant.path.as_deref(), Some("/contributions/gift/partner"));
        let sale = sale.unwrap();
        assert!(sale.text.contains(&format!(" Grant from the landowner is not counted. {with_grant}")), "{sale:?}");
        // A partner that sells no land.
        let (grant, sale) = said(&given_by(1));
        assert!(grant.text.contains("its returns or its loss."), "{grant:?}");
        assert!(!sale.unwrap().text.contains("grant"));
    }

    #[test]
    fn a_disposal_below_its_value_is_flagged_with_its_figures_and_whether_the_rule_is_verified() {
        let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
        let outcome = Outcome::of(Rc::new(deal)).unwrap();
        let checks: Vec<Check> = outcome.flags.iter().map(|flag| check(flag, &outcome)).collect();
        assert!(checks[0].heading.starts_with("Council: Record why the disposal helps"), "{:?}", checks[0]);
        assert!(
            checks[0].text.starts_with(
                "Unrestricted value £6.00m; present value in April 2027 of non-contingent receipts £4.68m"
            ),
            "{:?}",
            checks[0]
        );
        let subsidy = checks.iter().find(|check| check.heading.contains("subsidy")).unwrap();
        assert!(subsidy.heading.ends_with("above the threshold, so Minimal Financial Assistance (MFA) does not apply"));
        assert!(subsidy.text.ends_with(UNVERIFIED_RULE), "{subsidy:?}");
    }

    fn checks(deal: Deal) -> Vec<Check> {
        let outcome = Outcome::of(Rc::new(deal)).unwrap();
        outcome.flags.iter().map(|flag| check(flag, &outcome)).collect()
    }

    /// What to do is said, not only that it is so.
    #[test]
    fn land_above_its_residual_value_says_what_to_do() {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let terms = |percent: f64| serde_json::json!({ "target": { "profit_on_cost": { "percent": percent } }, "finance_percent": 6.0 });
        let found = |percent: f64| {
            let found = checks(deal.with("/residual_land", terms(percent)).unwrap());
            found.into_iter().find(|check| check.heading.contains("above the residual value"))
        };
        let said = found(60.0).unwrap();
        assert!(said.act && said.text.contains("agree a lower land value"), "{said:?}");
        assert!(said.text.contains("£7.50m"), "{said:?}");
        assert_eq!(found(10.0), None);
    }

    /// The flag leads to the date that is wrong.
    #[test]
    fn homes_finished_as_soon_as_building_starts_are_an_issue() {
        let blank = Deal::of_document(&appraisal::deal::form::blank()).unwrap();
        let found =
            |deal: &Deal| checks(deal.clone()).into_iter().find(|check| check.heading.contains("building starts"));
        assert_eq!(found(&blank), None, "a blank deal has no issue of its own making");
        let blank = blank.with("/phases/phase-1/first_completion_months", 0.into()).unwrap();
        let issue = found(&blank).unwrap();
        assert!(issue.act && issue.text.contains("“First homes completed” is 0"), "{issue:?}");
        assert_eq!(issue.path.as_deref(), Some("/phases/phase-1/first_completion_months"));
        let short = blank.with("/phases/phase-1/build_months", 1.into()).unwrap();
        assert_eq!(found(&short).unwrap().path.as_deref(), Some("/phases/phase-1/build_months"));
        assert_eq!(found(&blank.with("/phases/phase-1/first_completion_months", 6.into()).unwrap()), None);
    }

    /// By hand: £150,000 per home and £1,750 × 80 m² are £290,000.
    #[test]
    fn a_cost_per_home_beside_a_cost_per_m2_is_said_with_their_sum() {
        let home = "/home_types/home-type-1";
        let blank = Deal::of_document(&appraisal::deal::form::blank()).unwrap();
        let sized = blank.with(&format!("{home}/area_m2"), 80.into()).unwrap();
        let found =
            |deal: &Deal| checks(deal.clone()).into_iter().find(|check| check.heading.contains("both are counted"));
        assert_eq!(found(&sized), None);
        let both = sized.with(&format!("{home}/build_cost_per_m2"), 1_750.into()).unwrap();
        let said = found(&both).unwrap();
        assert!(said.act && said.heading.starts_with(&format!("“{}” has", blank.home_types[0].name)), "{said:?}");
        assert!(
            said.text
                .starts_with("Cost per home £150,000; cost per m² × floor area £140,000; total per home £290,000."),
            "{said:?}"
        );
        assert_eq!(said.path, Some(format!("{home}/build_cost")));
    }

    /// The fee of 1.5% is on the limit: with a limit far above what is drawn it is said; with a fitting one it is not.
    #[test]
    fn a_fee_on_a_limit_that_is_hardly_drawn_is_said_with_its_figures() {
        let said = |limit: f64| {
            let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
            let path = format!("/funding/facilities/{}/limit", deal.funding.facilities[0].id);
            let found = checks(deal.with(&path, limit.into()).unwrap());
            found.into_iter().find(|check| check.heading.starts_with("Little of the loan is drawn"))
        };
        let little = said(100_000_000.0).unwrap();
        assert!(!little.act && little.text.contains("limit £100.00m; arrangement and exit fees £1.50m"), "{little:?}");
        assert_eq!(said(5_000_000.0), None);
    }

    /// £6m of land matched £1 for £1 calls £6m of the partner's £8m; of £4m, £2m is missing.
    #[test]
    fn cash_that_is_not_called_or_falls_short_of_its_match_is_said_with_its_partner() {
        let said = |amount: f64| {
            let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
            checks(deal.with("/contributions/partner-cash/amount", amount.into()).unwrap())
                .into_iter()
                .filter(|check| check.path.as_deref() == Some("/contributions/partner-cash/amount"))
                .map(|check| (check.act, check.heading, check.text))
                .collect::<Vec<_>>()
        };
        assert_eq!(said(6_000_000.0), []);
        let [(act, heading, text)] = &said(8_000_000.0)[..] else { panic!() };
        assert!(!act && heading == "Partner: Cash that matches land is not called in full", "{heading}");
        assert_eq!(text, "Committed £8.00m; called £6.00m. Cash is called only as far as it matches the land.");
        let [(act, heading, text)] = &said(4_000_000.0)[..] else { panic!() };
        assert!(*act && heading == "Partner: Cash falls short of matching the land", "{heading}");
        assert!(text.starts_with("Cash to match the land £6.00m; called £4.00m. "), "{text}");
    }

    /// Where loans come first, part of the committed cash is never needed, though low prices leave a loan unpaid. Where cash comes
    /// first, all of it is called.
    #[test]
    fn a_debt_at_the_end_says_how_much_committed_cash_was_not_called() {
        let said = |order: &str| {
            let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
            let deal = deal.with("/funding/order", order.into()).unwrap();
            let deal = deal.with("/home_types/market/price", 111_600.into()).unwrap();
            checks(deal).into_iter().find(|check| check.heading == "Loans are owed at the end").map(|check| check.text)
        };
        assert_eq!(
            said("debt_first").unwrap(),
            "Unpaid £39.23m; £5.65m of HCA’s committed cash was not called: it is not called to repay loans drawn when needed."
        );
        assert_eq!(said("equity_first").unwrap(), "Unpaid £27.04m.");
    }

    /// Norwich without its cash needs its loan; with £20m of cash it does not.
    #[test]
    fn a_loan_that_is_not_drawn_is_said_to_cost_nothing() {
        let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let has =
            |deal: Deal| checks(deal).into_iter().find(|check| check.heading.starts_with("The loan is not drawn"));
        assert_eq!(has(norwich.clone()), None);
        let rich = norwich.with("/contributions/hca-cash/amount", 20_000_000.into()).unwrap();
        let said = has(rich).unwrap();
        assert!(!said.act && said.text.contains("only from its first draw"), "{said:?}");
        // What decides it is where the link leads.
        assert!(
            said.text.contains("“Funding order” decides") && said.path.as_deref() == Some("/funding/order"),
            "{said:?}"
        );
    }

    /// By hand: the threshold is £315,000.
    #[test]
    fn a_subsidy_says_on_which_side_of_the_threshold_it_is() {
        let said = |grant: u32| {
            let mut document = crate::link::opened(&samples::NORWICH_2009).unwrap().to_document();
            let schedule = serde_json::json!([{ "id": "start", "month": 0, "amount": grant }]);
            let rows = document["contributions"].as_array_mut().unwrap();
            rows.push(serde_json::json!({ "grant": { "id": "gift", "schedule": schedule } }));
            let found = checks(Deal::of_document(&document).unwrap());
            let check = found.into_iter().find(|check| check.heading.contains("subsidy control")).unwrap();
            assert!(
                check.text.contains("Earlier subsidies came under other rules"),
                "the rates are of 2009: {}",
                check.text
            );
            check.heading
        };
        assert!(said(200_000).ends_with("; within the threshold, so Minimal Financial Assistance (MFA) may apply"));
        assert!(
            said(2_000_000).ends_with("; above the threshold, so Minimal Financial Assistance (MFA) does not apply")
        );
    }

    /// With several loans each is named; "the loan" is the only one.
    #[test]
    fn a_loan_is_named_where_there_are_others() {
        let alone = crate::link::opened(&samples::NORWICH_2009).unwrap();
        assert!(loan_of(&alone).not_drawn().starts_with("The loan is not drawn"));
        let three = crate::link::opened(&samples::THREE_PARTY).unwrap();
        let name = &three.funding.facilities[0].name;
        assert!(loan_of(&three).hardly_drawn().starts_with(&format!("Little of “{name}” is drawn")));
    }

    /// Which sum it is that is missing: the largest, and what is still missing at the end.
    #[test]
    fn a_shortfall_says_how_much_is_missing_at_the_end() {
        let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let deal = norwich.with("/funding/facilities/senior/limit", 1_000_000.into()).unwrap();
        let deal = deal.with("/contributions/hca-cash/amount", 3_000_000.into()).unwrap();
        let found = checks(deal).into_iter().find(|check| check.heading.starts_with("Cash falls short")).unwrap();
        assert!(found.text.starts_with("Largest shortfall £5."), "{found:?}");
        assert!(found.text.ends_with("; still missing at the end £0."), "{found:?}");
    }

    /// Land worth less than what the council gets for it has no undervalue: no negative one is shown.
    #[test]
    fn a_negative_undervalue_or_residual_is_said_in_words() {
        let deal = crate::link::opened(&samples::GD_1).unwrap();
        let said = |name, pence: i64| figure(&Operand { name, amount: Pence(pence) }, &deal);
        assert_eq!(
            said(OperandName::UndervalueWithContingent, -140_000_000),
            "with contingent receipts, no undervalue: £1.40m more than the unrestricted value"
        );
        assert!(
            said(OperandName::Undervalue, -100).starts_with("no undervalue: non-contingent receipts are worth £1 more")
        );
        assert_eq!(said(OperandName::ResidualValue, -200_000_000), "no residual value (funding gap £2.00m)");
        assert_eq!(said(OperandName::Undervalue, 140_000_000), "undervalue £1.40m");
    }

    /// The flag names the inputs that are fixed in money and leads to the first of them.
    #[test]
    fn inputs_without_a_real_equivalent_are_named() {
        let mut deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        deal.view = appraisal::deal::View::Real;
        let outcome = Outcome::of(Rc::new(deal)).unwrap();
        let flag = outcome.flags.iter().find(|flag| flag.code == FlagCode::NoRealTwin).unwrap();
        let check = check(flag, &outcome);
        assert!(check.text.contains(" in total. ") && check.text.matches(", ").count() > 1, "{check:?}");
        assert!(!check.text.contains('/') && check.path.is_some_and(|path| path != "/view"), "{:?}", check.text);
    }
}
