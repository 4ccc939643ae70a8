use super::*;
use crate::example::with_scenarios;
use appraisal::deal::{Mark, MarkKind};
use appraisal::samples;
use std::rc::Rc;

fn with(cases: &Cases, path: &str, value: Value) -> Cases {
    cases.with(Rc::new(cases.deal().with(path, value).unwrap()))
}

#[test]
fn scenarios_are_compared_each_with_its_own_and_named_where_one_version_lacks_them() {
    let own = with_scenarios(&samples::NORWICH_2009).unwrap().with_scenario("Low", &None);
    let low = with(&own, "/home_types/market/price", 170_000.into());
    let came = with(&low, "/months", 150.into()).with_scenario("New", &None).without(&own.scenarios[0].id);
    let found = Differences::between(&own, &came);
    assert_eq!((found.with.as_deref(), found.inputs()), (None, 2));
    let low = &found.cases[0];
    assert_eq!((low.scenario.as_deref(), low.changes.len(), found.cases.len()), (Some("Low"), 2, 1));
    assert_eq!((found.added, found.removed), (vec!["New".to_owned()], vec![own.scenarios[0].name.clone()]));
}

#[test]
fn marks_are_no_inputs_but_are_said_to_differ() {
    let own = Cases { scenarios: Vec::new(), ..with_scenarios(&samples::NORWICH_2009).unwrap() };
    let mut deal = (*own.base).clone();
    deal.marks.insert("/months".to_owned(), Mark { note: "Agreed".to_owned(), ..Mark::of(MarkKind::Yours) });
    let found = Differences::between(&own, &own.with(Rc::new(deal)));
    assert_eq!((found.inputs(), found.is_marked_otherwise), (0, true));
    assert_eq!(Differences::between(&own, &own), Differences::default());
}
