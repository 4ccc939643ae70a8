//! What the page says about the user's work when the program has stopped.

use super::deals;
use super::page::page;
use crate::keeping::Kept;
use crate::place::Page;

/// What may be missing.
const LAST_SECOND: &str = "The last second’s changes may be missing.";

/// Where the work is; `time` in the user's own clock.
#[must_use]
pub fn saved(kept: &Kept, title: &str, time: &str) -> String {
    let list = format!("on the page “{}”, under “{}”", page(Page::Deals), deals::SAVED_DEALS);
    match kept {
        Kept::At(_) => format!("Your work is saved in this browser (“{title}”, {time}), {list}. {LAST_SECOND}"),
        Kept::Copied(_) => format!("Your work is saved in this browser as a copy of “{title}”, {list}. {LAST_SECOND}"),
        Kept::Not(_) => format!(
            "This browser has not saved your work. The link below contains it: copy the link before you close this page. {LAST_SECOND}"
        ),
        Kept::NotYet | Kept::Damaged(_) => {
            format!("You had not changed “{title}” since it was opened, so nothing is lost. {LAST_SECOND}")
        }
    }
}

/// The same where the page is an embed.
pub const IN_A_FRAME: &str = "An embed saves nothing in the browser, but your changes come back when it is loaded again. The last second’s changes may be missing.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::storage::NotKept;

    #[test]
    fn says_where_the_work_is_only_where_it_is_saved() {
        let at = Kept::At("2026-11-29T18:30:00.000Z".to_owned());
        let words = saved(&at, "Mill Lane", "29/11/2026, 18:30");
        assert!(words.contains("saved in this browser (“Mill Lane”, 29/11/2026, 18:30), on the page “"), "{words}");
        for why in [NotKept::Denied, NotKept::Full] {
            let words = saved(&Kept::Not(why), "Mill Lane", "");
            assert!(words.contains("has not saved") && words.contains("The link below contains it"), "{words}");
        }
        assert!(!saved(&Kept::NotYet, "Mill Lane", "").contains("saved"));
    }
}
