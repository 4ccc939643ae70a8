//! The words of the glossary: each term in plain words, with the trade term and its meaning.

use appraisal::glossary::Term;

/// The heading of the page, and its name.
pub const TITLE: &str = "Glossary";
/// The line under it.
pub const LEAD: &str = "Each term in plain words, with the trade term and its meaning. “Find an input” on the deal page searches them too.";
/// The headings of the columns.
pub const COLUMNS: [&str; 3] = ["Plain term", "Trade term", "Definition"];
/// The name of the terms that a search has found.
pub const FOUND: &str = "In the glossary";

/// The trade's term with its abbreviations: "Internal rate of return (IRR)"; empty if the plain term is the trade's and has
/// no abbreviation.
#[must_use]
pub fn trade(term: &Term) -> String {
    let short: Vec<&str> = term.also.split(' ').filter(|word| is_abbreviation(word)).collect();
    let short = short.join(", ");
    match (term.trade, short.as_str()) {
        (trade, "") => trade.to_owned(),
        ("", short) => short.to_owned(),
        (trade, short) => format!("{trade} ({short})"),
    }
}

/// "Rate of return: Internal rate of return (IRR)".
#[must_use]
pub fn name(term: &Term) -> String {
    let trade = trade(term);
    if trade.is_empty() { term.plain.to_owned() } else { format!("{}: {trade}", term.plain) }
}

/// Begins with a capital and has another, or a digit: "GDV", "S106", "VfM".
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.starts_with(|first: char| first.is_ascii_uppercase()) && (capitals >= 2 || (capitals == 1 && digits >= 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::glossary::{TERMS, of};

    #[test]
    fn a_term_is_named_with_its_abbreviations() {
        assert_eq!(name(of("irr").unwrap()), "Rate of return: Internal rate of return (IRR)");
        assert_eq!(name(of("planning-obligation").unwrap()), "Planning obligations: Section 106 (S106)");
        assert_eq!(name(of("cil").unwrap()), "Community infrastructure levy: CIL");
        assert_eq!(name(of("scenario").unwrap()), "Scenario");
        assert_eq!(of("covenant").unwrap().plain, "Lender’s test");
        assert!(TERMS.iter().all(|term| !trade(term).contains("()")));
    }
}
