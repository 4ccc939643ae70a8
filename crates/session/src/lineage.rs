//! One deal in several places: which version was made from which, and what differs between them.

use crate::moment::Moment;
use crate::saved_deal::{Saved, deal_name, versions, versions_name};
use crate::scenarios::{BASE_CASE, Cases, Open, Scenario};
use crate::state::{Share, count_of_inputs, inputs_that_differ};
use crate::store::Storage;
use appraisal::Deal;
use appraisal::deal::Change;
use appraisal::deal::identity::version_of;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cmp::Reverse;

/// How one version of a deal is related to another, the clearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is the same version.
    Same,
    /// It was made from the other.
    Later,
    /// The other was made from it, or was once the same.
    Earlier,
    /// It was made from an earlier version of the other, which was changed since.
    Branched,
    /// Both were made from one version.
    Sibling,
    /// Nothing shows which was made from which.
    Unknown,
}

impl Standing {
    /// How the other version is related to the one.
    const fn reversed(self) -> Self {
        match self {
            Self::Later => Self::Earlier,
            Self::Earlier => Self::Later,
            // The one was changed since that version too.
            Self::Branched => Self::Sibling,
            Self::Same | Self::Sibling | Self::Unknown => self,
        }
    }
}

/// A copy of a deal in this browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// The slot in which it is saved.
    pub slot: String,
    /// When it was saved; none if it is open and not saved.
    pub at: Option<Moment>,
    /// Its cases.
    pub cases: Cases,
    /// Its earlier versions, the latest first.
    pub versions: Vec<Saved>,
    /// What was sent of it, the latest last.
    pub sent: Vec<Sent>,
}

/// What was sent of a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The codes of what may arrive: with the baseline, and without it.
    codes: [String; 2],
    /// Whether one case was sent alone.
    is_alone: bool,
    /// The case that was open.
    open: Open,
}

impl Sent {
    /// What leaves of these cases.
    #[must_use]
    pub fn of(cases: &Cases, share: Share) -> Self {
        let sent = cases.shared(share);
        let is_alone = sent.scenarios.len() < cases.scenarios.len();
        Self { codes: codes_of(&sent), is_alone, open: cases.open.clone() }
    }

    /// Whether it is one of these versions.
    fn is_among<'a>(&self, mut codes: impl Iterator<Item = &'a String>) -> bool {
        codes.any(|code| self.codes.contains(code))
    }
}

impl Copy {
    /// The saved deal in a slot; none if it cannot be read.
    #[must_use]
    pub fn of(slot: &str, saved: &Saved, versions: Vec<Saved>) -> Option<Self> {
        let mut cases = saved.cases().ok()?;
        slot.clone_into(&mut cases.origin.slot);
        let sent = saved.sent.clone();
        Some(Self { slot: slot.to_owned(), at: saved.moment(), cases, versions, sent })
    }

    /// The codes of each earlier version.
    fn before(&self) -> impl Iterator<Item = Vec<String>> {
        self.earlier().map(|cases| codes(&cases))
    }

    /// The cases of each earlier version.
    fn earlier(&self) -> impl Iterator<Item = Cases> {
        self.versions.iter().filter_map(|saved| saved.cases().ok())
    }
}

/// The copies of the deal with an id that are saved in these slots. One that cannot be read is none.
pub fn copies(id: &str, slots: impl Iterator<Item = String>, storage: &impl Storage) -> Vec<Copy> {
    let read = |name: &str| storage.read(name).ok().flatten();
    let copy = |slot: String| {
        // Most saved deals are others: they need not be read as documents.
        let text = read(&deal_name(&slot)).filter(|text| text.contains(id))?;
        let saved = Saved::read(&text).ok()?;
        saved.identity.as_ref().filter(|identity| identity.id == id)?;
        let versions = read(&versions_name(&slot)).and_then(|text| versions(&text).ok());
        Copy::of(&slot, &saved, versions.unwrap_or_default())
    };
    slots.filter_map(copy).collect()
}

/// What came by a link or a file, beside the copy of it in this browser that is nearest to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lineage {
    /// The slot of what came.
    pub slot: String,
    /// The copy.
    pub own: Copy,
    /// How what came is related to it.
    pub standing: Standing,
    /// What differs, from the copy to what came.
    pub differences: Differences,
    /// How many more copies there are.
    pub others: usize,
}

impl Lineage {
    /// What came beside the copies in this browser; none if there are none.
    #[must_use]
    pub fn of(came: &Cases, copies: Vec<Copy>) -> Option<Self> {
        let others = copies.len().checked_sub(1)?;
        let (standing, own) = nearest(came, latest(worked_on(copies)).into_iter())?;
        let differences = Differences::between(&own, came);
        let own = Copy { versions: Vec::new(), ..own };
        Some(Self { slot: came.origin.slot.clone(), own, standing, differences, others })
    }
}

/// The copies without those that came by a link or a file and were never changed: the user's own work is in another. All of them if
/// that leaves none.
fn worked_on(copies: Vec<Copy>) -> Vec<Copy> {
    let is_own =
        |copy: &&Copy| copy.cases.origin.opened.as_ref().is_none_or(|code| !codes_of(&copy.cases).contains(code));
    let found: Vec<Copy> = copies.iter().filter(is_own).cloned().collect();
    if found.is_empty() { copies } else { found }
}

/// The copies without those that another copy once was; all of them if that leaves none.
fn latest(copies: Vec<Copy>) -> Vec<Copy> {
    if copies.len() < 2 {
        return copies;
    }
    // Read once for each copy: a version is a whole document.
    let before: Vec<Vec<String>> = copies.iter().map(|copy| copy.before().flatten().collect()).collect();
    let is_latest = |own: &&Copy| {
        let code = Made::of(&own.cases).code;
        copies.iter().zip(&before).all(|(other, codes)| other.slot == own.slot || !codes.contains(&code))
    };
    let found: Vec<Copy> = copies.iter().filter(is_latest).cloned().collect();
    if found.is_empty() { copies } else { found }
}

/// The copy whose relation to these cases is the clearest; of several the one that was saved last.
fn nearest(cases: &Cases, copies: impl Iterator<Item = Copy>) -> Option<(Standing, Copy)> {
    let own = Made::of(cases);
    let found = copies.map(|copy| (own.standing(&copy), copy));
    found.min_by_key(|(standing, copy)| (*standing, Reverse(copy.at.unwrap_or(Moment::MAX))))
}

/// A saved deal beside the other copy of it to which its relation is the clearest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kin {
    /// How the deal, or the one case of it that is compared, is related to the copy.
    pub standing: Standing,
    /// The title of the copy.
    pub title: String,
    /// The case of the copy that is compared, where the copy has several and the deal has one.
    pub case: Option<With>,
    /// The case of the deal that is compared, where the deal has several and the copy has one.
    pub own_case: Option<With>,
    /// When the copy was saved.
    pub at: Option<Moment>,
    /// How many inputs differ: the same number for either of the two.
    pub inputs: usize,
    /// In how many cases they differ.
    pub cases: usize,
    /// How many scenarios only one of the two has.
    pub scenarios: usize,
    /// How many scenarios have another name in the other.
    pub renamed: usize,
    /// Whether the deal came by a link or a file.
    pub is_received: bool,
}

impl Kin {
    /// The kin of a saved deal among all that are saved; none if it has no other copy.
    #[must_use]
    pub fn of(own: &Copy, saved: &[Copy]) -> Option<Self> {
        let id = |copy: &Copy| copy.cases.origin.identity.as_ref().map(|identity| identity.id.clone());
        let is_other = |copy: &&Copy| copy.slot != own.slot && id(copy).is_some() && id(copy) == id(own);
        let (standing, other) = nearest(&own.cases, saved.iter().filter(is_other).cloned())?;
        let is_first = is_first(own, &other);
        let (first, second) = if is_first { (own, &other) } else { (&other, own) };
        let found = Differences::between(first, &second.cases);
        let with = found.with.clone();
        let (own_case, case) = if is_first { (with, None) } else { (None, with) };
        let of_case = |With { name, .. }: &With| {
            let sent = alone(&own.cases).into_iter().find(|own| own.name == *name)?.sent;
            Some(clearest(&Copy { cases: sent, ..own.clone() }, &other))
        };
        let standing = own_case.as_ref().and_then(of_case).unwrap_or_else(|| standing.min(clearest(own, &other)));
        Some(Self {
            standing,
            title: other.cases.base.title.clone(),
            case,
            own_case,
            at: other.at,
            inputs: found.inputs(),
            cases: found.cases.len(),
            scenarios: found.added.len() + found.removed.len(),
            renamed: found.renamed.len(),
            is_received: own.cases.origin.opened.is_some(),
        })
    }
}

/// How a copy is related to another by what either of them knows.
fn clearest(copy: &Copy, other: &Copy) -> Standing {
    let [own, its] = [(copy, other), (other, copy)].map(|(one, other)| Made::of(&one.cases).standing(other));
    own.min(its.reversed())
}

/// Whether differences are those from a copy to another: the one with several cases is the first, or else the one from which the
/// other was made. Whichever of the two is asked about, the answer is the same.
fn is_first(copy: &Copy, other: &Copy) -> bool {
    let key = |copy: &Copy, other: &Copy| {
        let made = match Made::of(&copy.cases).standing(other) {
            Standing::Earlier => 0,
            Standing::Same | Standing::Sibling | Standing::Unknown => 1,
            Standing::Branched => 2,
            Standing::Later => 3,
        };
        (copy.cases.scenarios.is_empty(), made, copy.slot.clone())
    };
    key(copy, other) < key(other, copy)
}

/// The code of a version, and those of the versions that it is known to be made from.
struct Made<'a> {
    cases: &'a Cases,
    code: String,
    from: Vec<String>,
}

impl<'a> Made<'a> {
    fn of(cases: &'a Cases) -> Self {
        let code = version_of(&cases.whole());
        let identity = cases.origin.identity.as_ref();
        let before = identity.and_then(|identity| identity.from.clone());
        let from = cases.origin.opened.clone().into_iter().chain(before).filter(|from| *from != code).collect();
        Self { cases, code, from }
    }

    /// How this version is related to a copy.
    fn standing(&self, copy: &Copy) -> Standing {
        // Each is a document for each case: those of this version are only asked for where the others tell nothing.
        let (other, now) = (Made::of(&copy.cases), codes(&copy.cases));
        let is_of_this = |from: &[String]| !from.is_empty() && codes(self.cases).iter().any(|code| from.contains(code));
        let is_from = |codes: &[String]| self.from.iter().any(|from| codes.contains(from));
        match () {
            () if now.contains(&self.code) => return Standing::Same,
            () if copy.sent.iter().any(|sent| sent.codes.contains(&self.code)) => return Standing::Earlier,
            () if is_from(&now) => return Standing::Later,
            () if is_of_this(&other.from) => return Standing::Earlier,
            () => {}
        }
        let known = copy.before().filter_map(|codes| match () {
            () if codes.contains(&self.code) => Some(Standing::Earlier),
            () if is_from(&codes) => Some(Standing::Branched),
            () => None,
        });
        let is_of_sent = copy.sent.iter().any(|sent| sent.is_among(self.from.iter()));
        let known = known.chain(is_of_sent.then_some(Standing::Branched));
        known.min().unwrap_or(if is_from(&other.from) { Standing::Sibling } else { Standing::Unknown })
    }
}

/// The codes of all that may have been sent of these cases.
fn codes(cases: &Cases) -> Vec<String> {
    let alone = alone(cases).into_iter().map(|case| case.sent);
    std::iter::once(cases.clone()).chain(alone).flat_map(|sent| codes_of(&sent)).collect()
}

/// The codes of what is sent with the baseline, and without it.
fn codes_of(sent: &Cases) -> [String; 2] {
    [version_of(&sent.whole()), version_of(&sent.without_baseline().whole())]
}

/// One case alone, as it is sent.
struct Alone {
    open: Open,
    name: String,
    /// The title of the deal, which leaves with the name of the case after it.
    title: String,
    sent: Cases,
}

/// Each case alone, where there are several.
fn alone(cases: &Cases) -> Vec<Alone> {
    if cases.scenarios.is_empty() {
        return Vec::new();
    }
    let base = std::iter::once((None, BASE_CASE));
    let scenarios = cases.scenarios.iter().map(|scenario| (Some(scenario.id.clone()), scenario.name.as_str()));
    let of = |(open, name): (Open, &str)| Alone {
        open: open.clone(),
        name: name.to_owned(),
        title: cases.deal_of(&open).title.clone(),
        sent: Cases { open, ..cases.clone() }.alone(),
    };
    base.chain(scenarios).map(of).collect()
}

/// The one case of a version with which another version is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct With {
    /// Its name.
    pub name: String,
    /// Why it is this one.
    pub why: Why,
}

/// Why one version is compared with one case of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was made from that case.
    MadeFrom,
    /// It was made from that case of an earlier version: the present one no longer has it.
    MadeFromBefore,
    /// Nothing shows from which it was made: it has the name of that case.
    Named,
    /// Nothing shows from which it was made: that case is the most like it.
    MostLike,
}

/// Whether the rest of a title after that of another begins with a name of its own, or is nothing.
fn is_end_of_name(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(" – ")
}

/// The differences between two cases.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseDifferences {
    /// The name of the scenario; none for the base case.
    pub scenario: Option<String>,
    /// The document of the first.
    pub base: Value,
    /// The document of the second.
    pub other: Value,
    /// The inputs that differ.
    pub changes: Vec<Change>,
}

/// What differs between two versions of a deal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// The case of the first that the second is compared with: it was made from that case alone, or has only one itself.
    pub with: Option<With>,
    /// By case, where inputs differ.
    pub cases: Vec<CaseDifferences>,
    /// The scenarios that only the first has.
    pub removed: Vec<String>,
    /// The scenarios that only the second has.
    pub added: Vec<String>,
    /// The scenarios that have another name in the second: the names in the first and in the second.
    pub renamed: Vec<[String; 2]>,
    /// Whether sources, notes or reviews of values differ.
    pub is_marked_otherwise: bool,
}

impl Differences {
    /// What differs from a copy to what came.
    fn between(own: &Copy, came: &Cases) -> Self {
        Self::since(&own.cases, &own.sent, own.earlier(), came)
    }

    /// What differs from one version, of which this was sent and which was once another, to what came. What was made from one case
    /// that was sent alone is compared with that case; and a single case of unknown origin with the one whose name it has, or that
    /// is most like it.
    #[must_use]
    pub fn since(own: &Cases, sent: &[Sent], earlier: impl IntoIterator<Item = Cases>, came: &Cases) -> Self {
        let Made { code, from, .. } = Made::of(came);
        let is_its = |sent: &Cases| codes_of(sent).iter().any(|own| *own == code || from.contains(own));
        let of = |why: Why| move |case: &Alone| Self::of_case(case, why, came);
        if is_its(own) {
            // Whatever a scenario is called by now, its id is that of the scenario that was sent.
            return Self::of_all(own, came, |own, came| own.id == came.id);
        }
        let now = alone(own);
        if let Some(case) = now.iter().find(|case| is_its(&case.sent)) {
            return of(Why::MadeFrom)(case);
        }
        let was_sent = sent.iter().rev().find(|sent| sent.is_among(from.iter().chain([&code])));
        if was_sent.is_some_and(|sent| !sent.is_alone) {
            return Self::of_all(own, came, |own, came| own.id == came.id);
        }
        if let Some(case) = was_sent.and_then(|sent| now.iter().find(|case| case.open == sent.open)) {
            return of(Why::MadeFrom)(case);
        }
        for before in earlier {
            if is_its(&before) {
                return Self::of_all(own, came, |own, came| own.id == came.id);
            }
            if let Some(before) = alone(&before).iter().find(|case| is_its(&case.sent)) {
                // By its name, or by its id if it was renamed.
                let by_name = now.iter().find(|case| case.name == before.name);
                return match by_name.or_else(|| now.iter().find(|case| case.open == before.open)) {
                    Some(case) => of(Why::MadeFrom)(case),
                    None if before.open.is_none() => Self::of_all(own, came, |own, came| own.name == came.name),
                    None => of(Why::MadeFromBefore)(before),
                };
            }
        }
        let is_named = |case: &&Alone| came.base.title.strip_prefix(&case.sent.base.title).is_some_and(is_end_of_name);
        let named = now.iter().find(|case| case.open.is_some() && is_named(case)).map(of(Why::Named));
        let most_like = || now.iter().map(of(Why::MostLike)).min_by_key(Self::inputs);
        let found = came.scenarios.is_empty().then(|| named.or_else(most_like)).flatten();
        // Ids are given in turn on both sides: of deals that were changed apart, only the names say which is which.
        found.unwrap_or_else(|| Self::of_all(own, came, |own, came| own.name == came.name))
    }

    /// What differs from a case that was sent alone. The name of the case after the title of the deal is no change of the title.
    fn of_case(case: &Alone, why: Why, came: &Cases) -> Self {
        let sent = case.sent.without_baseline().base;
        let mut found = Self { with: Some(With { name: case.name.clone(), why }), ..Self::default() };
        let scenarios = came.scenarios.iter().map(|scenario| (Some(scenario.name.clone()), &scenario.deal));
        for (name, other) in std::iter::once((None, &came.base)).chain(scenarios) {
            let is_renamed = !other.title.strip_prefix(&case.title).is_some_and(is_end_of_name);
            let titled = |deal: &Deal| Deal { title: other.title.clone(), ..deal.clone() };
            let own = [&*case.sent.base, &*sent].map(|deal| if is_renamed { deal.clone() } else { titled(deal) });
            found.compare(name, [&own[0], &own[1]], other);
        }
        found
    }

    /// What differs in all cases, each compared with the one that is the same.
    fn of_all(own: &Cases, came: &Cases, is_same: impl Fn(&Scenario, &Scenario) -> bool) -> Self {
        let mut found = Self::default();
        found.compare(None, [&own.base, &own.without_baseline().base], &came.base);
        for scenario in &came.scenarios {
            match own.scenarios.iter().find(|other| is_same(other, scenario)) {
                Some(other) => {
                    let names = [&other.name, &scenario.name].map(Clone::clone);
                    found.renamed.extend((names[0] != names[1]).then_some(names));
                    found.compare(Some(scenario.name.clone()), [&other.deal, &other.deal], &scenario.deal);
                }
                None => found.added.push(scenario.name.clone()),
            }
        }
        let is_gone = |own: &&Scenario| !came.scenarios.iter().any(|scenario| is_same(own, scenario));
        found.removed = own.scenarios.iter().filter(is_gone).map(|scenario| scenario.name.clone()).collect();
        found
    }

    /// Adds the differences of a case. Its marks are as they were, or as they are sent without the baseline.
    fn compare(&mut self, scenario: Option<String>, [own, sent]: [&Deal; 2], other: &Deal) {
        self.is_marked_otherwise |= own.marks != other.marks && sent.marks != other.marks;
        let (base, other) = (own.to_document(), other.to_document());
        let changes = inputs_that_differ(&base, &other);
        if !changes.is_empty() {
            self.cases.push(CaseDifferences { scenario, base, other, changes });
        }
    }

    /// How many inputs differ.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.cases.iter().map(|case| count_of_inputs(&case.changes, &case.base, &case.other)).sum()
    }
}

#[cfg(test)]
mod tests;
