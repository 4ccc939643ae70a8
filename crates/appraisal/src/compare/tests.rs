use super::*;
use crate::alternatives::LandSale;
use crate::units::Pence;
use crate::verdict::{Failure, Headroom, Unfunded, Verdict};
use crate::{appraise, check, document, samples, verdict};
use deal::YearMonth;

fn worked(deal: &deal::Deal) -> (Appraisal, Verdict) {
    let checked = check(deal).unwrap();
    let appraisal = appraise(&checked);
    let verdict = verdict(&checked, &appraisal);
    (appraisal, verdict)
}

fn measured(deal: &deal::Deal) -> Vec<(Measure, Amount)> {
    measured_beside(deal, &sale_of(deal, deal.start))
}

fn measured_beside(deal: &deal::Deal, sale: &LandSale) -> Vec<(Measure, Amount)> {
    let (appraisal, verdict) = worked(deal);
    measures(&check(deal).unwrap(), &appraisal, &verdict, 2, sale)
}

fn sale_of(deal: &deal::Deal, valued_at: YearMonth) -> LandSale {
    LandSale::of(&check(deal).unwrap(), valued_at)
}

/// Norwich a year later: every flow is the same and comes twelve months after, so that at one date it is worth a year's
/// discount less; the scheme's real value also a year's inflation less. To its own start each would be worth the same.
#[test]
fn a_later_start_has_its_cost_in_every_present_value() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let later = deal.with("/start", "2010-04".into()).unwrap();
    let (now, then) = (measured(&deal), measured_beside(&later, &sale_of(&deal, deal.start)));
    let money = |measures: &[(Measure, Amount)], measure: Measure| match amount(measures, measure) {
        Amount::Money(sum) | Amount::Beyond(sum) => sum,
        other => panic!("{other:?}"),
    };
    let rate = |place: usize| 1.0 + deal.partners[place].discount_rate_percent / 100.0;
    for (measure, factor) in [
        (Measure::PresentValue(0), rate(0)),
        (Measure::PresentValue(1), rate(1)),
        (Measure::PotPresentValue, rate(0)),
        (Measure::RealValue, 1.035 * (1.0 + deal.growth.consumer_prices[0].percent / 100.0)),
    ] {
        let by_hand = money(&now, measure).times(1.0 / factor);
        assert!((money(&then, measure) - by_hand).abs() <= Pence(1), "{measure:?}");
        assert_eq!(money(&measured(&later), measure), money(&now, measure), "{measure:?}");
        assert_eq!(measure.figure(amount(&then, measure), &later, deal.start), None);
    }
    // The land is sold today for both: only what the venture brings comes a year later.
    let (gap, later_gap) = (money(&now, Measure::AgainstSale), money(&then, Measure::AgainstSale));
    let waiting = money(&now, Measure::PresentValue(0)) - money(&then, Measure::PresentValue(0));
    assert!((gap - later_gap - waiting).abs() <= Pence(1), "{gap:?}, {later_gap:?}");
    assert_eq!(money(&then, Measure::GetsBack(0)), money(&now, Measure::GetsBack(0)));
    let found = leads(&[now, then]);
    assert!(found.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::RealValue, 0)));
}

fn amount(measures: &[(Measure, Amount)], measure: Measure) -> Amount {
    measures.iter().find(|(own, _)| *own == measure).unwrap().1
}

fn sample(sample: samples::Sample) -> deal::Deal {
    document::open(sample.document).unwrap()
}

/// In the combined downside a partner may put in more, and so get back more: it leads by the gain.
#[test]
fn money_back_in_the_downside_is_compared_after_what_is_put_in() {
    let of_gd_1 = amount(&measured(&sample(samples::GD_1)), Measure::GetsBackInDownside(0));
    assert!(matches!(of_gd_1, Amount::BackFor { back, put_in, .. } if back.is_positive() && put_in.is_positive()));
    let case = |back: i64, put_in: i64| {
        let (back, put_in, unfunded) = (Pence(back), Pence(put_in), Unfunded::default());
        vec![(Measure::GetsBackInDownside(0), Amount::BackFor { back, put_in, own_debt: Pence::ZERO, unfunded })]
    };
    let found = leads(&[case(9_936_000_000, 5_000_000_000), case(9_205_000_000, 2_342_000_000)]);
    assert_eq!(found.iter().map(|(_, place, _)| *place).collect::<Vec<_>>(), [1]);
}

/// The downside is run until its homes are sold, and may be short of cash: that is said with its money, and leads nowhere.
#[test]
fn a_downside_that_is_short_of_cash_says_so_and_cannot_lead() {
    let deal = [
        ("/contributions/partner-cash/amount", 8_000_000),
        ("/sharing/preferred_return_percent", 6),
        ("/sharing/split/council/percent", 60),
        ("/sharing/split/developer/percent", 40),
        ("/home_types/market/price", 325_000),
    ];
    let deal = deal
        .into_iter()
        .fold(sample(samples::LABV_MATCHED_EQUITY), |deal, (path, value)| deal.with(path, value.into()).unwrap());
    let required = crate::sensitivity::sensitivities(&check(&deal).unwrap());
    let downside = required.iter().find(|test| test.name == crate::sensitivity::SensitivityName::Downside).unwrap();
    assert!(downside.shortfall.is_positive());
    let measured = measured(&deal);
    let (back, surplus) =
        (amount(&measured, Measure::GetsBackInDownside(0)), amount(&measured, Measure::SurplusInDownside));
    assert!(matches!(back, Amount::BackFor { unfunded, .. } if unfunded.shortfall == downside.shortfall));
    assert!(matches!(surplus, Amount::IfFunded { unfunded, .. } if unfunded.shortfall == downside.shortfall));
    let funded = |lost: i64| {
        let (back, put_in, unfunded) = (Pence(100), Pence(100 + lost), Unfunded::default());
        vec![(Measure::GetsBackInDownside(0), Amount::BackFor { back, put_in, own_debt: Pence::ZERO, unfunded })]
    };
    let short = vec![(Measure::GetsBackInDownside(0), back)];
    let found = leads(&[short, funded(500_000_000_000), funded(600_000_000_000)]);
    assert_eq!(found.iter().map(|(_, place, _)| *place).collect::<Vec<_>>(), [1]);
}

/// Norwich reinvests its whole surplus; GD-1 shares it.
#[test]
fn a_deal_without_a_pot_has_a_surplus_and_leads_need_two_amounts() {
    let (norwich, shared) = (measured(&sample(samples::NORWICH_2009)), measured(&sample(samples::GD_1)));
    assert!(matches!(amount(&norwich, Measure::Pot), Amount::Money(sum) if sum.is_positive()));
    assert_eq!(amount(&norwich, Measure::Pot), amount(&norwich, Measure::Surplus));
    assert_eq!(
        (amount(&shared, Measure::Pot), amount(&shared, Measure::PotPresentValue)),
        (Amount::None, Amount::None)
    );
    assert!(matches!(amount(&shared, Measure::Surplus), Amount::Money(sum) if sum.is_positive()));
    assert!(matches!(amount(&norwich, Measure::SurplusInDownside), Amount::Money(sum) if sum.is_positive()));
    let leader = |deals: &[Vec<(Measure, Amount)>], of| leads(deals).into_iter().find(|(own, ..)| *own == of);
    let mut fuller = norwich.clone();
    fuller
        .iter_mut()
        .filter(|(own, _)| *own == Measure::PotPresentValue)
        .for_each(|(_, own)| *own = Amount::Money(Pence(9_999_999_999)));
    assert_eq!(leader(&[norwich.clone(), shared.clone()], Measure::PotPresentValue), None);
    let lead = leader(&[norwich, shared, fuller], Measure::PotPresentValue).map(|(_, place, _)| place);
    assert_eq!(lead, Some(2), "the deal without a pot does not count");
}

#[test]
fn a_deal_that_falls_short_cannot_lead() {
    let verdict = |of| worked(&sample(of)).1;
    assert!(can_lead(&verdict(samples::NORWICH_2009)) && !can_lead(&verdict(samples::GD_2)));
}

/// GD-7 leaves capital unpaid that the preferred return covers; GD-2 loses some.
#[test]
fn capital_that_the_return_covers_is_not_called_unpaid() {
    let repaid = |of, place| amount(&measured(&sample(of)), Measure::RepaidBy(place));
    assert_eq!(repaid(samples::GD_7, 0), Amount::CoveredByReturn);
    assert_eq!(repaid(samples::GD_2, 1), Amount::NotRepaid);
}

#[test]
fn the_venture_is_compared_with_a_sale_today_in_every_deal() {
    for one in samples::ALL {
        let deal = document::open(one.document).unwrap();
        let checked = check(&deal).unwrap();
        let found = crate::alternatives::alternatives(&checked, &appraise(&checked)).receipt_equivalence;
        assert_eq!(amount(&measured(&deal), Measure::AgainstSale), Amount::Beyond(found), "{}", one.name);
    }
}

/// An offer that takes the land at 9.0m, not 7.5m, does not raise the price at which the land could be sold instead.
#[test]
fn every_case_is_compared_with_one_sale() {
    let base = sample(samples::NORWICH_2009);
    let sale = sale_of(&base, base.start);
    assert_eq!(sale.terms.price, Pence(750_000_000));
    let mut offer = base.clone();
    offer.sites.iter_mut().for_each(|site| site.value *= 1.2);
    offer.partners[0].discount_rate_percent += 2.0;
    let received = |deal: &deal::Deal| {
        let checked = check(deal).unwrap();
        crate::compare_offers(&base, &[(&checked, &appraise(&checked))], base.start)[0].council_present_value
    };
    let gap = |deal: &deal::Deal| match amount(&measured_beside(deal, &sale), Measure::AgainstSale) {
        Amount::Beyond(sum) => sum,
        other => panic!("{other:?}"),
    };
    let sold = sale.terms.present_value + sale.terms.holding_costs_avoided;
    assert_eq!([&base, &offer].map(gap), [&base, &offer].map(|deal| received(deal) - sold));
    let own = |deal: &deal::Deal| amount(&measured(deal), Measure::AgainstSale);
    assert_ne!(own(&offer), Amount::Beyond(gap(&offer)), "its own page has its own price");
}

#[test]
fn amounts_are_the_same_only_to_the_penny() {
    let money = |pence: i64| Amount::Money(Pence(pence));
    assert_eq!(money(3_956_374_977).less(money(3_955_655_644)), Some(money(719_333)));
    assert_eq!((money(2).less(money(1)), money(5).less(money(5))), (Some(money(1)), None));
    assert_eq!(Amount::Fraction(0.1 + 0.2).less(Amount::Fraction(0.3)), None);
}

#[test]
fn measures_of_one_deal_differ_in_nothing_and_of_another_by_what_was_changed() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let base = measured(&deal);
    assert!(base.iter().all(|(_, amount)| amount.less(*amount).is_none()));
    let fewer = measured(&deal.with("/phases/small-sites/homes/social/count", 98.into()).unwrap());
    let change = |measure: Measure| {
        let of = |measures: &[(Measure, Amount)]| measures.iter().find(|(own, _)| *own == measure).unwrap().1;
        of(&fewer).less(of(&base))
    };
    assert_eq!(change(Measure::HomesFinished), Some(Amount::Count(-10)));
    assert_eq!(change(Measure::AffordableHomes), Some(Amount::Count(-10)));
    // The association builds those homes: the venture neither pays for them nor is paid.
    assert_eq!((change(Measure::Pot), change(Measure::PeakLoan)), (None, None));
}

/// Norwich with ten social homes fewer, with homes for sale at £141,400, and with a start a year later.
#[test]
fn differences_are_what_is_now_less_what_was() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let worked = |path: &str, value: serde_json::Value| worked(&deal.with(path, value).unwrap()).0;
    let base = worked("/months", deal.months.into());
    let fewer = worked("/phases/small-sites/homes/social/count", 98.into());
    let (there, back) = (differences(&base, &fewer), differences(&fewer, &base));
    assert_eq!((there.homes, back.homes), (-10, 10));
    assert_eq!((there.affordable, back.affordable), (-10, 10));
    assert_eq!(there.last_receipts, [Some(0); 2]);
    // The same sum, repaid years later.
    let cheap = worked("/home_types/market/price", 141_400.into());
    let later = differences(&base, &cheap).last_receipts;
    assert_eq!(base.partners[1].received, cheap.partners[1].received);
    let waited = |place: usize| cheap.partners[place].last_receipt_k.zip(base.partners[place].last_receipt_k);
    let waited = |place: usize| waited(place).map(|(now, was)| now as i32 - was as i32);
    assert!(later == [waited(0), waited(1)] && later.iter().all(|months| months.is_some_and(|months| months > 12)));
    // By the calendar, as the dates are shown.
    assert_eq!(differences(&base, &worked("/start", "2010-04".into())).last_receipts, [Some(12); 2]);
}

#[test]
fn headroom_keeps_its_sign_and_capital_that_is_never_repaid_has_no_date() {
    let open = |sample: samples::Sample| document::open(sample.document).unwrap();
    let [good, bad] = [samples::GD_1, samples::GD_2].map(|sample| measured(&open(sample)));
    let of = |measures: &[(Measure, Amount)], measure| measures.iter().find(|(own, _)| *own == measure).unwrap().1;
    assert!(matches!(
        of(&bad, Measure::PriceHeadroom),
        Amount::Headroom(Headroom::MustMove(_), Some(Failure::PartnerLoses))
    ));
    assert_eq!(of(&bad, Measure::RepaidBy(1)), Amount::NotRepaid);
    assert!(matches!(of(&good, Measure::RepaidBy(0)), Amount::Month(_)));
    let led = leads(&[bad, good]);
    assert!(led.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::PriceHeadroom, 1)));
    let open_ended = (Amount::Headroom(Headroom::AtLeast(0.5), None), Amount::Headroom(Headroom::CanMove(0.2), None));
    assert_eq!(open_ended.0.less(open_ended.1), None);
}

#[test]
fn a_measure_stands_at_what_its_figure_stands_at() {
    use crate::explain::{OpenBook, Value};
    let mut held = 0;
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        let verdict = verdict(&checked, &appraisal);
        for (measure, amount) in
            measures(&checked, &appraisal, &verdict, deal.partners.len(), &sale_of(&deal, deal.start))
        {
            let Some(figure) = measure.figure(amount, &deal, deal.start) else { continue };
            let opened = book.explain(&figure).unwrap().value;
            let is_same = match (amount, opened) {
                (Amount::Money(own), Value::Pence(sum)) => own == sum,
                (Amount::PutInOf { put_in, .. }, Value::Pence(sum)) => put_in == sum,
                (Amount::Money(own), Value::Dated(dated)) => own == dated.amount,
                (Amount::Count(own), Value::Count(number)) => own == number,
                (Amount::Jobs(own) | Amount::Fraction(own) | Amount::Times(own), Value::Number(number)) => {
                    own == number
                }
                (Amount::Month(own), Value::TimePoint(k)) => own == appraisal.moment(k).month(),
                (Amount::Fraction(own), Value::Rates(rates)) => rates.rate() == Some(own),
                (Amount::None, Value::Rates(rates)) => rates.rate().is_none(),
                (Amount::None, Value::None | Value::Pence(Pence::ZERO)) => true,
                (Amount::NotRepaid | Amount::CoveredByReturn, Value::Pence(missing)) => missing.is_positive(),
                // Without a pot its figure is zero, and is not shown.
                (Amount::None, Value::Pence(sum)) => sum == Pence::ZERO,
                _ => false,
            };
            assert!(is_same, "{figure} of {}", sample.name);
            held += 1;
        }
    }
    assert!(held > 200, "{held}");
}

#[test]
fn deals_that_start_in_different_months_are_compared_by_the_calendar() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let later = deal.with("/start", "2010-04".into()).unwrap();
    let last_home =
        |deal: &deal::Deal| measured(deal).into_iter().find(|(measure, _)| *measure == Measure::LastHome).unwrap().1;
    assert_eq!(last_home(&later).less(last_home(&deal)), Some(Amount::Count(12)));
    let led = leads(&[measured(&deal), measured(&later)]);
    assert!(led.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::LastHome, 0)));
}

#[test]
fn slow_sales_swell_the_pot_and_lower_the_real_value_and_each_deal_leads_on_its_own() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let slow = deal.with("/home_types/market/sales_a_month", 3.5.into()).unwrap();
    let slow = slow.with("/months", 190.into()).unwrap();
    let of_both = |deal: &deal::Deal| (worked(deal).0, measured(deal));
    let checked = [&deal, &slow].map(|deal| check(deal).unwrap());
    let (base, slow) = (of_both(&deal), of_both(&slow));
    let (base_of, slow_of) = ((&checked[0], &base.0), (&checked[1], &slow.0));
    let found = paradox(base_of, slow_of).unwrap();
    assert!(found.more.is_positive() && !found.worth_more().is_positive());
    assert_eq!((found.sum, found.worth), (Measure::Surplus, Measure::RealValue));
    assert_eq!(paradox(base_of, base_of), None);
    let back = paradox(slow_of, base_of).unwrap();
    assert_eq!((back.more, back.worth_more()), (-found.more, -found.worth_more()));
    let led = leads(&[base.1.clone(), slow.1]);
    let leader = |measure: Measure| led.iter().find(|(own, ..)| *own == measure).map(|(_, place, _)| *place);
    assert_eq!((leader(Measure::RealValue), leader(Measure::PeakLoan)), (Some(0), Some(0)));
    // Both finish the same affordable homes, and both partners get back the same.
    assert_eq!((leader(Measure::AffordableHomes), leader(Measure::GetsBack(0))), (None, None));
    assert!(leads(&[base.1]).is_empty());
}

/// What a partner gets back is compared with the present value of that, never with the value of the whole scheme.
#[test]
fn a_partner_that_gets_back_more_but_later_is_compared_with_its_own_present_value() {
    let deal = sample(samples::NORWICH_2009);
    let (own, checked) = (worked(&deal).0, check(&deal).unwrap());
    let mut late = own.clone();
    late.partners[1].received += Pence(10_093_200);
    late.partners[1].present_value_received -= Pence(500_000);
    let found = paradox((&checked, &own), (&checked, &late)).unwrap();
    assert_eq!((found.sum, found.worth), (Measure::GetsBack(1), Measure::PresentValue(1)));
    assert_eq!((found.more, found.worth_more()), (Pence(10_093_200), Pence(-500_000)));
    late.partners[1].present_value_received += Pence(1_000_000);
    assert_eq!(paradox((&checked, &own), (&checked, &late)), None);
}

/// A deal that falls short has no surplus: what a partner gets back for the same money is compared with the scheme's value.
#[test]
fn a_partner_that_loses_less_by_slower_sales_is_compared_with_the_value_of_the_scheme() {
    let mut deal = sample(samples::PRIORITY_RETURN);
    deal.home_types.iter_mut().for_each(|home| home.price = home.price.map(|price| price * 0.68));
    let (own, checked) = (worked(&deal).0, check(&deal).unwrap());
    let mut slow = own.clone();
    slow.partners[0].received += Pence(24_000_000);
    slow.partners[0].present_value_received += Pence(1_000_000);
    assert_eq!(paradox((&checked, &own), (&checked, &slow)), None);
    slow.net[0] -= Pence(14_000_000);
    let found = paradox((&checked, &own), (&checked, &slow)).unwrap();
    assert_eq!((found.sum, found.worth), (Measure::GetsBack(0), Measure::RealValue));
    assert!(found.more == Pence(24_000_000) && found.worth_more() < Pence::ZERO);
    let mut more_in = slow.clone();
    more_in.partners[0].cash_in += Pence(100);
    assert_eq!(paradox((&checked, &own), (&checked, &more_in)), None);
    // With a surplus, what the partners get back is their part of it.
    let mut shared = slow.clone();
    shared.value.surplus += Pence(1);
    assert_eq!(paradox((&checked, &own), (&checked, &shared)).map(|found| found.sum), Some(Measure::Surplus));
}

/// Every measure that has a better and a worse has a leader.
#[test]
fn a_deal_leads_on_the_sale_on_present_values_on_the_pot_and_on_repayment() {
    let deal = sample(samples::NORWICH_2009);
    let dear = measured(&deal.with("/home_types/market/price", 196_000.into()).unwrap());
    let found = leads(&[measured(&deal), dear.clone()]);
    let of = |measure: Measure| found.iter().find(|(own, ..)| *own == measure).map(|(_, place, _)| *place);
    for measure in
        [Measure::Pot, Measure::PotPresentValue, Measure::Surplus, Measure::RealValue, Measure::PriceHeadroom]
    {
        assert_eq!(of(measure), Some(1), "{measure:?}");
    }
    assert_eq!(of(Measure::PutsIn(1)), None);
    let changed = |measure: Measure, to: Amount| {
        let mut changed = dear.clone();
        changed.iter_mut().filter(|(own, _)| *own == measure).for_each(|(_, amount)| *amount = to);
        leads(&[dear.clone(), changed]).first().map(|(own, place, _)| (*own, *place))
    };
    let less = Amount::Money(Pence(1));
    assert_eq!(changed(Measure::AgainstSale, Amount::Beyond(Pence(-900_000_000_000))), Some((Measure::AgainstSale, 0)));
    assert_eq!(changed(Measure::PresentValue(1), less), Some((Measure::PresentValue(1), 0)));
    assert_eq!(changed(Measure::PublicCashPerHome, less), Some((Measure::PublicCashPerHome, 1)));
    for open in [Amount::NotRepaid, Amount::CoveredByReturn] {
        assert_eq!(changed(Measure::RepaidBy(1), open), Some((Measure::RepaidBy(1), 0)));
    }
}

/// Cash that matches land is called only up to it: an offer of more puts in the same, and has committed more.
#[test]
fn cash_that_is_not_called_is_said_with_what_is_committed() {
    let base = sample(samples::LABV_MATCHED_EQUITY);
    let offer = base.with("/contributions/partner-cash/amount", 8_000_000.into()).unwrap();
    let put_in = |deal: &deal::Deal| amount(&measured(deal), Measure::PutsIn(1));
    let (was, now) = (put_in(&base), put_in(&offer));
    assert_eq!(was, Amount::Money(Pence(600_000_000)));
    assert_eq!(now, Amount::PutInOf { put_in: Pence(600_000_000), committed: Pence(800_000_000) });
    assert_eq!((now.less(was), now.money()), (None, was.money()));
}

#[test]
fn the_share_of_affordable_homes_is_that_of_the_homes_planned() {
    let deal = sample(samples::LABV_MATCHED_EQUITY);
    let measures = measured(&deal);
    assert_eq!(amount(&measures, Measure::AffordableHomes), Amount::Count(108));
    assert_eq!(amount(&measures, Measure::AffordableShare), Amount::Fraction(0.3));
    assert!(leads(&[measures.clone(), measures]).is_empty());
}
