//! Scenarios: the same deal under other assumptions, each stored as its differences from the base case (method 2.15),
//! so that a change of the base case reaches every scenario that does not override it.

use crate::fields;
use crate::path::{MARKS, NotSet, at_mut, id_of, kind_of, put, row, take_out};
use crate::{Deal, YearMonth};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its id within the deal.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its differences from the base case, in the order they are applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// One difference from the base case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The path of the field, row or list.
    pub path: String,
    /// The change made.
    pub operation: Operation,
}

/// A change to a field, a row or a list (method 2.15: multiply, add, set, shift months; and for rows, insert, remove
/// and reorder).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// The field, or the row at the path, is set to this value.
    Set(Value),
    /// The number is multiplied.
    Multiply(f64),
    /// The number is added.
    Add(f64),
    /// The calendar month moves by this many months.
    ShiftMonths(i32),
    /// The field or row at the path is removed.
    Remove,
    /// A row is added at the end of the list at the path.
    Insert(Value),
    /// The rows of the list at the path have the order of these ids.
    Order(Vec<String>),
}

/// A function that turns one plain document of a deal into another.
#[must_use]
pub fn difference(base: &Value, other: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    differ("", base, other, &mut changes);
    changes
}

/// A plain document with changes applied.
///
/// # Errors
/// Names the first change whose path matches nothing, or whose value does not fit.
pub fn apply(base: &Value, changes: &[Change]) -> Result<Value, NotSet> {
    let mut document = base.clone();
    changes.iter().try_for_each(|change| change.apply(&mut document))?;
    Ok(document)
}

/// Whether a change only affects timing, or growth of prices and costs: dates, durations, sales rates, growth. Dates of
/// money between the partners are terms, not timing.
#[must_use]
pub fn is_timing(change: &Change) -> bool {
    use crate::fields::{Kind, Unit};
    let path = change.path.as_str();
    if path.starts_with("/growth/") {
        return true;
    }
    let is_of_the_scheme = ["/phases/", "/home_types/"].iter().any(|part| path.starts_with(part));
    let Some(field) = fields::of(path).filter(|_| is_of_the_scheme || path == "/start" || path == "/months") else {
        return false;
    };
    let is_time =
        |unit| matches!(unit, Unit::Months | Unit::MonthNumber | Unit::MonthEnd | Unit::HomesAMonth | Unit::Years);
    matches!(field.kind, Kind::Month) || field.number().is_some_and(|number| is_time(number.unit))
}

/// The assumptions about prices, costs and interest, and the texts that describe a deal.
const ASSUMED: [&str; 13] = [
    "/title",
    "/summary",
    "/home_types/*/price",
    "/home_types/*/build_cost",
    "/home_types/*/build_cost_per_m2",
    "/home_types/*/infrastructure_cost",
    "/home_types/*/letting/rent_a_week",
    "/home_types/*/letting/yield_percent",
    "/costs/externals_percent",
    "/costs/contingency_percent",
    "/costs/fees_percent",
    "/costs/sales_cost_percent",
    "/funding/facilities/*/rate_percent",
];

/// Whether a change is of an assumption: timing, growth, prices, costs or interest. A scenario that changes only
/// assumptions tests a deal; one that changes terms, partners or homes is another offer.
#[must_use]
pub fn is_assumption(change: &Change) -> bool {
    is_timing(change) || fields::of(&change.path).is_some_and(|field| ASSUMED.contains(&field.pattern))
}

/// Whether a change is of the price or rent of a home type, or of the growth of prices.
#[must_use]
pub fn is_price(change: &Change) -> bool {
    const PRICES: [&str; 2] = ["/home_types/*/price", "/home_types/*/letting/rent_a_week"];
    let is_of_home = fields::of(&change.path).is_some_and(|field| PRICES.contains(&field.pattern));
    is_of_home || change.path.starts_with("/growth/house_price/")
}

/// The amounts given in prices of the price base, which an index raises from then on (method 2.3).
const AT_BASE_PRICES: [&str; 26] = [
    "/home_types/*/price",
    "/home_types/*/build_cost",
    "/home_types/*/build_cost_per_m2",
    "/home_types/*/infrastructure_cost",
    "/home_types/*/letting/rent_a_week",
    "/home_types/*/letting/service_charge_a_year",
    "/home_types/*/letting/upkeep/management_a_year",
    "/home_types/*/letting/upkeep/repairs_a_year",
    "/home_types/*/letting/upkeep/major_repairs_a_year",
    "/home_types/*/shared_ownership/upkeep/management_a_year",
    "/home_types/*/shared_ownership/upkeep/repairs_a_year",
    "/home_types/*/shared_ownership/upkeep/major_repairs_a_year",
    "/phases/*/commercial/*/build_cost_per_m2",
    "/phases/*/commercial/*/rent_per_m2",
    "/phases/*/abnormals/*/amount",
    "/phases/*/infrastructure/*/amount",
    "/costs/infrastructure/*/amount",
    "/costs/sales_cost_per_home",
    "/costs/management/per_month",
    "/public/council_tax/band_d",
    "/public/business_rates/rateable_value",
    "/public/economic_case/new_use_values/*/value",
    "/landlords/*/rent_a_week",
    "/landlords/*/upkeep/management_a_year",
    "/landlords/*/upkeep/repairs_a_year",
    "/landlords/*/upkeep/major_repairs_a_year",
];

/// Whether a change is of an amount in prices of the price base, or of a row or part that itself has one: the same number says
/// something else in a deal with another start.
#[must_use]
pub fn is_at_base_prices(change: &Change) -> bool {
    // A row is not in the catalogue; its list is.
    let of_row = |list: &str| fields::of(list).map(|list| format!("{}/*", list.pattern));
    let pattern = match change.operation {
        Operation::Insert(_) => of_row(&change.path),
        _ => match fields::of(&change.path) {
            Some(field) => Some(field.pattern.to_owned()),
            None => change.path.rsplit_once('/').and_then(|(list, _)| of_row(list)),
        },
    };
    let Some(pattern) = pattern else { return false };
    AT_BASE_PRICES.iter().any(|amount| {
        let rest = amount.strip_prefix(pattern.as_str());
        rest.is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && !rest.contains('*')))
    })
}

impl Deal {
    /// The month in whose prices amounts are given: the first, unless the deal says otherwise (method 2.3).
    #[must_use]
    pub fn price_base(&self) -> YearMonth {
        self.start.plus(self.price_base_month)
    }

    /// The deal that results from applying a scenario, without scenarios of its own.
    ///
    /// # Errors
    /// If a change of the scenario matches nothing, or the result is not a deal.
    pub fn under(&self, scenario: &Scenario) -> Result<Self, NotSet> {
        let base = Self { scenarios: Vec::new(), ..self.clone() };
        Self::of_document(&apply(&base.to_document(), &scenario.changes)?)
    }
}

impl Change {
    fn new(path: &str, operation: Operation) -> Self {
        Self { path: path.to_owned(), operation }
    }

    fn apply(&self, document: &mut Value) -> Result<(), NotSet> {
        let nowhere = || NotSet::NoSuchField(self.path.clone());
        let misfit = || NotSet::DoesNotFit(self.path.clone());
        match &self.operation {
            Operation::Set(value) => put(document, &self.path, value.clone()).ok_or_else(nowhere),
            Operation::Remove => take_out(document, &self.path).ok_or_else(nowhere),
            Operation::Insert(row) => {
                at_mut(document, &self.path).and_then(Value::as_array_mut).ok_or_else(nowhere)?.push(row.clone());
                Ok(())
            }
            Operation::Order(ids) => {
                let rows = at_mut(document, &self.path).and_then(Value::as_array_mut).ok_or_else(nowhere)?;
                rows.sort_by_key(|row| ids.iter().position(|id| Some(id.as_str()) == id_of(row)).unwrap_or(ids.len()));
                Ok(())
            }
            Operation::Multiply(by) => change_number(document, &self.path, |number| number * by).ok_or_else(misfit),
            Operation::Add(by) => change_number(document, &self.path, |number| number + by).ok_or_else(misfit),
            Operation::ShiftMonths(by) => {
                let field = at_mut(document, &self.path).ok_or_else(nowhere)?;
                let month: YearMonth = field.as_str().and_then(|text| text.parse().ok()).ok_or_else(misfit)?;
                *field = month.plus(*by).to_string().into();
                Ok(())
            }
        }
    }
}

fn differ(path: &str, base: &Value, other: &Value, changes: &mut Vec<Change>) {
    match (base, other) {
        _ if base == other => {}
        (Value::Object(base), Value::Object(other))
            if are_steps(path, base) && are_steps(path, other) && !are_other_kinds(path, base, other) =>
        {
            differ_fields(path, base, other, changes);
        }
        (Value::Array(base), Value::Array(other)) if all_have_ids(base) && all_have_ids(other) => {
            differ_rows(path, base, other, changes);
        }
        _ => changes.push(Change::new(path, Operation::Set(other.clone()))),
    }
}

fn differ_fields(path: &str, base: &Map<String, Value>, other: &Map<String, Value>, changes: &mut Vec<Change>) {
    // The key of a mark begins with a slash.
    let at = |name: &str| format!("{path}{}{name}", if path == MARKS { "" } else { "/" });
    for name in base.keys().filter(|name| !other.contains_key(*name)) {
        changes.push(Change::new(&at(name), Operation::Remove));
    }
    for (name, value) in other {
        let path = at(name);
        match base.get(name) {
            Some(was) => differ(&path, was, value, changes),
            None => changes.push(Change::new(&path, Operation::Set(value.clone()))),
        }
    }
}

fn differ_rows(path: &str, base: &[Value], other: &[Value], changes: &mut Vec<Change>) {
    let find = |rows: &'_ [Value], id| rows.iter().find(|row| id_of(row) == id).cloned();
    let mut order = Vec::new();
    for was in base {
        if let Some(id) = id_of(was) {
            let path = format!("{path}/{id}");
            match find(other, Some(id)) {
                None => changes.push(Change::new(&path, Operation::Remove)),
                Some(now) => {
                    order.push(id);
                    if kind_of(was) == kind_of(&now) {
                        differ(&path, row(was), row(&now), changes);
                    } else {
                        changes.push(Change::new(&path, Operation::Set(now)));
                    }
                }
            }
        }
    }
    for now in other {
        if find(base, id_of(now)).is_none() {
            order.extend(id_of(now));
            changes.push(Change::new(path, Operation::Insert(now.clone())));
        }
    }
    let wanted: Vec<&str> = other.iter().filter_map(id_of).collect();
    if order != wanted {
        changes.push(Change::new(path, Operation::Order(wanted.into_iter().map(str::to_owned).collect())));
    }
}

/// Whether two objects are different kinds of one choice: that is one change, as no field is named by a kind alone.
fn are_other_kinds(path: &str, base: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let is_choice = || fields::of(path).is_some_and(|field| matches!(field.kind, fields::Kind::Variants(_)));
    !base.contains_key("id") && !base.keys().eq(other.keys()) && is_choice()
}

/// Whether the names of an object can be steps of a path. The keys of marks are whole paths, and a mark changes as a whole.
fn are_steps(path: &str, fields: &Map<String, Value>) -> bool {
    let mut names = fields.keys();
    match path.strip_prefix(MARKS) {
        Some("") => names.all(|name| name.starts_with('/')),
        Some(rest) if rest.starts_with('/') => false,
        _ => names.all(|name| !name.contains('/')),
    }
}

fn all_have_ids(rows: &[Value]) -> bool {
    rows.iter().all(|row| id_of(row).is_some())
}

fn change_number(document: &mut Value, path: &str, change: impl Fn(f64) -> f64) -> Option<()> {
    let field = at_mut(document, path)?;
    let number = change(field.as_f64()?);
    // A whole number stays whole if possible: counts of homes and months are written without a decimal point.
    let whole = field.is_u64() || field.is_i64();
    *field = if whole && number.fract() == 0.0 { (number as i64).into() } else { number.into() };
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, samples};
    use serde_json::json;

    #[test]
    fn the_difference_of_any_two_samples_turns_one_into_the_other() {
        let documents: Vec<Value> =
            samples::ALL.iter().map(|sample| document::open(sample.document).unwrap().to_document()).collect();
        for base in &documents {
            for other in &documents {
                assert_eq!(&apply(base, &difference(base, other)).unwrap(), other);
            }
        }
    }

    #[test]
    fn another_kind_of_a_choice_is_one_change() {
        let base = json!({ "funding": { "order": { "pro_rata": { "facility_share_percent": 60.0 } } } });
        let other = json!({ "funding": { "order": { "matched": { "ratio": 1.0 } } } });
        let changes = difference(&base, &other);
        assert_eq!(changes, [Change::new("/funding/order", Operation::Set(other["funding"]["order"].clone()))]);
        assert_eq!(apply(&base, &changes).unwrap(), other);
    }

    #[test]
    fn every_amount_that_the_form_says_is_at_base_prices_is_one() {
        let is_one = |path: &str, operation| is_at_base_prices(&Change::new(path, operation));
        for field in fields::all() {
            let of_list = field.pattern.split("/*").next().and_then(fields::of_pattern).map_or("", |list| list.hint);
            let says_so = ["prices of the first month", "base prices, in"].iter().any(|said| field.hint.contains(said))
                || of_list.starts_with("In base prices");
            let is_money = field.number().is_some_and(|number| number.unit == fields::Unit::Pounds);
            if says_so && is_money {
                assert!(is_one(field.pattern, Operation::Remove), "{}", field.pattern);
            }
        }
        for amount in AT_BASE_PRICES {
            assert!(fields::of_pattern(amount).is_some(), "{amount}");
        }
        assert!(!is_one("/sites/a/value", Operation::Remove) && !is_one("/start", Operation::Remove));
        // A row or part is one if an amount of its own is, and not for those of rows within it.
        assert!(is_one("/home_types", Operation::Insert(json!({"id": "flats"}))));
        assert!(
            is_one("/home_types/flats", Operation::Remove) && is_one("/home_types/flats/letting", Operation::Remove)
        );
        assert!(!is_one("/phases", Operation::Insert(json!({"id": "later"}))));
    }

    #[test]
    fn a_moved_price_is_one_change_of_one_field() {
        let base = document::open(samples::GD_1.document).unwrap();
        let other = base.with("/home_types/market/price", 176_700.0.into()).unwrap();
        let changes = difference(&base.to_document(), &other.to_document());
        let only = Change::new("/home_types/market/price", Operation::Set(176_700.0.into()));
        assert_eq!(changes, [only]);
        let scenario = Scenario { id: "s1".to_owned(), name: "Low".to_owned(), changes };
        assert_eq!(base.under(&scenario).unwrap(), other);
    }

    #[test]
    fn rows_are_put_in_taken_out_and_put_in_order_by_their_ids() {
        let base = json!({"rows": [{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"kind": {"id": "c", "n": 3}}]});
        let other = json!({"rows": [{"kind": {"id": "c", "n": 4}}, {"id": "d"}, {"id": "a", "n": 1}]});
        let changes = difference(&base, &other);
        let did = |path: &str| changes.iter().filter(|change| change.path == path).count();
        assert_eq!((did("/rows/b"), did("/rows/c/n"), did("/rows"), did("/rows/a")), (1, 1, 2, 0));
        assert_eq!(apply(&base, &changes).unwrap(), other);
        let other_kind = json!({"rows": [{"id": "a", "n": 1}, {"id": "b", "n": 2}, {"sort": {"id": "c", "n": 3}}]});
        assert_eq!(apply(&base, &difference(&base, &other_kind)).unwrap(), other_kind);
    }

    #[test]
    fn a_mark_is_one_change_and_the_other_marks_stay() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let mut other = base.clone();
        let cash = "/contributions/hca-cash/amount";
        let mark = crate::Mark::of(crate::MarkKind::Yours);
        other.marks.insert(cash.to_owned(), mark);
        other.marks.remove("/start");
        let changes = difference(&base.to_document(), &other.to_document());
        let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, ["/marks/start", "/marks/contributions/hca-cash/amount"]);
        let mut reviewed = base;
        reviewed.marks.remove("/homes");
        let after = apply(&reviewed.to_document(), &changes).unwrap();
        let after = Deal::of_document(&after).unwrap();
        assert_eq!(after.marks.get(cash), other.marks.get(cash));
        assert_eq!((after.marks.get("/start"), after.marks.get("/homes")), (None, None));
        assert_eq!(after.marks.get("/sites/city-land/value"), other.marks.get("/sites/city-land/value"));
    }

    #[test]
    fn dates_pace_and_growth_are_timing_and_terms_are_not() {
        let is = |path: &str| is_timing(&Change::new(path, Operation::Set(1.into())));
        let phase = "/phases/small-sites/build_start_month";
        for path in ["/start", "/months", "/home_types/market/sales_a_month", "/growth/house_price/all/percent", phase]
        {
            assert!(is(path), "{path}");
        }
        let facility = "/funding/facilities/senior/limit";
        for path in ["/sharing/recycled_percent", "/sharing/look_ahead_months", "/home_types/market/price", facility] {
            assert!(!is(path), "{path}");
        }
    }

    #[test]
    fn prices_and_costs_are_assumptions_and_what_partners_bring_is_not() {
        let is = |path: &str| is_assumption(&Change::new(path, Operation::Set(1.into())));
        for path in [
            "/home_types/market/price",
            "/costs/contingency_percent",
            "/funding/facilities/senior/rate_percent",
            "/months",
        ] {
            assert!(is(path), "{path}");
        }
        let terms = ["/contributions/hca-cash/amount", "/partners/hca/name", "/phases/small-sites/homes/social/count"];
        for path in terms.into_iter().chain(["/home_types/market/tenure", "/sharing/preferred_return_percent"]) {
            assert!(!is(path), "{path}");
        }
    }

    #[test]
    fn operations_reckon_from_the_base_case() {
        let base = json!({"price": 100.0, "months": 12, "start": "2009-04"});
        let change = |path: &str, operation| Change::new(path, operation);
        let changes = [
            change("/price", Operation::Multiply(0.9)),
            change("/months", Operation::Add(6.0)),
            change("/start", Operation::ShiftMonths(10)),
        ];
        let expected = json!({"price": 90.0, "months": 18, "start": "2010-02"});
        assert_eq!(apply(&base, &changes).unwrap(), expected);
        for wrong in [change("/start", Operation::Add(1.0)), change("/moon", Operation::Remove)] {
            assert!(apply(&base, &[wrong]).is_err());
        }
    }
}
