//! The steps of a run, as data: a list that fails is printed, shrunk, and kept as a test.

use std::mem;
use std::time::{Duration, Instant};

/// One step. Numbers choose among what there is at that moment: tabs, fields, rows, texts, saved deals, mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Time passes, in milliseconds.
    Wait(u64),
    /// A tab's user types a text into the box of a field: a new one, or one that cannot be read, or none.
    Type(usize, usize, usize),
    Enter(usize, usize),
    Leave(usize, usize),
    Escape(usize, usize),
    Settle(usize),
    /// The button of a box is pressed, up or down.
    Press(usize, usize, bool),
    /// A value is agreed, challenged, or neither.
    Mark(usize, usize, usize),
    /// A value of the baseline is restored, with its mark.
    Restore(usize, usize),
    RestoreAll(usize),
    /// A row is added, copied, moved or removed; a part is added or removed.
    Edit(usize, usize, usize),
    Undo(usize),
    Redo(usize),
    /// Everything is undone and redone, to look: the tab stays as it is.
    UndoToTheStart(usize),
    AddScenario(usize),
    RenameScenario(usize, usize),
    DeleteScenario(usize, usize),
    OpenCase(usize, usize),
    SetBase(usize),
    /// A new deal is opened from a preset, or the worked example.
    Start(usize, usize),
    /// A saved deal is opened from the list, or deleted, or an earlier version of the open one is opened.
    OpenSaved(usize, usize),
    Delete(usize, usize),
    OpenVersion(usize, usize),
    /// The deal that was deleted last is restored; or all are deleted.
    RestoreDeleted(usize),
    DeleteAll(usize),
    /// The deal is sent as a link to the other user: all of it, or the open case.
    Send(usize, bool),
    /// A link of the page to another page or a case is followed; or the user goes back.
    TurnPage(usize, usize),
    Back(usize),
    /// What is shown in the address bar is sent.
    SendAddress(usize),
    /// A link from the mail is followed as a program has passed it on, or shown as an embed.
    Follow(usize, usize, usize),
    Embed(usize, usize, usize),
    /// The same with a file.
    SendFile(usize, bool),
    OpenFile(usize, usize, usize),
    /// What the session wants to be worked out is taken; it is worked out later.
    BeginWork(usize),
    EndWork(usize),
    /// Rows are pasted; a kind is chosen by its place among all; a text is chosen that is too long to be saved.
    Paste(usize, usize),
    Choose(usize, usize),
    TypeMuch(usize),
    /// An example cannot be loaded; or the page is started with the worked example.
    NoExample(usize),
    StartExample(usize),
    /// The tab is hidden, and shown again.
    Hide(usize),
    /// The tab is loaded again.
    Reload(usize),
    /// The tab is closed, and a new one is opened: on a deal of its own, or at the plain address.
    NewTab(usize, bool),
    /// The tab is killed, and loaded again.
    Kill(usize),
    /// The tab is killed once it has carried out so many effects more.
    KillAfter(usize, u32),
    /// One of the storage events that wait for a tab arrives.
    Deliver(usize, usize),
    /// All of them arrive, in order.
    DeliverAll(usize),
    /// The storage of a user has room for so many hundred characters more, or for any.
    Fill(usize, usize),
    Empty(usize),
    /// The storage of a user is denied, or no longer.
    Deny(usize, bool),
    /// The next write of a user's storage is torn.
    Tear(usize),
    /// What is stored under a name is damaged.
    Damage(usize, usize),
    /// What is stored under a name is cleared, or everything.
    ClearOne(usize, usize),
    Clear(usize),
    /// A page of a later version saves in a slot.
    SaveLater(usize, usize),
    /// A page of an earlier version saves in a slot: it compares no stamps.
    SaveOld(usize, usize),
    /// The clock of a user jumps by so many seconds.
    Jump(usize, i64),
}

impl Step {
    /// The tab of a step of work.
    const fn tab(self) -> Option<usize> {
        match self {
            Self::Type(tab, ..)
            | Self::Edit(tab, ..)
            | Self::Mark(tab, ..)
            | Self::Follow(tab, ..)
            | Self::OpenSaved(tab, _)
            | Self::OpenCase(tab, _)
            | Self::Deliver(tab, _)
            | Self::DeliverAll(tab)
            | Self::Undo(tab)
            | Self::AddScenario(tab) => Some(tab),
            _ => None,
        }
    }
}

/// Chance from a seed (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}

/// The steps of a seed.
pub(crate) fn steps_of(seed: u64, many: usize) -> Vec<Step> {
    let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut steps = Vec::new();
    while steps.len() < many {
        let tab = chance.below(4);
        match chance.below(100) {
            // People type in runs, without a pause that is long enough to save in.
            0..=7 => type_on(&mut steps, &mut chance, tab),
            8 => offer(&mut steps, &mut chance, tab),
            9..=69 => steps.push(work(&mut chance, tab)),
            70 => delete_and_restore(&mut steps, &mut chance, tab),
            71..=89 => steps.push(page(&mut chance, tab)),
            _ => steps.push(fault(&mut chance, tab / 2)),
        }
    }
    steps.truncate(many);
    steps
}

fn type_on(steps: &mut Vec<Step>, chance: &mut Chance, tab: usize) {
    let field = chance.below(16);
    for _ in 0..3 + chance.below(6) {
        steps.extend([Step::Type(tab, field, chance.below(7)), Step::Wait(50 + chance.below(330) as u64)]);
    }
    // A text that cannot be read is typed in a deal that was just opened, and that is undone.
    if chance.below(8) == 0 {
        steps.extend([Step::Start(tab, chance.below(16)), Step::Type(tab, field, 5), Step::Undo(tab), Step::Redo(tab)]);
    }
    // What was typed is taken back: at once, or once its figures were announced.
    if chance.below(4) == 0 {
        let again = [Step::Settle(tab), Step::Type(tab, field, 4 + chance.below(3))];
        steps.extend(again.into_iter().skip(chance.below(3)).chain([Step::Escape(tab, field)]));
    }
    if chance.below(256) == 0 {
        steps.extend([Step::TypeMuch(tab), Step::Wait(1_100), Step::Type(tab, 6, 0), Step::Wait(1_100)]);
        steps.extend([[Step::Undo(tab), Step::Type(tab, 0, 0)][chance.below(2)], Step::Wait(6_500)]);
    }
    // The clock goes back, and the tab is killed between writing the address and saving.
    if chance.below(6) == 0 {
        steps.extend([Step::Wait(1_100), Step::Jump(tab / 2, -600), Step::Type(tab, field, 0)]);
        steps.extend([Step::Wait(320), Step::Kill(tab)]);
    }
}

/// A scenario with texts and numbers of its own, and what leaves with one of them.
fn offer(steps: &mut Vec<Step>, chance: &mut Chance, tab: usize) {
    steps.extend([Step::AddScenario(tab), Step::Type(tab, 6 + chance.below(2), 0), Step::Leave(tab, 6)]);
    steps.extend([Step::Type(tab, [0, 3][chance.below(2)], 0), Step::Mark(tab, 7, 1 + chance.below(2))]);
    steps.extend([Step::OpenCase(tab, chance.below(4)), Step::Send(tab, false), Step::SendFile(tab, false)]);
}

/// The deal that is open, or another, is deleted, and restored in the end: at once, or after something was saved in its place.
fn delete_and_restore(steps: &mut Vec<Step>, chance: &mut Chance, tab: usize) {
    steps.extend([Step::Delete(tab, chance.below(16)), Step::Wait([0, 500, 1_500][chance.below(3)])]);
    if chance.below(2) == 0 {
        steps.extend([Step::Type(tab, chance.below(16), 0), Step::Wait([200, 1_100][chance.below(2)])]);
    }
    steps.extend([Step::RestoreDeleted(tab), Step::DeliverAll(tab ^ 1)]);
}

fn work(chance: &mut Chance, tab: usize) -> Step {
    let (field, nth) = (chance.below(16), chance.below(12));
    match chance.below(62) {
        0..=8 => Step::Type(tab, field, nth),
        9..=27 => Step::Wait([40, 150, 350, 450, 950, 1_100, 6_500, 12_000][nth % 8]),
        28..=30 => Step::Leave(tab, field),
        31 => Step::Enter(tab, field),
        32 => Step::Escape(tab, field),
        33 => Step::Settle(tab),
        34..=35 => Step::Press(tab, field, nth < 6),
        36..=37 => Step::Mark(tab, field, nth),
        38 => Step::Restore(tab, field),
        39 if nth < 4 => Step::RestoreAll(tab),
        39..=41 => Step::Edit(tab, field, nth),
        42..=46 => Step::Undo(tab),
        47..=49 => Step::Redo(tab),
        50 if nth < 2 => Step::UndoToTheStart(tab),
        50..=52 => Step::AddScenario(tab),
        53 => Step::RenameScenario(tab, nth),
        54..=55 => Step::DeleteScenario(tab, nth),
        56..=58 => Step::OpenCase(tab, nth),
        59 => Step::SetBase(tab),
        60 => Step::BeginWork(tab),
        _ if nth < 6 => Step::EndWork(tab),
        _ => Step::Start(tab, field),
    }
}

fn page(chance: &mut Chance, tab: usize) -> Step {
    let (nth, way) = (chance.below(16), chance.below(1_000));
    match chance.below(40) {
        37 => Step::Hide(tab),
        38 if nth < 12 => Step::NoExample(tab),
        38 => Step::StartExample(tab),
        39 if nth < 8 => Step::Paste(tab, nth),
        39 => Step::Choose(tab, way % 16),
        32..=33 => Step::TurnPage(tab, nth),
        34..=36 => Step::Back(tab),
        0..=3 => Step::OpenSaved(tab, nth),
        4 if nth == 0 => Step::DeleteAll(tab),
        4 if nth < 6 => Step::RestoreDeleted(tab),
        4 => Step::Delete(tab, nth),
        5 => Step::OpenVersion(tab, nth),
        6..=8 => Step::Send(tab, nth < 8),
        9 => Step::SendAddress(tab),
        10..=13 => Step::Follow(tab, nth, way),
        14 => Step::Embed(tab, nth, way),
        15 => Step::SendFile(tab, nth < 8),
        16 => Step::OpenFile(tab, nth, way),
        17..=18 => Step::Reload(tab),
        19 => Step::NewTab(tab, nth < 3),
        20..=22 => Step::Kill(tab),
        23..=24 => Step::KillAfter(tab, chance.below(5) as u32),
        _ if nth < 6 => Step::Deliver(tab, nth),
        _ => Step::DeliverAll(tab),
    }
}

fn fault(chance: &mut Chance, user: usize) -> Step {
    let nth = chance.below(32);
    match chance.below(24) {
        0..=1 => Step::Fill(user, [0, 0, 1, 5, 20, 100, 300, 1_000][nth % 8]),
        2..=4 => Step::Empty(user),
        5 => Step::Deny(user, true),
        6..=8 => Step::Deny(user, false),
        9..=10 => Step::Tear(user),
        11..=12 => Step::Damage(user, nth),
        13..=14 => Step::ClearOne(user, nth),
        15 if nth < 4 => Step::Clear(user),
        15..=16 => Step::SaveLater(user, nth),
        17..=19 => Step::SaveOld(user, nth),
        _ => Step::Jump(user, [-172_800, -3, -1, 1, 301, 172_800, -600, 400][nth % 8]),
    }
}

/// The longest time in which a list is made shorter.
const LONGEST: Duration = Duration::from_secs(60);

/// A shorter list that still fails: whole kinds of steps, then ever smaller parts are left out while it does, and what comes after
/// the step that fails. `fails_after` says after how many steps it fails.
pub(crate) fn shrunk(mut steps: Vec<Step>, fails_after: impl Fn(&[Step]) -> Option<usize>) -> Vec<Step> {
    let begun = Instant::now();
    let try_without = |steps: &mut Vec<Step>, is_left_out: &dyn Fn(usize, Step) -> bool| {
        let fewer = steps.iter().enumerate().filter(|(nth, step)| !is_left_out(*nth, **step));
        let mut fewer: Vec<Step> = fewer.map(|(_, step)| *step).collect();
        let is_shorter = fewer.len() < steps.len() && begun.elapsed() < LONGEST;
        let failed = if is_shorter { fails_after(&fewer) } else { None };
        fewer.truncate(failed.unwrap_or(0));
        if failed.is_some() {
            *steps = fewer;
        }
        failed.is_some()
    };
    for tab in 0..4 {
        try_without(&mut steps, &|_, step| step.tab() == Some(tab));
    }
    let mut kinds = Vec::new();
    for kind in steps.iter().map(mem::discriminant) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        try_without(&mut steps, &|_, step| mem::discriminant(&step) == kind);
    }
    let mut size = steps.len() / 2;
    while size > 0 {
        let (mut at, before) = (0, steps.len());
        while at < steps.len() {
            if !try_without(&mut steps, &|nth, _| (at..at + size).contains(&nth)) {
                at += size;
            }
        }
        // What could not be left out before may be, after what came later was.
        let is_done = size > 1 || steps.len() == before;
        size = if is_done { size / 2 } else { 1 };
    }
    steps
}
