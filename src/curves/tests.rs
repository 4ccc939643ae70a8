use super::*;
use crate::inputs::{Item, Row, of_group, of_row};

use appraisal::fields::Group;
use appraisal::samples;
use serde_json::Value;

fn curves(drawn: Drawn) -> (Curves, Vec<Lever>) {
    let deal = Rc::new(crate::link::opened(&samples::NORWICH_2009).unwrap());
    let levers = levers(&deal);
    let appraisal = appraise(&check(&deal).unwrap());
    let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, drawn, &Wanted::Levers(usize::MAX));
    while tracing.trace() {}
    (tracing.curves(), levers)
}

#[test]
fn every_lever_has_a_curve_through_its_current_point() {
    let (curves, levers) = curves(Drawn::Surplus);
    for lever in &levers {
        let curve = curves.of(&lever.path).unwrap();
        let now = curve.now.unwrap();
        assert!(curve.points.contains(&now), "{}", lever.path);
        assert!(curve.points.is_sorted_by(|one, other| one.lever < other.lever), "{}", lever.path);
        assert!(curve.points.len() >= POINTS, "{}: {} points", lever.path, curve.points.len());
        assert!(curve.step.is_some(), "{}", lever.path);
        assert!(curve.range.0 <= now.lever && now.lever <= curve.range.1, "{}", lever.path);
    }
}

#[test]
fn the_step_and_the_zero_are_those_of_full_appraisals() {
    let (curves, _) = curves(Drawn::Surplus);
    let price = "/home_types/market/price";
    let curve = curves.of(price).unwrap();
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let surplus = |price_is: f64| {
        let deal = deal.with(price, price_is.into()).unwrap();
        appraise(&check(&deal).unwrap()).value.surplus.0 as f64
    };
    assert_eq!(curve.step, Some((1_000.0, surplus(187_000.0) - surplus(186_000.0))));
    let [end] = curve.zeros[..] else { panic!("{:?}", curve.zeros) };
    assert_eq!(surplus(end.without), 0.0);
    assert!(surplus(end.with) > 0.0 && end.with - end.without < 100.01, "nothing at {end:?}");
}

/// The drawn line agrees with the sentence: it is at zero up to the value that the sentence names.
#[test]
fn the_curve_leaves_zero_where_its_result_does() {
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let (mut crossed, mut moved) = (0, 0);
    for price in [186_000, 149_250] {
        let (curves, levers) = traced(&deal.with("/home_types/market/price", price.into()).unwrap(), Some(Drawn::Pot));
        for lever in &levers {
            let Some(curve) = curves.of(&lever.path).filter(|curve| curve.drawn == Drawn::Pot) else { continue };
            let crosses = |pair: &&[Point]| (pair[0].answer > 0.0) != (pair[1].answer > 0.0);
            let edges: Vec<_> = curve.points.windows(2).filter(crosses).collect();
            assert_eq!(edges.len(), curve.zeros.len(), "{} at {price}", lever.path);
            for (edge, zero) in edges.into_iter().zip(&curve.zeros) {
                let (above, below) = if edge[0].answer > 0.0 { (edge[0], edge[1]) } else { (edge[1], edge[0]) };
                assert_eq!(below.answer, 0.0);
                let unit = if is_whole(lever) { 1.0 } else { lever.step / 10.0 };
                let [to_zero, to_below] = [zero.without, below.lever].map(|lever| (above.lever - lever).abs());
                assert!(to_below <= to_zero && to_zero < 1.001 * unit, "{} at {price}: {zero:?}, {edge:?}", lever.path);
                crossed += 1;
                // What is said may be beyond the point without a result, if that is not in the unit in which values are said.
                moved += usize::from(zero.without != below.lever);
            }
        }
    }
    assert!(crossed > 4 && moved > 0, "{crossed} crossed, {moved} moved");
}

/// Where a result falls to zero is said in tenths of a step, and rounded to the side without a result: beyond the value said
/// there is none, whatever the present value of the lever. Nearest to 138,151 is 138,200, below which there still is some.
#[test]
fn a_zero_is_rounded_to_the_side_without_a_result() {
    let price = "/home_types/market/price";
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let pot = |price_is: f64| {
        let deal = deal.with(price, price_is.into()).unwrap();
        appraise(&check(&deal).unwrap()).pot.total.0
    };
    let mut said = Vec::new();
    for now in [186_000.0, 180_000.0, 173_210.0, 150_050.0] {
        let (curves, _) = traced(&deal.with(price, now.into()).unwrap(), Some(Drawn::Pot));
        said.extend_from_slice(&curves.of(price).unwrap().zeros);
    }
    assert_eq!(said.len(), 4);
    assert!(said.iter().all(|zero| *zero == said[0]), "{said:?}");
    assert!(pot(said[0].without) == 0 && pot(said[0].with) > 0);

    // The present value is said as it is: there, too, there is none.
    let between = said[0].without + 1.0;
    let (curves, _) = traced(&deal.with(price, between.into()).unwrap(), Some(Drawn::Pot));
    assert_eq!(pot(between), 0);
    assert_eq!(curves.of(price).unwrap().zeros, [Zero { without: between, with: said[0].with, nearest: between }]);
}

/// The sentence beside a lever is of the step of its buttons: that of the base case, below its value there.
#[test]
fn a_step_is_that_of_the_lever_beside_its_base_case() {
    let base = Rc::new(crate::link::opened(&samples::NORWICH_2009).unwrap());
    let land = format!("/sites/{}/value", base.sites[0].id);
    let deal = Rc::new(base.with(&land, 500_000.into()).unwrap());
    let appraisal = appraise(&check(&deal).unwrap());
    let mut tracing = Tracing::of((deal.clone(), &appraisal), &base, Drawn::Surplus, &Wanted::Levers(usize::MAX));
    while tracing.trace() {}
    let curves = tracing.curves();
    let (lever, curve) = curves.with_lever(&land).unwrap();
    assert_eq!((lever.step, curve.step.unwrap().0), (500e3, 500e3));
    assert!(levers_beside(&deal, &levers(&base)).contains(lever));
}

#[test]
fn values_between_two_are_in_the_unit_that_is_said() {
    let mut lever = levers(&crate::link::opened(&samples::GD_1).unwrap()).remove(0);
    // The step of its field is 0.5, whatever that of the lever.
    "/sharing/preferred_return_percent".clone_into(&mut lever.path);
    let (answers, candidates) = (Vec::new(), Vec::new());
    let stands = 0.0;
    let traced = Traced {
        unit: unit(&lever),
        lever,
        was: None,
        stands,
        candidates,
        answers,
        curve: Curve::default(),
        todo: Todo::Done,
    };
    let pace =
        Lever { kind: Kind::SalesPace(0), path: "/home_types/market/sales_a_month".to_owned(), ..traced.lever.clone() };
    assert!((unit(&pace) - field_text::step(&pace.path).0.min(pace.step) / 100.0).abs() < 1e-12);
    assert_eq!(traced.between(2.0, 2.1), Some(2.05));
    assert_eq!(
        (traced.between(2.0, 2.05), traced.between(2.01, 2.04), traced.between(2.01, 2.06)),
        (None, None, Some(2.05))
    );
    let said = |with: f64, without: f64| {
        let zero = traced.said(with, without);
        (zero.without, zero.with)
    };
    assert_eq!([said(2.1, 2.06), said(2.0, 2.06), said(2.1, 2.05)], [(2.05, 2.1), (2.1, 2.0), (2.05, 2.1)]);
    assert_eq!(said(0.1, 0.0), (0.0, 0.1));
}

/// A result may rise above zero and fall again within the range: both ends are found.
#[test]
fn every_crossing_of_zero_is_found() {
    let deal = crate::link::opened(&samples::GD_1).unwrap();
    let lever = levers(&deal).remove(0);
    let curve = Curve {
        points: [(0.0, -1.0), (1.0, 2.0), (2.0, 3.0), (3.0, -1.0), (4.0, -2.0)]
            .map(|(lever, answer)| Point { lever, answer })
            .into(),
        ..Curve::default()
    };
    let (answers, candidates) = (Vec::new(), Vec::new());
    let traced =
        Traced { unit: unit(&lever), lever, was: None, stands: 0.0, candidates, answers, curve, todo: Todo::Done };
    assert_eq!(traced.edges(), [(1.0, 0.0), (2.0, 3.0)]);
}

#[test]
fn any_result_can_be_drawn() {
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let choices = Drawn::choices(&deal);
    assert_eq!(choices.len(), 12);
    for drawn in choices {
        let (curves, levers) = curves(drawn);
        assert_eq!(curves.drawn, drawn);
        let (low, high) = curves.scale(drawn.measured());
        assert!(low < high, "{drawn:?}");
        assert!(levers.iter().any(|lever| curves.of(&lever.path).is_some_and(|curve| curve.points.len() > 2)));
    }
}

fn traced(deal: &Deal, drawn: Option<Drawn>) -> (Curves, Vec<Lever>) {
    let deal = Rc::new(deal.clone());
    let appraisal = appraise(&check(&deal).unwrap());
    let drawn = drawn.unwrap_or_else(|| Drawn::first_of(&deal, &appraisal));
    let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, drawn, &Wanted::Levers(usize::MAX));
    while tracing.trace() {}
    (tracing.curves(), levers(&deal))
}

#[test]
fn every_lever_of_every_sample_draws_a_result_that_it_changes() {
    let mut flat = Vec::new();
    for sample in samples::ALL {
        let deal = crate::link::opened(sample).unwrap();
        let (curves, levers) = traced(&deal, None);
        for lever in &levers {
            let curve = curves.of(&lever.path).unwrap();
            let answers = || curve.points.iter().map(|point| point.answer);
            let (low, high) = (answers().fold(f64::INFINITY, f64::min), answers().fold(f64::NEG_INFINITY, f64::max));
            assert_eq!(curve.has_no_effect, high - low < curve.drawn.least_move(), "{} of {}", lever.path, sample.name);
            if curve.has_no_effect {
                flat.push(format!("{} of {}", lever.path, sample.name));
            }
        }
    }
    // Cash that is never called, prices at which no home is sold, land that is given, and the sharing of no surplus.
    assert_eq!(
        flat,
        [
            "/contributions/developer-match/amount of incremental-90-10",
            "/growth/house_price/all/percent of land-for-nominations",
            "/sites/site/value of land-for-nominations",
            "/growth/house_price/all/percent of equal-funders",
            "/sharing/recycled_percent of gd-2",
            "/sharing/split/C/percent of gd-2",
            "/sharing/recycled_percent of gd-7",
            "/sharing/split/C/percent of gd-7",
            "/sharing/recycled_percent of gd-8",
            "/sharing/preferred_return_percent of gd-8",
            "/sharing/split/C/percent of gd-8",
        ]
    );
}

#[test]
fn the_result_is_one_of_the_open_deal() {
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let first = |deal: &Deal| Drawn::first_of(deal, &appraise(&check(deal).unwrap()));
    assert_eq!(first(&deal), Drawn::Pot);
    let shared = deal.with("/sharing/recycled_percent", 0.into()).unwrap();
    assert_eq!(first(&shared), Drawn::Surplus);
    assert!(!Drawn::choices(&shared).contains(&Drawn::Pot));
    let short = deal.with("/home_types/market/price", 130_000.into()).unwrap();
    assert_eq!(first(&short), Drawn::Profit);
    // The pot can still be chosen: a lever that does not change it shows a result that it does change.
    let (curves, _) = traced(&short, Some(Drawn::Pot));
    assert_eq!(curves.of("/home_types/market/price").unwrap().drawn, Drawn::Pot);
    let of_others = curves.curves.values().filter(|(_, curve)| curve.drawn != Drawn::Pot && !curve.has_no_effect);
    assert!(of_others.count() > 3);
}

#[test]
fn a_rate_is_never_without_money_multiple_and_years() {
    let deal = crate::link::opened(&samples::GD_1).unwrap();
    let (curves, levers) = traced(&deal, Some(Drawn::Rate(1)));
    let of_rates = levers.iter().map(|lever| curves.of(&lever.path).unwrap());
    let of_rates: Vec<_> = of_rates.filter(|curve| curve.drawn == Drawn::Rate(1) && curve.step.is_some()).collect();
    assert!(of_rates.len() > 4 && of_rates.iter().all(|curve| curve.beside.is_some()));
}

/// The paths of all fields in items of the form.
fn paths(document: &Value, items: &[Item], group: Group) -> Vec<String> {
    let of_item = |item: &Item| match item {
        Item::Field(input) => vec![input.path.clone()],
        Item::Absent(_) => Vec::new(),
        Item::Part(_, inner) | Item::Kinds(_, inner) => paths(document, inner, group),
        Item::Rows(input, rows) => {
            let of_row = |row: &Row| paths(document, &of_row(document, input.field, &row.path, group), group);
            rows.iter().flat_map(of_row).collect()
        }
    };
    items.iter().flat_map(of_item).collect()
}

#[test]
fn any_number_of_the_deal_can_be_traced() {
    for sample in samples::ALL {
        let deal = Rc::new(crate::link::opened(sample).unwrap());
        let appraisal = appraise(&check(&deal).unwrap());
        let (document, mut traced) = (deal.to_document(), 0);
        for path in Group::ALL.iter().flat_map(|group| paths(&document, &of_group(&document, *group), *group)) {
            let wanted = Wanted::Field(path.clone());
            let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, Drawn::Surplus, &wanted);
            while tracing.trace() {}
            if let Some(curve) = tracing.curves().of(&path) {
                assert!(curve.points.contains(&curve.now.unwrap()), "{path}");
                traced += 1;
            }
        }
        assert!(traced > 10, "{}: {traced}", sample.name);
    }
}

/// A month that may not be later: the step goes down, and the curve ends at the last valid month.
#[test]
fn a_value_without_a_valid_next_one_steps_down() {
    let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let phase = &deal.phases[0];
    let path = format!("/phases/{}/drawdown_month", phase.id);
    let deal = Rc::new(deal.with(&path, phase.build_start_month.into()).unwrap());
    let appraisal = appraise(&check(&deal).unwrap());
    let wanted = Wanted::Field(path.clone());
    let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, Drawn::Pot, &wanted);
    while tracing.trace() {}
    let curves = tracing.curves();
    let curve = curves.of(&path).unwrap();
    assert_eq!(curve.step.map(|(by, _)| by), Some(-1.0));
    assert_eq!(curve.points.last().map(|point| point.lever), curve.now.map(|now| now.lever));
}

/// An input is beside the levers and among all inputs: one search, with the step of the buttons beside it.
#[test]
fn an_input_has_one_threshold_wherever_it_is_said() {
    let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
    let deal = deal.with("/home_types/market/price", 330_000.into()).unwrap();
    let deal = Rc::new(crate::levers::with_homes(&deal, &deal, 148.0));
    let (all, levers) = traced(&deal, Some(Drawn::Surplus));
    let appraisal = appraise(&check(&deal).unwrap());
    let mut with_zeros = 0;
    for lever in levers.iter().filter(|lever| fields::number(&lever.path).is_some()) {
        let wanted = Wanted::Field(lever.path.clone());
        let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, Drawn::Surplus, &wanted);
        while tracing.trace() {}
        let field = tracing.curves();
        let (beside, among) = (all.of(&lever.path).unwrap(), field.of(&lever.path).unwrap());
        assert_eq!((beside.drawn, &beside.zeros), (among.drawn, &among.zeros), "{}", lever.path);
        assert_eq!(among.step.map(|(by, _)| by.abs()), Some(field_text::step(&lever.path).0), "{}", lever.path);
        with_zeros += usize::from(lever.path == "/sites/site/value" && !among.zeros.is_empty());
    }
    assert_eq!(with_zeros, 1);
}

/// A cost per m² has a lever with a smaller step than that of its box: the threshold is said in the unit of the lever in both.
#[test]
fn a_cost_per_m2_has_one_threshold_too() {
    let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
    let path = "/home_types/market/build_cost_per_m2";
    let deal = deal.with("/home_types/market/area_m2", 84.into()).unwrap();
    let deal = deal.with("/home_types/market/build_cost", serde_json::Value::Null).unwrap();
    let deal = Rc::new(deal.with(path, 1_750.into()).unwrap());
    let appraisal = appraise(&check(&deal).unwrap());
    let zeros = |wanted: &Wanted| {
        let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, Drawn::Surplus, wanted);
        while tracing.trace() {}
        tracing.curves().of(path).map(|curve| curve.zeros.clone())
    };
    let (beside, among) = (zeros(&Wanted::Levers(20)), zeros(&Wanted::Field(path.to_owned())));
    assert!(beside.as_ref().is_some_and(|zeros| !zeros.is_empty()), "{beside:?}");
    assert_eq!(beside, among);
}

/// No value on the side that is said to have no surplus has one, nor the value said; all on the other side have. Not so of homes:
/// each row is rounded, so that 127 may leave nothing where 125 leave a surplus.
#[test]
fn what_is_said_of_the_sides_of_a_threshold_is_so() {
    let deal = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
    let deal = deal.with("/home_types/market/price", 300_000.into()).unwrap();
    let deal = crate::levers::with_homes(&deal, &deal, 148.0);
    let (curves, levers) = traced(&deal, Some(Drawn::Surplus));
    let (mut said, mut wrong) = (0, Vec::new());
    for lever in levers.iter().filter(|lever| !lever.value.is_string()) {
        let curve = curves.of(&lever.path).unwrap();
        let ([zero], Drawn::Surplus) = (&curve.zeros[..], curve.drawn) else { continue };
        let starts_above = curve.points[0].answer > 0.0;
        let unit = if is_whole(lever) { 1.0 } else { field_text::step(&lever.path).0 / 10.0 };
        let from_to = |end: f64| ((end - zero.without) / unit).trunc() as i32;
        let (first, last) = (from_to(curve.range.0), from_to(curve.range.1));
        let far = (first..last).step_by(((last - first) / 20).max(1) as usize);
        for units in far.chain((-5).max(first)..=5.min(last)) {
            let value = value_at(lever, tidy(zero.without + f64::from(units) * unit));
            let moved = field_text::set(&deal, &deal, &lever.path, value.clone()).unwrap();
            let has_some = appraise(&check(&moved).unwrap()).value.surplus.is_positive();
            if has_some != (if starts_above { units < 0 } else { units > 0 }) {
                wrong.push(format!("{} {value}", lever.path));
            }
            said += 1;
        }
    }
    assert!(said > 100 && wrong == ["/homes 127"], "{said} {wrong:?}");
}
