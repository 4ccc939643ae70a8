//! `schema`: the JSON Schema of a deal's document.
//!
//! Types and descriptions come from the source of the deal; limits, names and units of numbers from the catalogue of
//! fields, by path. A type used at several paths, such as a row of growth, is expanded at each path where the catalogue
//! differs, and remains one definition where it does not.

use crate::failure::Failure;
use appraisal::fields::{self, Field, Unit};
use appraisal::{Deal, document};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;

/// The location of definitions, and the prefix of references to them.
const DEFINITIONS: &str = "#/$defs/";

/// Definitions by name.
type Definitions = Map<String, Value>;

/// Writes the schema.
pub(crate) fn run(out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, &of_document())?;
    writeln!(out)?;
    Ok(())
}

/// The schema of a deal's document.
fn of_document() -> Value {
    let mut deal = schemars::schema_for!(Deal).to_value();
    let definitions = match deal.as_object_mut().and_then(|root| root.remove("$defs")) {
        Some(Value::Object(definitions)) => definitions,
        _ => Definitions::new(),
    };
    for key in ["$schema", "title"] {
        deal.as_object_mut().and_then(|root| root.remove(key));
    }
    describe(&mut deal, "", &definitions);
    let mut places = BTreeMap::new();
    gather(&deal, &mut places);
    let mut kept = Definitions::new();
    settle(&mut deal, &places, &mut kept);
    kept.sort_keys();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A deal of Common Ground, document versions 1 to {}", document::VERSION),
        "type": "object",
        "properties": {
            "version": {
                "description": "The version of the document; from version 2 it may have an identity and an open scenario.",
                "enum": (1..=document::VERSION).collect::<Vec<_>>(),
            },
            "identity": identity(),
            "open": {
                "description": "The id of the scenario that was open when the document was saved; none for the base case. Results do not depend on it.",
                "type": "string",
            },
            "deal": deal,
        },
        "required": ["version", "deal"],
        "additionalProperties": false,
        "$defs": kept,
    })
}

/// The schema of which deal a document is of.
fn identity() -> Value {
    let name =
        |description: &str| json!({ "description": description, "type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$" });
    json!({
        "description": "Which deal the document is of: two copies of one deal have the same identity, whatever their titles.",
        "type": "object",
        "properties": {
            "id": name("The id of the deal."),
            "from": name("The code of the version that this one was made from; none for the first."),
        },
        "required": ["id"],
        "additionalProperties": false,
    })
}

/// Expands every definition where it is referenced, and adds to each number its entry in the catalogue. The reference
/// then contains the name and the schema: `{"$ref": {"name": ..., "schema": ...}}`.
fn describe(schema: &mut Value, path: &str, definitions: &Definitions) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    if let Some(description) = keywords.get_mut("description") {
        plain_text(description);
    }
    if let Some(name) = keywords.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix(DEFINITIONS)) {
        let mut inner = definitions.get(name).cloned().unwrap_or_default();
        let name = name.to_owned();
        describe(&mut inner, path, definitions);
        keywords.insert("$ref".to_owned(), json!({ "name": name, "schema": inner }));
    }
    if let Some(field) = fields::of_pattern(path).filter(|_| is_number(keywords)) {
        limit(keywords, field);
    }
    for key in ["anyOf", "oneOf"] {
        let choices = keywords.get_mut(key).and_then(Value::as_array_mut);
        choices.into_iter().flatten().for_each(|choice| describe(choice, path, definitions));
    }
    for key in ["items", "additionalProperties"] {
        if let Some(rows) = keywords.get_mut(key) {
            describe(rows, &format!("{path}/*"), definitions);
        }
    }
    let properties = keywords.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        // A row that is wrapped in the name of its kind is named by its id alone: paths omit the kind.
        let wrapped = property.pointer("/properties/id").is_some() && path.ends_with("/*");
        let inner = if wrapped { path.to_owned() } else { format!("{path}/{name}") };
        describe(property, &inner, definitions);
    }
}

/// A description in one line, without the link marks of the source.
fn plain_text(description: &mut Value) {
    if let Some(text) = description.as_str() {
        *description =
            text.split_whitespace().collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`").into();
    }
}

fn is_number(keywords: &Map<String, Value>) -> bool {
    let is = |kind: &Value| kind == "number" || kind == "integer";
    match keywords.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// Name, limits and unit of a number.
fn limit(keywords: &mut Map<String, Value>, field: &Field) {
    let Some(limits) = field.number() else { return };
    keywords.insert("title".to_owned(), field.label.into());
    keywords.insert("minimum".to_owned(), number(limits.least));
    keywords.insert("maximum".to_owned(), number(limits.most));
    if limits.whole && keywords.get("type").is_some_and(|kind| kind.to_string().contains("number")) {
        keywords.insert("multipleOf".to_owned(), 1.into());
    }
    keywords.insert("x-unit".to_owned(), unit(limits.unit).into());
}

/// Whole limits without a decimal point.
fn number(limit: f64) -> Value {
    if limit.fract() == 0.0 { json!(limit as i64) } else { json!(limit) }
}

/// A unit as other programs read it.
fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds => "pounds",
        Unit::PoundsASquareMetre => "pounds per square metre",
        Unit::Percent => "percent",
        Unit::PercentAYear => "percent per year",
        Unit::Months => "months",
        Unit::MonthNumber => "month number",
        Unit::MonthEnd => "month end",
        Unit::Homes => "homes",
        Unit::HomesAMonth => "homes per month",
        Unit::SquareMetres => "square metres",
        Unit::Hectares => "hectares",
        Unit::Years => "years",
        Unit::Number => "number",
        Unit::PersonYearsAMillion => "person-years per million pounds",
    }
}

/// The name of an expanded definition, and its expansion.
fn written_out(keywords: &Map<String, Value>) -> Option<(&str, &Value)> {
    let reference = keywords.get("$ref")?;
    Some((reference.get("name")?.as_str()?, reference.get("schema")?))
}

/// Every definition with its different expansions.
fn gather(schema: &Value, places: &mut BTreeMap<String, Vec<Value>>) {
    if let Some((name, inner)) = schema.as_object().and_then(written_out) {
        let outcomes = places.entry(name.to_owned()).or_default();
        if !outcomes.contains(inner) {
            outcomes.push(inner.clone());
        }
    }
    match schema {
        Value::Object(keywords) => keywords.values().for_each(|inner| gather(inner, places)),
        Value::Array(rows) => rows.iter().for_each(|inner| gather(inner, places)),
        _ => {}
    }
}

/// Restores references to definitions that have one expansion; the others stay expanded.
fn settle(schema: &mut Value, places: &BTreeMap<String, Vec<Value>>, kept: &mut Definitions) {
    if let Some(keywords) = schema.as_object_mut() {
        let found = written_out(keywords).map(|(name, inner)| (name.to_owned(), inner.clone()));
        if let Some((name, mut inner)) = found {
            if places.get(&name).is_some_and(|outcomes| outcomes.len() == 1) {
                keywords.insert("$ref".to_owned(), format!("{DEFINITIONS}{name}").into());
                if !kept.contains_key(&name) {
                    settle(&mut inner, places, kept);
                    kept.insert(name, inner);
                }
            } else {
                keywords.remove("$ref");
                // The description of the field takes precedence over that of the type.
                for (key, value) in inner.as_object().into_iter().flatten() {
                    keywords.entry(key.as_str()).or_insert_with(|| value.clone());
                }
            }
        }
    }
    match schema {
        Value::Object(keywords) => keywords.values_mut().for_each(|inner| settle(inner, places, kept)),
        Value::Array(rows) => rows.iter_mut().for_each(|inner| settle(inner, places, kept)),
        _ => {}
    }
}
