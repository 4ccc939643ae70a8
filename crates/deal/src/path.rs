//! Paths name one field of a deal: `/home_types/market/price` is the `price` of the row with id `market`. They are the
//! keys of marks, findings, drafts and scenarios, and stay valid when rows are added or moved.

use crate::Deal;
use crate::document::{self, NotOpened};
use serde_json::{Map, Value};

/// Why a field could not be set. Its text is a sentence for people.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSet {
    /// The path matches nothing.
    #[error("There is no field “{0}”.")]
    NoSuchField(String),
    /// The change needs a number or a month, and the field at this path has another kind of value.
    #[error("The change does not fit the value of “{0}”.")]
    DoesNotFit(String),
    /// The document with the new value is not a deal.
    #[error("{0}")]
    NotADeal(NotOpened),
}

/// What follows an outer path in one that is the same or below it; none in any other.
#[must_use]
pub fn rest_of<'a>(path: &'a str, outer: &str) -> Option<&'a str> {
    path.strip_prefix(outer).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The value at a path of a document.
#[must_use]
pub fn get<'a>(document: &'a Value, path: &str) -> Option<&'a Value> {
    segments(path).try_fold(document, step)
}

/// The value at a path of a document, mutable.
#[must_use]
pub fn at_mut<'a>(document: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    segments(path).try_fold(document, step_mut)
}

/// Sets a value at a path: a field of an object, or the row with that id. Missing objects on the path are created.
pub fn put(document: &mut Value, path: &str, value: Value) -> Option<()> {
    let (parent, name) = outer_and_name(path)?;
    match segments(parent).try_fold(document, step_or_make)? {
        Value::Object(fields) => {
            fields.insert(name.to_owned(), value);
        }
        Value::Array(rows) => *rows.iter_mut().find(|row| has_id(self::row(row), name))? = value,
        _ => return None,
    }
    Some(())
}

fn step_or_make<'a>(value: &'a mut Value, segment: &str) -> Option<&'a mut Value> {
    match value {
        Value::Object(fields) => Some(fields.entry(segment).or_insert_with(|| Value::Object(Map::new()))),
        rows => step_mut(rows, segment),
    }
}

/// Removes the value at a path.
pub(crate) fn take_out(document: &mut Value, path: &str) -> Option<()> {
    let (parent, name) = outer_and_name(path)?;
    match at_mut(document, parent)? {
        Value::Object(fields) => fields.remove(name).map(|_| ()),
        Value::Array(rows) => {
            let place = rows.iter().position(|row| id_of(row) == Some(name))?;
            rows.remove(place);
            Some(())
        }
        _ => None,
    }
}

/// The id of a row.
pub(crate) fn id_of(value: &Value) -> Option<&str> {
    row(value).get("id").and_then(Value::as_str)
}

/// The name of the kind that a row is wrapped in.
pub(crate) fn kind_of(value: &Value) -> Option<&str> {
    let is_wrapped = !std::ptr::eq(row(value), value);
    value.as_object().filter(|_| is_wrapped).and_then(|fields| fields.keys().next()).map(String::as_str)
}

impl Deal {
    /// The deal as a plain JSON document.
    #[must_use]
    pub fn to_document(&self) -> Value {
        // A deal consists of strings, finite numbers and lists, which all have a JSON form.
        serde_json::to_value(self).unwrap_or(Value::Null)
    }

    /// The number at a path.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        get(&self.to_document(), path).and_then(Value::as_f64)
    }

    /// The deal with one field changed; null removes the field.
    ///
    /// # Errors
    /// If the path matches nothing, or the value is not of the field's kind.
    pub fn with(&self, path: &str, value: Value) -> Result<Self, NotSet> {
        let mut document = self.to_document();
        let no_such = || NotSet::NoSuchField(path.to_owned());
        if value.is_null() {
            let (parent, name) = outer_and_name(path).ok_or_else(no_such)?;
            // Nothing to do if the field is already absent.
            if let Some(fields) = at_mut(&mut document, parent).and_then(Value::as_object_mut) {
                fields.remove(name);
            }
        } else {
            put(&mut document, path, value).ok_or_else(no_such)?;
        }
        Self::of_document(&document)
    }

    /// The deal of a plain document.
    ///
    /// # Errors
    /// If the document is not a deal.
    pub fn of_document(document: &Value) -> Result<Self, NotSet> {
        // Through text: a second reader for plain documents would be as large as the first.
        let text = document.to_string();
        serde_json::from_str(&text).map_err(|error| NotSet::NotADeal(document::misfit("deal", &text, &error)))
    }
}

/// The marks of a document. The key of a mark is a path itself: `/marks/start` is the mark of `/start`.
pub(crate) const MARKS: &str = "/marks";

/// The path of the mark that a path names, with its slash.
fn marked(path: &str) -> Option<&str> {
    path.strip_prefix(MARKS).filter(|of| of.starts_with('/'))
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    let outer = if marked(path).is_some() { MARKS } else { path };
    outer.split('/').filter(|segment| !segment.is_empty()).chain(marked(path))
}

fn outer_and_name(path: &str) -> Option<(&str, &str)> {
    marked(path).map_or_else(|| path.rsplit_once('/'), |of| Some((MARKS, of)))
}

fn step<'a>(value: &'a Value, segment: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => fields.get(segment),
        Value::Array(rows) => rows.iter().map(row).find(|row| has_id(row, segment)),
        _ => None,
    }
}

fn step_mut<'a>(value: &'a mut Value, segment: &str) -> Option<&'a mut Value> {
    match value {
        Value::Object(fields) => fields.get_mut(segment),
        Value::Array(rows) => rows.iter_mut().map(row_mut).find(|row| has_id(row, segment)),
        _ => None,
    }
}

fn has_id(row: &Value, id: &str) -> bool {
    row.get("id").and_then(Value::as_str) == Some(id)
}

/// A row is an object with an id, or one wrapped in the name of its kind (`{"cash_equity": {"id": ...}}`).
pub fn row(value: &Value) -> &Value {
    let wrapped = value.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.values().next());
    wrapped.filter(|inner| inner.get("id").is_some()).unwrap_or(value)
}

fn row_mut(value: &mut Value) -> &mut Value {
    let kind = match value.as_object() {
        Some(fields) if !std::ptr::eq(row(value), value) => fields.keys().next().cloned(),
        _ => None,
    };
    // Indexing by an existing key gives the inner row.
    match kind {
        Some(kind) => &mut value[kind.as_str()],
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn finds_rows_by_id_and_through_their_kind() {
        let mut document = json!({"rows": [{"id": "a", "n": 1}, {"kind": {"id": "b", "n": 2}}]});
        assert_eq!(get(&document, "/rows/a/n"), Some(&json!(1)));
        assert_eq!(get(&document, "/rows/b/n"), Some(&json!(2)));
        assert_eq!(get(&document, "/rows/c/n"), None);
        let place = segments("/rows/b").try_fold(&mut document, step_mut).unwrap();
        place["n"] = json!(3);
        assert_eq!(get(&document, "/rows/b/n"), Some(&json!(3)));
    }

    #[test]
    fn says_in_a_sentence_why_a_field_is_not_set() {
        let deal = crate::document::open(crate::samples::GD_1.document).unwrap();
        let said = |path: &str, value: Value| deal.with(path, value).unwrap_err().to_string();
        assert_eq!(said("/home_types/none/price", json!(1)), "There is no field “/home_types/none/price”.");
        assert_eq!(
            said("/months", json!("x")),
            "“deal.months” (Model period) is text in \" quotes; it must be a whole number from 1 to 720."
        );
        let partner = said("/partners/C/kind", json!("king"));
        assert!(
            partner.starts_with("“deal.partners[0].kind” (Type of body) cannot be “king”. Choose one of: "),
            "{partner}"
        );
    }
}
