//! Flags compared with figures calculated by hand.

use super::*;
use crate::{appraise, check, document, samples};
use deal::{FundingOrder, GrowthRow, HeldFor, LoanShape, MatchTiming, ScheduledLoan, View};

fn raised(deal: &Deal) -> Vec<Flag> {
    let checked = check(deal).unwrap();
    flags(&checked, &appraise(&checked))
}

fn gd(sample: samples::Sample) -> Deal {
    document::open(sample.document).unwrap()
}

fn of(flags: &[Flag], code: FlagCode) -> Option<&Flag> {
    flags.iter().find(|flag| flag.code == code)
}

fn operand(flag: &Flag, name: OperandName) -> Pence {
    flag.operands.iter().find(|operand| operand.name == name).unwrap().amount
}

/// GD-1 with a council whose discount rate is 0%: present values are sums.
fn undiscounted(unrestricted_value: f64) -> Deal {
    let mut deal = gd(samples::GD_1);
    deal.partners[0].discount_rate_percent = 0.0;
    deal.sites[0].unrestricted_value = Some(unrestricted_value);
    deal
}

#[test]
fn undervalue_is_measured_on_what_is_certain() {
    // GD-1 pays the council 1,750,546.80: capital 1,200,000, preferred return, and a contingent split.
    let deal = undiscounted(1_500_000.0);
    let checked = check(&deal).unwrap();
    let result = appraise(&checked);
    let terms = consideration(&checked, &result, 0).unwrap();
    assert_eq!(terms.non_contingent, Pence(120_000_000) + result.partners[0].preferred_return);
    assert_eq!(terms.contingent, result.partners[0].split);
    assert_eq!(terms.non_contingent + terms.contingent, Pence(175_054_680));
    let found = flags(&checked, &result);
    let flag = of(&found, FlagCode::WithinConsent).unwrap();
    assert_eq!(operand(flag, OperandName::Undervalue), Pence(150_000_000) - terms.non_contingent);
    assert_eq!((flag.mark, flag.sources), (MarkKind::Source, &["L2", "L5"][..]));
    assert!(of(&found, FlagCode::ContingentConsideration).is_some());
    assert!(of(&found, FlagCode::Subsidy).is_some() && of(&found, FlagCode::SubsidyReferral).is_none());
}

#[test]
fn above_two_millions_the_consent_does_not_cover_it() {
    let found = raised(&undiscounted(4_000_000.0));
    let flag = of(&found, FlagCode::AboveConsent).unwrap();
    assert_eq!(operand(flag, OperandName::Threshold), Pence(200_000_000));
    assert!(of(&found, FlagCode::WithinConsent).is_none());
    // 40,000,000 of land for 1.75m is above 25m, and above 5m in a sensitive sector.
    assert!(of(&raised(&undiscounted(40_000_000.0)), FlagCode::SubsidyReferral).is_some());
    let mut sensitive = undiscounted(9_000_000.0);
    assert!(of(&raised(&sensitive), FlagCode::SubsidyReferral).is_none());
    sensitive.public.law.sensitive_sector = true;
    assert!(of(&raised(&sensitive), FlagCode::SubsidyReferral).is_some());
}

#[test]
fn a_cheap_loan_is_worth_the_interest_it_saves() {
    // 100,000 for a year at 4% against 10%: 3,000 is saved at each half-year, at 1.1^-0.5 and 1.1^-1:
    // 2,860.39 + 2,727.27 = 5,587.66.
    let mut deal = gd(samples::GD_1);
    deal.funding.scheduled_loans = vec![ScheduledLoan {
        id: "loan".to_owned(),
        name: "Loan".to_owned(),
        lender: Some(deal.partners[0].id.clone()),
        month: 0,
        amount: 100_000.0,
        rate_percent: 4.0,
        margin_percent: 0.0,
        years: 1,
        shape: LoanShape::Maturity,
    }];
    deal.public.law.market_interest_percent = Some(10.0);
    let checked = check(&deal).unwrap();
    assert_eq!(grant_equivalent_of_loans(&checked), Some(Pence(558_766)));
    // At the market rate there is no advantage.
    deal.public.law.market_interest_percent = Some(4.0);
    assert_eq!(grant_equivalent_of_loans(&check(&deal).unwrap()), Some(Pence::ZERO));
}

#[test]
fn ticks_and_purposes_are_flagged() {
    let mut deal = gd(samples::GD_1);
    deal.sites[0].held_for = Some(HeldFor::Housing);
    deal.sites[0].open_space = true;
    deal.public.law.partner_delivers_works = true;
    deal.phases[0].build_start_month = 13;
    let codes: Vec<FlagCode> = raised(&deal).iter().map(|flag| flag.code).collect();
    for code in [
        FlagCode::OtherConsents,
        FlagCode::OpenSpace,
        FlagCode::Procurement,
        FlagCode::NoUnrestrictedValue,
        FlagCode::LandUpfront,
    ] {
        assert!(codes.contains(&code), "{code:?} is not in {codes:?}");
    }
}

#[test]
fn a_failing_run_says_what_it_leaves_open() {
    // GD-8: 8 of 24 unsold, largest shortfall 543,933.33, final debt 317,891.89 (method 9).
    let found = raised(&gd(samples::GD_8));
    assert_eq!(of(&found, FlagCode::UnsoldAtEnd).unwrap().count, Some(8));
    assert_eq!(operand(of(&found, FlagCode::Shortfall).unwrap(), OperandName::CashShortAtMost), Pence(54_393_333));
    assert_eq!(operand(of(&found, FlagCode::ClosingDebt).unwrap(), OperandName::Unpaid), Pence(31_789_189));
}

#[test]
fn real_and_nominal_are_never_mixed_in_silence() {
    // GD-10 without growth mixes nothing; with only prices rising it does; with CPI rising too it does not, but
    // shown in real terms its cash commitment is fixed in money.
    let mut deal = gd(samples::GD_10);
    let codes = |deal: &Deal| raised(deal).iter().map(|flag| flag.code).collect::<Vec<_>>();
    assert!(!codes(&deal).contains(&FlagCode::RealAndNominalMixed));
    let row = GrowthRow { id: "all".to_owned(), from_month: 0, percent: 2.5 };
    deal.growth.house_price = vec![row.clone()];
    assert!(codes(&deal).contains(&FlagCode::RealAndNominalMixed));
    deal.growth.consumer_prices = vec![row];
    deal.price_base_month = -1;
    assert!(!codes(&deal).contains(&FlagCode::RealAndNominalMixed));
    assert!(!codes(&deal).contains(&FlagCode::NoRealTwin));
    deal.view = View::Real;
    assert_eq!(of(&raised(&deal), FlagCode::NoRealTwin).unwrap().count, Some(1));
}

#[test]
fn no_words_judge_the_deal() {
    for code in FlagCode::ALL {
        assert!(!code.words().to_lowercase().contains("lawful"), "{code:?}");
        let rule = code.rule();
        assert!(rule.is_none_or(|id| rates::on(id, "2027-04-01").is_some()), "{code:?}: {rule:?}");
    }
}

/// A council that contributes its own cash and lends 600,000, for space held only for yield.
#[test]
fn what_a_council_funds_for_yield_is_its_cash_and_its_loans() {
    let mut deal = gd(samples::GD_1);
    deal.public.law.yield_only_assets = true;
    let loan = |id: &str, lender: &str, amount: f64| ScheduledLoan {
        id: id.to_owned(),
        name: id.to_owned(),
        lender: Some(lender.to_owned()),
        month: 0,
        amount,
        rate_percent: 5.0,
        margin_percent: 0.0,
        years: 3,
        shape: LoanShape::Maturity,
    };
    let (council, other) = (deal.partners[0].id.clone(), deal.partners[1].id.clone());
    deal.funding.scheduled_loans = vec![loan("own", &council, 600_000.0), loan("other", &other, 100_000.0)];
    let checked = check(&deal).unwrap();
    let result = appraise(&checked);
    let found = flags(&checked, &result);
    let flag = of(&found, FlagCode::BorrowingForYield).unwrap();
    assert_eq!(flag.subject, council);
    assert_eq!(operand(flag, OperandName::PublicFunding), result.partners[0].cash_in + Pence(60_000_000));
}

/// Overage and a true-up on one phase share its uplift twice; overage on another phase, or a 0% share, does not.
#[test]
fn uplift_is_shared_twice_only_within_a_phase() {
    let mut deal = gd(samples::GD_4);
    deal.overage.truncate(1);
    let site = deal.phases.iter().find(|phase| phase.id == deal.overage[0].phase).unwrap().site.clone();
    for other in &mut deal.sites {
        other.true_up =
            (other.id == site).then_some(deal::TrueUp { share_percent: 50.0, mode: deal::TrueUpMode::TwoWay });
    }
    for phase in &mut deal.phases {
        phase.actual_land_value = (phase.id == deal.overage[0].phase).then_some(900_000.0);
    }
    let twice = |deal: &Deal| of(&raised(deal), FlagCode::UpliftSharedTwice).map(|flag| flag.subject.clone());
    assert_eq!(twice(&deal), Some(deal.overage[0].phase.clone()));
    let mut nothing = deal.clone();
    nothing.overage[0].share_percent = 0.0;
    assert_eq!(twice(&nothing), None);
    let mut no_share = deal.clone();
    no_share.sites.iter_mut().for_each(|site| {
        if let Some(up) = &mut site.true_up {
            up.share_percent = 0.0;
        }
    });
    assert_eq!(twice(&no_share), None);
}

/// GD-1 sells 24 homes: an obligation at the 24th is due, one at the 25th never is.
#[test]
fn an_obligation_at_a_home_that_is_never_occupied_is_told_of() {
    let deal = gd(samples::GD_1);
    let homes: u32 = deal.phases[0].homes.iter().map(|row| row.count).sum();
    let with = |at: u32| {
        let mut deal = deal.clone();
        deal.phases[0].section_106 = vec![deal::Obligation {
            id: "school".to_owned(),
            per_home: 0.0,
            lump_sum: 70_000.0,
            at_occupation: Some(at),
            index: None,
        }];
        raised(&deal)
    };
    assert!(of(&with(homes), FlagCode::ObligationNeverDue).is_none());
    let found = with(homes + 1);
    let flag = of(&found, FlagCode::ObligationNeverDue).unwrap();
    assert_eq!((operand(flag, OperandName::NeverDue), flag.count), (Pence(7_000_000), Some(1)));
}

/// The council that builds alone keeps its land: nothing is disposed of, whatever the land is worth and held for. With a
/// partner's pound in the venture the same land is disposed of.
#[test]
fn nothing_is_disposed_of_where_the_owner_alone_has_a_stake() {
    let mut deal = gd(samples::BUILT_ALONE);
    deal.sites[0].unrestricted_value = Some(9_000_000.0);
    deal.sites[0].held_for = Some(HeldFor::Housing);
    deal.sites[0].open_space = true;
    // With prices lower it does not get the value of its land back.
    deal.home_types.iter_mut().filter(|home| home.id == "market").for_each(|home| home.price = Some(250_000.0));
    let of_disposals = |deal: &Deal| -> Vec<FlagCode> {
        let codes = raised(deal).into_iter().map(|flag| flag.code);
        codes.filter(|code| *code <= FlagCode::OpenSpace || *code == FlagCode::Subsidy).collect()
    };
    assert_eq!(of_disposals(&deal), []);
    deal.sites[0].unrestricted_value = None;
    assert_eq!(of_disposals(&deal), []);
    deal.sites[0].unrestricted_value = Some(9_000_000.0);
    deal.contributions.push(deal::Contribution::cash_equity("cash", "association", 1.0, 0));
    let found = of_disposals(&deal);
    for code in [FlagCode::AboveConsent, FlagCode::OtherConsents, FlagCode::OpenSpace, FlagCode::Subsidy] {
        assert!(found.contains(&code), "{code:?} is not in {found:?}");
    }
}

/// A share of the surplus, a guarantee, a buyer of part of the interest: each is a stake. A seller of land is none.
#[test]
fn a_stake_is_what_is_put_in_or_a_share() {
    use crate::sole_partner;
    let alone = gd(samples::BUILT_ALONE);
    assert_eq!(sole_partner(&alone), Some(0));
    let with = |edit: fn(&mut Deal)| {
        let mut deal = alone.clone();
        edit(&mut deal);
        sole_partner(&deal)
    };
    assert_eq!(with(|deal| deal.sharing.split[1].percent = 10.0), None);
    assert_eq!(with(|deal| deal.sites[0].owner = "association".to_owned()), None);
    assert_eq!(
        with(|deal| deal.contributions.push(deal::Contribution::cash_equity("cash", "council", 1.0, 0))),
        Some(0)
    );
    assert_eq!(
        with(|deal| deal.contributions.push(deal::Contribution::cash_equity("cash", "association", 0.0, 0))),
        Some(0)
    );
    for sample in samples::ALL.iter().filter(|sample| sample.name != samples::BUILT_ALONE.name) {
        let deal = document::open(sample.document).unwrap();
        let sole = sole_partner(&deal);
        assert!(sole.is_none() || sample.name == samples::SOLD_OUTRIGHT.name, "{}: {sole:?}", sample.name);
    }
}

/// The plan of the matched deal credits £6m of land for £1 of cash each. In every other funding order, and for cash on need,
/// nothing says that cash has to match.
#[test]
fn cash_that_matches_land_is_flagged_if_not_called_or_short() {
    let matched = |amount: f64, timing: MatchTiming| {
        let mut deal = gd(samples::LABV_MATCHED_EQUITY);
        deal.funding.order = FundingOrder::Matched { ratio: 1.0, timing };
        raised(&deal.with("/contributions/partner-cash/amount", amount.into()).unwrap())
    };
    let sums = |found: &[Flag], code, names: [OperandName; 2]| {
        of(found, code).map(|flag| (flag.subject.clone(), names.map(|name| operand(flag, name).0)))
    };
    let uncalled = [OperandName::CashCommitted, OperandName::CashCalled];
    let short = [OperandName::CashToMatch, OperandName::CashCalled];
    let partner = || "developer".to_owned();
    for (amount, not_called, below) in [
        (6_000_000.0, None, None),
        (8_000_000.0, Some((partner(), [800_000_000, 600_000_000])), None),
        (4_000_000.0, None, Some((partner(), [600_000_000, 400_000_000]))),
    ] {
        let found = matched(amount, MatchTiming::AtCredit);
        assert_eq!(sums(&found, FlagCode::CashNotCalled, uncalled), not_called);
        assert_eq!(sums(&found, FlagCode::CashBelowMatch, short), below);
    }
    assert!(of(&matched(8_000_000.0, MatchTiming::OnNeed), FlagCode::CashNotCalled).is_some());
    assert!(of(&matched(4_000_000.0, MatchTiming::OnNeed), FlagCode::CashBelowMatch).is_none());
    let mut other = gd(samples::LABV_MATCHED_EQUITY);
    other.funding.order = FundingOrder::DebtFirst;
    assert!(of(&raised(&other), FlagCode::CashNotCalled).is_none());
    // Land at a deferred price is credited to nobody: the rest of the cash is not needed.
    let mut document = gd(samples::LABV_MATCHED_EQUITY).to_document();
    for row in document["contributions"].as_array_mut().unwrap() {
        if let Some(mut land) = row.get("land_in_kind").cloned() {
            land["instalments"] = serde_json::json!([{ "id": "all", "percent": 100, "due": "drawdown" }]);
            *row = serde_json::json!({ "land_deferred": land });
        }
    }
    let deferred = Deal::of_document(&document).unwrap();
    let deferred = deferred.with("/contributions/partner-cash/amount", 90_000_000.into()).unwrap();
    assert!(of(&raised(&deferred), FlagCode::CashNotCalled).is_none());
}
