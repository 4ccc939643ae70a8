//! What each offer means for the council, or without one for the landowner, by the columns of method 3.9, beside the
//! alternatives.

use super::{Case, behind, months_of_prices, reference, sound};
use crate::components::{Cell, Column, DataTable, RowKind, TableRow, data_table};
use crate::outcome::Answer;
use crate::words::format::{count, percent};
use crate::words::partners::not_funded;
use crate::words::scale::MoneyScale;
use crate::words::{NONE, compare as text, deal as sentences, offers as words, verdict};
use appraisal::alternatives::{Alternatives, LandSale, alternatives_at, borrowing};
use appraisal::offers::{Offer, compare_offers};
use appraisal::verdict::Unfunded;
use appraisal::{Deal, Pence};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct OffersProps {
    /// Every case; the first is the base case, whose land the alternatives use.
    pub(super) all: Rc<Vec<Case>>,
    /// The chosen cases.
    pub(super) chosen: Rc<Vec<Case>>,
    /// The sale of land that all are compared with, as in the table of outcomes.
    pub(super) sale: Option<Rc<LandSale>>,
    /// The base case as last set, from which issues are listed on the page of a deal too.
    pub(super) kept: Rc<Deal>,
}

/// The table of offers, with the base case for reference if it is chosen; without offers, the
/// alternatives to the base case.
#[component]
pub(super) fn Offers(props: &OffersProps) -> Html {
    let Some(base) = props.all.first() else { return Html::default() };
    let (tests, offered): (Vec<&Case>, Vec<&Case>) =
        props.chosen.iter().filter(|case| case.open.is_some()).partition(|case| case.test_of.is_some());
    let has_offers = !offered.is_empty();
    let offered = in_order(&props.all, &offered);
    let shown_beside = (!has_offers || props.chosen.iter().any(|case| case.open.is_none())).then_some(base);
    let shown: Vec<Case> = shown_beside.into_iter().chain(offered).cloned().collect();
    let sound = sound(&shown);
    let Some((case, first)) = reference(&props.all, &props.chosen) else { return Html::default() };
    let Some(sale) = props.sale.as_deref() else { return Html::default() };
    let pairs: Vec<_> = sound.iter().map(|(_, answer)| (&*answer.checked, &answer.appraisal)).collect();
    let valued_at = sale.valued_at;
    let offers = compare_offers(&first.deal, &pairs, valued_at);
    let instead = alternatives_at(&first.checked, &first.appraisal, valued_at);
    let party = party_of(&offers, &sound);
    let is_entered = first.deal.alternatives.public_borrowing_percent.is_some();
    let alone = words::alone_counts(&party, borrowing(&first.deal, instead.rate), is_entered);
    let tests: Vec<_> = tests.into_iter().filter_map(Case::as_test).collect();
    let columns = columns(&sound, has_offers.then_some(&*case.name));
    let rows = Rows {
        offers: &offers,
        sound: &sound,
        instead: &instead,
        kept: &props.kept,
        party: &party,
        sale,
        compared: &compared_with_sale(&props.chosen, sale),
    }
    .all();
    html! {
        <section class="panel" id="offers-and-alternatives" tabindex="-1" aria-labelledby="offers-heading">
            <h2 id="offers-heading">{ if has_offers { text::OFFERS.to_owned() } else { words::instead(&party) } }</h2>
            <p class="panel__lead">{ words::lead(&party) }</p>
            <div class="compare__cards">{ for rows.iter().enumerate().filter_map(|(place, row)| card(place, row, &columns)) }</div>
            <div class="compare__wide">{ table(&party, &columns, &rows) }</div>
            <p class="panel__lead">{ months_of_prices(&shown) }{ words::left_out(&behind(&shown)) }{ alternatives_of(base, case, has_offers) }{ words::not_offers(&tests) }{ alone }{ " " }{ words::loans_borne(&party) }{ " " }{ text::NO_SCORE }</p>
        </section>
    }
}

/// Whose inputs selling outright and building alone have: beside offers the base case's, which are not an offer's own.
fn alternatives_of(base: &Case, first: &Case, has_offers: bool) -> String {
    match (base.open == first.open, has_offers) {
        (false, _) => words::stands_in(&base.name, &first.name),
        (true, true) => words::alternatives_of(&base.name),
        (true, false) => String::new(),
    }
}

/// What each of the cases is worth more than the sale.
fn compared_with_sale(cases: &[Case], sale: &LandSale) -> Vec<Pence> {
    sound(cases).iter().filter_map(|(_, answer)| sale.beaten_by(&answer.checked, &answer.appraisal)).collect()
}

/// Some of the cases in the order of all.
fn in_order<'a>(all: &'a [Case], some: &[&Case]) -> Vec<&'a Case> {
    all.iter().filter(|case| some.iter().any(|own| own.open == case.open)).collect()
}

/// The headings; among offers the base case is labelled as no offer, and the alternatives name the case whose inputs they have.
fn columns(sound: &[(&Case, &Answer)], among_offers_as_in: Option<&str>) -> Vec<Column> {
    let name = |(case, _): &(&Case, &Answer)| match case.open {
        None if among_offers_as_in.is_some() => words::for_reference(&case.name),
        _ => case.name.clone(),
    };
    let cases = sound.iter().map(name).map(Column::plain);
    let as_in = |name: &str| among_offers_as_in.map_or_else(|| name.to_owned(), |case| words::as_in(name, case));
    let alternatives = [text::SELL, text::BUILD_ALONE].map(|name| Column::plain(as_in(name)));
    std::iter::once(Column::plain(text::MEASURE)).chain(cases).chain(alternatives).collect()
}

fn table(party: &str, columns: &[Column], rows: &[TableRow]) -> Html {
    data_table(DataTable {
        id: "offers",
        caption: words::caption(party).into(),
        caption_hidden: true,
        columns,
        rows,
        class: None,
        opening: None,
    })
}

/// The name of the partner that the offers are to.
fn party_of(offers: &[Offer], sound: &[(&Case, &Answer)]) -> String {
    let name = |(offer, (_, answer)): (&Offer, &(&Case, &Answer))| {
        if offer.is_to_council {
            words::COUNCIL.to_owned()
        } else {
            answer.deal.partners[offer.council].short_name.clone()
        }
    };
    words::party(&offers.iter().zip(sound).map(name).collect::<Vec<_>>())
}

/// A row of the table on a narrow screen: a card with a line for each column that has a value.
fn card(place: usize, row: &TableRow, columns: &[Column]) -> Option<Html> {
    let line = |(place, (column, cell)): (usize, (&Column, &Cell))| {
        html! { <div key={place}><dt>{ column.text.clone() }</dt><dd>{ cell.text.clone() }</dd></div> }
    };
    let lines = columns.iter().skip(1).zip(&row.cells).enumerate();
    let lines: Vec<Html> = lines.filter(|(_, (_, cell))| cell.text != NONE).map(line).collect();
    if lines.is_empty() {
        return None;
    }
    Some(html! {
        <section class="partner-card" key={place}>
            <h3>{ row.header.clone() }</h3>
            <dl>{ for lines }</dl>
        </section>
    })
}

/// What the rows of the table are made from.
struct Rows<'a> {
    /// The offers, in the order of their cases.
    offers: &'a [Offer],
    sound: &'a [(&'a Case, &'a Answer)],
    instead: &'a Alternatives,
    kept: &'a Deal,
    /// The name of the partner that the offers are to.
    party: &'a str,
    sale: &'a LandSale,
    /// The chosen cases compared with it, as in the table of outcomes.
    compared: &'a [Pence],
}

const NOTHING: [&str; 2] = [NONE, NONE];

/// The standard tests are of offers: the alternatives carry risk too, which a dash would hide.
const NOT_TESTED: [&str; 2] = [words::NOT_TESTED; 2];

impl Rows<'_> {
    fn all(&self) -> Vec<TableRow> {
        self.value().into_iter().chain(self.homes()).chain(self.risk()).collect()
    }

    /// A row with a cell for each offer, and for the two alternatives.
    fn row(
        &self,
        header: impl Into<AttrValue>,
        cell: impl Fn(&Offer, &Answer) -> String,
        instead: [impl Into<AttrValue>; 2],
    ) -> TableRow {
        row_of(header, self.offers.iter().zip(self.sound).map(|(offer, (_, answer))| cell(offer, answer)), instead)
    }

    /// The one unit of a row of sums.
    fn scale(&self, own: impl Fn(&Offer) -> Option<Pence>, instead: &[Pence]) -> MoneyScale {
        let sums = self.offers.iter().filter_map(own).chain(instead.iter().copied());
        MoneyScale::of(&sums.map(|sum| sum.0).collect::<Vec<_>>())
    }

    /// The rate at which all are valued.
    fn rate(&self) -> f64 {
        self.offers.first().map_or(0.0, |offer| offer.rate)
    }

    /// The verdict, and what the council gets.
    fn value(&self) -> Vec<TableRow> {
        let verdict = |answer: &Answer| words::verdict(sentences::badge(&answer.verdict), &verdict::sticky(answer));
        let half = |offer: &Offer, answer: &Answer| half_received(offer, answer);
        let rows = [Some(self.row(text::VERDICT, |_, answer| verdict(answer), NOTHING)), Some(self.present_value())];
        let rest = [self.pot(), Some(self.against_sale()), Some(self.row(words::half(self.party), half, NOTHING))];
        rows.into_iter().chain(rest).flatten().collect()
    }

    fn present_value(&self) -> TableRow {
        let instead = [self.instead.sale.present_value, self.instead.alone.present_value];
        let scale = self.scale(|offer| Some(offer.council_present_value), &instead);
        self.row(
            words::present_value(self.party, self.rate(), self.instead.valued_at),
            |offer, _| scale.money(offer.council_present_value.0),
            instead.map(|sum| scale.money(sum.0)),
        )
    }

    /// The pot, if any offer has one by its rules: one that gets nothing is £0.
    fn pot(&self) -> Option<TableRow> {
        let has_pot = |answer: &Answer| answer.deal.sharing.has_pot();
        let any = self.sound.iter().any(|(_, answer)| has_pot(answer));
        let scale = self.scale(|offer| Some(offer.pot_present_value), &[]);
        let cell = |offer: &Offer, answer: &Answer| match has_pot(answer) {
            true => scale.money(offer.pot_present_value.0),
            false => NONE.to_owned(),
        };
        any.then(|| self.row(words::pot(self.party, self.rate(), self.instead.valued_at), cell, NOTHING))
    }

    fn against_sale(&self) -> TableRow {
        let alone = self.sale.terms.beaten_by(self.instead.alone.present_value);
        let gap = |(_, answer): &(&Case, &Answer)| self.sale.beaten_by(&answer.checked, &answer.appraisal);
        let gaps: Vec<Option<Pence>> = self.sound.iter().map(gap).collect();
        // In the unit of the table of outcomes, unless that hides building alone.
        let scale_of =
            |more: &[Pence]| MoneyScale::of(&self.compared.iter().chain(more).map(|sum| sum.0).collect::<Vec<_>>());
        let shared = scale_of(&[]);
        let scale = if shared.shows(alone.0) { shared } else { scale_of(&[alone]) };
        let said = |sum: Pence| text::beyond(sum.0, scale);
        let cells = gaps.iter().map(|gap| gap.map_or_else(|| NONE.to_owned(), said));
        row_of(words::against_sale(&self.sale.terms, self.sale.valued_at), cells, [NONE.to_owned(), said(alone)])
    }

    fn homes(&self) -> Vec<TableRow> {
        let nominated =
            |offer: &Offer| offer.nominations.map_or_else(|| NONE.to_owned(), |homes| count(homes.round() as i64));
        vec![
            self.row(words::HOMES, |offer, _| words::homes(&offer.homes), NOTHING),
            self.row(words::NOMINATIONS, |offer, _| nominated(offer), NOTHING),
        ]
    }

    /// What the council risks, decides and pays, and the issues to resolve.
    fn risk(&self) -> Vec<TableRow> {
        let cost = self.scale(|offer| offer.public_cost_per_additional_home, &[]);
        let per_home = |offer: &Offer| {
            let said = |sum: Pence| words::cost_or_gain(sum.0, cost);
            offer.public_cost_per_additional_home.map_or_else(|| NONE.to_owned(), said)
        };
        vec![
            self.exposure(),
            self.largest_loss(),
            self.downside(),
            self.row(words::votes(self.party), |offer, _| percent(offer.votes), NOTHING),
            self.row(words::per_home(self.instead.valued_at), |offer, _| per_home(offer), NOTHING),
            self.row(words::FLAGS, |_, answer| text::issues(sentences::issues(answer, self.kept)), NOTHING),
        ]
    }

    fn exposure(&self) -> TableRow {
        let alone = self.instead.alone.peak_exposure.amount;
        let scale = self.scale(|offer| Some(offer.peak_exposure.amount), &[alone]);
        let exposure = |offer: &Offer, answer: &Answer| {
            let most = &offer.peak_exposure;
            match most.amount {
                Pence::ZERO => words::NO_SUM.to_owned(),
                sum => words::sum_in(&scale.money(sum.0), &sentences::short_exposure(answer, offer.council, most.k)),
            }
        };
        let alone = if alone == Pence::ZERO { words::NO_SUM.to_owned() } else { scale.money(alone.0) };
        self.row(words::exposure(self.party), exposure, [NONE.to_owned(), alone])
    }

    fn largest_loss(&self) -> TableRow {
        let scale = self.scale(|offer| Some(offer.worst_loss.0), &[]);
        let worst = |offer: &Offer| match offer.worst_loss {
            (loss, test) if loss.is_positive() => words::worst(&scale.money(loss.0), test),
            _ => words::NO_SUM.to_owned(),
        };
        let cell = |offer: &Offer, answer: &Answer| {
            worst(offer) + &words::not_funded(Unfunded::of(&answer.appraisal.cash), &offer.unfunded_tests)
        };
        self.row(words::largest_loss(self.party), cell, NOT_TESTED)
    }

    /// What the council gets if everything goes badly at once.
    fn downside(&self) -> TableRow {
        let scale = self.scale(|offer| Some(offer.council_present_value_downside), &[]);
        let cell = |offer: &Offer, _: &Answer| {
            scale.money(offer.council_present_value_downside.0) + &not_funded(offer.unfunded_downside)
        };
        self.row(words::downside(self.party, self.rate(), self.instead.valued_at), cell, NOT_TESTED)
    }
}

/// When half of the receipts are there, named as the month of the payment that completes it.
fn half_received(offer: &Offer, answer: &Answer) -> String {
    let named = if offer.half_received_at_opening { sentences::short_opening } else { sentences::short_time_point };
    offer.half_received_k.map_or_else(|| NONE.to_owned(), |k| named(&answer.appraisal, k))
}

/// A row with the cells of the offers, and those of the two alternatives.
fn row_of(
    header: impl Into<AttrValue>,
    own: impl Iterator<Item = String>,
    instead: [impl Into<AttrValue>; 2],
) -> TableRow {
    let instead = instead.map(|text| Cell::from(text.into()));
    TableRow { header: header.into(), cells: own.map(Cell::from).chain(instead).collect(), kind: RowKind::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::alternatives::beside_sale;
    use appraisal::deal::{Contribution, LandDue, LandInstalment};
    use appraisal::{document, samples};

    /// How the row that compares with a sale begins.
    const AGAINST_SALE: &str = "Against selling for ";

    /// The rows of offers, the first of which is the base case.
    fn rows_of(cases: &[Case]) -> Vec<TableRow> {
        let sound = sound(cases);
        let first = sound[0].1;
        let start = first.deal.start;
        let pairs: Vec<_> = sound.iter().map(|(_, answer)| (&*answer.checked, &answer.appraisal)).collect();
        let offers = compare_offers(&first.deal, &pairs, start);
        let instead = alternatives_at(&first.checked, &first.appraisal, start);
        let sale = LandSale::of(&first.checked, start);
        Rows {
            offers: &offers,
            sound: &sound,
            instead: &instead,
            kept: &first.deal,
            sale: &sale,
            party: "council",
            compared: &compared_with_sale(cases, &sale),
        }
        .all()
    }

    fn cells<'a>(rows: &'a [TableRow], header: &str) -> Vec<&'a str> {
        let row = rows.iter().find(|row| row.header.starts_with(header)).unwrap();
        row.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn an_offer_has_its_verdict_its_gap_to_a_sale_and_every_issue_of_its_page() {
        let deal = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let cases = [case_of("Base", &deal)];
        let answer = cases[0].answer.as_ref().unwrap();
        let rows = rows_of(&cases);
        let of = |header: &str| cells(&rows, header)[0].to_owned();
        assert!(of(text::VERDICT).starts_with(sentences::badge(&answer.verdict)), "{}", of(text::VERDICT));
        let gap = alternatives_at(&answer.checked, &answer.appraisal, deal.start).receipt_equivalence;
        let word = if gap.is_positive() { "more" } else { "less" };
        assert!(of(AGAINST_SALE).ends_with(word), "{}", of(AGAINST_SALE));
        let listed = sentences::checks(answer, &deal).iter().filter(|check| check.act).count();
        assert_eq!(of(words::FLAGS), listed.to_string());
        let flags = appraisal::flags::flags(&answer.checked, &answer.appraisal).len();
        assert!(listed > flags, "the flags alone are fewer than the issues");
    }

    /// Norwich reinvests its surplus: at £120,000 a home nothing is left for the pot, and without the rule there is none.
    #[test]
    fn a_pot_that_gets_nothing_is_zero_and_only_a_deal_without_one_has_a_dash() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let poor = base.with("/home_types/market/price", 120_000.into()).unwrap();
        let shared = base.with("/sharing/recycled_percent", 0.into()).unwrap();
        let rows = rows_of(&[case_of("Base", &base), case_of("Poor", &poor), case_of("Shared", &shared)]);
        let pot = cells(&rows, "Reinvestment pot");
        assert!(pot[0].ends_with('m') && pot[1] == "£0" && pot[2] == NONE, "{pot:?}");
    }

    /// Run until its homes are sold, the downside is short of cash: no loss of the council is then not the whole.
    #[test]
    fn a_downside_that_is_short_of_cash_says_so_with_its_value_and_beside_the_largest_loss() {
        let deal = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let deal = deal.with("/contributions/partner-cash/amount", 8_000_000.into()).unwrap();
        let deal = deal.with("/home_types/market/price", 325_000.into()).unwrap();
        let rows = rows_of(&[case_of("Base", &deal)]);
        let of = |header: &str| cells(&rows, header)[0].to_owned();
        let downside = of("Council’s receipts less cash put in, in the combined downside");
        assert!(downside.contains("; cash is short by up to £"), "{downside}");
        let loss = of("Council’s largest loss");
        assert!(
            loss.contains("; cash is short") && !loss.contains(" or ") && loss.ends_with("in the combined downside"),
            "{loss}"
        );
    }

    /// The downside is no comparison with a sale: it has its own place among the risks, and its name says what it is.
    #[test]
    fn every_row_of_sums_has_one_unit_and_the_downside_its_own_place() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let dear = base.with("/contributions/hca-cash/amount", 12_000_000.into()).unwrap();
        let rows = rows_of(&[case_of("Base", &base), case_of("Offer", &dear)]);
        let place = |header: &str| rows.iter().position(|row| row.header.starts_with(header)).unwrap();
        assert!(
            place("Council’s receipts less cash put in, in the combined downside") > place("Council’s largest loss")
        );
        assert_eq!(place("Council has half of its receipts by"), place(AGAINST_SALE) + 1);
        for header in [
            "Council’s receipts less cash put in:",
            "Reinvestment pot",
            AGAINST_SALE,
            "Council’s receipts less cash put in, in the combined downside",
        ] {
            let places: Vec<_> = cells(&rows, header)
                .into_iter()
                .filter(|text| ![NONE, "£0", words::NOT_TESTED].contains(text))
                .map(|text| text.split_once('m').and_then(|(sum, _)| sum.split_once('.')).map(|(_, part)| part.len()))
                .collect();
            assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{header}: {:?}", cells(&rows, header));
        }
    }

    /// The same deal with its partners in another order is the same offer to the same landowner.
    #[test]
    fn an_offer_is_compared_with_a_sale_whatever_the_order_of_its_partners() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let mut turned = base.clone();
        turned.partners.reverse();
        let rows = rows_of(&[case_of("Base", &base), case_of("Turned", &turned)]);
        let gaps = cells(&rows, AGAINST_SALE);
        assert!(gaps[0] == gaps[1] && gaps[1] != NONE, "{gaps:?}");
    }

    /// The deal page calls the same moment by the same name.
    #[test]
    fn a_peak_exposure_where_land_is_credited_is_at_the_start_of_a_month() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let later = base.with("/contributions/hca-cash/amount", 8_000_000.into()).unwrap();
        let rows = rows_of(&[case_of("Base", &base), case_of("Later", &later)]);
        let exposures = cells(&rows, "Council’s peak exposure");
        assert!(exposures[1].ends_with(" (start)"), "{exposures:?}");
    }

    /// The council sells its land for cash as it is drawn down.
    #[test]
    fn half_of_the_receipts_completed_by_land_drawn_down_is_there_at_the_start_of_a_month() {
        let paid_for = |drawdown: u32| {
            let mut deal = document::open(samples::GD_1.document).unwrap();
            for own in &mut deal.contributions {
                if let Contribution::LandInKind { id, site, .. } = own {
                    *own = Contribution::LandDeferred {
                        id: id.clone(),
                        site: site.clone(),
                        share_percent: 100.0,
                        instalments: vec![LandInstalment { id: "all".into(), percent: 100.0, due: LandDue::Drawdown }],
                        long_stop_month: None,
                    };
                }
            }
            deal.phases[0].drawdown_month = drawdown;
            deal.phases[0].build_start_month = drawdown;
            let answer = case_of("Base", &deal).answer.unwrap();
            let named = sentences::short_opening(&answer.appraisal, drawdown as usize);
            let rows = rows_of(&[case_of("Base", &deal)]);
            assert_eq!(cells(&rows, "Council has half of its receipts by")[0], named);
        };
        paid_for(0);
        paid_for(3);
    }

    /// The same figure looks the same in both tables, though building alone is in millions.
    #[test]
    fn the_gap_to_a_sale_is_in_the_unit_of_the_table_of_outcomes() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let answer = case_of("Base", &base).answer.unwrap();
        let (_, gap) = beside_sale(&answer.checked, &answer.appraisal);
        // A price at which a sale is worth £688,479 more than the deal.
        let price = 7_500_000.0 + gap.pounds() + 688_479.0;
        let dear = base.with("/alternatives", serde_json::json!({ "sale_price": price })).unwrap();
        let rows = rows_of(&[case_of("Base", &dear)]);
        let cells = cells(&rows, AGAINST_SALE);
        assert_eq!(cells[0], "£688,479 less");
        assert!(
            cells[2].trim_start_matches('£').starts_with(|digit: char| digit != '0') && cells[2].len() > 13,
            "{cells:?}"
        );
    }

    #[test]
    fn a_partner_with_nothing_at_risk_has_no_date_of_it() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let mut without_land = base.clone();
        without_land.sites.iter_mut().for_each(|site| site.value = 0.0);
        let rows = rows_of(&[case_of("Base", &base), case_of("Free", &without_land)]);
        assert_eq!(cells(&rows, "Council’s peak exposure")[1], words::NO_SUM);
    }

    #[test]
    fn it_is_said_whose_inputs_the_alternatives_have() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let mut cases = [case_of("Base", &deal), case_of("Offer A", &deal)];
        let said =
            |cases: &[Case], has_offers| alternatives_of(&cases[0], reference(cases, cases).unwrap().0, has_offers);
        assert_eq!(said(&cases, false), "");
        assert!(said(&cases, true).starts_with(
            "The figures for selling outright and for building alone, and the discount rate, come from “Base”"
        ));
        cases[0].answer = None;
        let said = said(&cases, true);
        assert!(said.contains("come from “Offer A”, because “Base” is not up to date"), "{said}");
    }

    #[test]
    fn the_base_case_among_offers_is_labelled_as_a_reference() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cases = [case_of("Base", &base), case_of("Offer", &base)];
        let names = |as_in: Option<&str>| {
            let columns = columns(&sound(&cases), as_in).into_iter();
            columns.map(|column| column.text.to_string()).collect::<Vec<_>>()
        };
        let among_offers = names(Some("Base"));
        assert_eq!(among_offers[1], "Base (for reference)");
        assert_eq!(among_offers[4], "Build alone, as in “Base”");
        assert_eq!([&*names(None)[1], &*names(None)[4]], ["Base", text::BUILD_ALONE]);
    }
}
