//! Deals to send.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

pub(crate) mod ways;

use deal::samples::{self, PRESETS, Sample};
use deal::{Deal, Mark, MarkKind, Review, document};
use serde_json::{Value, json};

/// A sample's deal with its scenarios.
pub(crate) fn whole(sample: &Sample) -> Deal {
    document::open(sample.document).unwrap()
}

/// A deal without its scenarios.
pub(crate) fn base(deal: &Deal) -> Deal {
    Deal { scenarios: Vec::new(), ..deal.clone() }
}

/// The sample of every preset.
pub(crate) fn presets() -> Vec<Sample> {
    let named = |name: &str| *samples::ALL.iter().find(|sample| sample.name == name).unwrap();
    PRESETS.iter().map(|preset| named(preset.name)).collect()
}

/// A deal with this many of its numbers changed, spread over the whole document; and if asked, each with a mark and a note of a
/// length that people write.
pub(crate) fn changed(deal: &Deal, many: usize, is_marked: bool) -> Deal {
    let mut paths = Vec::new();
    numbers("", &deal.to_document(), &mut paths);
    let step = (paths.len() / many).max(1);
    let mut changed = deal.clone();
    for (nth, path) in paths.iter().step_by(step).take(many).enumerate() {
        changed = with_another_number(&changed, path, nth as f64);
        if is_marked {
            let review_note = format!("Our valuer’s figure of {nth} May is lower: £{}", nth * 7_919);
            let mark = Mark { review: Some(Review::Challenged), review_note, ..Mark::of(MarkKind::Yours) };
            changed.marks.insert(path.clone(), mark);
        }
    }
    changed
}

fn with_another_number(deal: &Deal, path: &str, by: f64) -> Deal {
    let mut document = deal.to_document();
    let field = document.pointer_mut(path).unwrap();
    *field = match field.as_i64() {
        Some(whole) => (whole + 1).into(),
        None => ((field.as_f64().unwrap() * (1.03 + 0.01 * by) * 100.0).round() / 100.0 + 0.25).into(),
    };
    serde_json::from_value(document).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn numbers(path: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(path.to_owned()),
        Value::Object(fields) => {
            for (name, value) in
                fields.iter().filter(|(name, _)| !["marks", "sources", "scenarios"].contains(&name.as_str()))
            {
                numbers(&format!("{path}/{name}"), value, found);
            }
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(place, row)| numbers(&format!("{path}/{place}"), row, found));
        }
        _ => {}
    }
}

/// A deal with texts in many scripts, and scenarios whose ids have signs with a meaning in an address.
pub(crate) fn awkward() -> Deal {
    let mut deal = whole(&samples::NORWICH_2009);
    deal.title = "Ångström & Söhne = “50%” <b>#1</b> 北京 🏠 العربية".to_owned();
    deal.summary = "Two lines\nand a tab\t, a quote \" and a backslash \\".to_owned();
    let changes = json!([{"path": "/months", "operation": {"set": 160}}]);
    for id in ["a b", "a&b=c#d 50% é", "base", "x>"] {
        let scenario = json!({"id": id, "name": id, "changes": changes});
        deal.scenarios.push(serde_json::from_value(scenario).unwrap());
    }
    deal
}
