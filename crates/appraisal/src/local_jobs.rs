//! Permanent jobs on site, cross-checks, apprentices, and gross to net for each area (method 3.2, 3.3).

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::jobs::{ChainStep, Step};
use crate::units::total;
use deal::{Adjustments, Area, AreaMeasure, Deal, Floorspace, MarkKind};
use serde::Serialize;

/// What the Home Builders Federation counted per home, 2018: 3.1 jobs in all, 1.07 of them direct; that the rest is
/// indirect and induced is unverified (E9 in method 4.4). Jobs supported in a year by that year's homes: person-years too.
const JOBS_PER_HOME: [(f64, MarkKind); 2] = [(3.1, MarkKind::Calculated), (1.07, MarkKind::Unverified)];

/// Person-years of construction that the Treasury once counted as one permanent job (unverified).
const PERSON_YEARS_PER_JOB: f64 = 10.0;

/// Jobs in addition to [`crate::jobs::JobsResult`]. Permanent jobs are never added to person-years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LocalJobs {
    /// Permanent job equivalents of construction: person-years / 10.
    pub permanent_equivalent: f64,
    /// Person-years by the lowest source, and by the source used.
    pub person_years_range: (f64, f64),
    /// Person-years estimated from homes finished: all jobs, then direct jobs, each with the reliability of its source.
    /// A check of the order of magnitude, not to be multiplied further.
    pub cross_checks: Vec<(f64, MarkKind)>,
    /// Permanent jobs on site, by row of floor space.
    pub on_site: Vec<JobsOnSite>,
    /// Total permanent jobs on site.
    pub permanent: f64,
    /// Apprentices over the life of the deal.
    pub apprentices: f64,
    /// Person-years of construction by new entrants.
    pub new_entrants: f64,
    /// Permanent jobs from gross to net, for each area.
    pub areas: Vec<AreaJobs>,
}

/// Permanent jobs of one row of floor space.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct JobsOnSite {
    /// The floor area as the density measures it, in square metres.
    pub area_m2: f64,
    /// `area x occupancy / density`.
    pub jobs: f64,
}

/// Permanent jobs from gross to net in one area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaJobs {
    /// The index of the area in the deal.
    pub area: usize,
    /// The jobs after each step, from deadweight to multiplier.
    pub chain: Vec<ChainStep>,
    /// The same steps for the reference case without the deal.
    pub reference: Vec<ChainStep>,
    /// Net additional jobs: the end of the chain less the end of the reference case.
    pub net: f64,
}

/// Calculates jobs on site and how many are additional.
#[must_use]
pub fn local_jobs(checked: &CheckedDeal, appraisal: &Appraisal) -> LocalJobs {
    let (deal, jobs) = (&checked.deal, &appraisal.jobs);
    let outputs = &deal.outputs;
    let on_site: Vec<JobsOnSite> = outputs.floorspace.iter().map(|row| jobs_on_site(deal, row)).collect();
    let permanent = total(on_site.iter().map(|row| row.jobs));
    let completed = f64::from(appraisal.homes.completed);
    let low = total(jobs.low_by_year.iter().copied());
    let millions = total(jobs.spending_by_year.iter().map(|spent| spent.pounds() / 1e6));
    LocalJobs {
        permanent_equivalent: jobs.person_years / PERSON_YEARS_PER_JOB,
        person_years_range: (low.min(jobs.person_years), low.max(jobs.person_years)),
        cross_checks: JOBS_PER_HOME.into_iter().map(|(per_home, mark)| (completed * per_home, mark)).collect(),
        apprentices: if outputs.apprentices_per_million > 0.0 {
            millions * outputs.apprentices_per_million
        } else {
            completed * outputs.apprentices_per_home
        },
        new_entrants: jobs.person_years * outputs.new_entrants_percent / 100.0,
        areas: outputs.areas.iter().enumerate().map(|(index, area)| area_jobs(index, area, permanent)).collect(),
        on_site,
        permanent,
    }
}

/// `FTE = area x occupancy / density`, with the area converted to the measure of the density: `net = gross x net to
/// gross`.
fn jobs_on_site(deal: &Deal, row: &Floorspace) -> JobsOnSite {
    let spaces = deal.phases.iter().flat_map(|phase| &phase.commercial);
    let named = row.commercial.as_ref().and_then(|id| spaces.into_iter().find(|space| space.id == *id));
    let measured = named.map_or(row.area_m2, |space| space.area_m2);
    let net_to_gross = row.net_to_gross_percent / 100.0;
    let area_m2 = match (row.measured, row.density_for) {
        (AreaMeasure::GrossInternal, AreaMeasure::NetInternal) => measured * net_to_gross,
        (AreaMeasure::NetInternal, AreaMeasure::GrossInternal) => measured / net_to_gross,
        _ => measured,
    };
    JobsOnSite { area_m2, jobs: area_m2 * row.occupancy_percent / 100.0 / row.density_m2 }
}

/// `Net = GI (1 - dw)(1 - L)(1 - Dp)(1 - S) M`, less the same of the reference case without deadweight.
fn area_jobs(index: usize, area: &Area, gross: f64) -> AreaJobs {
    let chain = chain(gross, area.deadweight_percent, &area.adjustments);
    let reference = area.reference.map_or_else(Vec::new, |case| self::chain(case.jobs, 0.0, &case.adjustments));
    let end = |steps: &[ChainStep]| steps.last().map_or(0.0, |step| step.after);
    AreaJobs { area: index, net: end(&chain) - end(&reference), chain, reference }
}

fn chain(gross: f64, deadweight_percent: f64, by: &Adjustments) -> Vec<ChainStep> {
    let keep = |percent: f64| 1.0 - percent / 100.0;
    let mut after = gross;
    [
        (Step::Deadweight, keep(deadweight_percent)),
        (Step::Leakage, keep(by.leakage_percent)),
        (Step::Displacement, keep(by.displacement_percent)),
        (Step::Substitution, keep(by.substitution_percent)),
        (Step::Multiplier, by.multiplier),
    ]
    .into_iter()
    .map(|(step, factor)| {
        after *= factor;
        ChainStep { step, factor, after }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adjustments(leakage: f64, displacement: f64, multiplier: f64) -> Adjustments {
        Adjustments {
            leakage_percent: leakage,
            displacement_percent: displacement,
            substitution_percent: 0.0,
            multiplier,
        }
    }

    /// V9: 100 jobs, leakage 25%, displacement 25%, multiplier 1.1: 100 x 0.75 x 0.75 x 1.1 = 61.875; less a reference
    /// case of 20 jobs at the same shares: 49.5; with 25% deadweight and no reference case, 46.41.
    #[test]
    fn goes_from_gross_to_net_by_reference_or_deadweight() {
        let by = adjustments(25.0, 25.0, 1.1);
        let mut area =
            Area { id: "a".into(), name: "A".into(), deadweight_percent: 0.0, adjustments: by, reference: None };
        assert!((area_jobs(0, &area, 100.0).net - 61.875).abs() < 1e-9);
        area.reference = Some(deal::ReferenceCase { jobs: 20.0, adjustments: by });
        assert!((area_jobs(0, &area, 100.0).net - 49.5).abs() < 1e-9);
        area.reference = None;
        area.deadweight_percent = 25.0;
        assert!((area_jobs(0, &area, 100.0).net - 46.406_25).abs() < 1e-9);
    }

    /// 1,000 m2 gross, 80% of it net, 90% in use, one job for each 12 m2 net: 1,000 x 0.8 x 0.9 / 12 = 60.
    #[test]
    fn counts_jobs_by_the_measure_of_the_density() {
        let mut deal = crate::document::open(crate::samples::GD_7.document).unwrap();
        let mut row = Floorspace {
            id: "office".into(),
            name: "Office".into(),
            commercial: None,
            area_m2: 1_000.0,
            measured: AreaMeasure::GrossInternal,
            density_for: AreaMeasure::NetInternal,
            net_to_gross_percent: 80.0,
            occupancy_percent: 90.0,
            density_m2: 12.0,
        };
        assert!((jobs_on_site(&deal, &row).jobs - 60.0).abs() < 1e-9);
        // The 300 m² shop is already net: 300 x 0.9 / 18 = 15.
        row.commercial = Some("shop".into());
        row.measured = AreaMeasure::NetInternal;
        row.density_m2 = 18.0;
        assert!((jobs_on_site(&deal, &row).jobs - 15.0).abs() < 1e-9);
        deal.outputs.floorspace = vec![row];
        let checked = crate::check(&deal).unwrap();
        let jobs = local_jobs(&checked, &crate::appraise(&checked));
        assert!((jobs.permanent - 15.0).abs() < 1e-9);
        assert!((jobs.cross_checks[0].0 - 20.0 * 3.1).abs() < 1e-9);
    }

    /// Norwich has 15 person-years per £1m of construction, so two apprentices per £1m are two per 15 person-years; one
    /// per 100 homes gives 13; a tenth of the work by new entrants is a tenth of the person-years.
    #[test]
    fn apprentices_go_by_spending_or_else_by_homes() {
        let mut deal = crate::document::open(crate::samples::NORWICH_2009.document).unwrap();
        let mut with = |per_million: f64, per_home: f64, entrants: f64| {
            deal.outputs.apprentices_per_million = per_million;
            deal.outputs.apprentices_per_home = per_home;
            deal.outputs.new_entrants_percent = entrants;
            let checked = crate::check(&deal).unwrap();
            let appraisal = crate::appraise(&checked);
            (local_jobs(&checked, &appraisal), appraisal.jobs.person_years)
        };
        let (by_spending, person_years) = with(2.0, 0.01, 10.0);
        assert!(person_years > 1_000.0);
        assert!((by_spending.apprentices - person_years * 2.0 / 15.0).abs() < 1e-6, "{}", by_spending.apprentices);
        assert!((by_spending.new_entrants - person_years / 10.0).abs() < 1e-9);
        assert!((with(0.0, 0.01, 0.0).0.apprentices - 13.0).abs() < 1e-9);
    }

    /// 850 m² net at 85% is 1,000 m² gross; one job per 50 m² gross: 20.
    #[test]
    fn net_area_is_taken_up_to_gross() {
        let deal = crate::document::open(crate::samples::GD_7.document).unwrap();
        let row = Floorspace {
            id: "shed".into(),
            name: "Shed".into(),
            commercial: None,
            area_m2: 850.0,
            measured: AreaMeasure::NetInternal,
            density_for: AreaMeasure::GrossInternal,
            net_to_gross_percent: 85.0,
            occupancy_percent: 100.0,
            density_m2: 50.0,
        };
        let jobs = jobs_on_site(&deal, &row);
        assert!((jobs.area_m2 - 1_000.0).abs() < 1e-9 && (jobs.jobs - 20.0).abs() < 1e-9, "{jobs:?}");
    }
}
