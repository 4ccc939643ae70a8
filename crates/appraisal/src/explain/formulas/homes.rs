//! Homes: planned, finished, sold, let.

use super::joined;
use crate::explain::catalogue::key;
use crate::explain::inputs::Ground;
use crate::explain::sums::{Draft, added, taken_off};
use crate::explain::{OpenBook, Operand, Value};
use crate::stages::homes::{HomesCount, YearOfHomes};
use deal::Tenure;

const DATES: &[Ground] = &[
    ("build start", "/phases/*/build_start_month"),
    ("build period", "/phases/*/build_months"),
    ("months to first completion", "/phases/*/first_completion_months"),
];
const PACE: &[Ground] = &[("sales a month", "/home_types/*/sales_a_month"), ("model period", "/months")];

pub(super) fn homes(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    match *name {
        ["completed_by_year", tenure, year] => Some(completed(book, tenure, year.parse().ok()?)),
        ["sold" | "let_homes" | "unsold" | "plots_unsold"] => disposed(book, name[0]),
        _ => planned(book, name),
    }
    .map(|draft| draft.or_no(none_of(book, name)))
}

/// What the deal has none of, where a figure of homes is zero.
fn none_of(book: &OpenBook<'_>, name: &[&str]) -> &'static str {
    let has_homes = book.appraisal.homes.planned > 0;
    match *name {
        ["plots" | "plots_unsold"] => "the deal has no plots",
        ["care"] => "the deal has no care or extra care homes",
        ["affordable"] => "the deal has no affordable homes",
        ["let_homes"] => "no homes are let",
        ["sold"] if has_homes => "no homes are sold",
        ["completed_by_year", ..] => "no homes of this tenure are completed in the year",
        _ if has_homes => "none of the deal's homes are counted here",
        _ if book.appraisal.homes.plots > 0 => "the deal has no homes: its plots are not counted as homes",
        _ => "the deal has no homes",
    }
}

/// Homes planned, by kind, and those finished.
fn planned(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    let draft = match *name {
        ["planned"] => of_rows(
            book,
            Tenure::is_home,
            "All homes of all phases, added up; serviced plots are not counted as homes (method 3.1).",
        ),
        ["care"] => of_rows(
            book,
            |of| of == Tenure::ExtraCare,
            "Care and extra care homes of all phases, added up (method 2.6).",
        ),
        ["plots"] => Draft::sum(
            added(book.homes_of("plots", |of| !of.is_home())),
            "Serviced plots of all phases, added up. They are not counted as homes (method 2.5).",
        ),
        ["affordable"] => of_rows(
            book,
            Tenure::is_affordable,
            "Homes for discount market sale, social rent, affordable rent and shared ownership (method 3.1).",
        ),
        ["by_tenure", tenure] => {
            of_rows(book, |of| key(of) == tenure, "Homes of this tenure in all phases, added up (method 3.1).")
        }
        ["completed"] => Draft::sum(
            added(book.year_ids("homes completed in each year", |year| format!("money/{year}/homes"))),
            "Homes completed within the model period (method 2.5).",
        ),
        ["net"] => Draft::sum(
            joined(
                added(book.figure("homes planned", "homes/planned")),
                joined(
                    taken_off(book.figure("care and extra care homes", "homes/care")),
                    taken_off(book.inputs(&[("homes demolished", "/phases/*/demolished")])),
                ),
            ),
            "Homes planned less homes demolished; care and extra care homes are counted separately (method 2.6, 3.1).",
        ),
        _ => return None,
    };
    Some(draft)
}

/// Homes and plots sold or let, and those that are neither.
fn disposed(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let draft = match name {
        "sold" => Draft::sum(
            joined(
                added(book.row_counts("homes sold or transferred", Tenure::is_home, |year| year.sold)),
                book.inputs(PACE),
            ),
            "Completed homes, sold no faster than the sales a month within the model period, or transferred on completion; \
             not those that are let (method 2.5).",
        ),
        "let_homes" => Draft::sum(
            joined(
                added(book.row_counts("homes let", Tenure::is_home, |year| year.let_)),
                book.inputs(&[("lettings a month", "/home_types/*/letting/lets_a_month")]),
            ),
            "Homes that the venture retains, let after completion and no faster than the lettings a month (method 2.5).",
        ),
        "unsold" => Draft::sum(
            joined(
                added(book.figure("homes completed", "homes/completed")),
                taken_off(book.figures([("homes sold", "homes/sold"), ("homes let", "homes/let_homes")])),
            ),
            "Completed homes that are neither sold nor let at the end (method 2.5).",
        ),
        "plots_unsold" => Draft::sum(
            [
                added(book.figure("serviced plots", "homes/plots")),
                taken_off(book.row_counts("plots sold", |of| !of.is_home(), |year| year.sold)),
                book.inputs(PACE),
            ]
            .concat(),
            "Plots are sold no faster than the sales a month within the model period (method 2.5).",
        ),
        _ => return None,
    };
    Some(draft)
}

fn of_rows(book: &OpenBook<'_>, is_of_kind: impl Fn(Tenure) -> bool, rule: &str) -> Draft {
    Draft::sum(added(book.homes_of("homes", is_of_kind)), rule)
}

/// Homes of a tenure completed in a year.
fn completed(book: &OpenBook<'_>, tenure: &str, year: usize) -> Draft {
    let rows = book.appraisal.homes.by_row.rows.iter().filter(|row| key(row.tenure) == tenure);
    let counts = rows.map(|row| book.count_of("homes completed in the year", row, row.by_year[year].completed));
    Draft::sum(
        joined(added(counts.flatten().collect()), book.inputs(DATES)),
        "Homes are completed evenly, from the build start plus the months to first completion to the last month of the \
         build period (method 2.5).",
    )
}

impl OpenBook<'_> {
    /// The numbers of homes in the rows of some tenures.
    fn homes_of(&self, name: &'static str, is_of_kind: impl Fn(Tenure) -> bool) -> Vec<Operand> {
        let deal = &self.checked.deal;
        let rows = deal.phases.iter().flat_map(|phase| phase.homes.iter().map(move |row| (phase, row)));
        let tenure = |id: &str| deal.home_types.iter().find(|home| home.id == id).map(|home| home.tenure);
        let of_kind = rows.filter(|(_, row)| tenure(&row.home_type).is_some_and(&is_of_kind));
        let input = |(phase, row): (&deal::Phase, &deal::HomesRow)| {
            self.input(name, format!("/phases/{}/homes/{}/count", phase.id, row.id))
        };
        of_kind.filter_map(input).collect()
    }

    /// A count of each row of some tenures over all years.
    fn row_counts(
        &self,
        name: &'static str,
        is_of_kind: impl Fn(Tenure) -> bool,
        count: impl Fn(&YearOfHomes) -> u32,
    ) -> Vec<Operand> {
        let rows = self.appraisal.homes.by_row.rows.iter().filter(|row| is_of_kind(row.tenure));
        rows.filter_map(|row| self.count_of(name, row, row.by_year.iter().map(&count).sum())).collect()
    }

    /// A count of one row of homes; none if zero.
    fn count_of(&self, name: &'static str, row: &HomesCount, count: u32) -> Option<Operand> {
        let phase = self.checked.deal.phases.get(row.phase)?;
        let of = self.names_of(&format!("/phases/{}/homes/{}", phase.id, phase.homes.get(row.row)?.id));
        (count > 0).then(|| Operand { of, ..Operand::plain(name, Value::Count(count.into())) })
    }
}
