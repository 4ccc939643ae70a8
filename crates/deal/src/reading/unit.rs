//! The words around a number: thousands, millions and units.

use super::Misread;
use crate::fields::{Field, Unit};

/// Other currencies.
pub(super) const OTHER_CURRENCIES: [&str; 7] = ["€", "$", "¥", "eur", "usd", "dollar", "chf"];

/// The unit of a number, or what it is counted per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Pounds,
    Percent,
    Homes,
    Weeks,
    Months,
    Years,
    SquareMetres,
    Hectares,
    Times,
}

/// The words after a number.
#[derive(Default)]
pub(super) struct Measure {
    /// The multiplier of the number, if any: thousands, millions.
    pub(super) scale: Option<f64>,
    /// Its unit.
    of: Vec<Noun>,
    /// What it is counted per: per home, a year.
    per: Vec<Noun>,
}

impl Measure {
    /// Reads the words after the digits; `asked` tells "18m" of months from "18m" of pounds.
    pub(super) fn of(behind: &str, asked: Unit) -> Result<Self, Misread> {
        let mut measure = Self::default();
        let mut is_per = false;
        for word in words(behind) {
            let word = word.as_str();
            if matches!(word, "per" | "a" | "an" | "/") {
                is_per = true;
                continue;
            }
            let is_nothing_yet =
                measure.scale.is_none() && !is_per && measure.of.iter().all(|noun| *noun == Noun::Pounds);
            let counts_months = matches!(asked, Unit::Months | Unit::MonthNumber | Unit::MonthEnd);
            match scale(word).filter(|_| is_nothing_yet && !counts_months) {
                Some(scale) => measure.scale = Some(scale),
                None => measure.add(word, is_per)?,
            }
            is_per = false;
        }
        if asked == Unit::Months && measure.of == [Noun::Years] {
            measure.scale = Some(12.0);
        }
        if is_per { Err(Misread::NotANumber) } else { Ok(measure) }
    }

    fn add(&mut self, word: &str, is_per: bool) -> Result<(), Misread> {
        let (noun, is_per) = match word {
            "pa" => (Noun::Years, true),
            "pcm" | "pm" => (Noun::Months, true),
            "pw" => (Noun::Weeks, true),
            "each" => (Noun::Homes, true),
            _ => (noun(word).ok_or(Misread::NotANumber)?, is_per),
        };
        let list = if is_per { &mut self.per } else { &mut self.of };
        if list.contains(&noun) {
            return Err(Misread::NotANumber);
        }
        list.push(noun);
        Ok(())
    }

    /// Whether it is a percentage.
    pub(super) fn is_percent(&self) -> bool {
        self.of.contains(&Noun::Percent)
    }

    /// Whether a field with a unit accepts this.
    pub(super) fn fits(&self, asked: Unit, field: &Field, pounds_in_front: bool) -> Result<(), Misread> {
        let is_money = matches!(asked, Unit::Pounds | Unit::PoundsASquareMetre);
        let pounds_twice = pounds_in_front && self.of.contains(&Noun::Pounds);
        let can_be_scaled = is_money || matches!(asked, Unit::Homes | Unit::SquareMetres | Unit::Number | Unit::Months);
        if pounds_twice || (self.scale.is_some() && !can_be_scaled) {
            return Err(Misread::NotANumber);
        }
        let is_asked = |noun: &Noun| match noun {
            Noun::Pounds => is_money,
            Noun::Percent => matches!(asked, Unit::Percent | Unit::PercentAYear),
            Noun::Homes => matches!(asked, Unit::Homes | Unit::HomesAMonth),
            Noun::Weeks => false,
            Noun::Months => matches!(asked, Unit::Months | Unit::MonthNumber | Unit::MonthEnd),
            Noun::Years => matches!(asked, Unit::Years | Unit::Months),
            Noun::SquareMetres => asked == Unit::SquareMetres,
            Noun::Hectares => asked == Unit::Hectares,
            Noun::Times => asked == Unit::Number,
        };
        if (pounds_in_front && !is_money) || !self.of.iter().all(is_asked) {
            return Err(Misread::OtherUnit(asked));
        }
        if self.per.iter().all(|noun| is_asked_by(*noun, asked, field)) {
            Ok(())
        } else {
            Err(Misread::OtherUnit(asked))
        }
    }
}

/// Whether a field is per one of these, by its unit or its name.
fn is_asked_by(noun: Noun, asked: Unit, field: &Field) -> bool {
    let says = |names: &[&str]| names.iter().any(|name| field.label.contains(name) || field.hint.contains(name));
    match noun {
        Noun::Homes => says(&["home"]),
        Noun::Weeks => says(&["week"]),
        Noun::Months => asked == Unit::HomesAMonth || says(&["a month", "per month"]),
        Noun::Years => asked == Unit::PercentAYear || says(&["a year", "per year"]),
        Noun::SquareMetres => asked == Unit::PoundsASquareMetre || says(&["square metre", "m²"]),
        Noun::Pounds | Noun::Percent | Noun::Hectares | Noun::Times => false,
    }
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "k" | "thousand" => Some(1_000.0),
        "m" | "mn" | "mil" | "million" | "millions" => Some(1_000_000.0),
        "bn" | "billion" => Some(1_000_000_000.0),
        _ => None,
    }
}

fn noun(word: &str) -> Option<Noun> {
    Some(match word {
        "£" | "gbp" | "pounds" => Noun::Pounds,
        "%" | "percent" | "pc" => Noun::Percent,
        "home" | "homes" | "unit" | "units" | "plot" | "plots" | "dwelling" | "dwellings" | "house" | "houses" => {
            Noun::Homes
        }
        "week" | "weeks" => Noun::Weeks,
        "m" | "month" | "months" | "mth" | "mths" => Noun::Months,
        "y" | "yr" | "yrs" | "year" | "years" | "annum" => Noun::Years,
        "m2" | "m²" | "sqm" => Noun::SquareMetres,
        "ha" | "hectare" | "hectares" => Noun::Hectares,
        "x" | "times" => Noun::Times,
        _ => return None,
    })
}

/// The words of a text; a sign is a separate word, and a term of several words is one.
fn words(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    for (written, word) in [
        ("per cent", "%"),
        ("p.a.", "pa"),
        ("p.a", "pa"),
        ("square metres", "m2"),
        ("square metre", "m2"),
        ("sq m", "m2"),
        ("%", " % "),
        ("£", " £ "),
        ("/", " / "),
    ] {
        text = text.replace(written, word);
    }
    text.split_whitespace().map(str::to_owned).collect()
}
