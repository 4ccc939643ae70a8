//! Figures outside the cash run, on small deals calculated by a second program: alternatives, the council's accounts,
//! revenue, flags and the economic case. Each deal is an edge case that was once wrong.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use appraisal::alternatives::{Alternatives, alternatives};
use appraisal::deal::{Contribution, DatedSum, PartnerKind, Tenure};
use appraisal::economic_case::{BenefitCostRatio, EconomicResult};
use appraisal::flags::{Flag, FlagCode, OperandName, consideration, grant_equivalent_of_loans};
use appraisal::measures::discounting::net_present_value;
use appraisal::{
    CheckedDeal, Deal, Pence, Problem, appraise, check, community, compare_offers, council_accounts, council_revenue,
    document, economic_case, flags, homes_cube, samples,
};

macro_rules! found {
    ($name:literal) => {
        document::open(include_str!(concat!("found/", $name, ".json"))).unwrap()
    };
}

fn beside(deal: &Deal) -> (CheckedDeal, Alternatives) {
    let checked = check(deal).unwrap();
    let alternatives = alternatives(&checked, &appraise(&checked));
    (checked, alternatives)
}

fn raised(deal: &Deal) -> Vec<Flag> {
    let checked = check(deal).unwrap();
    flags(&checked, &appraise(&checked))
}

fn operand(flags: &[Flag], code: FlagCode, name: OperandName) -> Option<Pence> {
    let flag = flags.iter().find(|flag| flag.code == code)?;
    flag.operands.iter().find(|operand| operand.name == name).map(|operand| operand.amount)
}

fn case(deal: &Deal) -> EconomicResult {
    economic_case(&check(deal).unwrap()).unwrap()
}

/// Land as a note: its owner's share of profit is for the land, so it is contingent consideration (method 1.5, 1.10).
#[test]
fn a_split_to_an_owner_of_a_land_note_is_contingent_consideration() {
    let deal = found!("split_of_land_note_not_contingent");
    let checked = check(&deal).unwrap();
    let terms = consideration(&checked, &appraise(&checked), 0).unwrap();
    assert_eq!(terms.non_contingent, Pence(112_790_206));
    assert_eq!(terms.non_contingent + terms.contingent, Pence(157_938_268));
    let flags = raised(&deal);
    let undervalue = operand(&flags, FlagCode::ContingentConsideration, OperandName::UndervalueWithContingent);
    assert_eq!(undervalue, Some(Pence(-17_938_268)));
}

/// Priority return: all of the council's land is deferred and it contributes nothing else, so all its receipts are for
/// land.
#[test]
fn all_receipts_are_for_land_where_an_owner_contributes_only_deferred_land() {
    let deal = document::open(samples::PRIORITY_RETURN.document).unwrap();
    let (checked, alternatives) = beside(&deal);
    let terms = consideration(&checked, &appraise(&checked), alternatives.landowner).unwrap();
    assert_eq!(terms.non_contingent + terms.contingent, Pence(557_231_737));
    // Both parts are rounded.
    assert!((terms.non_contingent + terms.contingent - alternatives.venture_present_value).abs() <= Pence(1));
}

#[test]
fn receipt_equivalence_is_the_councils_own_in_any_order_of_the_phases() {
    let mut deal = found!("receipt_equivalence_of_another_owner");
    for _ in 0..2 {
        let (checked, alternatives) = beside(&deal);
        let accounts = council_accounts(&checked, &appraise(&checked));
        assert_eq!(accounts.receipt_equivalence, Some(Pence(142_433_801)));
        assert_eq!((alternatives.landowner, alternatives.receipt_equivalence), (0, Pence(142_433_801)));
        deal.phases.reverse();
    }
}

/// A developer that owns the first phase does not change the council's receipt equivalence.
#[test]
fn receipt_equivalence_of_a_council_without_land_is_the_value_of_its_receipts() {
    let mut deal = found!("receipt_equivalence_of_another_owner");
    deal.sites.iter_mut().for_each(|site| site.owner = "L".to_owned());
    let (checked, alternatives) = beside(&deal);
    let result = appraise(&checked);
    let accounts = council_accounts(&checked, &result);
    // Its share of the surplus, without a sale to compare it with; the alternatives are those of the landowner.
    assert_eq!(accounts.receipt_equivalence, Some(net_present_value(&result.partners[0].cash, 0.05)));
    assert!(accounts.receipt_equivalence.is_some_and(Pence::is_positive));
    assert_eq!((alternatives.landowner, alternatives.sale.price), (2, Pence(210_000_000)));
}

/// Other owners' land is bought for 900,000 at its drawdown, and interest is paid on that.
#[test]
fn building_alone_pays_for_other_peoples_land() {
    let mut deal = found!("alone_on_land_of_others");
    let (_, alternatives) = beside(&deal);
    let alone = &alternatives.alone;
    assert_eq!((alone.received, alone.present_value), (Pence(438_649_118), Pence(374_728_388)));
    assert_eq!(alone.profit, Pence(318_649_118));
    // A buyer pays the legal costs of land it buys; its own land has none.
    deal.costs.land_legal_percent = 1.0;
    let (_, dearer) = beside(&deal);
    assert!(dearer.alone.received < alone.received - Pence(900_000));
    assert!(dearer.alone.received > alone.received - Pence(1_000_000));
}

#[test]
fn land_is_held_until_its_own_drawdown_and_no_longer() {
    let (_, alternatives) = beside(&found!("holding_cost_after_own_drawdown"));
    assert_eq!(alternatives.sale.holding_costs_avoided, Pence(993_922));
}

#[test]
fn each_note_of_the_council_is_provided_for_once() {
    let deal = found!("council_notes_provided_twice");
    let checked = check(&deal).unwrap();
    let loans = council_accounts(&checked, &appraise(&checked)).loans;
    assert_eq!(loans.iter().map(|loan| loan.lent).collect::<Vec<_>>(), [Pence(30_000_000), Pence(20_000_000)]);
    for (loan, charge) in loans.iter().zip([Pence(3_000_000), Pence(2_000_000)]) {
        assert!(loan.years.iter().all(|year| year.charge == Pence::ZERO || year.charge == charge));
        assert_eq!(loan.years.iter().map(|year| year.charge).sum::<Pence>(), loan.lent);
        // The notes are repaid within the deal; the asset life is ten years, so charges continue after that.
        assert_eq!(loan.repaid, loan.lent);
        assert!(loan.charged_after_repayment.is_positive() && loan.charged_after_repayment < loan.lent);
    }
}

#[test]
fn only_loans_of_the_council_are_provided_for() {
    let deal = found!("bank_loan_as_council_loan");
    let refused = |deal: &Deal| check(deal).err().map(|found| (found[0].path.clone(), found[0].problem.clone()));
    let path = format!("/public/accounts/loans/{}/loan", deal.public.accounts.loans[0].id);
    assert_eq!(refused(&deal), Some((path.clone(), Problem::NotACouncilLoan)));
    let with_lender = |kind: PartnerKind| {
        let mut deal = deal.clone();
        deal.partners[0].kind = kind;
        deal.funding.scheduled_loans[0].lender = Some(deal.partners[0].id.clone());
        refused(&deal)
    };
    assert_eq!(with_lender(PartnerKind::Council), None);
    assert_eq!(with_lender(PartnerKind::Agency), Some((path, Problem::NotACouncilLoan)));
}

#[test]
fn public_receipts_after_the_period_do_not_count() {
    let mut deal = found!("public_receipts_after_the_period");
    let central = case(&deal).central;
    assert_eq!(central.benefits, Pence(100_000_000));
    assert_eq!((central.public_cost.grant, central.public_cost.receipts), (Pence(92_251_750), Pence(75_132_016)));
    assert_eq!(central.costs, Pence(17_119_734));
    let BenefitCostRatio::Ratio(ratio) = central.ratio else { panic!("no ratio") };
    assert!((ratio - 5.84).abs() < 0.005, "{ratio}");
    // Fees waived after the period do not count either; those in its last month do.
    let fee = |id: &str, month| DatedSum { id: id.to_owned(), month, amount: 1_000.0 };
    deal.public.economic_case.as_mut().unwrap().fees_waived = vec![fee("in", 360), fee("after", 361)];
    let waived = case(&deal).central.public_cost.fees_waived;
    assert!(waived.is_positive() && waived < Pence(100_000), "{waived:?}");
}

#[test]
fn a_drawdown_belongs_to_the_year_that_it_begins() {
    let result = case(&found!("annual_view_drawdown_year"));
    assert_eq!(result.annual.uplift[0].present_value, Pence(96_618_357));
    assert_eq!(result.central.uplift[0].present_value, Pence(96_618_357));
}

/// Land of 1.2m and cash of 0.6m: two thirds, as in the run's own split of the surplus.
#[test]
fn the_share_for_stamp_duty_without_a_split_is_by_contribution() {
    let checked = check(&found!("lower_proportions_without_split")).unwrap();
    let share = council_accounts(&checked, &appraise(&checked)).stamp_duty_share.suggested.unwrap();
    assert!((share - 2.0 / 3.0).abs() < 1e-9, "{share}");
}

#[test]
fn right_to_buy_counts_the_homes_of_the_council() {
    let mut deal = found!("right_to_buy_of_association_homes");
    let first = |deal: &Deal| {
        let checked = check(deal).unwrap();
        council_accounts(&checked, &appraise(&checked)).right_to_buy.unwrap().by_year[0]
    };
    assert_eq!(first(&deal), 0.0);
    for (recipient, homes) in
        [("council", 24.0), ("The council", 24.0), ("Norwich City Council", 24.0), ("developer", 0.0), ("", 0.0)]
    {
        let rented = deal.home_types.iter_mut().filter(|home| home.tenure == Tenure::AffordableRent);
        rented.for_each(|home| home.recipient = recipient.to_owned());
        assert_eq!(first(&deal), homes, "{recipient}");
    }
}

#[test]
fn plots_and_homes_for_sale_house_no_households_from_the_register() {
    let mut deal = found!("accommodation_saved_by_plots");
    let saved = |deal: &Deal| {
        let checked = check(deal).unwrap();
        let result = appraise(&checked);
        let housed: f64 = homes_cube(&checked, &result).by_year.iter().map(|year| year.first_nominations).sum();
        let offers = compare_offers(deal, &[(&checked, &result)], deal.start);
        (council_revenue(&checked).temporary_accommodation.unwrap().full_year, housed, offers[0].nominations)
    };
    assert_eq!(saved(&deal), (Pence::ZERO, 0.0, None));
    let sold = deal.home_types.iter_mut().filter(|home| home.tenure == Tenure::MarketSale);
    sold.for_each(|home| home.nominations_percent = 50.0);
    assert_eq!(saved(&deal), (Pence::ZERO, 0.0, None));
}

/// The agency's note at 16% does not reduce the advantage of the council's at 0%: each loan is judged separately.
#[test]
fn a_loan_above_the_market_rate_does_not_offset_one_below() {
    let deal = found!("cheap_loan_netted_by_dear_one");
    assert_eq!(grant_equivalent_of_loans(&check(&deal).unwrap()), Some(Pence(1_337_768)));
    let loans = operand(&raised(&deal), FlagCode::Subsidy, OperandName::GrantEquivalentOfLoans);
    assert_eq!(loans, Some(Pence(1_337_768)));
}

/// The same two notes from one partner: coupons are not averaged.
#[test]
fn a_note_above_the_market_rate_does_not_offset_another_of_the_same_partner() {
    let mut deal = found!("cheap_loan_netted_by_dear_one");
    let council = deal.partners[0].id.clone();
    for row in &mut deal.contributions {
        if let Contribution::CashLoanNote { partner, .. } = row {
            *partner = council.clone();
        }
    }
    let given = grant_equivalent_of_loans(&check(&deal).unwrap()).unwrap();
    assert!((given - Pence(1_337_768)).abs() < Pence(100_000) && given.is_positive(), "{given:?}");
}

/// GD-1's council without the mark is flagged; with the mark it is not.
#[test]
fn a_council_not_marked_public_is_flagged() {
    let mut deal = found!("split_of_land_note_not_contingent");
    let funding = |deal: &Deal| operand(&raised(deal), FlagCode::CouncilNotPublic, OperandName::PublicFunding);
    deal.partners[0].public = false;
    assert_eq!(funding(&deal), Some(Pence(120_000_000)));
    deal.partners[0].public = true;
    assert_eq!(funding(&deal), None);
}

/// 25% held at today's prices stays 25% when prices rise.
#[test]
fn community_share_of_value_is_at_todays_prices() {
    let mut deal = document::open(samples::GD_1.document).unwrap();
    deal.community.holdings = vec![appraisal::deal::Holding {
        id: "trust".to_owned(),
        holder: "Land trust".to_owned(),
        homes: 6.0,
        value: 1_500_000.0,
    }];
    let row = appraisal::deal::GrowthRow { id: "all".to_owned(), from_month: 0, percent: 10.0 };
    deal.growth.house_price = vec![row];
    let checked = check(&deal).unwrap();
    assert_eq!(community(&checked, &appraise(&checked)).community_value, Some(0.25));
}

#[test]
fn a_day_outside_the_calendar_is_refused() {
    let mut deal = document::open(samples::GD_1.document).unwrap();
    for (day, is_day) in
        [("2026-02-31", false), ("2026-02-29", false), ("2028-02-29", true), ("2026-04-31", false), ("2026-4-1", false)]
    {
        deal.rule_set = day.to_owned();
        assert_eq!(check(&deal).is_ok(), is_day, "{day}");
    }
}

/// GD-1's 24 homes as extra care: none of them is a general home, so none is additional.
#[test]
fn care_homes_are_counted_separately_from_general_homes() {
    let mut deal = document::open(samples::GD_1.document).unwrap();
    deal.home_types.iter_mut().for_each(|home| home.tenure = Tenure::ExtraCare);
    let checked = check(&deal).unwrap();
    let result = appraise(&checked);
    let cube = homes_cube(&checked, &result);
    assert_eq!((cube.gross, cube.care, cube.net, cube.additional), (0, 24, 0, 0.0));
    assert_eq!((result.homes.planned, result.homes.care, result.homes.net), (24, 24, 0));
    assert_eq!(result.jobs.net_homes, 0.0);
}
