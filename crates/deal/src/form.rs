//! Edits that change the shape of a plain document: rows added, copied, moved and removed, parts added, kinds chosen.
//! New items start as in the catalogue. [`Deal::with`](crate::Deal::with) edits values.

use crate::fields::{self, Field, Kind, LeftOut, List, Literal, Target, Variant};
use crate::path::{at_mut, get, id_of, kind_of, put, rest_of, row, take_out};
use serde_json::{Map, Value, json};

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotEdited {
    /// There is no such row, list, part or kind.
    #[error("there is nothing at {0}")]
    NothingThere(String),
    /// The list already has its maximum number of rows.
    #[error("there may be at most {0} of these")]
    Full(usize),
    /// The list has its minimum number of rows.
    #[error("there must be at least {0} of these")]
    TooFew(usize),
    /// Fields elsewhere name the row: their paths.
    #[error("{} still names it", .0.join(", "))]
    StillNamed(Vec<String>),
    /// Each row belongs to a row of another list, and every row of that list already has one: its pattern.
    #[error("every row of {0} already has one")]
    NothingToName(&'static str),
}

/// The document with a new row at the end of a list, and the path of the row. If the row must name a row of an empty list,
/// such as a home type, that row is added first.
///
/// # Errors
/// If there is no such list, or it is full, or every row that it could be named by already has one.
pub fn add_row(document: &Value, list: &str) -> Result<(Value, String), NotEdited> {
    if let Some(needed) = needed_first(document, list)? {
        let (with, _) = add_row(document, &needed)?;
        return add_row(&with, list);
    }
    let mut edited = document.clone();
    if adds_all(document, list) {
        let field = field_of(list)?;
        let rows = shares(document, list, field, list_of(list)?);
        let first = rows.first().and_then(id_of).unwrap_or_default().to_owned();
        rows_mut(&mut edited, list)?.extend(rows);
        return Ok((edited, format!("{list}/{first}")));
    }
    let (id, row) = next_row(document, list)?;
    rows_mut(&mut edited, list)?.push(row);
    Ok((edited, format!("{list}/{id}")))
}

/// Whether a list is still empty and its rows are shares that add up: then every row is added at once.
#[must_use]
pub fn adds_all(document: &Value, list: &str) -> bool {
    fields::of(list).is_some_and(is_of_shares) && rows_at(document, list).is_empty()
}

/// Whether the rows of a list are shares of partners, which add up to 100%.
fn is_of_shares(field: &Field) -> bool {
    let is_named = field.list().is_some_and(|kind| !kind.named_by.is_empty());
    is_named && fields::children(field.pattern).iter().any(|inner| inner.starts == Some(Literal::Rest))
}

/// A row for every name, with equal shares; the first has what is left after rounding to a hundredth of a percent.
fn shares(document: &Value, list: &str, field: &Field, kind: &List) -> Vec<Value> {
    let names = ids_of(document, kind.named_by);
    let names = &names[..names.len().min(kind.most)];
    let each = (10_000.0 / names.len().max(1) as f64).floor() / 100.0;
    let first = 100.0 - each * names.len().saturating_sub(1) as f64;
    let share = |(place, id): (usize, &String)| {
        let mut row = fresh_row(document, list, field, id);
        inner_mut(&mut row)["percent"] = if place == 0 { (first * 100.0).round() / 100.0 } else { each }.into();
        row
    };
    names.iter().enumerate().map(share).collect()
}

/// The list that needs a row before one can be added to this list, if any.
///
/// # Errors
/// As [`add_row`].
pub fn needed_first(document: &Value, list: &str) -> Result<Option<String>, NotEdited> {
    let named_by = list_of(list)?.named_by;
    if !named_by.is_empty() && ids_of(document, named_by).is_empty() {
        return Ok(empty_list(document, named_by));
    }
    let (id, row) = next_row(document, list)?;
    let mut missing = None;
    look(&format!("{list}/{id}"), self::row(&row), &mut |_, value, field| {
        if let (Value::Null, Kind::Reference(targets)) = (value, field.kind) {
            missing = missing.take().or_else(|| empty_list(document, targets));
        }
    });
    Ok(missing)
}

/// The lists that got a row in addition to the list that a row was added to.
#[must_use]
pub fn also_added(before: &Value, after: &Value, list: &str) -> Vec<&'static List> {
    let grew = |path: &String| path != list && rows_at(after, path).len() > rows_at(before, path).len();
    let lists = fields::all().filter_map(|field| Some((field.pattern, field.list()?)));
    lists.filter(|(pattern, _)| lists_of(before, pattern).iter().any(grew)).map(|(_, list)| list).collect()
}

/// The first list that a reference may name a row of; the list around it where that is empty too.
fn empty_list(document: &Value, targets: &[Target]) -> Option<String> {
    let target = targets.iter().find(|target| target.variant.is_empty())?;
    let outer = || target.list.split_once("/*/").map(|(outer, _)| outer.to_owned());
    lists_of(document, target.list).into_iter().next().or_else(outer)
}

/// The row that a list gets next, with its id.
fn next_row(document: &Value, list: &str) -> Result<(String, Value), NotEdited> {
    let field = field_of(list)?;
    let kind = field.list().ok_or_else(|| nothing(list))?;
    let rows = rows_at(document, list);
    if rows.len() >= kind.most {
        return Err(NotEdited::Full(kind.most));
    }
    let id = match kind.named_by {
        [] => free_id(rows, kind),
        [target, ..] => {
            let is_free = |id: &String| rows.iter().all(|row| id_of(row) != Some(id));
            let id = ids_of(document, kind.named_by).into_iter().find(is_free);
            id.ok_or(NotEdited::NothingToName(target.list))?
        }
    };
    let row = fresh_row(document, list, field, &id);
    Ok((id, row))
}

/// The document with a copy of a row after it, and the path of the copy.
///
/// # Errors
/// If there is no such row, or the list is full or takes its rows' names from another list.
pub fn copy_row(document: &Value, path: &str) -> Result<(Value, String), NotEdited> {
    let (list, id) = path.rsplit_once('/').ok_or_else(|| nothing(path))?;
    let kind = list_of(list)?;
    let rows = rows_at(document, list);
    if rows.len() >= kind.most {
        return Err(NotEdited::Full(kind.most));
    }
    if let [target, ..] = kind.named_by {
        return Err(NotEdited::NothingToName(target.list));
    }
    let place = rows.iter().position(|row| id_of(row) == Some(id)).ok_or_else(|| nothing(path))?;
    let (mut copy, copy_id) = (rows[place].clone(), free_id(rows, kind));
    let inner = inner_mut(&mut copy);
    inner["id"] = copy_id.clone().into();
    for name in NAMES {
        if let Some(Value::String(text)) = inner.get_mut(name).filter(|text| text.as_str() != Some("")) {
            *text = name_of_copy(text, rows, name);
        }
    }
    let mut edited = document.clone();
    rows_mut(&mut edited, list)?.insert(place + 1, copy);
    let path_of_copy = format!("{list}/{copy_id}");
    copy_marks(&mut edited, path, &path_of_copy);
    Ok((edited, path_of_copy))
}

/// The fields that may name a row.
const NAMES: [&str; 3] = ["name", "short_name", "label"];

/// The name of a copy, which no other row has: "Market sale (copy)", then "Market sale (copy 2)".
fn name_of_copy(original: &str, rows: &[Value], field: &str) -> String {
    let own =
        original.rsplit_once(" (copy").filter(|(_, rest)| is_number_of_copy(rest)).map_or(original, |(own, _)| own);
    let is_free =
        |name: &String| rows.iter().all(|row| self::row(row).get(field).and_then(Value::as_str) != Some(name));
    let numbered = (2..=rows.len() + 1).map(|number| format!("{own} (copy {number})"));
    let mut names = std::iter::once(format!("{own} (copy)")).chain(numbered);
    names.find(is_free).unwrap_or_else(|| format!("{original} (copy)"))
}

/// Whether a text is what follows "(copy" in the name of a copy: ")" or " 2)".
fn is_number_of_copy(rest: &str) -> bool {
    let Some(number) = rest.strip_suffix(')') else { return false };
    number.is_empty()
        || number
            .strip_prefix(' ')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The values of a copy come from where those of its original come from.
fn copy_marks(document: &mut Value, from: &str, to: &str) {
    let Some(marks) = document.get_mut("marks").and_then(Value::as_object_mut) else { return };
    let within = |(path, mark): (&String, &Value)| Some((format!("{to}{}", rest_of(path, from)?), mark.clone()));
    let copies: Vec<(String, Value)> = marks.iter().filter_map(within).collect();
    marks.extend(copies);
}

/// The document with another id for a row, wherever it is named: by fields, by rows and by marks. The id must be free.
///
/// # Errors
/// If there is no such row.
pub fn with_row_id(document: &Value, path: &str, id: &str) -> Result<Value, NotEdited> {
    let (list, old) = path.rsplit_once('/').ok_or_else(|| nothing(path))?;
    let mut edited = document.clone();
    for place in named_by(document, list, old) {
        if field_of(&place).is_ok_and(|field| field.list().is_some()) {
            edited = with_row_id(&edited, &format!("{place}/{old}"), id)?;
            continue;
        }
        match at_mut(&mut edited, &place) {
            Some(Value::Array(names)) => {
                names.iter_mut().filter(|name| name.as_str() == Some(old)).for_each(|name| *name = id.into());
            }
            Some(name) => *name = id.into(),
            None => {}
        }
    }
    let row = at_mut(&mut edited, path).ok_or_else(|| nothing(path))?;
    row["id"] = id.into();
    copy_marks(&mut edited, path, &format!("{list}/{id}"));
    if let Some(marks) = edited.get_mut("marks").and_then(Value::as_object_mut) {
        marks.retain(|own, _| rest_of(own, path).is_none());
    }
    Ok(edited)
}

/// An id for a row of a list that is free in several documents.
///
/// # Errors
/// If there is no such list.
pub fn free_row_id(documents: &[&Value], list: &str) -> Result<String, NotEdited> {
    let rows: Vec<Value> = documents.iter().flat_map(|document| rows_at(document, list)).cloned().collect();
    Ok(free_id(&rows, list_of(list)?))
}

/// The document with a row moved up (negative) or down by this many places; it stops at the ends.
///
/// # Errors
/// If there is no such row.
pub fn move_row(document: &Value, path: &str, by: isize) -> Result<Value, NotEdited> {
    let (list, id) = path.rsplit_once('/').ok_or_else(|| nothing(path))?;
    let mut edited = document.clone();
    let rows = rows_mut(&mut edited, list)?;
    let place = rows.iter().position(|row| id_of(row) == Some(id)).ok_or_else(|| nothing(path))?;
    let to = place.saturating_add_signed(by).min(rows.len() - 1);
    let row = rows.remove(place);
    rows.insert(to, row);
    Ok(edited)
}

/// The document without a row.
///
/// # Errors
/// If there is no such row, the list is at its minimum, or fields elsewhere still name the row.
pub fn remove_row(document: &Value, path: &str) -> Result<Value, NotEdited> {
    let (list, id) = path.rsplit_once('/').ok_or_else(|| nothing(path))?;
    let least = list_of(list)?.least;
    if rows_at(document, list).len() <= least {
        return Err(NotEdited::TooFew(least));
    }
    let mut edited = document.clone();
    take_out(&mut edited, path).ok_or_else(|| nothing(path))?;
    drop_lost_marks(&mut edited, path);
    let named = named_by(&edited, list, id);
    if named.is_empty() { Ok(edited) } else { Err(NotEdited::StillNamed(named)) }
}

/// The document with a part added, with its starting values.
///
/// # Errors
/// If there is no such part.
pub fn add_part(document: &Value, path: &str) -> Result<Value, NotEdited> {
    let field = field_of(path)?;
    let mut edited = document.clone();
    let part = fresh(document, path, field, &Literal::Fresh);
    put(&mut edited, path, part).ok_or_else(|| nothing(path))?;
    Ok(edited)
}

/// The document without an optional field or part.
///
/// # Errors
/// If it does not exist.
pub fn remove(document: &Value, path: &str) -> Result<Value, NotEdited> {
    let mut edited = document.clone();
    take_out(&mut edited, path).ok_or_else(|| nothing(path))?;
    drop_lost_marks(&mut edited, path);
    Ok(edited)
}

/// The document with another kind chosen; fields common to both kinds do not change, except a row that the new kind may leave
/// out: it names none at first.
///
/// # Errors
/// If there is no choice at the path, or it has no such kind.
pub fn choose(document: &Value, path: &str, name: &str) -> Result<Value, NotEdited> {
    let field = field_of(path)?;
    let Kind::Variants(variants) = field.kind else { return Err(nothing(path)) };
    let variant = variants.iter().find(|variant| variant.name == name).ok_or_else(|| nothing(path))?;
    let kind_before = chosen(document, path).and_then(|name| variants.iter().find(|kind| kind.name == name));
    let before = get(document, path).and_then(Value::as_object);
    let is_row = field.pattern.ends_with("/*");
    let was = if is_row { before } else { before.and_then(|kinds| kinds.values().next()).and_then(Value::as_object) };
    let mut fields = fresh_kind(document, path, field, variant);
    for (name, value) in was.into_iter().flatten() {
        let is_common = *name == "id" || variant.fields.contains(&name.as_str());
        if is_common && !kind_before.is_some_and(|was| is_now_optional(field, was, variant, name)) {
            fields.insert(name.clone(), value.clone());
        }
    }
    let mut edited = document.clone();
    put(&mut edited, path, wrapped(variant, fields)).ok_or_else(|| nothing(path))?;
    drop_lost_marks(&mut edited, path);
    Ok(edited)
}

/// Drops the marks of values under a path that are gone: another value may be at their path later.
fn drop_lost_marks(document: &mut Value, path: &str) {
    let Some(mut marks) = document.get_mut("marks").and_then(Value::as_object_mut).map(std::mem::take) else { return };
    marks.retain(|at, _| rest_of(at, path).is_none() || get(document, at).is_some());
    document["marks"] = marks.into();
}

/// Whether a kind may leave out the row that another kind must name: only a row that was chosen for it is named. A grant is
/// mostly given by a body outside the deal.
fn is_now_optional(field: &Field, was: &Variant, now: &Variant, name: &str) -> bool {
    let is_row = fields::children(field.pattern).iter().any(|own| own.name() == name && is_reference(own));
    is_row && was.needs.contains(&name) && !now.needs.contains(&name)
}

fn is_reference(field: &Field) -> bool {
    matches!(field.kind, Kind::Reference(_))
}

/// The name of the kind chosen at a path.
#[must_use]
pub fn chosen<'a>(document: &'a Value, path: &str) -> Option<&'a str> {
    let (parent, last) = path.rsplit_once('/')?;
    match get(document, parent)? {
        Value::Array(rows) => rows.iter().find(|row| id_of(row) == Some(last)).and_then(kind_of),
        Value::Object(fields) => match fields.get(last)? {
            Value::String(name) => Some(name),
            Value::Object(kinds) => kinds.keys().next().map(String::as_str),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a document has the field at a path only because it has a row or part that the base has not, or another kind of a
/// choice.
#[must_use]
pub fn is_of_new(base: &Value, document: &Value, path: &str) -> bool {
    let outer = path.rsplit_once('/').map_or("", |(outer, _)| outer);
    if outer.is_empty() || get(base, path).is_some() {
        return false;
    }
    let is_choice = |at: &str| fields::of(at).is_some_and(|field| matches!(field.kind, Kind::Variants(_)));
    let mut around = outer.match_indices('/').skip(1).map(|(end, _)| &outer[..end]).chain([outer]);
    get(base, outer).is_none() || around.any(|at| is_choice(at) && chosen(base, at) != chosen(document, at))
}

/// The ids of the rows that a reference may name, list by list in the order of the document.
#[must_use]
pub fn ids_of(document: &Value, targets: &[Target]) -> Vec<String> {
    let mut ids = Vec::new();
    for target in targets {
        for list in lists_of(document, target.list) {
            let fits = |row: &&Value| target.variant.is_empty() || kind_of(row) == Some(target.variant);
            ids.extend(rows_at(document, &list).iter().filter(fits).filter_map(id_of).map(str::to_owned));
        }
    }
    ids
}

/// The paths of the lists that match a pattern.
fn lists_of(document: &Value, pattern: &str) -> Vec<String> {
    let Some((outer, inner)) = pattern.split_once("/*/") else { return vec![pattern.to_owned()] };
    let ids = rows_at(document, outer).iter().filter_map(id_of);
    ids.map(|id| format!("{outer}/{id}/{inner}")).collect()
}

/// The paths of the fields and rows that name a row of a list.
#[must_use]
pub fn named_by(document: &Value, list: &str, id: &str) -> Vec<String> {
    let mut found = Vec::new();
    look("", document, &mut |path, value, field| {
        let aims = |targets: &[Target]| targets.iter().any(|target| fields::matches(target.list, list));
        let names = match &field.kind {
            Kind::Reference(targets) => value.as_str() == Some(id) && aims(targets),
            Kind::References(targets) => {
                value.as_array().is_some_and(|ids| ids.iter().any(|one| one.as_str() == Some(id))) && aims(targets)
            }
            Kind::List(kind) => {
                aims(kind.named_by)
                    && value.as_array().is_some_and(|rows| rows.iter().any(|row| id_of(row) == Some(id)))
            }
            _ => false,
        };
        if names {
            found.push(path.to_owned());
        }
    });
    found
}

/// Visits every field present in a document, with its path and its row of the catalogue.
fn look(path: &str, value: &Value, visit: &mut impl FnMut(&str, &Value, &'static Field)) {
    if let Some(field) = fields::of(path) {
        visit(path, value, field);
    }
    match value {
        Value::Object(inner) => {
            for (name, value) in inner {
                look(&format!("{path}/{name}"), value, visit);
            }
        }
        Value::Array(rows) => {
            for value in rows {
                if let Some(id) = id_of(value) {
                    look(&format!("{path}/{id}"), row(value), visit);
                }
            }
        }
        _ => {}
    }
}

fn nothing(path: &str) -> NotEdited {
    NotEdited::NothingThere(path.to_owned())
}

fn field_of(path: &str) -> Result<&'static Field, NotEdited> {
    fields::of(path).ok_or_else(|| nothing(path))
}

fn list_of(path: &str) -> Result<&'static List, NotEdited> {
    field_of(path)?.list().ok_or_else(|| nothing(path))
}

fn rows_at<'a>(document: &'a Value, list: &str) -> &'a [Value] {
    get(document, list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The rows of a list, which is created if it was left out.
fn rows_mut<'a>(document: &'a mut Value, list: &str) -> Result<&'a mut Vec<Value>, NotEdited> {
    if get(document, list).is_none() {
        put(document, list, Value::Array(Vec::new())).ok_or_else(|| nothing(list))?;
    }
    at_mut(document, list).and_then(Value::as_array_mut).ok_or_else(|| nothing(list))
}

/// Whether a new row would have to name a row that does not exist.
fn lacks_a_name(row: &Value) -> bool {
    match row {
        Value::Null => true,
        Value::Object(fields) => fields.values().any(lacks_a_name),
        Value::Array(rows) => rows.iter().any(lacks_a_name),
        _ => false,
    }
}

/// The fields of a row, within the name of its kind.
fn inner_mut(row: &mut Value) -> &mut Value {
    match kind_of(row).map(str::to_owned) {
        Some(kind) => &mut row[kind.as_str()],
        None => row,
    }
}

/// The name of a row of a list, as the start of an id.
fn stem(list: &List) -> String {
    list.noun().replace(' ', "-").replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-', "")
}

/// An unused id for a row of a list: "phase-3".
fn free_id(rows: &[Value], list: &List) -> String {
    let stem = stem(list);
    let ids = (rows.len() + 1..=2 * rows.len() + 1).map(|number| format!("{stem}-{number}"));
    // Among more ids than there are rows, one is free.
    ids.into_iter().find(|id| rows.iter().all(|row| id_of(row) != Some(id))).unwrap_or(stem)
}

/// A new row of a list, with its starting values.
fn fresh_row(document: &Value, list: &str, field: &Field, id: &str) -> Value {
    let path = format!("{list}/{id}");
    let within = fields::children(field.pattern);
    let kinds = within.iter().find(|inner| inner.pattern.strip_prefix(field.pattern) == Some("/*"));
    let with_id = |mut own: Map<String, Value>| {
        let mut fields = Map::from_iter([("id".to_owned(), id.into())]);
        fields.append(&mut own);
        fields
    };
    match kinds.map(|inner| (inner, &inner.kind)) {
        Some((inner, Kind::Variants(variants @ [first, ..]))) => {
            let kind = variants.iter().find(|kind| kind.name == kind_of_next(document, list)).unwrap_or(first);
            wrapped(kind, with_id(fresh_kind(document, &path, inner, kind)))
        }
        _ => Value::Object(with_id(fresh_fields(document, &path, within.iter().copied()))),
    }
}

/// The kind of the next row, if not the first: once all land is put in, a contribution is cash, since no land is put in twice.
fn kind_of_next(document: &Value, list: &str) -> &'static str {
    let puts_in = |site: &Value| {
        let id = id_of(site);
        rows_at(document, list).iter().any(|own| row(own).get("site").and_then(Value::as_str) == id)
    };
    let is_all_in = list == "/contributions" && rows_at(document, "/sites").iter().all(puts_in);
    if is_all_in && !rows_at(document, list).is_empty() { "cash_equity" } else { "" }
}

/// The fields of a kind, with their starting values.
fn fresh_kind(document: &Value, path: &str, field: &Field, variant: &Variant) -> Map<String, Value> {
    let is_row = field.pattern.ends_with("/*");
    let inner = if is_row { path.to_owned() } else { format!("{path}/{}", variant.name) };
    let has = |child: &&&Field| {
        let of_kind = is_row || child.pattern.starts_with(&format!("{}/{}/", field.pattern, variant.name));
        of_kind && variant.fields.contains(&child.name())
    };
    let own = fields::children(field.pattern).iter().filter(has).copied();
    let mut fields = fresh_fields(document, &inner, own.clone());
    for child in own.filter(|child| variant.needs.contains(&child.name())) {
        let needed = || fresh(document, &format!("{inner}/{}", child.name()), child, &needed(child));
        fields.entry(child.name()).or_insert_with(needed);
    }
    fields
}

/// The starting value of a field that another kind does not require.
fn needed(field: &Field) -> Literal {
    match field.kind {
        Kind::Reference(_) => Literal::FirstRow,
        _ => Literal::Fresh,
    }
}

fn fresh_fields(document: &Value, path: &str, of: impl Iterator<Item = &'static Field>) -> Map<String, Value> {
    let starts = |field: &'static Field| {
        let starts = field.starts?;
        Some((field.name().to_owned(), fresh(document, &format!("{path}/{}", field.name()), field, &starts)))
    };
    of.filter_map(starts).collect()
}

/// The starting value of a field.
fn fresh(document: &Value, path: &str, field: &Field, literal: &Literal) -> Value {
    match (literal, &field.kind) {
        (Literal::Number(number), Kind::Number(limits)) if limits.whole => (*number as i64).into(),
        (Literal::Number(number), _) => (*number).into(),
        (Literal::Text(text), _) => (*text).into(),
        (Literal::Switch(is_on), _) => (*is_on).into(),
        (Literal::Names(names), _) => names.iter().copied().collect(),
        (Literal::FirstRow, Kind::Reference(targets)) => ids_of(document, targets).into_iter().next().into(),
        (Literal::Numbered, _) => numbered(document, path).into(),
        (Literal::Rest, _) => rest(document, path).into(),
        (Literal::FirstKind, Kind::Variants([first, ..])) => wrapped(first, fresh_kind(document, path, field, first)),
        (Literal::Fresh, Kind::List(kind)) => fresh_rows(document, path, field, kind),
        (Literal::Fresh, Kind::Points) => json!([[0.0, 0.0], [1.0, 1.0]]),
        (Literal::Fresh, Kind::Part) => {
            Value::Object(fresh_fields(document, path, fields::children(field.pattern).iter().copied()))
        }
        (Literal::Empty, Kind::Part | Kind::Keyed(_)) => Value::Object(Map::new()),
        _ => Value::Array(Vec::new()),
    }
}

/// The minimum number of rows of a list.
fn fresh_rows(document: &Value, path: &str, field: &Field, kind: &List) -> Value {
    if kind.least > 0 && is_of_shares(field) {
        return shares(document, path, field, kind).into();
    }
    let names = ids_of(document, kind.named_by);
    let id = |place: usize| names.get(place).cloned().unwrap_or_else(|| format!("{}-{}", stem(kind), place + 1));
    (0..kind.least).map(|place| fresh_row(document, path, field, &id(place))).collect()
}

/// The name of a row with its number in the list: "Phase 3".
fn numbered(document: &Value, path: &str) -> String {
    let Some((list, _)) = path.rsplit_once('/').and_then(|(row, _)| row.rsplit_once('/')) else { return String::new() };
    let Ok(kind) = list_of(list) else { return String::new() };
    let mut letters = kind.noun().chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let noun: String = first.into_iter().chain(letters).collect();
    let id = path.rsplit('/').nth(1).and_then(|id| id.rsplit('-').next());
    match id.filter(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())) {
        Some(number) => format!("{noun} {number}"),
        None => format!("{noun} {}", rows_at(document, list).len() + 1),
    }
}

/// The rest of 100% after the other rows of a list.
fn rest(document: &Value, path: &str) -> f64 {
    let list = path.rsplit_once('/').and_then(|(row, _)| row.rsplit_once('/')).map_or("", |(list, _)| list);
    let given = rows_at(document, list).iter().filter_map(|share| row(share).get("percent").and_then(Value::as_f64));
    (100.0 - given.sum::<f64>()).max(0.0)
}

/// A kind in its document form: only its name if it has no fields.
fn wrapped(variant: &Variant, fields: Map<String, Value>) -> Value {
    if variant.fields.is_empty() && fields.is_empty() {
        return variant.name.into();
    }
    Value::Object(Map::from_iter([(variant.name.to_owned(), Value::Object(fields))]))
}

/// A blank deal: land of the first partner and cash of the second, with the starting values of the catalogue.
#[must_use]
pub fn blank() -> Value {
    let mut deal = of_the_catalogue();
    deal["title"] = "New deal".into();
    for (place, kind, name, short) in
        [(0, "council", "The council", "council"), (1, "housing_association", "The housing association", "association")]
    {
        deal["partners"][place]["kind"] = kind.into();
        deal["partners"][place]["name"] = name.into();
        deal["partners"][place]["short_name"] = short.into();
    }
    deal["partners"][0]["public"] = true.into();
    for (place, percent, note) in DISCOUNT_RATES {
        let partner = &mut deal["partners"][*place];
        partner["discount_rate_percent"] = json!(percent);
        let path = format!("/partners/{}/discount_rate_percent", partner["id"].as_str().unwrap_or_default());
        deal["marks"][path] = json!({ "kind": "assumed", "note": note });
    }
    for (index, percent, note) in GROWTH {
        deal["growth"][*index] = json!([{ "id": "growth-1", "percent": percent }]);
        deal["marks"][format!("/growth/{index}/growth-1/percent")] = json!({ "kind": "assumed", "note": note });
    }
    deal["marks"]["/jobs/person_years_per_million"] = json!({ "kind": "unverified", "note": JOBS_PRICES });
    let cash = json!({ "cash_equity": { "id": "cash", "partner": deal["partners"][1]["id"], "amount": 0.0 } });
    if let Some(rows) = deal["contributions"].as_array_mut() {
        rows.push(cash);
    }
    for (path, value) in PLACEHOLDERS {
        let Some(field) = fields::of(path) else { continue };
        // Each leads to a row that has just been made.
        let number = fresh(&deal, path, field, &Literal::Number(*value));
        let _ = put(&mut deal, path, number);
        deal["marks"][*path] = json!({ "kind": "assumed", "note": "to be replaced" });
    }
    deal
}

/// Discount rates of the partners in a blank deal: index, percent a year, and the name of the rate.
const DISCOUNT_RATES: &[(usize, f64, &str)] = &[
    (0, 5.0, "to be replaced by the council’s own rate at the Public Works Loan Board (PWLB)"),
    (1, 5.5, "a housing association’s rate without debt, the middle of 5% to 6%"),
];

/// The prices at which the jobs coefficient of a blank deal counts construction.
const JOBS_PRICES: &str =
    "per £1m at the prices of the deal’s price base; to be replaced by a coefficient at those prices";

/// Yearly growth in a blank deal: index, percent, and what it is. Consumer prices grow too, so that real and nominal are
/// not mixed.
const GROWTH: &[(&str, f64, &str)] = &[
    ("house_price", 2.5, "to be replaced by a local forecast"),
    ("build_cost", 2.5, "to be replaced by a forecast of building costs"),
    ("consumer_prices", 2.0, "the inflation target of 2%"),
];

/// Round numbers of a blank deal, so that there is something to calculate: each is marked as to be replaced.
const PLACEHOLDERS: &[(&str, f64)] = &[
    ("/sites/site-1/value", 1_000_000.0),
    ("/contributions/cash/amount", 1_000_000.0),
    ("/home_types/home-type-1/price", 250_000.0),
    ("/home_types/home-type-1/build_cost", 150_000.0),
    ("/home_types/home-type-1/sales_a_month", 2.0),
    ("/phases/phase-1/first_completion_months", 9.0),
    ("/phases/phase-1/homes/homes-of-a-type-1/count", 20.0),
];

fn of_the_catalogue() -> Value {
    let mut document = Value::Object(Map::new());
    let mut left: Vec<&Field> = fields::children("").to_vec();
    // A field that names a row waits until the row exists; each turn resolves at least one field.
    for _ in 0..left.len() {
        left.retain(|field| {
            let is_empty_part = matches!(field.kind, Kind::Part) && field.left_out == LeftOut::Default(Literal::Empty);
            let Some(starts) = field.starts.or(is_empty_part.then_some(Literal::Fresh)) else { return false };
            let value = fresh(&document, field.pattern, field, &starts);
            let waits = lacks_a_name(&value);
            if !waits {
                document[field.name()] = value;
            }
            waits
        });
    }
    document
}
