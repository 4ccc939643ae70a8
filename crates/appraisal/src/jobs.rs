//! Construction jobs and how many are additional (method 3.2, 3.3).

use crate::appraise::Appraisal;
use crate::plan::Plan;
use crate::postings::Postings;
use crate::units::Pence;
use deal::Jobs;
use serde::Serialize;

/// Construction jobs, in person-years of work: never to be added to permanent jobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JobsResult {
    /// Construction spending at base prices, by reporting year.
    pub spending_by_year: Vec<Pence>,
    /// Person-years of work by reporting year, which are the jobs of that year.
    pub by_year: Vec<f64>,
    /// The same, using the lowest source.
    pub low_by_year: Vec<f64>,
    /// Total person-years of work.
    pub person_years: f64,
    /// Years with any construction.
    pub years_of_work: usize,
    /// Construction jobs a year: `person-years / years of work`.
    pub a_year: f64,
    /// The same, using the lowest source.
    pub low_a_year: f64,
    /// Gross to net jobs a year, step by step.
    pub chain: Vec<ChainStep>,
    /// Net additional building jobs a year.
    pub net_a_year: f64,
    /// Net additional homes: `(planned - care - demolished) x (1 - deadweight) x (1 - displacement)`; negative where more are
    /// demolished than built (method 3.1, 3.3).
    pub net_homes: f64,
}

/// One step from gross to net.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ChainStep {
    /// What the step removes or adds.
    pub step: Step,
    /// The factor.
    pub factor: f64,
    /// The jobs after the step.
    pub after: f64,
}

/// The steps from gross to net.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Step {
    /// What would have happened anyway.
    Deadweight,
    /// Benefits to people outside the area.
    Leakage,
    /// Activity moved from elsewhere in the area.
    Displacement,
    /// Activity that firms substitute for another.
    Substitution,
    /// Jobs through suppliers and wages.
    Multiplier,
}

/// `Net = gross x (1 - deadweight)(1 - leakage)(1 - displacement)(1 - substitution) x multiplier`, step by step.
#[must_use]
pub fn gross_to_net(gross: f64, jobs: &Jobs) -> Vec<ChainStep> {
    let keep = |percent: f64| 1.0 - percent / 100.0;
    let mut after = gross;
    [
        (Step::Deadweight, keep(jobs.deadweight_percent)),
        (Step::Leakage, keep(jobs.leakage_percent)),
        (Step::Displacement, keep(jobs.displacement_percent)),
        (Step::Substitution, keep(jobs.substitution_percent)),
        (Step::Multiplier, jobs.multiplier),
    ]
    .into_iter()
    .map(|(step, factor)| {
        after *= factor;
        ChainStep { step, factor, after }
    })
    .collect()
}

/// Whether jobs differ only because the same work costs more or less: by method 3.2 they follow construction spending, also
/// where no more is built. True where spending alone differs: not homes, years or the person-years for each £1m.
#[must_use]
pub fn differ_by_cost_alone(now: &Appraisal, was: &Appraisal) -> bool {
    let built = |of: &Appraisal| {
        let homes = &of.homes;
        (homes.planned, homes.affordable, homes.completed, homes.plots, of.jobs.years_of_work)
    };
    let spent = |of: &Appraisal| of.jobs.spending_by_year.iter().sum::<Pence>().as_f64();
    let same_rate = (now.jobs.person_years * spent(was) - was.jobs.person_years * spent(now)).abs()
        <= 1e-9 * now.jobs.person_years * spent(was);
    built(now) == built(was) && spent(now) != spent(was) && same_rate
}

/// Whether the person-years are the same, in whole numbers, over more or fewer years: jobs a year then differ by that alone.
#[must_use]
pub fn is_same_work(now: &Appraisal, was: &Appraisal) -> bool {
    let (now, was) = (&now.jobs, &was.jobs);
    libm::round(now.person_years) == libm::round(was.person_years) && now.years_of_work != was.years_of_work
}

/// Net additional homes: `net x (1 - deadweight) x (1 - displacement)`, net of homes demolished (method 3.3).
pub(crate) fn additional_homes(net: i64, jobs: &Jobs) -> f64 {
    let keep = |percent: f64| 1.0 - percent / 100.0;
    // Adding zero turns -0.0 into 0.0.
    net as f64 * keep(jobs.deadweight_percent) * keep(jobs.displacement_percent) + 0.0
}

/// `person-years(y) = construction spending at base prices in year y, in £m, x coefficient`.
///
/// `net_homes` is the number of general homes planned less those demolished.
pub(crate) fn jobs(jobs: &Jobs, plan: &Plan, postings: &Postings, net_homes: i64) -> JobsResult {
    let mut spending_by_year = vec![Pence::ZERO; plan.years.count];
    for (month, spent) in postings.construction_at_base_prices.iter().enumerate() {
        spending_by_year[plan.years.of_month(month)] += *spent;
    }
    let person_years = |spent: Pence, coefficient: f64| spent.pounds() / 1e6 * coefficient;
    let by_year = |coefficient| spending_by_year.iter().map(|spent| person_years(*spent, coefficient)).collect();
    let total: Pence = spending_by_year.iter().sum();
    let years_of_work = spending_by_year.iter().filter(|spent| spent.is_positive()).count();
    let a_year = |coefficient| person_years(total, coefficient) / years_of_work.max(1) as f64;
    let gross = a_year(jobs.person_years_per_million);
    let chain = gross_to_net(gross, jobs);
    JobsResult {
        by_year: by_year(jobs.person_years_per_million),
        low_by_year: by_year(jobs.low_person_years_per_million),
        person_years: person_years(total, jobs.person_years_per_million),
        years_of_work,
        a_year: gross,
        low_a_year: a_year(jobs.low_person_years_per_million),
        net_a_year: chain.last().map_or(gross, |step| step.after),
        chain,
        net_homes: additional_homes(net_homes, jobs),
        spending_by_year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(deadweight: f64, leakage: f64, displacement: f64, multiplier: f64) -> f64 {
        let jobs = Jobs {
            deadweight_percent: deadweight,
            leakage_percent: leakage,
            displacement_percent: displacement,
            substitution_percent: 0.0,
            multiplier,
            ..Jobs::default()
        };
        gross_to_net(100.0, &jobs).last().map_or(0.0, |step| step.after)
    }

    /// 10% dearer building is 10% more jobs by the method, with no more built; more homes are more work.
    #[test]
    fn jobs_that_differ_by_cost_alone_are_told_from_more_work() {
        let base = deal::document::open(deal::samples::NORWICH_2009.document).unwrap();
        let of = |path: &str, value: u32| {
            let deal = base.with(path, value.into()).unwrap();
            crate::appraise(&crate::check(&deal).unwrap())
        };
        let was = crate::appraise(&crate::check(&base).unwrap());
        let dearer = of("/home_types/market/build_cost", 90_000);
        assert!(dearer.jobs.a_year != was.jobs.a_year && differ_by_cost_alone(&dearer, &was));
        let per_million = of("/jobs/person_years_per_million", 12);
        assert!(per_million.jobs.a_year != was.jobs.a_year && !differ_by_cost_alone(&per_million, &was));
        assert!(!differ_by_cost_alone(&was, &was));
        let count = format!("/phases/{}/homes/{}/count", base.phases[0].id, base.phases[0].homes[0].id);
        let fewer = of(&count, base.phases[0].homes[0].count - 10);
        assert!(fewer.jobs != was.jobs && !differ_by_cost_alone(&fewer, &was), "{:?}", fewer.jobs);
    }

    #[test]
    fn takes_off_step_by_step() {
        assert!((net(0.0, 25.0, 25.0, 1.1) - 61.875).abs() < 1e-9);
        assert!((net(25.0, 25.0, 25.0, 1.1) - 46.41).abs() < 5e-3);
        assert!((net(25.0, 10.0, 25.0, 1.1) - 55.7).abs() < 5e-2);
    }
}
