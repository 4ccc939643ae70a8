//! The partners of the cases by seat, and every measure of every case by seat.

use super::Case;
use crate::outcome::Answer;
use crate::words::capitalised;
use crate::words::compare::{self as text, Basis, SurplusUse};
use appraisal::alternatives::LandSale;
use appraisal::compare::{Amount, Measure, measures};
use appraisal::deal::{Brings, Seat, seats};
use appraisal::{Deal, Pence, sole_partner};
use std::rc::Rc;

/// The seats of the cases, with a name for each.
pub(super) struct Seating {
    seats: Vec<Seat>,
    /// The name of each seat in rows: the partner's own name if every case has the same one.
    pub(super) names: Vec<String>,
    /// The name of the partner, by case and seat.
    partners: Vec<Vec<Option<String>>>,
    /// The sale of land that all cases are compared with; none if no case is up to date.
    sale: Option<Rc<LandSale>>,
    /// The seat of the partner that could sell it, if a case has one.
    pub(super) seller: Option<usize>,
    /// What all cases have in common.
    pub(super) basis: Basis,
    /// What the cases do with their surplus.
    pub(super) surplus: SurplusUse,
}

impl Seating {
    pub(super) fn of(cases: &[Case], sale: Option<Rc<LandSale>>) -> Self {
        let deals: Vec<_> = cases.iter().map(|case| &*case.deal).collect();
        let seats = seats(&deals);
        let name = |case: usize, seat: &Seat| {
            let partner = deals[case].partners.get((*seat.partners.get(case)?)?)?;
            Some(capitalised(&partner.short_name))
        };
        let partners: Vec<Vec<Option<String>>> =
            (0..cases.len()).map(|case| seats.iter().map(|seat| name(case, seat)).collect()).collect();
        let names = (0..seats.len()).map(|seat| name_of(&seats, &partners, seat)).collect();
        let surplus = surplus_use(&deals);
        let seller_in = |(case, deal): (usize, &&Deal)| {
            let own = sale.as_deref()?.seller_in(deal)?;
            seats.iter().position(|seat| seat.partners.get(case) == Some(&Some(own)))
        };
        let seller = deals.iter().enumerate().find_map(seller_in);
        Self { seats, names, partners, basis: basis_of(sale.as_deref()), sale, seller, surplus }
    }

    /// The name of a case's partner in a seat, if the row names the seat and not the partner.
    pub(super) fn partner(&self, case: usize, seat: usize) -> Option<&str> {
        let name = self.partners.get(case)?.get(seat)?.as_deref()?;
        (self.names[seat] != name).then_some(name)
    }

    /// The partners of a case that no row names.
    pub(super) fn unnamed(&self, case: usize) -> Vec<String> {
        (0..self.seats.len()).filter_map(|seat| self.partner(case, seat)).map(str::to_owned).collect()
    }

    /// A measure of a seat as that of the case's own partner; `None` if the seat is empty.
    pub(super) fn own(&self, measure: Measure, case: usize) -> Option<Measure> {
        match measure.partner() {
            None => Some(measure),
            Some(seat) => self.seats.get(seat)?.partners.get(case)?.map(|place| measure.of_partner(place)),
        }
    }

    /// Every measure by seat, with the amount of each case; empty if no case can be worked out.
    pub(super) fn measures(&self, cases: &[Case]) -> Vec<Vec<(Measure, Amount)>> {
        let first = cases.iter().find_map(|case| case.answer.as_ref());
        let order = first.map_or_else(Vec::new, |answer| self.of_answer(answer, self.seats.len()));
        let order: Vec<Measure> = order.into_iter().map(|(measure, _)| measure).collect();
        let of_case = |(place, case): (usize, &Case)| self.by_seat(place, case.answer.as_ref(), &order);
        cases.iter().enumerate().map(of_case).collect()
    }

    /// The measures of the case at an index, in a given order, with the amounts of a result with its partners.
    pub(super) fn by_seat(&self, case: usize, answer: Option<&Answer>, order: &[Measure]) -> Vec<(Measure, Amount)> {
        let own = answer.map_or_else(Vec::new, |answer| self.of_answer(answer, answer.deal.partners.len()));
        self.seated(case, &own, order)
    }

    /// The same, with present values at the start of the case, as on its own page.
    pub(super) fn at_its_own_start(&self, case: usize, answer: &Answer, order: &[Measure]) -> Vec<(Measure, Amount)> {
        let deal = &answer.deal;
        let sale = LandSale::of(&answer.checked, deal.start);
        let own = measures(&answer.checked, &answer.appraisal, &answer.verdict, deal.partners.len(), &sale);
        self.seated(case, &own, order)
    }

    /// The measures of a case with its partners, by seat and in a given order.
    fn seated(&self, case: usize, own: &[(Measure, Amount)], order: &[Measure]) -> Vec<(Measure, Amount)> {
        let amount = |measure: Measure| {
            let measure = self.own(measure, case)?;
            own.iter().find(|(other, _)| *other == measure).map(|(_, amount)| *amount)
        };
        order.iter().map(|measure| (*measure, amount(*measure).unwrap_or(Amount::None))).collect()
    }

    fn of_answer(&self, answer: &Answer, partners: usize) -> Vec<(Measure, Amount)> {
        let of = |sale: &Rc<LandSale>| measures(&answer.checked, &answer.appraisal, &answer.verdict, partners, sale);
        self.sale.as_ref().map_or_else(Vec::new, of)
    }
}

fn basis_of(sale: Option<&LandSale>) -> Basis {
    let month = sale.map_or(super::NOTHING_TO_VALUE, |sale| sale.valued_at);
    Basis { month, sale_price: sale.map_or(Pence::ZERO, |sale| sale.terms.price) }
}

fn surplus_use(deals: &[&Deal]) -> SurplusUse {
    let is_kept = |deal: &&Deal| !deal.sharing.reinvests_all() && sole_partner(deal).is_some();
    if deals.iter().all(|deal| deal.sharing.reinvests_all()) {
        SurplusUse::Reinvested
    } else if deals.iter().any(is_kept) {
        SurplusUse::Kept
    } else if deals.iter().any(|deal| deal.sharing.has_pot()) {
        SurplusUse::Both
    } else {
        SurplusUse::Shared
    }
}

fn name_of(seats: &[Seat], partners: &[Vec<Option<String>>], seat: usize) -> String {
    let mut own = partners.iter().filter_map(|case| case[seat].as_ref());
    let first = own.next();
    if let Some(name) = first.filter(|first| own.all(|other| other == *first)) {
        return name.clone();
    }
    let brings: Brings = seats[seat].brings;
    let alike: Vec<usize> = (0..seats.len()).filter(|other| seats[*other].brings == brings).collect();
    let number = alike.iter().position(|other| *other == seat).map(|place| place + 1);
    text::seat(brings, number.filter(|_| alike.len() > 1))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::{document, samples};

    /// Cases valued at the earliest start.
    pub(in crate::pages::compare) fn seated(cases: &[Case]) -> Seating {
        Seating::of(cases, crate::pages::compare::land_sale(cases, cases))
    }

    fn case(name: &str, edit: impl Fn(&mut appraisal::Deal)) -> Case {
        let mut deal = document::open(samples::NORWICH_2009.document).unwrap();
        deal.scenarios.clear();
        edit(&mut deal);
        case_of(name, &deal)
    }

    #[test]
    fn rows_name_the_seat_and_columns_the_partner_if_partners_differ() {
        let cases = [
            case("Base", |_| {}),
            case("Offer B", |deal| "Lovell".clone_into(&mut deal.partners[1].short_name)),
            case("Turned", |deal| deal.partners.reverse()),
        ];
        let seating = seated(&cases);
        assert_eq!(seating.names, ["Council", "Cash partner"]);
        assert_eq!(
            text::measure(Measure::GetsBack(1), &seating.names, seating.basis, seating.surplus),
            "Cash partner gets back"
        );
        assert_eq!((seating.unnamed(0), seating.unnamed(1)), (vec!["HCA".to_owned()], vec!["Lovell".to_owned()]));
        // Listed in another order, the partners stay in their seats, and nothing differs.
        let all = seating.measures(&cases);
        assert_eq!(all[0], all[2]);
        assert_eq!(seated(&cases[..1]).names, ["Council", "HCA"]);
    }

    #[test]
    fn the_row_of_the_surplus_says_what_the_cases_do_with_it() {
        let with = |percent: f64| case("Case", |deal| deal.sharing.recycled_percent = percent);
        let row = |cases: &[Case]| {
            let Seating { names, basis, surplus, .. } = seated(cases);
            text::measure(Measure::Surplus, &names, basis, surplus)
        };
        assert_eq!(row(&[with(0.0), with(0.0)]), "Surplus, shared");
        assert_eq!(row(&[with(100.0), with(100.0)]), "Surplus, reinvested");
        assert_eq!(row(&[with(0.0), with(100.0)]), "Surplus, reinvested and shared");
        assert_eq!(row(&[with(50.0)]), "Surplus, reinvested and shared");
        // What the only partner has it shares with nobody.
        let alone = |percent: f64| {
            let deal = document::open(samples::BUILT_ALONE.document).unwrap();
            case_of("Alone", &deal.with("/sharing/recycled_percent", percent.into()).unwrap())
        };
        for cases in [vec![alone(0.0)], vec![alone(0.0), with(0.0)], vec![with(100.0), alone(50.0)]] {
            assert_eq!(row(&cases), "Surplus");
        }
        assert_eq!(row(&[alone(100.0)]), "Surplus, reinvested");
    }
}
