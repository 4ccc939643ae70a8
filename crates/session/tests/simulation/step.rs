//! The steps of a run, as data: a list that fails is printed, shrunk, and kept as a test.

/// One step. Numbers choose among what there is at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Time passes, in milliseconds.
    Wait(u64),
    /// A tab's user types a new text into the summary.
    Type(usize),
    /// The box is left.
    Leave(usize),
    /// A text that cannot be read is typed into the box of a number.
    TypeWrong(usize),
    Undo(usize),
    Redo(usize),
    AddScenario(usize),
    DeleteScenario(usize, usize),
    OpenCase(usize, usize),
    SetBase(usize),
    /// A new deal is opened from a preset.
    Start(usize, usize),
    /// A saved deal is opened from the list.
    OpenSaved(usize, usize),
    /// The deal is sent to the other user: all of it, or the open case.
    Send(usize, bool),
    /// A link from the mail is followed; cut short if it was changed on the way.
    Follow(usize, usize, bool),
    /// The tab is loaded again.
    Reload(usize),
    /// The tab is closed, and a new one is opened.
    NewTab(usize),
    /// The tab is killed, and loaded again.
    Kill(usize),
    /// The tab is killed once it has carried out so many effects more.
    KillAfter(usize, u32),
    /// One of the storage events that wait for a tab arrives.
    Deliver(usize, usize),
    /// The storage of a user is full, or no longer.
    Full(usize, bool),
    /// The storage of a user is denied, or no longer.
    Deny(usize, bool),
    /// The next write of a user's storage is torn.
    Tear(usize),
    /// The data in a slot is damaged.
    Damage(usize, usize),
    /// A page of a later version saves in a slot.
    SaveLater(usize, usize),
    /// A page of an earlier version saves in a slot: it compares no stamps.
    SaveOld(usize, usize),
    /// The clock of a user jumps by so many seconds.
    Jump(usize, i64),
}

/// Chance from a seed (SplitMix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }
}

/// The steps of a seed.
pub(crate) fn steps_of(seed: u64, many: usize) -> Vec<Step> {
    let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut steps = Vec::new();
    while steps.len() < many {
        add(&mut steps, &mut chance);
    }
    steps.truncate(many);
    steps
}

fn add(steps: &mut Vec<Step>, chance: &mut Chance) {
    let tab = chance.below(4) as usize;
    let (nth, user) = (chance.below(8) as usize, tab / 2);
    let step = match chance.below(100) {
        // People type in runs, without a pause that is long enough to save in.
        0..=11 => {
            for _ in 0..3 + chance.below(6) {
                steps.extend([Step::Type(tab), Step::Wait(50 + chance.below(330))]);
            }
            return;
        }
        12..=23 => Step::Type(tab),
        24..=43 => Step::Wait([40, 150, 350, 450, 950, 1_100, 6_500, 400_000][nth]),
        44..=46 => Step::Leave(tab),
        47 => Step::TypeWrong(tab),
        48..=53 => Step::Undo(tab),
        54..=56 => Step::Redo(tab),
        57..=60 => Step::AddScenario(tab),
        61 => Step::DeleteScenario(tab, nth),
        62..=64 => Step::OpenCase(tab, nth),
        65 => Step::SetBase(tab),
        66..=67 => Step::Start(tab, nth),
        68..=71 => Step::OpenSaved(tab, nth),
        72..=74 => Step::Send(tab, nth < 4),
        75..=77 => Step::Follow(tab, nth, chance.below(4) == 0),
        78..=79 => Step::Reload(tab),
        80 => Step::NewTab(tab),
        81..=82 => Step::Kill(tab),
        83..=84 => Step::KillAfter(tab, chance.below(5) as u32),
        85..=90 => Step::Deliver(tab, nth),
        91 => Step::Full(user, true),
        92 => Step::Deny(user, true),
        93 => Step::Full(user, false),
        94 => Step::Deny(user, false),
        95 => Step::Tear(user),
        96 => Step::Damage(user, nth),
        97 => Step::SaveLater(user, nth),
        98 => Step::SaveOld(user, nth),
        _ => Step::Jump(user, [-172_800, -3, -1, 1, 60, 172_800, -600, -86_400][nth]),
    };
    steps.push(step);
}

/// A shorter list that still fails: parts are left out while it does.
pub(crate) fn shrunk(mut steps: Vec<Step>, fails: impl Fn(&[Step]) -> bool) -> Vec<Step> {
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + size).min(steps.len()));
            if fails(&fewer) {
                steps = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    steps
}
