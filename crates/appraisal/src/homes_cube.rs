//! Homes by year, tenure, phase and recipient, and the households housed from the council's register (method 3.1).

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::jobs::additional_homes;
use crate::stages::homes::YearOfHomes;
use deal::{HomeType, Tenure};
use serde::Serialize;

/// Homes by reporting year, tenure, phase and recipient; plots are not homes and are excluded (method 3.1).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesCube {
    /// One row for each tenure, phase and recipient that has homes.
    pub rows: Vec<CubeRow>,
    /// All homes by reporting year.
    pub by_year: Vec<YearOfAllHomes>,
    /// General homes finished over the life of the deal.
    pub gross: u32,
    /// Care and extra care homes finished, counted separately from general homes (method 2.6). Rows and years count
    /// both.
    pub care: u32,
    /// Net homes: `gross` less demolished.
    pub net: i64,
    /// Net additional homes: `net x (1 - deadweight) x (1 - displacement)`.
    pub additional: f64,
    /// Years by which each home is brought forward.
    pub years_gained: f64,
    /// Home-years gained: `homes finished x years gained`.
    pub home_years_gained: f64,
}

/// The homes of one tenure, phase and recipient.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CubeRow {
    /// The index of the phase in the deal.
    pub phase: usize,
    /// The tenure.
    pub tenure: Tenure,
    /// Who receives the homes, as text or the id of a partner; empty if not named.
    pub recipient: String,
    /// Counts by reporting year.
    pub by_year: Vec<YearOfHomes>,
}

/// All homes of one reporting year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct YearOfAllHomes {
    /// Started.
    pub started: u32,
    /// Finished.
    pub completed: u32,
    /// Sold or transferred.
    pub sold: u32,
    /// Let for the first time by the venture.
    #[serde(rename = "let")]
    pub let_: u32,
    /// Demolished, in the year in which the phase starts.
    pub demolished: u32,
    /// Bedrooms of the homes finished.
    pub bedrooms: f64,
    /// People in the homes finished.
    pub persons: f64,
    /// First lettings nominated by the council: `first lets x nominations`.
    pub first_nominations: f64,
    /// Relettings nominated by the council: `homes let by the end of the previous year x relets x nominations`.
    pub relet_nominations: f64,
    /// Households housed from the council's register: first lettings plus relettings nominated.
    pub households_housed: f64,
}

/// Builds the cube from the counts of an appraisal.
#[must_use]
pub fn homes_cube(checked: &CheckedDeal, appraisal: &Appraisal) -> HomesCube {
    let deal = &checked.deal;
    let mut rows: Vec<CubeRow> = Vec::new();
    let mut by_year = vec![YearOfAllHomes::default(); appraisal.years.count];
    for counted in appraisal.homes.by_row.rows.iter().filter(|row| row.tenure.is_home()) {
        let id = &deal.phases[counted.phase].homes[counted.row].home_type;
        let Some(home) = deal.home_types.iter().find(|home| home.id == *id) else { continue };
        let key = |row: &CubeRow| {
            row.phase == counted.phase && row.tenure == counted.tenure && row.recipient == home.recipient
        };
        match rows.iter_mut().find(|row| key(row)) {
            Some(row) => row.by_year.iter_mut().zip(&counted.by_year).for_each(|(sum, year)| gather(sum, year)),
            None => rows.push(CubeRow {
                phase: counted.phase,
                tenure: counted.tenure,
                recipient: home.recipient.clone(),
                by_year: counted.by_year.clone(),
            }),
        }
        count_homes(home, &counted.by_year, &mut by_year);
    }
    for phase in &deal.phases {
        by_year[appraisal.years.of_month(phase.build_start_month as usize)].demolished += phase.demolished;
    }
    let finished = |is_counted: fn(Tenure) -> bool| -> u32 {
        let counted = rows.iter().filter(|row| is_counted(row.tenure));
        counted.flat_map(|row| &row.by_year).map(|year| year.completed).sum()
    };
    let care = finished(|tenure| tenure == Tenure::ExtraCare);
    let gross = finished(|tenure| tenure != Tenure::ExtraCare);
    let demolished: u32 = by_year.iter().map(|year| year.demolished).sum();
    let net = i64::from(gross) - i64::from(demolished);
    HomesCube {
        rows,
        by_year,
        gross,
        care,
        net,
        additional: additional_homes(net, &deal.jobs),
        years_gained: deal.outputs.years_gained,
        home_years_gained: f64::from(gross) * deal.outputs.years_gained,
    }
}

fn gather(sum: &mut YearOfHomes, year: &YearOfHomes) {
    sum.started += year.started;
    sum.completed += year.completed;
    sum.sold += year.sold;
    sum.let_ += year.let_;
}

/// Adds one row of homes to the years. Rented homes transferred to a landlord are first let when it receives them;
/// homes are relet from the year after their first letting.
fn count_homes(home: &HomeType, counts: &[YearOfHomes], years: &mut [YearOfAllHomes]) {
    let mut let_before = 0;
    for (year, count) in years.iter_mut().zip(counts) {
        year.started += count.started;
        year.completed += count.completed;
        year.sold += count.sold;
        year.let_ += count.let_;
        year.bedrooms += f64::from(count.completed) * home.bedrooms;
        year.persons += f64::from(count.completed) * home.persons;
        let first_lets = count.let_ + if home.tenure.is_let() { count.sold } else { 0 };
        let first = f64::from(first_lets) * home.nominations_percent / 100.0;
        let again = home.relets_percent / 100.0 * home.relet_nominations_percent / 100.0;
        let later = f64::from(let_before) * again;
        year.first_nominations += first;
        year.relet_nominations += later;
        year.households_housed += first + later;
        let_before += first_lets;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deal, appraise, check, document, samples};

    fn cube(deal: &Deal) -> HomesCube {
        let checked = check(deal).unwrap();
        homes_cube(&checked, &appraise(&checked))
    }

    /// 60 homes, all let to households from the register, 5% relet each year, all of those to the register too. All are
    /// let by March 2032, the fifth year; so in the thirtieth year 60 x 5% = 3 households, and over the deal 60 first
    /// lettings plus 5% a year, from the year after theirs, of the first 30 and of the other 30.
    #[test]
    fn land_for_nominations_houses_households() {
        let cube = cube(&document::open(samples::LAND_FOR_NOMINATIONS.document).unwrap());
        let first: f64 = cube.by_year.iter().map(|year| year.first_nominations).sum();
        assert!((first - 60.0).abs() < 1e-9);
        assert!((cube.by_year[29].households_housed - 3.0).abs() < 1e-9);
        let let_years: f64 =
            cube.by_year.iter().enumerate().map(|(year, counts)| f64::from(counts.let_) * (29 - year) as f64).sum();
        let all: f64 = cube.by_year.iter().map(|year| year.households_housed).sum();
        assert!((all - (60.0 + 0.05 * let_years)).abs() < 1e-9);
    }

    /// 1,300 homes at 2.4 persons, less 10 demolished; three quarters of 1,290 are additional before displacement, and three
    /// quarters of those after it: 725.625.
    #[test]
    fn norwich_gross_net_and_additional() {
        let mut deal = document::open(samples::NORWICH_2009.document).unwrap();
        deal.phases[0].demolished = 10;
        deal.outputs.years_gained = 2.0;
        let cube = cube(&deal);
        assert_eq!((cube.gross, cube.net), (1300, 1290));
        assert!((cube.additional - 725.625).abs() < 1e-9);
        assert!((cube.home_years_gained - 2600.0).abs() < 1e-9);
        let persons: f64 = cube.by_year.iter().map(|year| year.persons).sum();
        assert!((persons - 3120.0).abs() < 1e-6);
    }
}
