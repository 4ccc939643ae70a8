//! What follows `#` in an address, as named parts: `deal=...&page=compare`.
//!
//! Mail and chat programs encode, quote, wrap and cut addresses. The reader undoes what can be undone, and says whether a deal was
//! meant where none is left.

use crate::percent::decoded;
use std::borrow::Cow;

/// The name of the deal.
const DEAL: &str = "deal";

/// The name of the sample that a deal was made from, in links of the first format.
const FROM: &str = "from";

/// The names of everything else that an address can say.
pub const OTHER_NAMES: [&str; 13] = [
    "page",
    "open",
    "field",
    "term",
    "start",
    "embed",
    "readonly",
    "theme",
    "accent",
    "accent-ink",
    "ground",
    "radius",
    "font",
];

/// The names of the long values that a mail filter puts behind an address.
const OF_A_FILTER: [&str; 2] = ["data", "sdata"];

/// How often an address may have been encoded: a program that passes it on encodes it once more.
const MOST_LEVELS: usize = 4;

/// So many characters in a row, without a name that is known, were a deal.
const A_DEALS_LENGTH: usize = 40;

/// How often a deal is read again with less of what follows it.
const MOST_CUTS: usize = 8;

/// How many of the last signs of a value may be of the text around it.
const MOST_ENDS: usize = 4;

/// The named parts of what follows `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    /// Its name, in lower case; empty if it has none.
    name: String,
    /// Its value as it is in the address.
    value: String,
}

impl Parts {
    /// Reads what follows `#`: at the level of encoding at which it names a deal, or else anything known.
    #[must_use]
    pub fn read(fragment: &str) -> Self {
        let levels = levels(fragment);
        let found =
            levels.iter().find(|level| is_plain(level)).or_else(|| levels.iter().find(|level| names_any(level)));
        Self(found.or(levels.first()).cloned().unwrap_or_default())
    }

    /// The value of a name as it is in the address. The first counts.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|part| part.name == name).map(|part| part.value.trim_matches(is_noise))
    }

    /// The value of a name, decoded, without what follows it where a program has put signs of the text around it into the address.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        // The page writes all other signs encoded. In quoted-printable text an equals sign is `=3D`.
        let is_written = |sign: char| is_of_alphabet(sign) || "%./~".contains(sign);
        let value = self.value(name)?.trim_start_matches(|sign| !is_written(sign));
        let value = value.strip_prefix("3D").unwrap_or(value);
        let value = value.split(|sign| !is_written(sign)).next().unwrap_or_default();
        Some(decoded(value).trim_matches(is_noise).trim_end_matches('.').to_owned())
    }

    /// The value of a name that is one of a few words, as `find` knows them.
    pub fn word<T>(&self, name: &str, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        readings(self.value(name)?).iter().find_map(|word| find(word))
    }

    /// Whether a deal was meant, though none may be left.
    pub(crate) fn mean_a_deal(&self) -> bool {
        self.0.iter().any(|part| part.name == DEAL || part.name == FROM || part.is_rest_of_a_deal())
    }

    /// The ways to read the value of the deal, the likeliest first; none if there is no deal, or more than one.
    pub(crate) fn deals(&self) -> Vec<String> {
        let mut values = self.0.iter().filter(|part| part.name == DEAL).map(|part| &part.value);
        match (values.next(), values.next()) {
            (Some(value), None) => readings(value),
            _ => Vec::new(),
        }
    }

    /// The name of the sample, in links of the first format.
    pub(crate) fn from(&self) -> Option<String> {
        let name: String = plain(self.value(FROM)?).chars().filter(|sign| is_of_alphabet(*sign)).collect();
        Some(name.to_ascii_lowercase())
    }
}

/// Whether a level names a deal, or other things whose values do not show by an equals sign that the signs between them are still
/// encoded.
fn is_plain(level: &[Part]) -> bool {
    let is_whole = || level.iter().filter(|part| part.is_known()).all(|part| !part.value.contains('='));
    level.iter().any(|part| part.name == DEAL) || names_any(level) && is_whole()
}

fn names_any(level: &[Part]) -> bool {
    level.iter().any(Part::is_known)
}

/// The parts at each level of encoding.
fn levels(fragment: &str) -> Vec<Vec<Part>> {
    let mut text = Cow::from(fragment);
    let mut levels = vec![split(&text)];
    for _ in 1..MOST_LEVELS {
        let plain = decoded(&text);
        if plain == text {
            break;
        }
        levels.push(split(&plain));
        text = plain.into();
    }
    levels
}

fn split(text: &str) -> Vec<Part> {
    // Programs that make a page of a mail may encode an equals sign as well.
    let text = text.replace("&#61;", "=").replace("&#x3d;", "=").replace("&#x3D;", "=");
    // A wrapper has the whole address in a value of its own.
    text.split(['&', '#', '?']).filter(|part| !part.is_empty()).map(Part::of).collect()
}

impl Part {
    fn of(text: &str) -> Self {
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        let name = name_of(key);
        let rejoined = if is_known(&name) { None } else { rejoined(&name, value) };
        rejoined.unwrap_or_else(|| Self { name, value: value.to_owned() })
    }

    fn is_known(&self) -> bool {
        is_known(&self.name)
    }

    /// Whether it can only be a part of a deal: its name cut short, or a value whose name was lost.
    fn is_rest_of_a_deal(&self) -> bool {
        let is_cut = !self.name.is_empty() && self.value.is_empty();
        let is_long = |text: &str| text.split(|sign| !is_of_alphabet(sign)).any(|run| run.len() >= A_DEALS_LENGTH);
        !self.is_known()
            && !OF_A_FILTER.contains(&self.name.as_str())
            && (is_cut && [DEAL, FROM].iter().any(|whole| whole.starts_with(&self.name))
                || is_long(&self.name)
                || is_long(&self.value))
    }
}

fn is_known(name: &str) -> bool {
    name == DEAL || name == FROM || OTHER_NAMES.contains(&name)
}

/// A name without what was put around or into it: `amp;deal` is `deal`.
fn name_of(key: &str) -> String {
    let key = decoded(key);
    let own = key.rsplit(';').next().unwrap_or_default();
    own.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect::<String>().to_ascii_lowercase()
}

/// A name that a soft line break of a mail has divided, as in `de=` and, on the next line, `al=`.
fn rejoined(name: &str, value: &str) -> Option<Part> {
    let plain: String = decoded(value).chars().filter(|sign| is_of_alphabet(*sign) || *sign == '=').collect();
    let whole = [DEAL, FROM].into_iter().find_map(|whole| {
        let rest = whole.strip_prefix(name)?;
        let (found, value) = plain.split_at_checked(rest.len())?;
        (found.eq_ignore_ascii_case(rest) && value.starts_with('=')).then(|| (whole, value.trim_start_matches('=')))
    });
    whole.map(|(whole, value)| Part { name: whole.to_owned(), value: value.to_owned() })
}

/// The ways to read a value in the alphabet of links: with everything in it, and with less and less of what follows it. Only
/// one of them can be a deal.
fn readings(value: &str) -> Vec<String> {
    let plain = plain(value);
    let dashes = if plain.contains('–') { vec!["--", "-"] } else { vec![""] };
    dashes.into_iter().flat_map(|dash| cut_back(&plain.replace('–', dash))).collect()
}

/// A value without any encoding, and with plain hyphens: word processors make one dash of two.
fn plain(value: &str) -> String {
    let decoded = (0..MOST_LEVELS).fold(value.to_owned(), |value, _| decoded(&value));
    decoded.replace('—', "--").replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-")
}

fn cut_back(plain: &str) -> Vec<String> {
    let runs: Vec<&str> = plain.split(|sign| !is_of_alphabet(sign)).filter(|run| !run.is_empty()).collect();
    let mut found = Vec::new();
    for many in (1..=runs.len()).rev().take(MOST_CUTS) {
        let whole = runs[..many].concat();
        // Signs around a word in chat programs may be of the alphabet too, or the last of the value.
        let bare = whole.trim_end_matches(['_', '-']).len();
        for end in (bare..=whole.len()).rev().take(MOST_ENDS) {
            let value = &whole[..end];
            found.push(value.to_owned());
            // In quoted-printable text an equals sign is `=3D`.
            found.extend(value.strip_prefix("3D").map(str::to_owned));
        }
    }
    found
}

const fn is_of_alphabet(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '-' || sign == '_'
}

/// Whether a sign is never in an address that the page wrote: spaces, signs without a width, and quotation marks.
fn is_noise(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control() || (!sign.is_ascii() && !sign.is_alphanumeric()) || "<>\"".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each of these was lost with the signs around it.
    #[test]
    fn a_value_may_end_with_signs_that_chat_programs_put_around_a_word() {
        for (text, value) in [("3Dabc_", "abc_"), ("3Dabc-", "abc-"), ("abc__*", "abc_"), ("abc-_*", "abc-")] {
            assert!(readings(text).iter().any(|reading| reading == value), "{text}");
        }
        assert!(readings(&"_".repeat(100_000)).len() <= 2 * MOST_ENDS);
    }
}
