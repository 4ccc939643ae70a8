//! What each offer means for the council, or without one for the landowner, by the columns of method 3.9, beside the
//! alternatives.

use super::{Case, sound};
use crate::components::{Cell, Column, DataTable, RowKind, TableRow, data_table};
use crate::outcome::Answer;
use crate::words::format::{count, millions, percent};
use crate::words::{NONE, compare as text, deal as sentences, offers as words, verdict};
use crate::workspace::inputs_that_differ;
use appraisal::Deal;
use appraisal::alternatives::{Alternatives, alternatives_at};
use appraisal::deal::is_assumption;
use appraisal::offers::{Offer, compare_offers, earliest_start};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct OffersProps {
    /// Every case; the first is the base case, whose land the alternatives use.
    pub(super) all: Rc<Vec<Case>>,
    /// The chosen cases.
    pub(super) chosen: Rc<Vec<Case>>,
    /// The base case as last set, from which issues are listed on the page of a deal too.
    pub(super) kept: Rc<Deal>,
}

/// The table of offers; without offers, the alternatives to the base case.
#[component]
pub(super) fn Offers(props: &OffersProps) -> Html {
    let Some((base, scenarios)) = props.all.split_first() else { return Html::default() };
    let is_chosen = |case: &&Case| props.chosen.iter().any(|chosen| chosen.open == case.open);
    let (tests, offered): (Vec<&Case>, Vec<&Case>) =
        scenarios.iter().filter(is_chosen).partition(|case| is_test(case, &props.all));
    let offered: Vec<Case> = offered.into_iter().cloned().collect();
    let has_offers = !offered.is_empty();
    let sound = sound(if has_offers { &offered } else { std::slice::from_ref(base) });
    let Some(first) = base.answer.as_ref().or(sound.first().map(|(_, answer)| *answer)) else {
        return Html::default();
    };
    let pairs: Vec<_> = sound.iter().map(|(_, answer)| (&*answer.checked, &answer.appraisal)).collect();
    let deals = pairs.iter().map(|(checked, _)| checked.deal());
    let valued_at = earliest_start(deals.chain([&*first.deal])).unwrap_or(first.deal.start);
    let offers = compare_offers(&first.deal, &pairs, valued_at);
    let instead = alternatives_at(&first.checked, &first.appraisal, valued_at);
    let party = party_of(&offers, &sound);
    let tests: Vec<String> = tests.into_iter().map(|case| case.name.clone()).collect();
    let mut columns = vec![Column::plain(text::MEASURE)];
    columns.extend(sound.iter().map(|(case, _)| Column::plain(case.name.clone())));
    columns.extend([Column::plain(text::SELL), Column::plain(text::BUILD_ALONE)]);
    let rows = Rows { offers: &offers, sound: &sound, instead: &instead, kept: &props.kept, party: &party }.all();
    html! {
        <section class="panel" aria-labelledby="offers-heading">
            <h2 id="offers-heading">{ if has_offers { text::OFFERS.to_owned() } else { words::instead(&party) } }</h2>
            <p class="panel__lead">{ words::lead(&party) }</p>
            <div class="compare__cards">{ for rows.iter().enumerate().filter_map(|(place, row)| card(place, row, &columns)) }</div>
            <div class="compare__wide">
                { data_table(DataTable {
                    id: "offers",
                    caption: words::caption(&party).into(),
                    caption_hidden: true,
                    columns: &columns,
                    rows: &rows,
                    class: None,
                    opening: None,
                }) }
            </div>
            <p class="panel__lead">{ words::not_offers(&tests) }{ words::loans_borne(&party) }{ " " }{ text::NO_SCORE }</p>
        </section>
    }
}

/// Whether a scenario is a test: it changes only assumptions of the base case or of an earlier scenario.
fn is_test(case: &Case, all: &[Case]) -> bool {
    let document = case.deal.to_document();
    let earlier = all.iter().take_while(|other| other.open != case.open);
    earlier
        .map(|other| inputs_that_differ(&other.deal.to_document(), &document))
        .any(|changes| !changes.is_empty() && changes.iter().all(is_assumption))
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
}

const NOTHING: [&str; 2] = [NONE, NONE];

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
        let own = self.offers.iter().zip(self.sound).map(|(offer, (_, answer))| cell(offer, answer).into());
        let instead = instead.map(|text| Cell::from(text.into()));
        TableRow { header: header.into(), cells: own.chain(instead).collect(), kind: RowKind::Plain }
    }

    /// The verdict, and what the council gets.
    fn value(&self) -> Vec<TableRow> {
        let Alternatives { sale, alone, landowner, .. } = self.instead;
        let rate = self.offers.first().map_or(0.0, |offer| offer.rate);
        let against_sale = |offer: &Offer| match offer.council == *landowner {
            true => text::beyond(sale.beaten_by(offer.council_present_value).0),
            false => NONE.to_owned(),
        };
        let verdict =
            |answer: &Answer| words::verdict(sentences::badge(answer.verdict.state), &verdict::sticky(answer));
        let has_pot = self.offers.iter().any(|offer| offer.pot_present_value.is_positive());
        let pot = self.row(words::pot(self.party, rate), |offer, _| millions(offer.pot_present_value.0), NOTHING);
        let mut rows = vec![
            self.row(text::VERDICT, |_, answer| verdict(answer), NOTHING),
            self.row(
                words::present_value(self.party, rate, self.instead.valued_at),
                |offer, _| millions(offer.council_present_value.0),
                [millions(sale.present_value.0), millions(alone.present_value.0)],
            ),
            self.row(
                words::AGAINST_SALE,
                |offer, _| against_sale(offer),
                [NONE.to_owned(), text::beyond(sale.beaten_by(alone.present_value).0)],
            ),
            self.row(words::DOWNSIDE, |offer, _| millions(offer.council_present_value_downside.0), NOTHING),
            self.row(words::HALF, |offer, answer| month(answer, offer.half_received_k), NOTHING),
        ];
        rows.splice(2..2, has_pot.then_some(pot));
        rows
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
        let exposure = |offer: &Offer, answer: &Answer| {
            words::sum_in(&millions(offer.peak_exposure.amount.0), &month(answer, Some(offer.peak_exposure.k)))
        };
        let worst = |offer: &Offer| match offer.worst_loss {
            (loss, test) if loss.is_positive() => words::worst(&millions(loss.0), test.map(text::sensitivity)),
            _ => words::NO_LOSS.to_owned(),
        };
        let cost = |offer: &Offer| {
            offer.public_cost_per_additional_home.map_or_else(|| NONE.to_owned(), |cost| words::cost_or_gain(cost.0))
        };
        let alone = millions(self.instead.alone.peak_exposure.amount.0);
        vec![
            self.row(words::exposure(self.party), exposure, [NONE.to_owned(), alone]),
            self.row(words::largest_loss(self.party), |offer, _| worst(offer), NOTHING),
            self.row(words::votes(self.party), |offer, _| percent(offer.votes), NOTHING),
            self.row(words::per_home(self.instead.valued_at), |offer, _| cost(offer), NOTHING),
            self.row(words::FLAGS, |_, answer| text::issues(sentences::issues(answer, self.kept)), NOTHING),
        ]
    }
}

fn month(answer: &Answer, k: Option<usize>) -> String {
    k.map_or_else(|| NONE.to_owned(), |k| sentences::long_time_point(&answer.appraisal, k))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Outcome;
    use appraisal::{document, samples};

    fn case(name: &str, deal: &Deal) -> Case {
        let deal = Rc::new(deal.clone());
        let answer = Outcome::of(deal.clone()).ok().map(Answer::from);
        Case { open: (name != "Base").then(|| name.to_owned()), name: name.to_owned(), deal, answer }
    }

    #[test]
    fn a_scenario_that_changes_only_assumptions_is_a_test_of_the_case_it_starts_from() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 9_000_000.into()).unwrap();
        let low = |deal: &Deal| deal.with("/home_types/market/price", 170_000.into()).unwrap();
        let all = [
            case("Base", &base),
            case("Low", &low(&base)),
            case("Offer", &offer),
            case("Offer, low", &low(&offer)),
            case("Offer of another", &offer.with("/partners/hca/name", "Lovell".into()).unwrap()),
        ];
        let tests: Vec<bool> = all.iter().skip(1).map(|case| is_test(case, &all)).collect();
        assert_eq!(tests, [true, false, true, false]);
    }

    #[test]
    fn an_offer_has_its_verdict_its_gap_to_a_sale_and_every_issue_of_its_page() {
        let deal = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let cases = [case("Base", &deal)];
        let sound = sound(&cases);
        let answer = sound[0].1;
        let offers = compare_offers(&deal, &[(&answer.checked, &answer.appraisal)], deal.start);
        let instead = alternatives_at(&answer.checked, &answer.appraisal, deal.start);
        let rows = Rows { offers: &offers, sound: &sound, instead: &instead, kept: &deal, party: "council" }.all();
        let of = |header: &str| rows.iter().find(|row| row.header == header).unwrap().cells[0].text.to_string();
        assert!(of(text::VERDICT).starts_with(sentences::badge(answer.verdict.state)), "{}", of(text::VERDICT));
        assert_eq!(of(words::AGAINST_SALE), text::beyond(instead.receipt_equivalence.0));
        let listed = sentences::checks(answer, &deal).iter().filter(|check| check.act).count();
        assert_eq!(of(words::FLAGS), listed.to_string());
        assert!(listed > offers[0].flags.len(), "the flags alone are fewer than the issues");
    }
}
