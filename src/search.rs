//! Search: the inputs of a deal and the terms of the glossary that match some words.
//!
//! A word matches where it begins a word of what is searched, so `senior interest` finds the interest of a senior loan. An
//! input is found by its label, hint and trade words, by those of the parts and lists it is in, by the names of the rows
//! around it, and by every term of the glossary that is about it.

use crate::inputs::{Input, Item, of_group, of_row};
use appraisal::deal::path::rest_of;
use appraisal::fields::{Field, Group, Kind};
use appraisal::glossary::{self, Term};
use serde_json::Value;

/// An input that a search has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The input.
    pub input: Input,
    /// The group and the rows that it is in.
    pub within: Vec<String>,
    /// Whether it is a list, or a part that is not included yet: a target without a box.
    pub is_place: bool,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Inputs, those first whose own label matches; at most [`MOST_FOUND`].
    pub inputs: Vec<Found>,
    /// Terms of the glossary, those first that match by name or abbreviation as a whole; at most [`MOST_TERMS`].
    pub terms: Vec<&'static Term>,
}

/// The most inputs that a search shows.
pub const MOST_FOUND: usize = 30;
/// The most terms that a search shows.
pub const MOST_TERMS: usize = 5;

/// Everything that matches all words of a text.
#[must_use]
pub fn find(document: &Value, sought: &str) -> Results {
    let words: Vec<String> = words_of(sought).map(str::to_lowercase).collect();
    if words.is_empty() {
        return Results::default();
    }
    let terms = terms(&words);
    // An abbreviation is sought as a whole: IRR is not irrecoverable.
    let is_short = |word: &String| word.len() <= 4 && terms.first().is_some_and(|term| is_named(term, word));
    let by = if words.iter().all(is_short) { By::Whole } else { By::Beginning };
    let mut search = Search { document, words: &words, by, terms: &terms, found: Vec::new() };
    for group in Group::ALL {
        let around = Around { group, within: vec![group.label().to_owned()], texts: Vec::new() };
        search.items(&of_group(document, group), &around);
    }
    let mut found = search.found;
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST_FOUND);
    Results {
        inputs: found.into_iter().map(|(_, found)| found).collect(),
        terms: terms.into_iter().take(MOST_TERMS).collect(),
    }
}

/// The terms that match, the closest first.
fn terms(words: &[String]) -> Vec<&'static Term> {
    let whole = words.join(" ");
    let matching = |term: &&Term| matches(words, By::Beginning, &[term.plain, term.trade, term.also]);
    let mut terms: Vec<&Term> = glossary::TERMS.iter().filter(matching).collect();
    terms.sort_by_key(|term| !is_named(term, &whole));
    terms
}

/// Whether a text is the plain name, the trade name or an abbreviation of a term.
fn is_named(term: &Term, text: &str) -> bool {
    let mut names = [term.plain, term.trade].into_iter().chain(term.also.split(' '));
    names.any(|name| name.to_lowercase() == text)
}

/// How a word must match a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Beginning,
    Whole,
}

/// How well an input matches; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Label,
    Term,
    Words,
}

/// Where in the form a search is: the group, the names around it, and the words of the parts and lists around it.
struct Around {
    group: Group,
    within: Vec<String>,
    texts: Vec<&'static str>,
}

impl Around {
    fn inside(&self, field: &'static Field, row: Option<&str>) -> Self {
        let within = self.within.iter().cloned().chain(row.map(str::to_owned)).collect();
        let texts = self.texts.iter().copied().chain([field.label, field.words]).collect();
        Self { group: self.group, within, texts }
    }
}

struct Search<'a> {
    document: &'a Value,
    words: &'a [String],
    by: By,
    terms: &'a [&'static Term],
    found: Vec<(Rank, Found)>,
}

impl Search<'_> {
    fn items(&mut self, items: &[Item], around: &Around) {
        for item in items {
            match item {
                Item::Field(input) => self.look_at(input, around, false),
                Item::Absent(input) => self.look_at(input, around, true),
                Item::Part(input, inner) => self.items(inner, &around.inside(input.field, None)),
                Item::Kinds(input, inner) => {
                    self.look_at(input, around, false);
                    self.items(inner, &around.inside(input.field, None));
                }
                Item::Rows(input, rows) => {
                    if rows.is_empty() {
                        self.look_at(input, around, true);
                    }
                    for row in rows {
                        let inner = of_row(self.document, input.field, &row.path, around.group);
                        self.items(&inner, &around.inside(input.field, Some(&row.name)));
                    }
                }
            }
        }
    }

    fn look_at(&mut self, input: &Input, around: &Around, is_place: bool) {
        // A list whose rows have fields of this group is of that group only where it says so itself.
        if is_place && input.field.group != around.group {
            return;
        }
        if let Some(rank) = self.rank(input.field, around, is_place) {
            let found = Found { input: input.clone(), within: around.within.clone(), is_place };
            self.found.push((rank, found));
        }
    }

    fn rank(&self, field: &Field, around: &Around, is_place: bool) -> Option<Rank> {
        if matches(self.words, self.by, &[field.label]) {
            return Some(Rank::Label);
        }
        // A term is about an input, about everything in a list or part, or about what could be added to an empty one.
        let is_in = |inner: &str, outer: &str| rest_of(inner, outer).is_some();
        let is_about = |term: &&Term| {
            let mut inputs = term.inputs.iter();
            inputs.any(|pattern| is_in(field.pattern, pattern) || (is_place && is_in(pattern, field.pattern)))
        };
        if self.terms.iter().any(is_about) {
            return Some(Rank::Term);
        }
        let own = [field.label, field.hint, field.words].into_iter().chain(options(field));
        let texts: Vec<&str> =
            own.chain(around.texts.iter().copied()).chain(around.within.iter().map(String::as_str)).collect();
        matches(self.words, self.by, &texts).then_some(Rank::Words)
    }
}

/// The words of a field's menu.
fn options(field: &Field) -> Vec<&'static str> {
    match field.kind {
        Kind::Choice(of) | Kind::Choices(of) | Kind::Order(of) => of.iter().map(|choice| choice.label).collect(),
        Kind::Variants(of) => of.iter().map(|kind| kind.label).collect(),
        _ => Vec::new(),
    }
}

/// Whether each of some words matches a word of some texts.
fn matches(words: &[String], by: By, texts: &[&str]) -> bool {
    let begins = |word: &str, sought: &str| {
        let mut letters = word.chars().flat_map(char::to_lowercase);
        sought.chars().all(|letter| letters.next() == Some(letter)) && (by == By::Beginning || letters.next().is_none())
    };
    words.iter().all(|sought| texts.iter().any(|text| words_of(text).any(|word| begins(word, sought))))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '%');
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::deal::form;
    use appraisal::{document, samples};

    fn norwich() -> Value {
        document::open(samples::NORWICH_2009.document).unwrap().to_document()
    }

    fn paths(document: &Value, sought: &str) -> Vec<String> {
        find(document, sought).inputs.into_iter().map(|found| found.input.path).collect()
    }

    /// The words of the menu, as the page says what was chosen.
    #[test]
    fn a_choice_is_found_by_the_words_of_its_menu() {
        assert!(paths(&norwich(), "loans side by side").contains(&"/funding/order".to_owned()));
    }

    #[test]
    fn finds_by_label_trade_word_and_row() {
        let found = |sought: &str| paths(&norwich(), sought);
        assert!(found("GDV").contains(&"/home_types/market/price".to_owned()));
        assert!(found("senior interest").contains(&"/funding/facilities/senior/rate_percent".to_owned()));
        assert_eq!(found("score 3 building lasts"), ["/phases/three-score-3/build_months"]);
        assert!(found("").is_empty() && found("zebra").is_empty());
        assert!(found("homes").len() <= MOST_FOUND);
    }

    /// Plain and trade terms that users search for.
    const SOUGHT: &[(&str, &str)] = &[
        ("IRR", "irr"),
        ("rate of return", "irr"),
        ("NPV", "npv"),
        ("MIRR", "mirr"),
        ("GDV", "gdv"),
        ("gross development value", "gdv"),
        ("S106", "planning-obligation"),
        ("section 106", "planning-obligation"),
        ("CIL", "cil"),
        ("RTB", "rtb"),
        ("right to buy", "rtb"),
        ("MRP", "mrp"),
        ("SDLT", "sdlt"),
        ("stamp duty", "sdlt"),
        ("PWLB", "pwlb"),
        ("LTC", "ltc"),
        ("LTV", "ltv"),
        ("HRA", "hra"),
        ("senior debt", "senior-debt"),
        ("affordable", "affordable"),
        ("preferred return", "preferred-return"),
        ("waterfall", "waterfall"),
        ("maximum exposure", "peak-funding"),
        ("promote", "promote"),
        ("golden brick", "golden-brick"),
    ];

    #[test]
    fn every_trade_term_and_abbreviation_finds_its_term_and_an_input_in_any_deal() {
        for document in [norwich(), form::blank()] {
            for (sought, term) in SOUGHT {
                for sought in [(*sought).to_owned(), sought.to_lowercase()] {
                    let results = find(&document, &sought);
                    assert!(results.terms.iter().any(|found| found.id == *term), "{sought}: {:?}", results.terms);
                    assert!(!results.inputs.is_empty(), "{sought} finds no input");
                }
            }
        }
    }

    #[test]
    fn an_abbreviation_is_no_beginning_of_another_word() {
        let found = find(&norwich(), "IRR").inputs;
        assert!(found.iter().all(|found| !found.input.field.words.contains("irrecoverable")), "{found:?}");
    }

    #[test]
    fn exact_names_come_first() {
        let first = |sought: &str| find(&norwich(), sought).terms.first().map(|term| term.id);
        assert_eq!(first("irr"), Some("irr"));
        assert_eq!(first("loan to cost"), Some("ltc"));
        let labels = find(&norwich(), "contingency").inputs;
        assert_eq!(labels[0].input.path, "/costs/contingency_percent");
    }

    #[test]
    fn every_result_says_its_group_and_row() {
        let results = find(&norwich(), "building lasts");
        assert!(!results.inputs.is_empty());
        for found in &results.inputs {
            assert_eq!(found.within.len(), 2, "{found:?}");
            assert_eq!(found.within[0], "Land and phases");
        }
        let absent = find(&form::blank(), "CIL").inputs;
        assert!(absent.iter().any(|found| found.is_place && found.within.len() == 2), "{absent:?}");
    }
}
