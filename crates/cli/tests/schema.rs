//! The JSON Schema of a deal: the committed copy is current, and it accepts and rejects the right documents.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use appraisal::fields;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use support::{json, printed, root};

fn schema() -> Value {
    json(&printed(&["schema"], ""))
}

#[test]
fn the_committed_copy_is_current() {
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
fn documents_the_program_refuses_are_not_valid() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let good = json(&printed(&["preset", "gd-1"], ""));
    for (place, value) in [
        ("/version", json!(3)),
        ("/identity", json!({ "id": "a b" })),
        ("/identity", json!({ "from": "7f3a-91c2" })),
        ("/open", json!(1)),
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

/// Only the numbers of a curve, and those in expressions of a scenario, are not in the catalogue.
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
                // The kind of a row, or of a choice, has its description next to its name.
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

/// The patterns of everything a deal can contain, according to the schema.
fn patterns(schema: &Value, value: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(name) = value.get("$ref").and_then(Value::as_str) {
        return patterns(schema, schema.pointer(name.trim_start_matches('#')).unwrap(), path, found);
    }
    for key in ["anyOf", "oneOf"] {
        for choice in value.get(key).and_then(Value::as_array).into_iter().flatten() {
            patterns(schema, choice, path, found);
        }
    }
    if let Some(rows) = value.get("items").or(value.get("additionalProperties")).filter(|rows| rows.is_object()) {
        patterns(schema, rows, &format!("{path}/*"), found);
    }
    for (name, field) in value.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let is_kind_of_row = path.ends_with("/*") && field.pointer("/properties/id").is_some();
        if is_kind_of_row {
            found.insert(path.to_owned());
            patterns(schema, field, path, found);
        } else if name != "id" {
            let path = format!("{path}/{name}");
            patterns(schema, field, &path, found);
            found.insert(path);
        }
    }
}

#[test]
fn the_catalogue_and_the_types_have_the_same_fields() {
    let schema = schema();
    let mut in_types = BTreeSet::new();
    patterns(&schema, schema.pointer("/properties/deal").unwrap(), "", &mut in_types);
    in_types.retain(|path| !path.starts_with("/scenarios"));
    // A kind of a choice is not a field.
    let is_kind = |path: &str| {
        path.rsplit_once('/').is_some_and(|(outer, name)| match fields::of_pattern(outer).map(|field| &field.kind) {
            Some(fields::Kind::Variants(variants)) => variants.iter().any(|variant| variant.name == name),
            _ => false,
        })
    };
    let in_catalogue: BTreeSet<String> = fields::all().map(|field| field.pattern.to_owned()).collect();
    assert_eq!(fields::all().count(), in_catalogue.len(), "a pattern appears twice");
    let missing: Vec<_> = in_types.iter().filter(|path| !in_catalogue.contains(*path) && !is_kind(path)).collect();
    let unknown: Vec<_> = in_catalogue.iter().filter(|path| !in_types.contains(*path)).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:#?}, unknown {unknown:#?}");
    assert!(in_catalogue.len() > 300, "the schema was not walked");
}
