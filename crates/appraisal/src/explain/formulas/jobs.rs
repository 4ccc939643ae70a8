//! Construction jobs, and how many are additional.

use super::joined;
use crate::explain::catalogue::key;
use crate::explain::inputs::Ground;
use crate::explain::sums::{Draft, Sum};
use crate::explain::{OpenBook, Operand, Step};
use crate::jobs::Step as Kind;

const PER_MILLION: Ground = ("person-years for each £1m", "/jobs/person_years_per_million");
const LOW_PER_MILLION: Ground = ("lowest person-years for each £1m", "/jobs/low_person_years_per_million");
const SPENDING: &str = "construction at base prices";
const YEARS: &str = "years with construction";
const RATE: &str = "Person-years of work for each £1m of construction at base prices: a coefficient found at the prices of another \
                    year must first be brought to those of the deal's price base (method 3.2).";

pub(super) fn jobs(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    let all_years = || book.year_ids(SPENDING, |year| format!("jobs/spending_by_year/{year}"));
    let of_year = |year: &str| book.figure(SPENDING, format!("jobs/spending_by_year/{year}"));
    let work_of = |spending: Vec<Operand>, ground: Ground| {
        let formula = format!("{SPENDING} / £1,000,000 x {}", ground.0);
        Draft::arithmetic(formula, joined(spending, book.inputs(&[ground])), RATE)
    };
    let draft = match *name {
        ["person_years"] => work_of(all_years(), PER_MILLION),
        ["by_year", year] => work_of(of_year(year), PER_MILLION),
        ["low_by_year", year] => work_of(of_year(year), LOW_PER_MILLION),
        ["years_of_work"] => Draft::found(
            "The number of years in which there is construction at base prices (method 3.2).",
            all_years(),
            Vec::new(),
        ),
        ["a_year"] => Draft::arithmetic(
            format!("{SPENDING} / £1,000,000 x {} / {YEARS}", PER_MILLION.0),
            [all_years(), book.inputs(&[PER_MILLION]), book.figure(YEARS, "jobs/years_of_work")].concat(),
            "Jobs are estimated for each £1m of cost, so the same homes at a dearer build cost count as more jobs. Zero if \
             nothing is built (method 3.2).",
        ),
        ["low_a_year"] => Draft::arithmetic(
            format!("{SPENDING} / £1,000,000 x {} / {YEARS}", LOW_PER_MILLION.0),
            [all_years(), book.inputs(&[LOW_PER_MILLION]), book.figure(YEARS, "jobs/years_of_work")].concat(),
            "Zero if nothing is built (method 3.2).",
        ),
        ["net_a_year"] | ["chain", _] => chain(book, name.get(1).copied()),
        ["net_homes"] => Draft::arithmetic(
            "net homes x (1 - deadweight) x (1 - displacement)",
            joined(book.figure("net homes", "homes/net"), inputs_of(book, &[Kind::Deadweight, Kind::Displacement])),
            "General homes planned less demolished, less what would be built anyway and what is displaced from elsewhere (method 3.3).",
        ),
        ["spending_by_year", year] => Sum::of(book).in_year(year.parse().ok()?).works_at_base().by(
            "Build cost, external works, abnormal costs, roads and services and contingency of the months of the year, \
             before indexation (method 3.2).",
            Vec::new(),
        ),
        _ => return None,
    };
    Some(draft)
}

fn ground(step: Kind) -> Ground {
    match step {
        Kind::Deadweight => ("deadweight", "/jobs/deadweight_percent"),
        Kind::Leakage => ("leakage", "/jobs/leakage_percent"),
        Kind::Displacement => ("displacement", "/jobs/displacement_percent"),
        Kind::Substitution => ("substitution", "/jobs/substitution_percent"),
        Kind::Multiplier => ("multiplier", "/jobs/multiplier"),
    }
}

fn inputs_of(book: &OpenBook<'_>, kinds: &[Kind]) -> Vec<Operand> {
    book.inputs(&kinds.iter().copied().map(ground).collect::<Vec<_>>())
}

/// Gross to net, up to a step.
fn chain(book: &OpenBook<'_>, last: Option<&str>) -> Draft {
    let all = &book.appraisal.jobs.chain;
    let count = all.iter().position(|step| last == Some(key(step.step).as_str())).map_or(all.len(), |place| place + 1);
    let chain = &all[..count];
    let kinds: Vec<Kind> = chain.iter().map(|step| step.step).collect();
    let factor = |kind: &Kind| match (ground(*kind).0, kind) {
        (name, Kind::Multiplier) => format!(" x {name}"),
        (name, _) => format!(" x (1 - {name})"),
    };
    let steps =
        chain.iter().map(|step| Step::Factor { name: ground(step.step).0, factor: step.factor, after: step.after });
    Draft::arithmetic(
        format!("building jobs a year{}", kinds.iter().map(factor).collect::<String>()),
        joined(book.figure("building jobs a year", "jobs/a_year"), inputs_of(book, &kinds)),
        "From gross to net additional jobs, step by step (method 3.3).",
    )
    .with_steps(steps.collect())
}
