//! How the rows of the catalogue hang together, and how one is found.

use super::{Field, Group};
use super::{
    community, contributions, costs, funding, homes, indices, land, meta, outputs, partners, phases, public, sharing,
    sources,
};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The rows, file by file, in the order in which forms show them.
const TABLES: &[&[Field]] = &[
    meta::ROWS,
    partners::ROWS,
    indices::ROWS,
    land::SITES,
    phases::ROWS,
    homes::ROWS,
    costs::ROWS,
    costs::OF_PHASES,
    contributions::ROWS,
    funding::ROWS,
    sharing::ROWS,
    land::EXTRAS,
    outputs::ROWS,
    community::ROWS,
    public::ROWS,
    sources::ROWS,
];

/// The rows by pattern, with the rows within each.
struct Tree {
    fields: HashMap<&'static str, &'static Field>,
    /// The rows directly within a row; those of the deal itself under no pattern.
    children: HashMap<&'static str, Vec<&'static Field>>,
    /// The beginnings of all patterns: what a path may begin as.
    steps: HashSet<&'static str>,
    /// The groups of a row and of everything within it, a bit each.
    groups: HashMap<&'static str, u16>,
}

impl Tree {
    fn new() -> Self {
        let fields: HashMap<_, _> = all().map(|field| (field.pattern, field)).collect();
        let steps = all().flat_map(|field| outer(field.pattern).chain([field.pattern])).collect();
        let mut tree = Self { fields, children: HashMap::new(), steps, groups: HashMap::new() };
        for field in all() {
            let within: Vec<&str> = outer(field.pattern).filter(|pattern| tree.fields.contains_key(pattern)).collect();
            tree.children.entry(within.first().copied().unwrap_or_default()).or_default().push(field);
            for pattern in within.into_iter().chain([field.pattern]) {
                *tree.groups.entry(pattern).or_default() |= bit(field.group);
            }
        }
        tree
    }
}

/// The patterns that a pattern lies within, the nearest first.
fn outer(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    std::iter::successors(Some(pattern), |inner| inner.rsplit_once('/').map(|(outer, _)| outer)).skip(1)
}

const fn bit(group: Group) -> u16 {
    1 << group as u16
}

fn tree() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(Tree::new)
}

/// Every row, in the order in which forms show them.
pub fn all() -> impl Iterator<Item = &'static Field> {
    TABLES.iter().copied().flatten()
}

/// The rows directly within a row: the fields of a list's rows, of a part, of every kind that a choice has. The rows of
/// the deal itself lie within no pattern.
#[must_use]
pub fn children(pattern: &str) -> &'static [&'static Field] {
    tree().children.get(pattern).map_or(&[], Vec::as_slice)
}

/// Whether a row, or anything within it, is of a group.
#[must_use]
pub fn reaches(pattern: &str, group: Group) -> bool {
    tree().groups.get(pattern).is_some_and(|groups| groups & bit(group) != 0)
}

/// The row of the catalogue that a path belongs to.
#[must_use]
pub fn of(path: &str) -> Option<&'static Field> {
    let tree = tree();
    let mut pattern = String::with_capacity(path.len());
    for step in path.split('/').skip(1) {
        let length = pattern.len();
        pattern.push('/');
        pattern.push_str(step);
        if !tree.steps.contains(pattern.as_str()) {
            pattern.truncate(length);
            pattern.push_str("/*");
        }
    }
    of_pattern(&pattern)
}

/// The row of the catalogue with just this pattern: what [`of`] finds for every path of the pattern, without trying each.
#[must_use]
pub fn of_pattern(pattern: &str) -> Option<&'static Field> {
    tree().fields.get(pattern).copied()
}

/// Whether a path is one of a pattern.
#[must_use]
pub fn matches(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    pattern.split('/').all(|wanted| segments.next().is_some_and(|found| wanted == "*" || wanted == found))
        && segments.next().is_none()
}
