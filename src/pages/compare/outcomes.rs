//! The outcomes of each case, compared with another.

use super::choices::{Choices, Shows};
use super::seating::Seating;
use super::{Case, months_of_prices, sound};
use crate::components::{VerdictState, badge, jump, opens};
use crate::pages::deal::shown;
use crate::route::link_to_case;
use crate::words::compare::{Basis, Scale};
use crate::words::page::jobs_over_other_years;
use crate::words::{NONE, compare as text, deal as sentences, verdict};
use appraisal::Pence;
use appraisal::alternatives::{LandSale, own_sale_price};
use appraisal::compare::{Amount, Measure};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct OutcomesProps {
    /// The chosen cases; the first is the one they are compared with.
    pub(super) cases: Rc<Vec<Case>>,
    /// The sale of land that all are compared with.
    pub(super) sale: Option<Rc<LandSale>>,
    pub(super) shows: Shows,
    /// What the user has chosen.
    pub(super) choices: Choices,
    /// The controls that choose them.
    pub(super) choosing: Html,
    /// Opens a figure of the case at an index.
    pub(super) on_open: Callback<(usize, String)>,
    /// Announces a text at once.
    pub(super) say: Callback<String>,
}

/// One row of the table: its measure by seat, and the figure of each case; none of a case that is not up to date.
struct Row {
    measure: Measure,
    amounts: Vec<Option<Amount>>,
    scale: Scale,
}

impl Row {
    fn new(measure: Measure, amounts: Vec<Option<Amount>>) -> Self {
        let scale = Scale::of(&amounts.iter().flatten().copied().collect::<Vec<_>>());
        Self { measure, amounts, scale }
    }

    /// Whether the figures of the cases that are up to date differ, as shown.
    fn differs(&self) -> bool {
        let mut known = (0..self.amounts.len()).filter_map(|place| self.shown(place));
        known.next().is_some_and(|first| known.any(|other| other != first))
    }

    /// The figure of a case as text.
    fn shown(&self, place: usize) -> Option<String> {
        self.amounts[place].map(|amount| text::amount_in(self.measure, amount, self.scale))
    }
}

/// The table of outcomes.
#[component]
pub(super) fn Outcomes(props: &OutcomesProps) -> Html {
    let cases = &props.cases;
    let seating = Seating::of(cases, props.sale.clone());
    let all = rows(&seating, cases);
    let shown: Vec<&Row> = all.iter().filter(|row| !props.shows.only_different || is_telling(row, &all)).collect();
    let verdicts = !props.shows.only_different || verdicts_differ(cases);
    use_announcement(props, shown.len() + usize::from(verdicts));
    let groups = grouped(&shown);
    let own_starts = own_starts(&seating, cases, &all);
    let table = Table {
        own_starts: &own_starts,
        cases,
        seating: &seating,
        all: &all,
        changes: props.shows.changes,
        on_open: &props.on_open,
    };
    html! {
        <section class="panel" id="outcomes" tabindex="-1" aria-labelledby="outcomes-heading">
            <h2 class="visually-hidden" id="outcomes-heading">{ text::OUTCOMES }</h2>
            <div>{ props.choosing.clone() }</div>
            <p class="panel__lead">{ months_of_prices(cases.iter()) }{ text::valued_in(seating.basis.month, own_starts.iter().any(|own| !own.is_empty())) }{ text::own_sales(&own_prices(&seating, cases)) }{ note(&all, sound(cases).len()) }</p>
            <div class="compare__cards">
                <div>{ table.verdict_cards() }</div>
                { for groups.iter().map(|(name, rows)| table.cards(name, rows)) }
            </div>
            <p class="compare__scrolls">{ links_to_groups(&groups) }</p>
            <div class="table-region compare__wide compare__region" role="region" aria-labelledby="outcomes-caption" tabindex="0">
                <table class="table compare__table">
                    <caption class="visually-hidden" id="outcomes-caption">{ text::CAPTION }</caption>
                    <thead><tr><th scope="col">{ text::MEASURE }</th>{ for (0..cases.len()).map(|place| table.heading(place)) }</tr></thead>
                    <tbody key="verdicts">
                        if verdicts {
                            { table.verdicts() }
                        }
                    </tbody>
                    { for groups.iter().enumerate().map(|(place, (name, rows))| table.group(place, name, rows)) }
                </table>
            </div>
        </section>
    }
}

/// The present values of each case that starts in another month than that of the table, as its own page has them; none for the
/// others.
fn own_starts(seating: &Seating, cases: &[Case], all: &[Row]) -> Vec<Vec<(Measure, Amount)>> {
    let order: Vec<Measure> = all.iter().map(|row| row.measure).filter(|measure| measure.is_present_value()).collect();
    let of_case = |(place, case): (usize, &Case)| match &case.answer {
        Some(answer) if case.deal.start != seating.basis.month => seating.at_its_own_start(place, answer, &order),
        _ => Vec::new(),
    };
    cases.iter().enumerate().map(of_case).collect()
}

/// The prices of a sale on the pages of the cases, each with the cases that use it, where they are not all the price of the
/// table.
fn own_prices(seating: &Seating, cases: &[Case]) -> Vec<(Pence, Vec<String>)> {
    let mut prices: Vec<(Pence, Vec<String>)> = vec![(seating.basis.sale_price, Vec::new())];
    for (case, answer) in sound(cases) {
        let price = own_sale_price(&answer.checked);
        match prices.iter_mut().find(|(known, _)| *known == price) {
            Some((_, names)) => names.push(case.name.clone()),
            None => prices.push((price, vec![case.name.clone()])),
        }
    }
    prices
}

/// The note if no figure differs between several cases that are up to date.
fn note(all: &[Row], up_to_date: usize) -> &'static str {
    if up_to_date > 1 && !all.iter().any(Row::differs) { text::NOTHING_DIFFERS } else { "" }
}

/// Announces what is compared, and the numbers of cases and rows, once the user has chosen other cases or rows.
#[hook]
fn use_announcement(props: &OutcomesProps, rows: usize) {
    let base = props.cases.first().map_or_else(String::new, |case| case.name.clone());
    let cases = props.cases.len();
    let now = (props.choices.clone(), props.shows.only_different);
    let last = use_mut_ref(|| now.clone());
    let say = props.say.clone();
    use_effect_with(now, move |now| {
        let (choices, only_different) = last.replace(now.clone());
        let is_choice = choices != now.0;
        if is_choice && !(choices.compares_like(&now.0) && only_different == now.1) {
            say.emit(text::announced(&base, cases, rows));
        }
    });
}

/// Every measure with the figures of all cases, without measures that no case has.
fn rows(seating: &Seating, cases: &[Case]) -> Vec<Row> {
    let all = seating.measures(cases);
    let Some(first) = all.first() else { return Vec::new() };
    let row = |(place, (measure, _)): (usize, &(Measure, Amount))| {
        let amount = |(case, own): (&Case, &Vec<(Measure, Amount)>)| case.answer.as_ref().map(|_| own[place].1);
        Row::new(*measure, cases.iter().zip(&all).map(amount).collect())
    };
    let is_there = |row: &Row| row.amounts.iter().flatten().any(|amount| *amount != Amount::None);
    first.iter().enumerate().map(row).filter(is_there).collect()
}

/// Whether a row is shown among those that differ: the comparison with a sale is, and what differs, and what belongs to a figure
/// that does.
fn is_telling(row: &Row, all: &[Row]) -> bool {
    if row.measure == Measure::AgainstSale {
        return true;
    }
    let of = companion_of(row.measure);
    row.differs() || of.is_some_and(|of| all.iter().any(|other| other.measure == of && other.differs()))
}

/// The figure that is never shown without a measure: a rate of return without the money, the multiple and the time, and jobs a
/// year without the person-years, which stay the same where only the years they are averaged over change.
fn companion_of(measure: Measure) -> Option<Measure> {
    match measure {
        Measure::GetsBack(seat) | Measure::Multiple(seat) | Measure::RepaidBy(seat) => Some(Measure::Return(seat)),
        Measure::PersonYears => Some(Measure::JobsAYear),
        _ => None,
    }
}

/// The rows, grouped by name.
fn grouped<'a>(rows: &[&'a Row]) -> Vec<(&'static str, Vec<&'a Row>)> {
    let mut groups: Vec<(&'static str, Vec<&Row>)> = Vec::new();
    for row in rows {
        let group = text::group(row.measure);
        match groups.last_mut().filter(|(name, _)| *name == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    groups
}

/// Whether the verdicts of the cases that are up to date differ, as shown.
fn verdicts_differ(cases: &[Case]) -> bool {
    let mut said =
        sound(cases).into_iter().map(|(_, answer)| (sentences::badge(&answer.verdict), verdict::sticky(answer)));
    said.next().is_some_and(|first| said.any(|other| other != first))
}

/// Links to the groups of the table.
fn links_to_groups(groups: &[(&'static str, Vec<&Row>)]) -> Html {
    let link = |(place, (name, _)): (usize, &(&'static str, Vec<&Row>))| {
        let before = if place == 0 { text::SCROLLS } else { text::BETWEEN_GROUPS };
        html! { <span key={*name}>{ before }{ jump(&id_of_group(place), *name) }</span> }
    };
    html! { <>{ for groups.iter().enumerate().map(link) }</> }
}

fn id_of_group(place: usize) -> String {
    format!("outcomes-group-{place}")
}

/// The badge of a case and its short sentence.
fn verdict_of(case: &Case) -> Html {
    let answer = case.answer.as_ref();
    let state = answer.map(|answer| (shown(answer.verdict.state), sentences::badge(&answer.verdict)));
    let (state, word) = state.unwrap_or((VerdictState::CannotSay, sentences::NOT_UP_TO_DATE));
    html! {
        <>
            { badge(state, word) }
            { " " }
            <span class="compare__sentence">{ answer.map(|answer| verdict::sticky(answer)) }</span>
        </>
    }
}

/// What is common to all rows of the table.
struct Table<'a> {
    cases: &'a [Case],
    seating: &'a Seating,
    all: &'a [Row],
    /// By case, its measures valued at its own start.
    own_starts: &'a [Vec<(Measure, Amount)>],
    changes: bool,
    on_open: &'a Callback<(usize, String)>,
}

impl Table<'_> {
    /// The name of a case, and of its partners that no row names.
    fn heading(&self, place: usize) -> Html {
        let case = &self.cases[place];
        let partners = text::with_partners(&self.seating.unnamed(place));
        html! {
            <th scope="col" key={case.open.clone().unwrap_or_default()}>
                <a href={link_to_case(&case.open)}>{ &case.name }</a>
                <span class="compare__partner">{ " " }{ partners }</span>
            </th>
        }
    }

    fn verdicts(&self) -> Html {
        let cell = |(place, case): (usize, &Case)| html! { <td key={place}>{ verdict_of(case) }</td> };
        html! { <tr><th scope="row">{ text::VERDICT }</th>{ for self.cases.iter().enumerate().map(cell) }</tr> }
    }

    /// The verdicts on a narrow screen, with the partners of each case that no row names. They are shown though they are all the
    /// same: nothing else there names those partners or links to the cases.
    fn verdict_cards(&self) -> Html {
        let line = |(place, case): (usize, &Case)| {
            let partners = text::with_partners(&self.seating.unnamed(place));
            html! {
                <div key={place}>
                    <dt><a href={link_to_case(&case.open)}>{ &case.name }</a><span class="compare__partner">{ " " }{ partners }</span></dt>
                    <dd>{ verdict_of(case) }</dd>
                </div>
            }
        };
        html! {
            <section class="partner-card">
                <h3>{ text::VERDICT }</h3>
                <dl>{ for self.cases.iter().enumerate().map(line) }</dl>
            </section>
        }
    }

    fn group(&self, place: usize, name: &str, rows: &[&Row]) -> Html {
        html! {
            <tbody key={name.to_owned()}>
                <tr class="compare__group"><th scope="rowgroup" id={id_of_group(place)} tabindex="-1" colspan={(self.cases.len() + 1).to_string()}><span>{ name.to_owned() }</span></th></tr>
                { for rows.iter().map(|row| self.row(row)) }
            </tbody>
        }
    }

    fn row(&self, row: &Row) -> Html {
        let name = self.name(row);
        let cell = |place: usize| {
            let (class, figure) = self.figure(row, place);
            // Copied to a spreadsheet, a cell is its figure without the change, and never the word for the same figure.
            html! { <td {class} key={place} data-copied-as={row.shown(place)}>{ figure }{ self.at_its_own_start(row, place) }</td> }
        };
        html! {
            <tr key={name.clone()}>
                <th scope="row">{ name }</th>
                { for (0..self.cases.len()).map(cell) }
            </tr>
        }
    }

    /// The class and text of a figure: the same as in the first case, or marked with its change. Nothing is said of a
    /// difference from a case that is not up to date.
    fn figure(&self, row: &Row, place: usize) -> (Option<&'static str>, Html) {
        let Some(amount) = row.amounts[place] else { return (None, html! { { NONE } }) };
        let shown = self.opening(row, place, amount);
        match row.amounts[0].filter(|_| place > 0) {
            None => (None, shown),
            Some(_) if row.shown(place) == row.shown(0) => (Some("compare__same"), html! { { text::SAME } }),
            Some(base) => {
                let change = self.difference(row, place, base).filter(|_| self.changes);
                let heard = text::heard(change.as_deref(), &self.cases[0].name);
                let figure = html! {
                    <span class="compare__pair">
                        <span>{ shown }</span>
                        <span class="visually-hidden">{ heard }</span>
                        <span class="compare__change" aria-hidden="true">{ change }</span>
                    </span>
                };
                (Some("compare__differs"), figure)
            }
        }
    }

    /// The difference from the first case; for a rate of return, with the differences in money.
    fn difference(&self, row: &Row, place: usize, base: Amount) -> Option<String> {
        let partner = row.measure.partner().map_or("", |seat| &self.seating.names[seat]);
        let words = text::difference(row.measure, partner, row.amounts[place]?, base, row.scale)?;
        if row.measure == Measure::JobsAYear && self.is_same_work(place) {
            return Some(jobs_over_other_years(words));
        }
        let Measure::Return(seat) = row.measure else { return Some(words) };
        let moved = |measure: Measure| {
            let money = self.all.iter().find(|row| row.measure == measure)?;
            text::sum_moved(money.amounts[place]?, money.amounts[0]?, money.scale)
        };
        let [puts_in, gets_back] = [Measure::PutsIn(seat), Measure::GetsBack(seat)].map(moved);
        Some(text::rate_difference(&words, partner, puts_in.as_deref(), gets_back.as_deref()))
    }

    /// Whether a case has the work of the first case, over more or fewer years.
    fn is_same_work(&self, place: usize) -> bool {
        let answers = [place, 0].map(|place| self.cases[place].answer.as_ref());
        let [Some(now), Some(was)] = answers else { return false };
        appraisal::jobs::is_same_work(&now.appraisal, &was.appraisal)
    }

    /// A figure that opens its calculation, if its case has one.
    fn opening(&self, row: &Row, place: usize, amount: Amount) -> Html {
        self.opening_at(row, place, amount, self.seating.basis)
    }

    /// The same, on a basis.
    fn opening_at(&self, row: &Row, place: usize, amount: Amount, basis: Basis) -> Html {
        let own = self.seating.own(row.measure, place).filter(|_| amount != Amount::None);
        let figure = own.and_then(|measure| measure.figure(amount, &self.cases[place].deal, basis.month));
        let on_open = figure.map(|figure| self.on_open.reform(move |()| (place, figure.clone())));
        let name = text::short_measure(row.measure, &self.seating.names, basis, self.seating.surplus);
        let shown = text::amount_in(row.measure, amount, row.scale);
        opens(&[&name, &self.cases[place].name], &shown.into(), on_open)
    }

    /// Under a present value of a case that starts in another month: what its own page has, which opens its calculation.
    fn at_its_own_start(&self, row: &Row, place: usize) -> Html {
        let own = self.own_starts[place].iter().find(|(measure, _)| *measure == row.measure).map(|(_, amount)| *amount);
        let Some(amount) = own.filter(|amount| *amount != Amount::None) else {
            return Html::default();
        };
        let start = self.cases[place].deal.start;
        let basis = Basis { month: start, ..self.seating.basis };
        html! {
            <span class="compare__whose">{ text::at_its_own_start(start) }{ " " }{ self.opening_at(row, place, amount, basis) }</span>
        }
    }

    /// The same on a narrow screen: a card for each measure, with a line for each case.
    fn cards(&self, name: &str, rows: &[&Row]) -> Html {
        let card = |row: &&Row| {
            let name = self.name(row);
            let line = |place: usize| {
                let (class, figure) = self.figure(row, place);
                let partner = row.measure.partner().and_then(|seat| self.seating.partner(place, seat));
                html! { <div key={place}><dt>{ text::with_partner(&self.cases[place].name, partner) }</dt><dd {class}>{ figure }{ self.at_its_own_start(row, place) }</dd></div> }
            };
            html! {
                <section class="partner-card" key={name.clone()}>
                    <h4>{ name }</h4>
                    <dl>{ for (0..self.cases.len()).map(line) }</dl>
                </section>
            }
        };
        html! {
            <div key={name.to_owned()}>
                <h3>{ name.to_owned() }</h3>
                { for rows.iter().map(card) }
            </div>
        }
    }

    fn name(&self, row: &Row) -> String {
        text::measure(row.measure, &self.seating.names, self.seating.basis, self.seating.surplus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use crate::pages::compare::seating::tests::seated;
    use appraisal::verdict::Headroom;

    fn row(measure: Measure, amounts: [Amount; 2]) -> Row {
        Row::new(measure, amounts.map(Some).to_vec())
    }

    fn money(pence: [i64; 2]) -> [Amount; 2] {
        pence.map(|pence| Amount::Money(Pence(pence)))
    }

    #[test]
    fn a_rate_that_differs_brings_its_money_its_multiple_and_its_time() {
        let all = [
            row(Measure::AgainstSale, money([0, 0])),
            row(Measure::GetsBack(1), money([800_000_000, 800_000_000])),
            row(Measure::Return(1), [Amount::Fraction(0.0), Amount::Fraction(0.01)]),
            row(Measure::Multiple(1), [Amount::Times(1.0), Amount::Times(1.0)]),
            row(Measure::GetsBack(0), money([750_000_000, 750_000_000])),
        ];
        let telling: Vec<Measure> = all.iter().filter(|row| is_telling(row, &all)).map(|row| row.measure).collect();
        let expected = [Measure::AgainstSale, Measure::GetsBack(1), Measure::Return(1), Measure::Multiple(1)];
        assert_eq!(telling, expected);
    }

    #[test]
    fn figures_that_differ_look_different() {
        let row = row(Measure::PotPresentValue, money([3_955_655_644, 3_956_374_977]));
        assert!(row.differs());
        assert_ne!(row.shown(0), row.shown(1));
    }

    /// The comparison with a sale is always shown, so that no empty table says it.
    #[test]
    fn it_is_said_if_no_row_differs() {
        let same = row(Measure::AgainstSale, [Amount::Beyond(Pence(500)), Amount::Beyond(Pence(500))]);
        let headroom = [0.257_4, 0.257_1].map(|by| Amount::Headroom(Headroom::CanMove(by), None));
        let all = [same, row(Measure::PriceHeadroom, headroom)];
        assert_eq!((note(&all, 2), note(&all, 1)), (text::NOTHING_DIFFERS, ""));
        assert_eq!(note(&[row(Measure::Surplus, money([0, 500]))], 2), "");
    }

    /// The page of a deal that starts later values it, and a sale of its land, at its own start.
    #[test]
    fn a_case_that_starts_later_has_the_present_values_of_its_own_page_too() {
        use appraisal::alternatives::alternatives;
        let base = appraisal::document::open(appraisal::samples::LABV_MATCHED_EQUITY.document).unwrap();
        let later = base.with("/start", "2028-04".into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Later", &later)];
        let seating = seated(&cases);
        let all = rows(&seating, &cases);
        let own = own_starts(&seating, &cases, &all);
        assert!(own[0].is_empty());
        let of = |measure: Measure| own[1].iter().find(|(other, _)| *other == measure).unwrap().1;
        let answer = cases[1].answer.as_ref().unwrap();
        let gap = alternatives(&answer.checked, &answer.appraisal).receipt_equivalence;
        assert_eq!(of(Measure::AgainstSale), Amount::Beyond(gap));
        let council = answer.appraisal.partners[0].present_value_received;
        assert_eq!(of(Measure::PresentValue(0)), Amount::Money(council));
        assert!(Measure::PresentValue(0).figure(Amount::None, &later, later.start).is_some(), "it opens");
        let row = all.iter().find(|row| row.measure == Measure::AgainstSale).unwrap();
        assert_ne!(row.amounts[1], Some(Amount::Beyond(gap)), "the table has another month");
        assert_eq!(own[1].len(), all.iter().filter(|row| row.measure.is_present_value()).count());
    }

    /// An offer that takes the land at £9.0m is compared with the sale of the base case, and its own page is not.
    #[test]
    fn it_is_said_where_a_page_compares_with_a_sale_at_its_own_price() {
        let base = appraisal::document::open(appraisal::samples::NORWICH_2009.document).unwrap();
        let mut dear = base.clone();
        dear.sites.iter_mut().for_each(|site| site.value *= 1.2);
        let cases = [case_of("Base", &base), case_of("Dear", &dear)];
        let said = |cases: &[Case]| text::own_sales(&own_prices(&seated(cases), cases));
        assert_eq!(
            said(&cases),
            "All cases are compared with one sale of the land, for £7.50m; the page of “Dear” uses £9.00m. "
        );
        assert_eq!(said(&cases[..1]), "");
        // Cases with one price are named together.
        let [base_case, dear_case] = cases;
        let named = |name: &str| Case { name: name.to_owned(), ..dear_case.clone() };
        assert!(
            said(&[base_case.clone(), named("A"), named("B"), named("C")])
                .ends_with(" for £7.50m; the pages of the other cases use £9.00m. ")
        );
        assert!(
            said(&[base_case.clone(), case_of("Same", &base), named("A"), named("B")])
                .ends_with(" for £7.50m; the pages of “A” and “B” use £9.00m. ")
        );
        let mut dearer = base;
        dearer.sites.iter_mut().for_each(|site| site.value *= 2.0);
        assert!(
            said(&[base_case, named("A"), named("B"), case_of("C", &dearer)])
                .ends_with(" for £7.50m; the pages of “A” and “B” use £9.00m, and the page of “C” uses £15.00m. ")
        );
    }

    #[test]
    fn equal_verdicts_are_no_row_that_differs() {
        let base = appraisal::document::open(appraisal::samples::NORWICH_2009.document).unwrap();
        let low = base.with("/home_types/market/price", 90_000.into()).unwrap();
        let mut cases = [case_of("Base", &base), case_of("Same", &base), case_of("Low", &low)];
        assert!(!verdicts_differ(&cases[..2]) && verdicts_differ(&cases));
        cases[2].answer = None;
        assert!(!verdicts_differ(&cases));
    }

    #[test]
    fn a_case_that_is_not_up_to_date_is_not_compared() {
        let of = |amounts: [Option<i64>; 3]| {
            Row::new(Measure::Surplus, amounts.map(|sum| sum.map(|sum| Amount::Money(Pence(sum)))).to_vec())
        };
        assert!(!of([Some(500), None, Some(500)]).differs() && !of([None, Some(500), None]).differs());
        assert!(of([None, Some(500), Some(600)]).differs());
        assert_eq!(of([Some(500), None, Some(500)]).shown(1), None);
    }
}
