//! Lists of steps that tell more than their length: each is a fault that was met, or nearly.

use crate::broken;
use crate::step::Step;

/// Typing goes on without a pause while the clock goes back.
#[test]
fn the_clock_goes_back_while_typing() {
    let typed = [Step::Type(0, 0, 0), Step::Wait(300)];
    let mut steps = typed.repeat(2);
    steps.push(Step::Jump(0, -172_800));
    steps.extend(typed.repeat(12));
    assert_eq!(broken(&steps), None);
}
