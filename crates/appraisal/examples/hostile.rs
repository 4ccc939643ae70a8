//! Tries millions of hostile documents: each is a golden case with a few bytes, numbers, words or parts changed. None
//! may stop the program; those that open and check are appraised and judged.
//!
//!     cargo run --release --package appraisal --example hostile -- 10000000
//!
//! A second number is the seed. With the name of a folder as well, the shortest document of each outcome is saved
//! there; the tests read those in `crates/appraisal/tests/hostile`. Without `--release` a document that stops the
//! program is printed and the rest continue; with it, which is faster, the program ends there.

#![allow(clippy::unwrap_used, reason = "a tool for developers may stop")]

use appraisal::alternatives::alternatives;
use appraisal::explain::OpenBook;
use appraisal::{Appraisal, Pence, Results, appraise, check, document, samples, verdict};
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

/// Numbers that break careless arithmetic.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "0.5",
    "1e308",
    "-1e308",
    "1e-308",
    "4294967295",
    "4294967296",
    "-2147483649",
    "720",
    "721",
    "9007199254740993",
    "99.999999999",
    "100",
    "100.0000001",
    "1e9",
    "10000000000",
    "NaN",
    "null",
    "\"\"",
    "[]",
    "{}",
    "true",
];

/// The results for all documents.
#[derive(Default)]
struct Tally {
    tried: AtomicU64,
    opened: AtomicU64,
    checked: AtomicU64,
    /// The shortest document of each outcome, if they are saved.
    kept: Option<Mutex<BTreeMap<String, String>>>,
}

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let (count, seed) = (numbers.next().unwrap_or(1_000_000), numbers.next().unwrap_or(1));
    let threads = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let folder = std::env::args().skip(1).find(|text| text.parse::<u64>().is_err());
    let kept = folder.is_some().then(Mutex::default);
    let (tally, start) = (Tally { kept, ..Tally::default() }, Instant::now());
    let stopped = AtomicU64::new(0);
    thread::scope(|scope| {
        for thread in 0..threads {
            let (tally, stopped) = (&tally, &stopped);
            scope.spawn(move || {
                let mut choices = Choices(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (thread + 1));
                for _ in 0..count / threads {
                    let text = choices.document();
                    if catch_unwind(AssertUnwindSafe(|| follow(&text, tally))).is_err() {
                        stopped.fetch_add(1, Ordering::Relaxed);
                        eprintln!("{text}");
                    }
                }
            });
        }
    });
    let told = |count: &AtomicU64| count.load(Ordering::Relaxed);
    println!(
        "{} documents, {} opened, {} checked and appraised, {} stopped the program, in {:.0} s",
        told(&tally.tried),
        told(&tally.opened),
        told(&tally.checked),
        told(&stopped),
        start.elapsed().as_secs_f64()
    );
    if let (Some(folder), Some(kept)) = (folder, &tally.kept) {
        for (outcome, text) in &*kept.lock().unwrap() {
            std::fs::write(format!("{folder}/{outcome}.json"), text).unwrap();
        }
    }
    std::process::exit(i32::from(told(&stopped) > 0));
}

/// Opens, checks and appraises one document.
fn follow(text: &str, tally: &Tally) {
    tally.tried.fetch_add(1, Ordering::Relaxed);
    let deal = match document::open(text) {
        Ok(deal) => deal,
        Err(why) => return tally.keep(&format!("refused-{}", name_of(&why)), text),
    };
    tally.opened.fetch_add(1, Ordering::Relaxed);
    let checked = match check(&deal) {
        Ok(checked) => checked,
        Err(findings) => {
            if let [only] = &findings[..] {
                tally.keep(&format!("findings-{}", name_of(&only.problem)), text);
            }
            return;
        }
    };
    let number = tally.checked.fetch_add(1, Ordering::Relaxed);
    let result = appraise(&checked);
    tally.keep(&format!("appraised-{}", corner_of(&result)), text);
    // The verdict and the alternatives each take many runs.
    if number.is_multiple_of(16) {
        let _ = verdict(&checked, &result);
        let _ = alternatives(&checked, &result);
    }
    // Every output of section 3, which runs the deal about a hundred times, and the open book of each figure.
    if number.is_multiple_of(128) {
        let _ = Results::of(&checked);
        let book = OpenBook::of(&checked, &result);
        for figure in book.ids() {
            let _ = book.explain(&figure);
        }
    }
}

impl Tally {
    fn keep(&self, outcome: &str, text: &str) {
        let Some(kept) = &self.kept else { return };
        // Short documents are easier to read and to store.
        let short =
            serde_json::from_str::<Value>(text).map_or_else(|_| text.to_owned(), |document| document.to_string());
        let mut kept = kept.lock().unwrap();
        let known = kept.entry(outcome.to_owned()).or_insert_with(|| short.clone());
        if short.len() < known.len() {
            *known = short;
        }
    }
}

/// The name of a kind of refusal or problem, without its details.
fn name_of(kind: &impl std::fmt::Debug) -> String {
    format!("{kind:?}").chars().take_while(|letter| letter.is_alphanumeric()).collect()
}

/// The unusual properties of an appraisal.
fn corner_of(result: &Appraisal) -> String {
    let unpaid = result.partners.iter().any(|partner| partner.capital_unpaid != Pence::ZERO);
    let odd = [
        ("short", result.shortfall.is_some()),
        ("indebted", result.peak.debt_at_end != Pence::ZERO),
        ("unpaid", unpaid),
        ("unsold", result.homes.unsold > 0),
        ("no-homes-sold", result.homes.sold == 0),
        ("no-rate", result.together.roots.is_empty()),
        ("many-rates", result.together.roots.len() > 1),
    ];
    let names: Vec<&str> = odd.into_iter().filter(|(_, is_so)| *is_so).map(|(name, _)| name).collect();
    if names.is_empty() { "plain".to_owned() } else { names.join("-") }
}

/// A stream of choices: Knuth's linear congruential generator, its upper bits.
struct Choices(u64);

impl Choices {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count.max(1)
    }

    /// A golden case with one to four changes.
    fn document(&mut self) -> String {
        let mut text = samples::ALL[self.below(samples::ALL.len())].document.to_owned();
        for _ in 0..=self.below(4) {
            text = match self.below(8) {
                0 => self.byte_changed(&text),
                1 => self.part_moved(&text),
                2 => self.word_changed(&text),
                _ => self.number_changed(&text),
            };
        }
        text
    }

    /// A byte replaced; invalid text is replaced by its nearest valid form.
    fn byte_changed(&mut self, text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        if !bytes.is_empty() {
            let place = self.below(bytes.len());
            bytes[place] = self.below(256) as u8;
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// A line deleted, duplicated or moved: rows and fields are on separate lines.
    fn part_moved(&mut self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        let line = lines.remove(self.below(lines.len()));
        for _ in 0..self.below(3) {
            lines.insert(self.below(lines.len() + 1), line);
        }
        lines.join("\n")
    }

    /// A quoted word replaced by another from the document.
    fn word_changed(&mut self, text: &str) -> String {
        let parts: Vec<&str> = text.split('"').collect();
        if parts.len() < 5 {
            return text.to_owned();
        }
        let word = |choices: &mut Self| 2 * choices.below(parts.len() / 2) + 1;
        let (from, to) = (word(self), word(self));
        let mut changed = parts.clone();
        changed[to] = parts[from];
        changed.join("\"")
    }

    /// A number replaced by a hostile one, or changed a little.
    fn number_changed(&mut self, text: &str) -> String {
        let is_of_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
        let bytes = text.as_bytes();
        let starts: Vec<usize> = (1..bytes.len())
            .filter(|place| bytes[*place].is_ascii_digit() && matches!(bytes[place - 1], b' ' | b'[' | b'-'))
            .collect();
        if starts.is_empty() {
            return text.to_owned();
        }
        let start = starts[self.below(starts.len())];
        let length = bytes[start..].iter().take_while(|byte| is_of_number(byte)).count();
        let (before, after) = (&text[..start], &text[start + length..]);
        let number = if self.below(2) == 0 {
            NUMBERS[self.below(NUMBERS.len())].to_owned()
        } else {
            let value: f64 = text[start..start + length].parse().unwrap_or(1.0);
            format!("{}", (value * [0.0, 0.5, 0.9, 1.1, 2.0, 10.0][self.below(6)]).round())
        };
        format!("{before}{number}{after}")
    }
}
