//! The JSON Schema of a deal: the committed copy is what the program gives, and it says yes and no where it should.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use serde_json::{Value, json};
use std::fs;
use support::{json, printed, root};

fn schema() -> Value {
    json(&printed(&["schema"], ""))
}

#[test]
fn the_committed_copy_is_what_the_program_gives() {
    let committed = fs::read_to_string(root().join("static/schema/deal-1.json")).unwrap_or_default();
    assert!(
        committed == printed(&["schema"], ""),
        "static/schema/deal-1.json is not what the program gives. To write it again:\n  \
         cargo run --quiet --package common-ground-cli -- schema > static/schema/deal-1.json"
    );
}

#[test]
fn every_case_is_valid() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let mut count = 0;
    for case in fs::read_dir(root().join("cases")).unwrap() {
        let path = case.unwrap().path().join("deal.json");
        let deal = json(&fs::read_to_string(&path).unwrap());
        let errors: Vec<String> =
            validator.iter_errors(&deal).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        count += 1;
    }
    assert!(count >= 3, "only {count} cases");
}

#[test]
fn what_the_program_refuses_is_not_valid() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let good = json(&printed(&["preset", "gd-1"], ""));
    for (place, value) in [
        ("/version", json!(2)),
        ("/deal/titel", json!("")),
        ("/deal/start", json!("2027-13")),
        ("/deal/months", json!(721)),
        ("/deal/partners/0/kind", json!("bank")),
        ("/deal/contributions/1/cash_equity/amount", json!(-1)),
        ("/deal/home_types/0/sales_a_month", json!("2")),
        ("/deal/growth", json!({ "house_price": [{ "id": "all", "percent": 31 }] })),
    ] {
        let mut bad = good.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        bad.pointer_mut(parent).unwrap()[name] = value;
        assert!(!validator.is_valid(&bad), "{place}");
    }
}

/// The numbers of a curve, and those that a scenario reckons with, are the only kinds that the catalogue does not know.
#[test]
fn every_number_has_its_limits_and_unit_and_every_field_its_description() {
    fn visit(value: &Value, place: &str) {
        let kind = value.get("type").map(Value::to_string).unwrap_or_default();
        let is_elsewhere = place.starts_with("/$defs/Curve") || place.starts_with("/$defs/Operation");
        if (kind.contains("number") || kind.contains("integer")) && !is_elsewhere {
            for key in ["minimum", "maximum", "title", "x-unit"] {
                assert!(value.get(key).is_some(), "{place} has no {key}");
            }
        }
        if let Some(fields) = value.get("properties").and_then(Value::as_object) {
            for (name, field) in fields {
                // The kind of a row, or of a choice, is described beside its name.
                let described = field.get("description").is_some() || value.get("description").is_some();
                let choice = place.contains("/oneOf/") && fields.len() == 1;
                assert!(described || choice || place.is_empty(), "{place}/{name} has no description");
            }
        }
        match value {
            Value::Object(keys) => keys.iter().for_each(|(key, inner)| visit(inner, &format!("{place}/{key}"))),
            Value::Array(rows) => {
                rows.iter().enumerate().for_each(|(row, inner)| visit(inner, &format!("{place}/{row}")));
            }
            _ => {}
        }
    }
    visit(&schema(), "");
}

#[test]
fn paths_that_share_a_type_have_names_of_their_own() {
    let schema = schema();
    let title = |list: &str| {
        let place = format!("/$defs/Growth/properties/{list}/items/properties/percent/title");
        schema.pointer(&place).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    assert_eq!(title("house_price"), "House price growth, a year");
    assert_eq!(title("build_cost"), "Build cost growth, a year");
}
