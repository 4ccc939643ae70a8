//! Cash flows of landlords on the homes they acquire, year by year: the thirty-year result of a housing revenue account
//! (HRA), and the tests that a housing association's board asks for (method 3.4, 3.5). None of it is cash of the
//! venture.

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::council_accounts::homes_left_by_year;
use crate::measures::discounting::net_present_value;
use crate::measures::rate_of_return::{Headline, monthly};
use crate::plan::{HomesPlan, PhasePlan, Plan};
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;
use crate::units::Pence;
use deal::{HomeType, IndexName, Landlord, Tenure};
use serde::Serialize;

/// One landlord's result on the homes it acquires, in pence (method 3.4, 3.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LandlordResult {
    /// The index of the landlord in the deal.
    pub landlord: usize,
    /// Homes acquired.
    pub homes: u32,
    /// Price of all of them, before its own purchase costs.
    pub price: Pence,
    /// Its own purchase costs.
    pub on_costs: Pence,
    /// Grant to the landlord.
    pub grant: Pence,
    /// The loan it needs: price and costs less grant.
    pub borrowed: Pence,
    /// Price and costs over the full market value of the homes, as a fraction; none where they have no market value.
    pub cost_over_value: Option<f64>,
    /// The first month of its first year: the month after the last of the homes is finished.
    pub first_month: usize,
    /// The years from then on.
    pub years: Vec<LandlordYear>,
    /// Net present value: `net rent of each year - initial loan`, at its own discount rate; homes have no value at the
    /// end.
    pub net_present_value: Pence,
    /// Rate of return of the same flows, without debt; none where there is no rate, or more than one.
    pub rate_of_return: Option<f64>,
    /// The first year, from 1, in which net rent covers interest; none within the years shown.
    pub first_surplus_year: Option<u32>,
    /// The year, from 1, by the end of which net rent has repaid the loan; none within the years shown.
    pub loan_repaid_year: Option<u32>,
    /// Interest cover in the first year: `net rent / interest`.
    pub interest_cover_first: Option<f64>,
    /// The lowest interest cover while any debt is outstanding.
    pub interest_cover_least: Option<f64>,
    /// Debt at the end of the last year.
    pub debt_at_end: Pence,
    /// Total surplus after interest.
    pub surplus: Pence,
}

/// One year of a landlord, in pence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct LandlordYear {
    /// Homes at the start of the year: the number falls where council homes are bought under the Right to Buy.
    pub homes: f64,
    /// Gross rent.
    pub rent: Pence,
    /// Rent lost to voids and bad debt.
    pub lost: Pence,
    /// Management, repairs and major repairs.
    pub upkeep: Pence,
    /// Interest on the debt at the start of the year.
    pub interest: Pence,
    /// `rent - lost - upkeep - interest`: it repays the loan, or if negative adds to it.
    pub surplus: Pence,
    /// Debt at the end of the year.
    pub debt: Pence,
}

impl LandlordYear {
    fn net_rent(&self) -> Pence {
        self.rent - self.lost - self.upkeep
    }
}

/// Calculates every landlord of the deal.
#[must_use]
pub fn landlords(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<LandlordResult> {
    let rows = checked.deal.landlords.iter().enumerate();
    rows.map(|(place, landlord)| landlord_result(checked, appraisal, place, landlord)).collect()
}

fn landlord_result(checked: &CheckedDeal, appraisal: &Appraisal, place: usize, landlord: &Landlord) -> LandlordResult {
    let taken = Taken::of(checked, landlord);
    let price = landlord.price_per_home.map_or(taken.price, |each| Pence::from_pounds(each * f64::from(taken.homes)));
    let on_costs = price.times(landlord.on_costs_percent / 100.0);
    let grant = Pence::from_pounds(landlord.grant_per_home * f64::from(taken.homes));
    let borrowed = price + on_costs - grant;
    let left = if landlord.right_to_buy {
        homes_left_by_year(checked, appraisal, taken.homes, landlord.years)
    } else {
        vec![f64::from(taken.homes); landlord.years as usize]
    };
    let years = years(checked, landlord, &left, taken.first_month, borrowed);
    let rate = landlord.discount_percent.unwrap_or(landlord.borrowing_percent) / 100.0;
    let mut flows = vec![Pence::ZERO; 12 * years.len() + 1];
    flows[0] -= borrowed;
    years.iter().enumerate().for_each(|(year, of)| flows[12 * (year + 1)] += of.net_rent());
    let found = monthly(&flows).headline;
    let number = |place: usize| place as u32 + 1;
    let cover =
        |year: &LandlordYear| year.interest.is_positive().then(|| year.net_rent().as_f64() / year.interest.as_f64());
    LandlordResult {
        landlord: place,
        homes: taken.homes,
        cost_over_value: taken.value.is_positive().then(|| (price + on_costs).as_f64() / taken.value.as_f64()),
        price,
        on_costs,
        grant,
        borrowed,
        first_month: taken.first_month,
        net_present_value: net_present_value(&flows, rate),
        rate_of_return: if let Headline::Rate(rate) = found { Some(rate) } else { None },
        first_surplus_year: years.iter().position(|year| year.surplus >= Pence::ZERO).map(number),
        loan_repaid_year: years.iter().position(|year| !year.debt.is_positive()).map(number),
        interest_cover_first: years.first().and_then(cover),
        interest_cover_least: years.iter().filter_map(cover).min_by(f64::total_cmp),
        debt_at_end: years.last().map_or(borrowed, |year| year.debt),
        surplus: years.iter().map(|year| year.surplus).sum(),
        years,
    }
}

/// The homes that a landlord acquires, and their price.
struct Taken {
    homes: u32,
    /// The venture's receipts for them.
    price: Pence,
    /// Their full market value at base prices.
    value: Pence,
    first_month: usize,
}

impl Taken {
    fn of(checked: &CheckedDeal, landlord: &Landlord) -> Self {
        let (deal, plan) = (&checked.deal, &checked.plan);
        let indices = Indices::of(plan);
        let mut taken = Self { homes: 0, price: Pence::ZERO, value: Pence::ZERO, first_month: 0 };
        for (phase, row) in deal.phases.iter().zip(&plan.phases) {
            for (homes, of_plan) in phase.homes.iter().zip(&row.homes) {
                let Some(home) = deal.home_types.iter().find(|home| home.id == homes.home_type) else { continue };
                if !is_taken(landlord, home) {
                    continue;
                }
                taken.homes += homes.count;
                taken.price += receipts(plan, row, of_plan, &indices);
                let share = home.percent_of_price / 100.0;
                let full = if share > 0.0 { of_plan.price / share } else { 0.0 };
                taken.value += Pence::from_pounds(full * f64::from(homes.count));
                taken.first_month = taken.first_month.max(row.last_completion() + 1);
            }
        }
        taken
    }
}

/// The home types named, or else homes for social and affordable rent that the venture does not retain.
fn is_taken(landlord: &Landlord, home: &HomeType) -> bool {
    let is_rented = matches!(home.tenure, Tenure::SocialRent | Tenure::AffordableRent);
    let by_default = landlord.home_types.is_empty() && is_rented;
    home.letting.is_none() && home.shared_ownership.is_none() && (by_default || landlord.home_types.contains(&home.id))
}

/// The venture's receipts for one row of homes: `rnd(new x price x I(m))` by month, or the contract sum of stages.
fn receipts(plan: &Plan, phase: &PhasePlan, homes: &HomesPlan, indices: &Indices) -> Pence {
    let price = |count: u32, month: usize| {
        Pence::from_pounds(f64::from(count) * homes.price * indices.at(homes.price_index, month))
    };
    if homes.stages.is_some() {
        return price(homes.count, phase.start);
    }
    let progress = Progress::of(phase, homes, plan.months);
    let mut before = 0;
    let sold = progress.months().map(|(month, count)| {
        let new = count.sold - before;
        before = count.sold;
        price(new, month)
    });
    sold.sum()
}

/// For each year twelve months of rent and costs at their indices, which continue beyond the deal; interest on the
/// balance at the start of the year.
fn years(
    checked: &CheckedDeal,
    landlord: &Landlord,
    left: &[f64],
    first_month: usize,
    borrowed: Pence,
) -> Vec<LandlordYear> {
    let horizon = first_month + 12 * landlord.years as usize;
    let indices = Indices::of(&Plan { months: horizon, ..checked.plan.clone() });
    let rents = indices.rents(landlord.rent_index);
    let lost_share = (landlord.void_percent + landlord.bad_debt_percent) / 100.0;
    let mut debt = borrowed;
    let year = |(year, homes): (u32, &f64)| {
        let from = first_month + 12 * year as usize;
        let mut of = LandlordYear { homes: *homes, ..LandlordYear::default() };
        let upkeep = &landlord.upkeep;
        let major = if year + 1 >= upkeep.major_repairs_from_year { upkeep.major_repairs_a_year } else { 0.0 };
        let a_year = upkeep.management_a_year + upkeep.repairs_a_year + major;
        for (month, rent) in rents.iter().enumerate().skip(from).take(12) {
            let rent = Pence::from_pounds(homes * landlord.rent_a_week * 52.0 / 12.0 * rent);
            of.rent += rent;
            of.lost += rent.times(lost_share);
            of.upkeep += Pence::from_pounds(homes * a_year / 12.0 * indices.at(IndexName::ConsumerPrices, month));
        }
        of.interest = debt.or_zero().times(landlord.borrowing_percent / 100.0);
        of.surplus = of.net_rent() - of.interest;
        debt = (debt - of.surplus).or_zero();
        of.debt = debt;
        of
    };
    (0..landlord.years).zip(left).map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{Deal, RentIndex, RightToBuy, Upkeep};

    fn landlord() -> Landlord {
        Landlord {
            id: "hra".to_owned(),
            name: "Housing revenue account".to_owned(),
            home_types: Vec::new(),
            price_per_home: Some(100_000.0),
            on_costs_percent: 2.0,
            grant_per_home: 22_000.0,
            rent_a_week: 120.0,
            rent_index: RentIndex::ConsumerPrices,
            void_percent: 2.0,
            bad_debt_percent: 1.0,
            upkeep: Upkeep {
                management_a_year: 400.0,
                repairs_a_year: 600.0,
                major_repairs_a_year: 500.0,
                major_repairs_from_year: 2,
            },
            borrowing_percent: 5.0,
            discount_percent: None,
            years: 30,
            right_to_buy: false,
        }
    }

    /// GD-7 transfers 6 homes at 50% of 250,000.
    fn gd_7(landlord: Landlord) -> Deal {
        let mut deal = document::open(samples::GD_7.document).unwrap();
        for list in deal.growth.lists_mut() {
            list.clear();
        }
        deal.landlords = vec![landlord];
        deal
    }

    fn result(deal: &Deal) -> LandlordResult {
        let checked = check(deal).unwrap();
        landlords(&checked, &appraise(&checked)).remove(0)
    }

    /// Six homes at 100,000 and 2%: 612,000, less grant of 132,000: a loan of 480,000; of a value of 1,500,000, 40.8%.
    /// Year 1: rent 6 x 120 x 52 = 37,440; 3% lost 1,123.20; upkeep 6,000; interest 24,000: surplus 6,316.80; debt
    /// 473,683.20. Year 2: major repairs 3,000 more, interest 23,684.16: surplus 3,632.64, debt 470,050.56. Cover in the
    /// first year 30,316.80 / 24,000 = 1.2632.
    #[test]
    fn first_years_by_hand() {
        let found = result(&gd_7(landlord()));
        assert_eq!((found.homes, found.price, found.on_costs), (6, Pence(60_000_000), Pence(1_200_000)));
        assert_eq!((found.grant, found.borrowed), (Pence(13_200_000), Pence(48_000_000)));
        assert!((found.cost_over_value.unwrap() - 0.408).abs() < 1e-12);
        let first = found.years[0];
        assert_eq!((first.rent, first.lost, first.upkeep), (Pence(3_744_000), Pence(112_320), Pence(600_000)));
        assert_eq!((first.interest, first.surplus, first.debt), (Pence(2_400_000), Pence(631_680), Pence(47_368_320)));
        let second = found.years[1];
        assert_eq!((second.interest, second.surplus), (Pence(2_368_416), Pence(363_264)));
        assert_eq!(second.debt, Pence(47_005_056));
        assert!((found.interest_cover_first.unwrap() - 1.2632).abs() < 1e-12);
        assert_eq!((found.first_surplus_year, found.years.len()), (Some(1), 30));
        assert_eq!(found.debt_at_end, found.borrowed - found.surplus);
    }

    /// 30,316.80 once and 27,316.80 for 29 years, at 5%: 28,873.14 + 27,316.80 x 15.14107 / 1.05 = 393,911.04 + 28,873.14,
    /// less 480,000. At the rate of return found the net present value is zero.
    #[test]
    fn values_the_thirty_years_at_its_own_rate() {
        let found = result(&gd_7(landlord()));
        let annuity = (1.0 - 1.05_f64.powi(-29)) / 0.05;
        let by_hand = 30_316.80 / 1.05 + 27_316.80 * annuity / 1.05 - 480_000.0;
        assert!((found.net_present_value.pounds() - by_hand).abs() < 0.02, "{:?} {by_hand}", found.net_present_value);
        let rate = found.rate_of_return.unwrap();
        let worth: f64 = (1..30).map(|year| 27_316.80 / (1.0 + rate).powi(year + 1)).sum();
        assert!((30_316.80 / (1.0 + rate) + worth - 480_000.0).abs() < 0.01, "{rate}");
    }

    /// The venture's receipts in GD-7 replace a typed price: 6 x 125,000 in stages, 750,000.
    #[test]
    fn pays_what_the_venture_receives() {
        let mut terms = landlord();
        (terms.price_per_home, terms.on_costs_percent) = (None, 0.0);
        assert_eq!(result(&gd_7(terms)).price, Pence(75_000_000));
    }

    /// 10% bought each year: 6, 5.4, 4.86; rent falls in proportion.
    #[test]
    fn homes_that_are_bought_pay_no_rent() {
        let mut deal = gd_7(Landlord { right_to_buy: true, ..landlord() });
        deal.public.accounts.right_to_buy = Some(RightToBuy {
            homes: None,
            attrition_percent: 10.0,
            exemption_from_month: None,
            exempt_years: 0,
            years: 5,
        });
        let found = result(&deal);
        assert!((found.years[2].homes - 4.86).abs() < 1e-12);
        assert!((found.years[1].rent.pounds() - 0.9 * 37_440.0).abs() < 0.12);
    }

    /// Rents that rise by 10% a year: the third year's are 1.1 x 1.1 times those of the first.
    #[test]
    fn each_year_stands_at_its_own_index() {
        let mut deal = gd_7(landlord());
        deal.growth.consumer_prices = vec![deal::GrowthRow { id: "all".to_owned(), from_month: 0, percent: 10.0 }];
        let years = result(&deal).years;
        let ratio = years[2].rent.as_f64() / years[0].rent.as_f64();
        assert!((ratio - 1.21).abs() < 1e-6, "{ratio}");
    }

    /// A loan of 6 x 1,000 + 2% is repaid from the first year's surplus of about 30,000.
    #[test]
    fn a_small_loan_is_repaid_in_the_first_year() {
        let found = result(&gd_7(Landlord { price_per_home: Some(1_000.0), grant_per_home: 0.0, ..landlord() }));
        assert_eq!((found.borrowed, found.loan_repaid_year), (Pence(612_000), Some(1)));
        assert_eq!(result(&gd_7(Landlord { price_per_home: Some(900_000.0), ..landlord() })).loan_repaid_year, None);
    }
}
