//! The time of a run on this machine: Norwich 2009, the largest deal, and how time grows with phases, months and partners.
//! Growth is linear if the time per unit does not rise.

#![allow(missing_docs, reason = "criterion's macros write functions without")]

#[path = "support/sized.rs"]
mod sized;

use appraisal::stress::Stress;
use appraisal::{CheckedDeal, Deal, Simulation, appraise, check, document, samples, verdict};
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main, measurement::WallTime};
use sized::sized;
use std::hint::black_box;
use std::time::Duration;

fn checked(deal: Option<Deal>) -> Option<CheckedDeal> {
    check(&deal?).ok()
}

fn short<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1_000)).sample_size(20);
    group
}

/// The run alone, in buffers allocated before.
fn run(group: &mut BenchmarkGroup<'_, WallTime>, id: BenchmarkId, checked: &CheckedDeal) {
    let mut simulation = Simulation::of(checked);
    group.bench_function(id, |bencher| {
        bencher.iter(|| {
            black_box(simulation.run(black_box(&Stress::NONE)));
        });
    });
}

fn norwich(criterion: &mut Criterion) {
    let Ok(deal) = document::open(samples::NORWICH_2009.document) else { return };
    let Some(checked) = checked(Some(deal.clone())) else { return };
    let figures = appraise(&checked);
    let mut group = short(criterion, "norwich");
    run(&mut group, BenchmarkId::from_parameter("run"), &checked);
    group.bench_function("appraise", |bencher| bencher.iter(|| appraise(black_box(&checked))));
    group.bench_function("check", |bencher| bencher.iter(|| check(black_box(&deal))));
    group.bench_function("verdict", |bencher| bencher.iter(|| verdict(black_box(&checked), &figures)));
}

fn largest(criterion: &mut Criterion) {
    let Some(checked) = checked(sized(30, 720, 8)) else { return };
    let mut group = short(criterion, "30 phases, 720 months, 8 partners");
    run(&mut group, BenchmarkId::from_parameter("run"), &checked);
    group.bench_function("appraise", |bencher| bencher.iter(|| appraise(black_box(&checked))));
}

fn growth(criterion: &mut Criterion) {
    type Sizes = &'static [(usize, u32, usize)];
    let sizes: [(&str, Sizes); 3] = [
        ("phases", &[(4, 240, 4), (8, 240, 4), (16, 240, 4), (32, 240, 4)]),
        ("months", &[(8, 180, 4), (8, 360, 4), (8, 720, 4)]),
        ("partners", &[(8, 240, 2), (8, 240, 4), (8, 240, 8)]),
    ];
    for (name, sizes) in sizes {
        let mut group = short(criterion, name);
        for (phases, months, partners) in sizes {
            let Some(checked) = checked(sized(*phases, *months, *partners)) else { continue };
            let id = match name {
                "phases" => phases.to_string(),
                "months" => months.to_string(),
                _ => partners.to_string(),
            };
            run(&mut group, BenchmarkId::from_parameter(id), &checked);
        }
    }
}

criterion_group!(benches, norwich, largest, growth);
criterion_main!(benches);
