//! The council's own accounts: capital receipt equivalence, provision (MRP), Right to Buy, the share for stamp duty,
//! and lost VAT (method 1.11). None of it is cash of the venture.

use crate::alternatives::receipt_equivalence;
use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::council_loans::{ProvidedLoan, council_loans};
use crate::postings::Line;
use crate::rates;
use crate::stages::cash::PartnerBook;
use crate::units::{Pence, total};
use deal::calendar::YearMonth;
use deal::{Deal, HomeType, MinimumRevenueProvision, Partner, PartnerKind, ProvisionMethod, RightToBuy, Tenure};
use serde::Serialize;

/// The council's accounts for the deal (method 1.11).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CouncilAccountsResult {
    /// Receipt equivalence in pence: `present value of the venture to the council - its own sale today - present value
    /// of the holding costs that a sale avoids`, at the council's discount rate; none where no partner is a council.
    pub receipt_equivalence: Option<Pence>,
    /// Provision for repaying debt (MRP) by financial year; none where the deal does not request it.
    pub provision: Option<Provision>,
    /// The council's loans to the venture in its own accounts.
    pub loans: Vec<ProvidedLoan>,
    /// Rented homes remaining by year; none where the deal does not request it.
    pub right_to_buy: Option<HomesLeft>,
    /// The share of the land on which stamp duty is charged only on the price paid.
    pub stamp_duty_share: StampDutyShare,
    /// VAT that is lost.
    pub vat: VatNote,
}

/// Calculates the council's accounts for a deal from its appraisal.
#[must_use]
pub fn council_accounts(checked: &CheckedDeal, appraisal: &Appraisal) -> CouncilAccountsResult {
    let accounts = &checked.deal.public.accounts;
    let start = checked.deal.start;
    CouncilAccountsResult {
        receipt_equivalence: council_of(&checked.deal).map(|council| receipt_equivalence(checked, appraisal, council)),
        provision: accounts.minimum_revenue_provision.map(|terms| provision(&terms, start)),
        loans: council_loans(checked, appraisal),
        right_to_buy: accounts.right_to_buy.map(|terms| {
            homes_left(&terms, councils_rented_homes(&checked.deal), appraisal.homes.by_row.last_completion + 1)
        }),
        stamp_duty_share: stamp_duty_share(&checked.deal, appraisal),
        vat: vat_note(&checked.deal, appraisal),
    }
}

/// Minimum revenue provision (MRP) by financial year, in pence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// The April in which the first year of charge starts.
    pub first_year: YearMonth,
    /// The charge of each year; they add up to the whole sum.
    pub charges: Vec<Pence>,
}

/// Straight line `A / L`, or the principal of a level annuity; first charged in the financial year after the money is
/// spent, or after the asset comes into use, whichever is later.
fn provision(terms: &MinimumRevenueProvision, start: YearMonth) -> Provision {
    let month = terms.spent_month.max(terms.operational_month.unwrap_or(0));
    let at = start.plus(month as i32);
    let year = if at.month >= 4 { at.year + 1 } else { at.year };
    let amount = Pence::from_pounds(terms.amount);
    let charged_by = |years: u32| amount.times(charged_share(terms, years));
    Provision {
        first_year: YearMonth { year, month: 4 },
        charges: (1..=terms.years).map(|year| charged_by(year) - charged_by(year - 1)).collect(),
    }
}

/// The share charged within this many years: `y / L`, or `((1 + r)^y - 1) / ((1 + r)^L - 1)`.
fn charged_share(terms: &MinimumRevenueProvision, years: u32) -> f64 {
    let (of, life) = (f64::from(years), f64::from(terms.years.max(1)));
    let rate = terms.annuity_percent / 100.0;
    if terms.method == ProvisionMethod::StraightLine || rate == 0.0 || years >= terms.years {
        return of / life;
    }
    let growth = libm::log(1.0 + rate);
    libm::expm1(of * growth) / libm::expm1(life * growth)
}

/// Planned homes at social and affordable rent that the council receives. Its own tenants have the Right to Buy, not
/// those of an association or of a letting company.
fn councils_rented_homes(deal: &Deal) -> u32 {
    let rented = |home: &HomeType| matches!(home.tenure, Tenure::SocialRent | Tenure::AffordableRent);
    let types = deal.home_types.iter().filter(|home| rented(home) && is_council(deal, &home.recipient));
    let homes = deal.phases.iter().flat_map(|phase| &phase.homes);
    let of_type = |id: &str| homes.clone().filter(|row| row.home_type == id).map(|row| row.count).sum::<u32>();
    types.map(|home| of_type(&home.id)).sum()
}

/// Whether a recipient is the council: a partner of that kind by id or name, or as text ("Norwich City Council",
/// "Housing revenue account").
fn is_council(deal: &Deal, recipient: &str) -> bool {
    let recipient = recipient.trim();
    let is = |text: &str| !recipient.is_empty() && recipient.eq_ignore_ascii_case(text);
    let named = |partner: &Partner| is(&partner.id) || is(&partner.name) || is(&partner.short_name);
    match deal.partners.iter().find(|partner| named(partner)) {
        Some(partner) => partner.kind == PartnerKind::Council,
        None => {
            let last = recipient.rsplit(' ').next().unwrap_or_default();
            last.eq_ignore_ascii_case("council") || is("HRA") || is("Housing revenue account")
        }
    }
}

/// The council's remaining rented homes, year by year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesLeft {
    /// Homes at the start of each year, from the first after completion; not rounded to whole homes.
    pub by_year: Vec<f64>,
    /// Homes bought by the end of the last year.
    pub bought: f64,
}

/// `H(y+1) = H(y) (1 - a(y))`; a is zero from the start of the exemption, for as many years after completion as it
/// lasts. Before its start homes can be bought.
fn homes_left(terms: &RightToBuy, planned: u32, finished: usize) -> HomesLeft {
    let first = f64::from(terms.homes.unwrap_or(planned));
    let mut left = first;
    let by_year = (0..=terms.years)
        .map(|year| {
            let at = left;
            let month = finished + 12 * year as usize;
            let has_begun = terms.exemption_from_month.is_some_and(|from| month >= from as usize);
            if !(has_begun && year < terms.exempt_years) {
                left *= 1.0 - terms.attrition_percent / 100.0;
            }
            at
        })
        .collect::<Vec<_>>();
    HomesLeft { bought: first - by_year.last().copied().unwrap_or(first), by_year }
}

/// Homes at the start of each of these years, for a landlord that acquires this many: the number falls where the deal
/// models the Right to Buy.
pub(crate) fn homes_left_by_year(checked: &CheckedDeal, appraisal: &Appraisal, homes: u32, years: u32) -> Vec<f64> {
    let panel = checked.deal.public.accounts.right_to_buy;
    let terms = panel.map(|terms| RightToBuy { homes: Some(homes), years, ..terms });
    let finished = appraisal.homes.by_row.last_completion + 1;
    terms.map_or_else(|| vec![f64::from(homes); years as usize], |terms| homes_left(&terms, homes, finished).by_year)
}

/// The sum of the lower proportions: the share of the land on which stamp duty is charged only on the price paid. Take
/// advice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StampDutyShare {
    /// The share that the deal uses, as a fraction; none where stamp duty is not charged.
    pub used: Option<f64>,
    /// The council's share of the venture if it is the member itself, as a fraction; zero if it joins through a
    /// company. Its share is the agreed split, or else its share of contributions. None where no partner is a council.
    pub suggested: Option<f64>,
}

fn stamp_duty_share(deal: &Deal, appraisal: &Appraisal) -> StampDutyShare {
    let agreed = |id: &str| total(deal.sharing.split.iter().filter(|row| row.id == id).map(|row| row.percent / 100.0));
    let share = |council: usize| match deal.sharing.split.as_slice() {
        [] => share_by_contribution(appraisal, council),
        _ => agreed(&deal.partners[council].id),
    };
    StampDutyShare {
        used: deal.costs.stamp_duty.map(|duty| duty.sum_of_lower_proportions_percent / 100.0),
        suggested: council_of(deal)
            .map(|own| if deal.public.accounts.joins_through_company { 0.0 } else { share(own) }),
    }
}

/// A partner's share of all contributions, as the run splits the surplus where no split is agreed (method 1.5); equal
/// shares where no partner contributes.
fn share_by_contribution(appraisal: &Appraisal, partner: usize) -> f64 {
    let books = &appraisal.cash.partners;
    let all: Pence = books.iter().map(PartnerBook::contributed).sum();
    if all.is_positive() {
        books[partner].contributed().as_f64() / all.as_f64()
    } else {
        1.0 / books.len().max(1) as f64
    }
}

/// VAT: first sales of new homes are zero-rated and letting is exempt, so VAT on fees for homes retained to let is
/// lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct VatNote {
    /// VAT lost over the life of the deal, in pence.
    pub lost: Pence,
    /// Homes that the venture retains and lets.
    pub homes_kept: u32,
    /// The percentage of fees that the dated rates expect to be lost on those homes.
    pub expected_on_fees: f64,
    /// Whether homes are retained but no VAT on fees is lost: to be checked.
    pub looks_left_out: bool,
}

fn vat_note(deal: &Deal, appraisal: &Appraisal) -> VatNote {
    let is_kept = |id: &str| deal.home_types.iter().any(|home| home.id == id && home.letting.is_some());
    let rows = deal.phases.iter().flat_map(|phase| &phase.homes);
    let homes_kept = rows.filter(|row| is_kept(&row.home_type)).map(|row| row.count).sum();
    let row = rates::on("tax.vat_lost", &deal.rule_set);
    VatNote {
        lost: appraisal.postings.total(Line::VatLost),
        homes_kept,
        expected_on_fees: row.and_then(|row| row.value.numbers().last().copied()).unwrap_or_default(),
        looks_left_out: homes_kept > 0 && deal.costs.vat_lost.fees_percent == 0.0,
    }
}

/// The index of the council among the partners: the first of that kind; none where no partner is one.
pub(crate) fn council_of(deal: &Deal) -> Option<usize> {
    deal.partners.iter().position(|partner| partner.kind == PartnerKind::Council)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};

    fn terms(method: ProvisionMethod, annuity_percent: f64) -> MinimumRevenueProvision {
        MinimumRevenueProvision {
            amount: 100.0,
            years: 3,
            spent_month: 0,
            operational_month: None,
            method,
            annuity_percent,
        }
    }

    #[test]
    fn straight_line_adds_up_to_the_sum() {
        // 100 over 3 years, cumulative: 33.33, 66.67, 100.00.
        let run = provision(&terms(ProvisionMethod::StraightLine, 0.0), YearMonth { year: 2027, month: 4 });
        assert_eq!(run.charges, [Pence(3_333), Pence(3_334), Pence(3_333)]);
        // Spent in April 2027, the year to March 2028: first charged in the year from April 2028.
        assert_eq!(run.first_year, YearMonth { year: 2028, month: 4 });
    }

    #[test]
    fn annuity_rises_and_waits_for_use() {
        // (1.1^y - 1) / (1.1^3 - 1) = 0.1/0.331, 0.21/0.331: 30.21, 63.44, 100: charges 30.21, 33.23, 36.56.
        let mut terms = terms(ProvisionMethod::Annuity, 10.0);
        terms.operational_month = Some(10);
        let run = provision(&terms, YearMonth { year: 2027, month: 4 });
        assert_eq!(run.charges, [Pence(3_021), Pence(3_323), Pence(3_656)]);
        // In use in February 2028, still in the year to March 2028.
        assert_eq!(run.first_year, YearMonth { year: 2028, month: 4 });
    }

    #[test]
    fn homes_are_bought_until_the_exemption_and_after_it_runs_out() {
        // Exempt from month 24, for 3 years after completion in month 12: 50% are bought in year 0 (month 12), none in
        // years 1 (24) and 2 (36), and 50% again in each year from year 3: 80, 40, 40, 40, 20.
        let terms = RightToBuy {
            homes: Some(80),
            attrition_percent: 50.0,
            exemption_from_month: Some(24),
            exempt_years: 3,
            years: 4,
        };
        let left = homes_left(&terms, 7, 12);
        assert_eq!(left.by_year, [80.0, 40.0, 40.0, 40.0, 20.0]);
        assert_eq!(left.bought, 60.0);
    }

    /// The count starts at the close of the month in which the last homes are finished. With the exemption from that
    /// time point none is bought in that year; without it half of the 419 homes would be.
    #[test]
    fn homes_are_counted_from_the_close_of_the_month_in_which_the_last_are_finished() {
        let mut deal = document::open(samples::NORWICH_2009.document).unwrap();
        let last = appraise(&check(&deal).unwrap()).homes.by_row.last_completion;
        let terms = |exempt_from: usize| RightToBuy {
            homes: Some(419),
            attrition_percent: 50.0,
            exemption_from_month: Some(exempt_from as u32),
            exempt_years: 1,
            years: 1,
        };
        let mut left = |exempt_from: usize| {
            deal.public.accounts.right_to_buy = Some(terms(exempt_from));
            let checked = check(&deal).unwrap();
            council_accounts(&checked, &appraise(&checked)).right_to_buy.unwrap().by_year
        };
        assert_eq!(left(last + 1), [419.0, 419.0]);
        assert_eq!(left(last + 2), [419.0, 209.5]);
    }

    #[test]
    fn share_for_stamp_duty_is_nothing_through_a_company() {
        let mut deal = document::open(samples::GD_2.document).unwrap();
        let result = appraise(&check(&deal).unwrap());
        assert_eq!(stamp_duty_share(&deal, &result), StampDutyShare { used: Some(0.5), suggested: Some(0.5) });
        deal.public.accounts.joins_through_company = true;
        assert_eq!(stamp_duty_share(&deal, &result).suggested, Some(0.0));
    }

    #[test]
    fn tax_on_fees_of_homes_that_are_kept_is_asked_after() {
        // GD-6 retains its 24 homes and loses no VAT; GD-2 sells, and loses 59,621.51; GD-1 sells and loses none.
        let noted = |deal: &Deal| {
            let checked = check(deal).unwrap();
            council_accounts(&checked, &appraise(&checked)).vat
        };
        let of = |sample: samples::Sample| noted(&document::open(sample.document).unwrap());
        let (retained, sold) = (of(samples::GD_6), of(samples::GD_2));
        assert_eq!((retained.homes_kept, retained.looks_left_out, retained.expected_on_fees), (24, true, 20.0));
        assert_eq!((sold.homes_kept, sold.lost), (0, Pence(5_962_151)));
        assert!(!sold.looks_left_out && !of(samples::GD_1).looks_left_out);
        let mut lost: Deal = document::open(samples::GD_6.document).unwrap();
        lost.costs.vat_lost.fees_percent = 20.0;
        assert!(!noted(&lost).looks_left_out);
    }

    /// A panel of 10 homes over 2 years with 10% bought a year also gives the share remaining of a landlord's own 50
    /// over its own 3.
    #[test]
    fn a_landlord_loses_its_own_homes_at_the_rate_of_the_panel() {
        let mut deal = crate::document::open(crate::samples::GD_1.document).unwrap();
        let left = |deal: &Deal| {
            let checked = crate::check(deal).unwrap();
            homes_left_by_year(&checked, &crate::appraise(&checked), 50, 3)
        };
        assert_eq!(left(&deal), [50.0; 3]);
        deal.public.accounts.right_to_buy = Some(RightToBuy {
            homes: Some(10),
            attrition_percent: 10.0,
            exemption_from_month: None,
            exempt_years: 0,
            years: 2,
        });
        let expected = [50.0, 45.0, 40.5, 36.45];
        let found = left(&deal);
        assert_eq!(found.len(), expected.len());
        assert!(found.iter().zip(expected).all(|(found, wanted)| (found - wanted).abs() < 1e-9), "{found:?}");
    }
}
