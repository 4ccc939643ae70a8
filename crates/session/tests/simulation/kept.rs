//! Lists of steps that tell more than their length: each is a fault that was met, or nearly.

use crate::broken;
use crate::step::Step::{self, *};

/// Typing goes on without a pause while the clock goes back.
#[test]
fn the_clock_goes_back_while_typing() {
    let typed = [Type(0, 0, 0), Wait(300)];
    let mut steps = typed.repeat(2);
    steps.push(Jump(0, -172_800));
    steps.extend(typed.repeat(12));
    assert_eq!(broken(&steps), None);
}

/// What was found by random seeds, and broke a promise then.
const FOUND: [(&str, &[Step]); 19] = [
    ("only in the address", &[Deny(0, true), Type(0, 0, 0), Wait(950), Kill(0), Deny(0, false), Wait(12_000)]),
    ("cleared and shown as saved", &[Type(1, 12, 1), Wait(600), Clear(0), Deliver(1, 0)]),
    ("the example after undo", &[Type(0, 4, 11), Wait(12_000), Undo(0), Wait(350), Kill(0)]),
    ("a text over a newer value", &[Type(3, 8, 5), Wait(1_100), Type(3, 13, 0), Wait(320), Kill(3)]),
    ("a box that is emptied", &[Press(0, 0, true), Type(0, 7, 4), Wait(430), Kill(0)]),
    (
        "the open case is newer in the address",
        &[Type(0, 7, 0), Wait(950), OpenSaved(1, 7), Wait(489), OpenCase(1, 8), Wait(350), Kill(1)],
    ),
    (
        "a baseline and a newer address",
        &[Type(1, 0, 0), Leave(1, 0), SetBase(1), Wait(1_100), Type(1, 0, 0), Wait(320), Kill(1)],
    ),
    (
        "no identity after an earlier page",
        &[
            AddScenario(2),
            Wait(450),
            SaveOld(1, 6),
            OpenSaved(3, 9),
            Wait(350),
            Kill(3),
            Send(3, true),
            Follow(1, 1, 0),
        ],
    ),
    (
        "a link is followed and typed in without pause",
        &[
            Send(2, false),
            Follow(0, 10, 0),
            Wait(279),
            Type(0, 15, 4),
            Wait(174),
            AddScenario(0),
            KillAfter(0, 4),
            Wait(215),
            Type(0, 8, 5),
            Wait(298),
        ],
    ),
    (
        "a torn write, and a version opened",
        &[
            Press(3, 6, true),
            Wait(635),
            Type(3, 3, 4),
            Wait(634),
            Tear(1),
            AddScenario(3),
            OpenVersion(3, 2),
            Wait(6_500),
        ],
    ),
    (
        "a text in a row that moves into a scenario",
        &[Edit(3, 9, 0), Wait(1_100), OpenSaved(2, 0), Type(2, 15, 5), AddScenario(2), Reload(2)],
    ),
    (
        "an emptied box in a row that moves into a scenario",
        &[Edit(3, 1, 6), Type(3, 15, 4), AddScenario(3), Wait(134), Wait(346), KillAfter(3, 0), AddScenario(3)],
    ),
    (
        "an earlier save that waits, and a later one of the same deal",
        &[
            Edit(0, 1, 10),
            Wait(500),
            Damage(0, 12),
            Deny(0, true),
            Start(0, 11),
            Type(0, 8, 5),
            Undo(0),
            Redo(0),
            Deny(0, false),
            OpenSaved(0, 2),
            Wait(12_000),
            Kill(0),
        ],
    ),
    (
        "two states of one deal that wait, of which the first is open again",
        &[
            Type(0, 0, 0),
            Wait(500),
            Start(0, 1),
            Type(0, 0, 0),
            Wait(500),
            Damage(0, 0),
            Fill(0, 0),
            Type(0, 0, 0),
            Start(0, 2),
            Undo(0),
            Type(0, 3, 0),
            OpenSaved(0, 0),
            Undo(0),
            Wait(1_000),
            Empty(0),
            Wait(12_000),
        ],
    ),
    (
        "undo in the base case, and a text in a scenario",
        &[OpenCase(0, 0), Type(0, 4, 0), OpenCase(0, 1), Type(0, 14, 0), OpenCase(0, 0), Type(0, 4, 5)],
    ),
    (
        "an earlier page saves in a copy, and the address is of the slot before",
        &[Type(0, 14, 0), Wait(500), SaveOld(0, 0), Type(0, 14, 0), Wait(450), SaveOld(0, 0), SaveOld(0, 1), Kill(0)],
    ),
    ("cleared and shown as not yet changed", &[Type(1, 12, 1), Wait(1_600), Clear(0), DeliverAll(1), Wait(1)]),
    (
        "what a later page saved in the slot, after the next save",
        &[Edit(3, 4, 10), Wait(413), Edit(3, 2, 2), SaveLater(1, 10), Wait(555)],
    ),
    (
        "a copy that waits for the storage is not said to be saved",
        &[
            AddScenario(1),
            Wait(485),
            Deny(0, true),
            Type(1, 4, 0),
            Wait(515),
            Deny(0, false),
            Wait(500),
            SaveOld(0, 13),
            DeliverAll(1),
        ],
    ),
];

#[test]
fn what_was_found_is_not_broken_again() {
    for (name, steps) in FOUND {
        assert_eq!(broken(steps), None, "{name}");
    }
}
