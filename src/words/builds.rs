//! What a deal builds: homes, serviced plots, or both. A plot is not a home of the venture (method 2.5), so a deal of plots alone
//! is not said to build homes.

use super::format::count;
use crate::field_text::HOMES;
use appraisal::deal::Tenure;
use appraisal::deal::path::{get, row};
use appraisal::{Deal, Homes};
use serde_json::Value;

/// What a deal, or a part of it, builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Builds {
    /// Homes; also what is said where there is nothing yet.
    Homes,
    /// Serviced plots.
    Plots,
    /// Homes and serviced plots.
    Both,
}

impl Builds {
    fn of(are_plots: impl Iterator<Item = bool>) -> Self {
        let (mut homes, mut plots) = (false, false);
        are_plots.for_each(|is_plots| if is_plots { plots = true } else { homes = true });
        match (homes, plots) {
            (true, true) => Self::Both,
            (false, true) => Self::Plots,
            _ => Self::Homes,
        }
    }

    /// "homes", "plots", "homes and plots".
    #[must_use]
    pub const fn many(self) -> &'static str {
        match self {
            Self::Homes => "homes",
            Self::Plots => "plots",
            Self::Both => "homes and plots",
        }
    }

    /// "home", "plot", "home or plot".
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Homes => "home",
            Self::Plots => "plot",
            Self::Both => "home or plot",
        }
    }

    /// "1,300 homes", "1 plot".
    #[must_use]
    pub fn counted(self, number: u64) -> String {
        let size = count(i64::try_from(number).unwrap_or(i64::MAX));
        format!("{size} {}", if number == 1 { self.one() } else { self.many() })
    }
}

/// What a deal builds.
#[must_use]
pub fn of_deal(deal: &Deal) -> Builds {
    let rows = deal.phases.iter().flat_map(|phase| &phase.homes).filter(|row| row.count > 0);
    Builds::of(rows.map(|row| is_plots(deal, &row.home_type)))
}

/// What a run finishes: plots only where it plans no homes.
#[must_use]
pub const fn finished(homes: &Homes) -> Builds {
    if homes.planned == 0 && homes.plots > 0 { Builds::Plots } else { Builds::Homes }
}

/// What a lever or field that counts homes counts: all of the deal, or those of one row of a phase.
#[must_use]
pub fn counted_by(path: &str, deal: &Deal) -> Builds {
    if path == HOMES {
        return of_deal(deal);
    }
    let rows = deal.phases.iter().flat_map(|phase| phase.homes.iter().map(move |row| (phase, row)));
    let own = rows.filter(|(phase, row)| path == format!("/phases/{}/homes/{}/count", phase.id, row.id));
    Builds::of(own.map(|(_, row)| is_plots(deal, &row.home_type)))
}

fn is_plots(deal: &Deal, home_type: &str) -> bool {
    deal.home_types.iter().any(|home| home.id == home_type && home.tenure == Tenure::ServicedPlot)
}

/// What a document of a deal builds.
#[must_use]
pub fn of_document(document: &Value) -> Builds {
    let phases = document.get("phases").and_then(Value::as_array).into_iter().flatten();
    Builds::of(phases.flat_map(|phase| rows_of(row(phase))).map(|own| is_plots_in(document, own)))
}

/// What a phase of a document builds.
#[must_use]
pub fn of_phase(document: &Value, phase: &str) -> Builds {
    let phase = get(document, phase).into_iter();
    Builds::of(phase.flat_map(rows_of).map(|own| is_plots_in(document, own)))
}

/// What a row of homes in a document is.
#[must_use]
pub fn of_row(document: &Value, path: &str) -> Builds {
    Builds::of(get(document, path).into_iter().map(|own| is_plots_in(document, own)))
}

/// The rows of homes of a phase, without those of none.
fn rows_of(phase: &Value) -> impl Iterator<Item = &Value> {
    let rows = phase.get("homes").and_then(Value::as_array).into_iter().flatten().map(row);
    rows.filter(|own| own.get("count").and_then(Value::as_u64) != Some(0))
}

fn is_plots_in(document: &Value, own: &Value) -> bool {
    let kind = own.get("home_type").and_then(Value::as_str).unwrap_or_default();
    let tenure = get(document, &format!("/home_types/{kind}/tenure"));
    tenure.and_then(Value::as_str) == Some("serviced_plot")
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::samples;

    #[test]
    fn every_sample_builds_what_its_rows_say_however_it_is_asked() {
        for sample in samples::ALL {
            let deal = crate::link::opened(sample).unwrap();
            let document = deal.to_document();
            assert_eq!(of_deal(&deal), of_document(&document), "{}", sample.name);
            for (phase, row) in deal.phases.iter().flat_map(|phase| phase.homes.iter().map(move |row| (phase, row))) {
                let path = format!("/phases/{}/homes/{}", phase.id, row.id);
                assert_eq!(counted_by(&format!("{path}/count"), &deal), of_row(&document, &path), "{path}");
            }
        }
        let of = |sample| of_deal(&crate::link::opened(sample).unwrap());
        assert_eq!(of(&samples::EQUAL_FUNDERS), Builds::Plots);
        assert_eq!(of(&samples::NORWICH_2009), Builds::Homes);
        assert_eq!([Builds::Plots.counted(1), Builds::Both.counted(1_200)], ["1 plot", "1,200 homes and plots"]);
    }
}
