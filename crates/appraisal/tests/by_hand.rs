//! Figures outside the run, calculated by hand on small deals. Each test states the arithmetic.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use appraisal::alternatives::alternatives;
use appraisal::deal::{
    Alternatives, Contribution, CouncilTax, EconomicCase, Exit, GrowthRow, OptimismBias, PartnerKind, PhaseValue,
    ProgrammeCost, ResidualLand, ResidualTarget, VatLost, View, WorksKind,
};
use appraisal::explain::{OpenBook, Step, Value};
use appraisal::picture::picture;
use appraisal::postings::Line;
use appraisal::residual::{Residual, residual};
use appraisal::stress::Stress;
use appraisal::{
    Appraisal, CheckedDeal, Deal, Pence, Problem, appraise, appraise_under, check, document, economic_case, exits,
    indirect, real_terms, samples, without_real_twin,
};

fn gd(sample: samples::Sample) -> Deal {
    document::open(sample.document).unwrap()
}

fn checked(deal: &Deal) -> CheckedDeal {
    check(deal).unwrap_or_else(|findings| panic!("{findings:?}"))
}

/// 474 of Norwich's 1,300 homes are affordable.
#[test]
fn the_affordable_share() {
    let share = picture(&appraise(&checked(&gd(samples::NORWICH_2009)))).affordable_share;
    assert!((share - 474.0 / 1_300.0).abs() < 1e-12, "{share}");
}

#[test]
fn the_real_view_is_shown_first_where_the_deal_says_so() {
    let mut deal = gd(samples::GD_1);
    let is_first = |deal: &Deal| {
        let checked = checked(deal);
        real_terms(&checked, &appraise(&checked)).is_shown_first
    };
    assert!(!is_first(&deal));
    deal.view = View::Real;
    assert!(is_first(&deal));
}

/// An amount in the first month is equal in real and nominal terms; a later one differs, unless it is zero.
#[test]
fn only_later_amounts_have_no_real_twin() {
    let mut deal = gd(samples::NORWICH_2009);
    let path = format!("/costs/programme/{}", deal.costs.programme[0].id);
    let is_listed = |deal: &Deal| without_real_twin(deal).contains(&path);
    assert!(is_listed(&deal));
    deal.costs.programme[0].month = 0;
    assert!(!is_listed(&deal));
    deal.costs.programme[0].month = 15;
    deal.costs.programme[0].amount = 0.0;
    assert!(!is_listed(&deal));
}

/// Two councils: the one that owns the first site collects the council tax.
#[test]
fn one_council_collects_council_tax() {
    let mut deal = gd(samples::GD_1);
    deal.partners[1].kind = PartnerKind::Council;
    deal.partners.iter_mut().for_each(|partner| partner.public = true);
    deal.public.council_tax = Some(CouncilTax { band_d: Some(1_000.0), ..CouncilTax::default() });
    let checked = checked(&deal);
    let found = indirect(&checked, &appraise(&checked));
    assert!(found[0].council_tax.is_positive());
    assert_eq!(found[1].council_tax, Pence::ZERO);
}

/// The buyer of the land pays 30% of receipts above 200,000 per home. GD-1 sells 24 homes for the market receipts less
/// sales costs that its appraisal posts: 0.3 x (receipts - 24 x 200,000).
#[test]
fn overage_on_a_sale_of_the_land() {
    let mut deal = gd(samples::GD_1);
    deal.alternatives =
        Alternatives { sale_overage_percent: 30.0, sale_overage_threshold: 200_000.0, ..Alternatives::default() };
    let checked = checked(&deal);
    let appraisal = appraise(&checked);
    let found = alternatives(&checked, &appraisal).sale;
    let receipts = appraisal.postings.total(Line::MarketSales) - appraisal.postings.total(Line::SalesCosts);
    let expected = (receipts - Pence(24 * 20_000_000)).as_f64() * 0.3;
    assert!(expected > 0.0 && (found.overage.as_f64() - expected).abs() <= 24.0, "{:?} {expected}", found.overage);
    assert!(found.present_value > found.price);
}

fn leaving(deal: &mut Deal, month: u32) {
    deal.exits = vec![Exit {
        id: "one".to_owned(),
        partner: deal.partners[1].id.clone(),
        month,
        share_percent: 100.0,
        finished_homes_percent: 100.0,
        work_in_progress_percent: 0.0,
        kept_value: 0.0,
        unbuilt_land_percent: 0.0,
        costs_percent: 0.0,
    }];
}

/// GD-1 without growth, sold at one home a month: all 24 homes are finished at the end of construction, and those not
/// sold by then are valued at their price.
#[test]
fn finished_homes_are_valued_at_their_price() {
    let mut deal = gd(samples::GD_1);
    deal.growth.lists_mut().into_iter().for_each(Vec::clear);
    deal.home_types[0].sales_a_month = Some(1.0);
    // Cash is received with the sale, so it shows how many homes are sold.
    deal.home_types[0].sale_lag_months = 0;
    deal.months = 60;
    let price = deal.home_types[0].price.unwrap();
    let checked_deal = checked(&deal);
    let appraisal = appraise(&checked_deal);
    let last = appraisal.homes.by_row.last_completion;
    leaving(&mut deal, u32::try_from(last + 1).unwrap());
    let found = exits(&checked(&deal)).remove(0);
    let sold_by_then =
        appraisal.postings.series_of(|line| line == Line::MarketSales)[..=last + 1].iter().copied().sum::<Pence>();
    let unsold = Pence::from_pounds(24.0 * price) - sold_by_then;
    assert!(unsold.is_positive());
    assert_eq!(found.realised.finished_homes, unsold);
}

/// An economic case of GD-1 with a public council that also pays the cash: costs of works 20% higher call more of it.
#[test]
fn optimism_bias_raises_what_the_public_side_pays() {
    let mut deal = gd(samples::GD_1);
    deal.partners.iter_mut().for_each(|partner| partner.public = true);
    let id = deal.phases[0].id.clone();
    let mut case = |optimism_bias: Vec<OptimismBias>| {
        let new_use_values = vec![PhaseValue { id: id.clone(), value: 3_000_000.0 }];
        deal.public.economic_case = Some(EconomicCase { new_use_values, optimism_bias, ..EconomicCase::default() });
        economic_case(&checked(&deal)).unwrap()
    };
    let works = OptimismBias {
        id: "works".to_owned(),
        kind: WorksKind::StandardBuildings,
        share_percent: 100.0,
        mitigated_percent: 0.0,
    };
    let (without, with) = (case(Vec::new()), case(vec![works]));
    assert_eq!(without.cost_multiplier, 1.0);
    assert!(with.cost_multiplier > 1.1);
    assert!(with.central.public_cost.cash > without.central.public_cost.cash);
}

/// A phase has a value in its new use if the deal gives one, or gives residual terms.
#[test]
fn a_new_use_is_valued_by_hand_or_by_residual() {
    let mut deal = gd(samples::GD_1);
    deal.partners.iter_mut().for_each(|partner| partner.public = true);
    deal.sites[0].existing_use_value = Some(0.0);
    deal.public.economic_case = Some(EconomicCase::default());
    let terms = deal.residual_land.take();
    assert!(economic_case(&checked(&deal)).unwrap().lacks_new_use_value);
    deal.residual_land = terms;
    let checked_deal = checked(&deal);
    let found = economic_case(&checked_deal).unwrap();
    assert!(!found.lacks_new_use_value);
    // GD-1 is one phase, drawn down at once: the uplift is its residual value in real terms, multiplied by
    // additionality.
    let Some(Residual::Value(value)) = residual(&checked_deal) else { panic!() };
    let uplift = found.central.uplift[0].present_value.as_f64();
    assert!((uplift - value.as_f64() * found.additional).abs() <= 100.0, "{uplift} {value:?}");
}

/// Residual value by profit on value: if the land costs that price, profit is 20% of market receipts, 6% of affordable
/// ones and 15% of commercial ones, all read from the postings.
#[test]
fn residual_land_leaves_the_required_profit_on_each_kind() {
    let mut deal = gd(samples::GD_1);
    let target =
        ResidualTarget::ProfitOnValue { market_percent: 20.0, affordable_percent: 6.0, commercial_percent: 15.0 };
    deal.residual_land = Some(ResidualLand { target, finance_percent: 0.0, legal_percent: 0.0, stamp_duty: false });
    let value = |deal: &Deal| match residual(&checked(deal)).unwrap() {
        Residual::Value(value) => value.as_f64(),
        Residual::FundingGap(gap) => panic!("{gap:?}"),
    };
    let all_market = value(&deal);
    // The same receipts as discount market sale require 14 percentage points less profit.
    deal.home_types[0].tenure = appraisal::deal::Tenure::DiscountMarketSale;
    let appraisal = appraise(&checked(&deal));
    let receipts = appraisal.postings.total(Line::DiscountSales).as_f64();
    assert!(receipts > 0.0);
    let more = value(&deal) - all_market;
    assert!((more - 0.14 * receipts).abs() <= 0.001 * receipts, "{more} {receipts}");
}

/// Shares of stage payments above 100% are refused; those up to 100% are accepted.
#[test]
fn stage_payments_add_up_to_at_most_100_percent() {
    let mut deal = gd(samples::GD_7);
    let home = deal.home_types.iter_mut().find(|home| home.stages.is_some()).unwrap();
    let id = home.id.clone();
    let with = |deal: &Deal, land: f64, build: f64| {
        let mut deal = deal.clone();
        let stages = deal.home_types.iter_mut().find(|home| home.id == id).unwrap().stages.as_mut().unwrap();
        (stages.land_percent, stages.build_percent) = (land, build);
        check(&deal).err().unwrap_or_default()
    };
    assert_eq!(with(&deal, 40.0, 60.0), []);
    let [finding] = &with(&deal, 60.0, 50.0)[..] else { panic!() };
    assert_eq!(finding.problem, Problem::SharesDoNotAddUp { sum: 110.0 });
}

/// The open book: a total by years names each year; the chain of jobs ends at the requested step; and the terms of
/// every figure that is a sum of the ledger add up to it.
#[test]
fn the_open_book_shows_every_part() {
    let checked = checked(&gd(samples::NORWICH_2009));
    let appraisal = appraise(&checked);
    let book = OpenBook::of(&checked, &appraisal);
    let years = appraisal.years.count;
    let mut totals_by_year = 0;
    for id in book.ids() {
        let derivation = book.explain(&id).unwrap();
        let of_years = derivation.operands.iter().filter(|operand| {
            operand
                .figure
                .as_ref()
                .is_some_and(|figure| figure.rsplit_once('/').is_some_and(|(_, year)| year.parse::<usize>().is_ok()))
        });
        totals_by_year += usize::from(of_years.count() == years);
        if let (Value::Pence(value), [_, ..]) = (&derivation.value, &derivation.terms[..]) {
            let sum: Pence = derivation.terms.iter().map(|term| term.total).sum();
            assert_eq!(sum, *value, "{id}");
        }
    }
    assert!(totals_by_year > 0);
    let factors = |id: &str| {
        let steps = book.explain(id).unwrap().steps;
        steps.iter().filter(|step| matches!(step, Step::Factor { .. })).count()
    };
    assert_eq!(
        (factors("jobs/chain/deadweight"), factors("jobs/chain/displacement"), factors("jobs/chain/multiplier")),
        (1, 3, 5)
    );
}

/// Every construction line belongs to a phase, in the order of the phases.
#[test]
fn lines_of_building_name_their_phase() {
    let deal = gd(samples::NORWICH_2009);
    let checked = checked(&deal);
    let appraisal = appraise(&checked);
    let ledger = OpenBook::of(&checked, &appraisal).explain("line/build").unwrap().ledger;
    assert!(!ledger.is_empty());
    let of = |id: &str| ledger.iter().filter(|listed| listed.line.phase.as_deref() == Some(id)).count();
    // The small sites are built by the association: the venture pays for the seven phases of Three Score.
    assert_eq!(of("small-sites"), 0);
    assert_eq!(deal.phases.iter().map(|phase| of(&phase.id)).sum::<usize>(), ledger.len());
    assert!(deal.phases.iter().skip(1).all(|phase| of(&phase.id) > 0));
}

/// A start a year later moves the sale of let homes by twelve months.
#[test]
fn let_homes_are_sold_later_if_the_deal_starts_later() {
    let mut deal = gd(samples::GD_6);
    let letting = deal.home_types.iter_mut().find_map(|home| home.letting.as_mut()).unwrap();
    letting.exit_month = Some(200);
    letting.yield_percent = 5.0;
    let checked = checked(&deal);
    let sold_at = |start_later: usize| {
        let stress = Stress { start_later, ..Stress::NONE };
        let series = appraise_under(&checked, &stress).postings.series_of(|line| line == Line::InvestmentSales);
        series.iter().position(|sum| sum.is_positive())
    };
    let (now, later) = (sold_at(0).unwrap(), sold_at(12).unwrap());
    assert_eq!(later, now + 12);
}

/// GD-7 sells its space at month 59 and the rent on its shared ownership at month 119: a year later, both are.
#[test]
fn rent_on_shared_ownership_is_sold_later_if_the_deal_starts_later() {
    let checked = checked(&gd(samples::GD_7));
    let sales = |start_later: usize| -> Vec<usize> {
        let stress = Stress { start_later, ..Stress::NONE };
        let series = appraise_under(&checked, &stress).postings.series_of(|line| line == Line::InvestmentSales);
        series.iter().enumerate().filter(|(_, sum)| sum.is_positive()).map(|(k, _)| k).collect()
    };
    assert_eq!(sales(0), [60, 120]);
    assert_eq!(sales(12), [72, 132]);
}

/// Norwich's surplus is £57.03m of its money in, £226.79m of receipts and £7.50m of cash (method 5.2 and 5.4): 24.3%.
#[test]
fn surplus_as_a_share_of_money_in() {
    let share = picture(&appraise(&checked(&gd(samples::NORWICH_2009)))).left_over.unwrap();
    assert!((share - 57.03 / (226.79 + 7.5)).abs() < 0.001, "{share}");
}

/// 10% VAT lost on externals only is 10% of externals, rounded month by month.
#[test]
fn vat_is_lost_on_externals_by_its_own_share() {
    let mut deal = gd(samples::GD_2);
    deal.costs.vat_lost = VatLost { externals_percent: 10.0, ..VatLost::default() };
    let postings = appraise(&checked(&deal)).postings;
    let (lost, externals) = (postings.total(Line::VatLost), postings.total(Line::Externals));
    assert!(externals.is_positive());
    assert!((lost.as_f64() - externals.as_f64() / 10.0).abs() <= f64::from(deal.months), "{lost:?} {externals:?}");
}

/// Land worth zero and cash of zero are no contribution; £1 of cash is one.
#[test]
fn some_partner_must_contribute() {
    let mut deal = gd(samples::GD_1);
    deal.sites.iter_mut().for_each(|site| site.value = 0.0);
    let with = |amount: f64| {
        let mut deal = deal.clone();
        for row in &mut deal.contributions {
            if let Contribution::CashEquity { amount: of, .. } = row {
                *of = amount;
            }
        }
        check(&deal).err().unwrap_or_default()
    };
    assert!(with(0.0).iter().any(|finding| finding.problem == Problem::NobodyPutsAnythingIn));
    assert_eq!(with(1.0), []);
}

/// A run is exact to the penny only below about nine thousand million million pence. This exceeds each bound
/// separately: contributions with their return, interest on cash, and flows at the top of their index.
#[test]
fn amounts_too_large_for_exact_pence_are_refused_by_each_bound() {
    let is_refused = |change: &dyn Fn(&mut Deal)| {
        let mut deal = gd(samples::GD_1);
        deal.months = 720;
        change(&mut deal);
        match check(&deal) {
            Ok(_) => false,
            Err(findings) => {
                assert_eq!(findings.iter().map(|finding| &finding.problem).collect::<Vec<_>>(), [&Problem::TooLarge]);
                true
            }
        }
    };
    // Contributions, 3 x land + cash: £4.8m and £16.2m; times 1.3^60 = 6,864,377, in pence: 3.3e15 and 1.1e16.
    let preferred = |percent: f64, land: f64| {
        move |deal: &mut Deal| {
            deal.sharing.preferred_return_percent = percent;
            deal.sites[0].value = land;
        }
    };
    assert!(!is_refused(&preferred(30.0, 1_200_000.0)));
    assert!(is_refused(&preferred(30.0, 5_000_000.0)));
    assert!(!is_refused(&preferred(20.0, 5_000_000.0)));
    // Twice (1 + i/12)^720 of all flows: 394 at 10%, 53 million at 30%.
    assert!(!is_refused(&|deal| deal.funding.cash_interest_percent = 10.0));
    assert!(is_refused(&|deal| deal.funding.cash_interest_percent = 30.0));
    // Flows at the top of their index, and again deflated where prices have fallen: about 1.1^124 = 136,000 and
    // 1.15^124 = 34 million times a thousand million pence.
    let grows = |percent: f64| {
        move |deal: &mut Deal| {
            deal.growth.house_price = vec![GrowthRow { id: "all".to_owned(), from_month: 0, percent }];
        }
    };
    assert!(!is_refused(&grows(10.0)));
    assert!(is_refused(&grows(15.0)));
}

/// The inputs behind a partner's cash are its own contributions only.
#[test]
fn cash_paid_in_depends_on_a_partners_own_contributions() {
    let deal = gd(samples::NORWICH_2009);
    let checked = checked(&deal);
    let result = appraise(&checked);
    let book = OpenBook::of(&checked, &result);
    let paths = |figure: &str| -> Vec<String> {
        book.explain(figure).unwrap().operands.into_iter().filter_map(|operand| operand.path).collect()
    };
    assert!(paths("partner/hca/cash_in").contains(&"/contributions/hca-cash/amount".to_owned()));
    assert!(!paths("partner/council/cash_in").contains(&"/contributions/hca-cash/amount".to_owned()));
    assert!(paths("partner/council/land_in").contains(&"/sites/city-land/value".to_owned()));
    assert!(!paths("partner/hca/land_in").contains(&"/sites/city-land/value".to_owned()));
}

/// GD-1 with cash at £125 for each £100 of capital, and the surplus split by contributions. £1,200,000 of cash is
/// £960,000 of capital and £240,000 of premium, but for half a penny a call; it earns return on the capital and shares
/// as 960 to the land's 1,200. No flow between the venture and the outside changes, so the partners together receive
/// what they receive at par.
#[test]
fn cash_above_par_buys_less_capital_and_a_smaller_share() {
    let at = |price: f64| {
        let mut deal = gd(samples::GD_1);
        deal.sharing.split.clear();
        for row in &mut deal.contributions {
            if let Contribution::CashEquity { price_percent, .. } = row {
                *price_percent = price;
            }
        }
        appraise(&checked(&deal))
    };
    let (at_par, above) = (at(100.0), at(125.0));
    let cash = &above.partners[1];
    let calls = above.cash.partners[1].cash_in.iter().filter(|call| call.is_positive()).count() as i64;
    assert_eq!(cash.cash_in, Pence(120_000_000));
    assert!((cash.cash_premium.0 - 24_000_000).abs() <= calls, "{:?}", cash.cash_premium);
    assert_eq!(cash.capital, cash.cash_in - cash.cash_premium);
    assert_eq!(cash.capital_unpaid, Pence::ZERO);
    let first = above.cash.partners[1].cash_in.iter().position(|call| call.is_positive()).unwrap();
    let call = above.cash.partners[1].cash_in[first];
    assert_eq!(above.cash.partners[1].cash_premium[first], call - Pence((call.as_f64() / 1.25).round() as i64));
    let (land, split) = (above.partners[0].split, above.partners[0].split + cash.split);
    assert!((land.as_f64() / split.as_f64() - 5.0 / 9.0).abs() < 1e-6);
    assert!(cash.preferred_return < at_par.partners[1].preferred_return);
    let together = |result: &Appraisal| result.partners.iter().map(|partner| partner.received).sum::<Pence>();
    assert_eq!(together(&above), together(&at_par));
    // Below par: £1,500,000 of capital for £1,200,000.
    let below = at(80.0);
    assert!((below.partners[1].capital.0 - 150_000_000).abs() <= calls);
    assert_eq!(below.partners[1].cash_premium, below.partners[1].cash_in - below.partners[1].capital);
    assert_eq!(together(&below), together(&at_par));
}

/// Capital not returned at the end is explained to the penny when there is a premium.
#[test]
fn unreturned_capital_excludes_the_premium() {
    let mut deal = gd(samples::GD_1);
    for row in &mut deal.contributions {
        if let Contribution::CashEquity { price_percent, .. } = row {
            *price_percent = 125.0;
        }
    }
    let row = ProgrammeCost { id: "loss".to_owned(), label: "loss".to_owned(), month: 7, amount: 2_000_000.0 };
    deal.costs.programme = vec![row];
    let checked = checked(&deal);
    let result = appraise(&checked);
    let unpaid = result.partners[1].capital_unpaid;
    assert!(unpaid.is_positive());
    let book = OpenBook::of(&checked, &result);
    let id = &deal.partners[1].id;
    let explained = book.explain(&format!("partner/{id}/capital_unpaid")).unwrap();
    assert_eq!(explained.value, Value::Pence(unpaid));
    assert!(explained.operands.iter().any(|operand| operand.name == "premium on it"));
}

/// GD-1 as a company at 25%. Its profit before tax is £1,079,126.29; the first year makes a loss, the second makes the
/// whole profit, is taxed at k = 24 and pays at k = 33. No loan is outstanding after k = 13, so interest does not
/// change: 25% x 1,079,126.29 = 269,781.57.
#[test]
fn a_company_is_taxed_on_its_profit_to_date_nine_months_later() {
    let mut deal = gd(samples::GD_1);
    let untaxed = appraise(&checked(&deal));
    deal.costs.corporation_tax_percent = 25.0;
    let taxed = appraise(&checked(&deal));
    assert_eq!(untaxed.value.venture_profit, Pence(107_912_629));
    let tax = &taxed.cash.tax_due;
    let days: Vec<usize> = (0..tax.len()).filter(|k| tax[*k] != Pence::ZERO).collect();
    assert_eq!(days, [33]);
    assert_eq!(taxed.cash.tax_paid[33], tax[33]);
    assert_eq!(taxed.value.corporation_tax, Pence(26_978_157));
    assert_eq!(taxed.value.venture_profit, Pence(107_912_629 - 26_978_157));
    assert_eq!(taxed.value.interest_and_fees, untaxed.value.interest_and_fees);
    let received = |result: &Appraisal| result.partners.iter().map(|partner| partner.received).sum::<Pence>();
    assert_eq!(received(&untaxed) - received(&taxed), Pence(26_978_157));
    // Tax due at k = 33 is held back from the end of the year: no cash is called for it.
    assert_eq!(taxed.partners[1].cash_in, untaxed.partners[1].cash_in);
    assert!(taxed.shortfall.is_none());
}

/// Tax added by the last year is due at the end, before the partners; a loss in that year is not refunded.
#[test]
fn the_last_year_is_taxed_at_the_end_and_a_loss_is_not_repaid() {
    let of = |amount: f64| {
        let mut deal = gd(samples::GD_1);
        deal.costs.corporation_tax_percent = 25.0;
        let row = |month| ProgrammeCost { id: "late".to_owned(), label: "late".to_owned(), month, amount };
        deal.costs.programme = vec![row(30)];
        appraise(&checked(&deal)).cash
    };
    // £400,000 of income at k = 30, after the charge of k = 24: £100,000 of tax at k = 36.
    let more = of(-400_000.0);
    assert_eq!((more.tax_due[33], more.tax_due[36]), (Pence(26_978_157), Pence(10_000_000)));
    assert_eq!((more.tax_paid[36], more.payables_paid[36]), (Pence::ZERO, Pence(10_000_000)));
    let less = of(400_000.0);
    assert_eq!((less.tax_due[33], less.tax_due[36]), (Pence(26_978_157), Pence::ZERO));
}
