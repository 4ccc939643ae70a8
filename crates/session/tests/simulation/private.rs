//! What leaves with one case contains nothing of another.

use crate::world::Checked;
use appraisal::Deal;
use session::scenarios::{BASE_CASE, Cases};
use std::collections::BTreeSet;

/// The texts that a simulated user typed, in a text: each is unique (`World::name`).
fn typed_in(text: &str) -> impl Iterator<Item = &str> {
    let is_typed = |word: &&str| word.len() == 8 && word.starts_with('w') && word.ends_with('w');
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(is_typed)
}

/// What tells a case from others: the texts typed in it, and its prices and costs as they are written.
fn secrets(name: &str, deal: &Deal) -> BTreeSet<String> {
    let notes = deal.marks.values().map(|mark| mark.review_note.as_str());
    let names = deal.home_types.iter().map(|home| home.name.as_str());
    let texts = [name, &deal.title, &deal.summary].into_iter().chain(notes).chain(names);
    let numbers = deal.home_types.iter().flat_map(|home| {
        let prices = home.price.map(|price| format!("\"price\":{price}"));
        prices.into_iter().chain(home.build_cost.map(|cost| format!("\"build_cost\":{cost}")))
    });
    texts.flat_map(typed_in).map(str::to_owned).chain(numbers).collect()
}

/// Nothing of another case is in the document that was made of the open one.
pub(crate) fn check_private(cases: &Cases, document: &str) -> Checked {
    if !cases.has_private_others() {
        return Ok(());
    }
    let name = cases.scenario().map_or(BASE_CASE, |scenario| &scenario.name);
    let own = secrets(name, cases.deal());
    let others = cases.scenarios.iter().filter(|other| cases.open.as_ref() != Some(&other.id));
    let others = others.map(|other| (other.name.as_str(), &other.deal)).chain([(BASE_CASE, &cases.base)]);
    let of_others = others.flat_map(|(name, deal)| secrets(name, deal));
    let is_there = |secret: &String| {
        let after = |at: usize| document[at + secret.len()..].chars().next();
        document.match_indices(secret).any(|(at, _)| !after(at).is_some_and(|sign| sign.is_ascii_digit()))
    };
    match of_others.filter(|secret| !own.contains(secret)).find(is_there) {
        Some(secret) => Err(format!("{secret} of another case is in what was made of one")),
        None => Ok(()),
    }
}
