//! What the page says about the user's work when the program has stopped.

use super::deals;
use super::page::page;
use crate::route::Page;
use crate::workspace::Kept;

/// What may be missing.
const LAST_SECOND: &str = "The last second’s changes may be missing.";
/// What to do if it is not saved.
const LINK_HAS_IT: &str = "The link below contains it: copy the link before you close this page.";

/// Where the work is; `time` in the user's own clock.
#[must_use]
pub fn saved(kept: &Kept, title: &str, time: &str) -> String {
    let list = format!("on the page “{}”, under “{}”", page(Page::Deals), deals::SAVED_DEALS);
    match kept {
        Kept::At(_) => format!("Your work is saved in this browser (“{title}”, {time}), {list}. {LAST_SECOND}"),
        Kept::Copied(Some(_)) => {
            format!("Your work is saved in this browser as a copy of “{title}”, {list}. {LAST_SECOND}")
        }
        Kept::Not(_) | Kept::Copied(None) | Kept::Gone => {
            format!("This browser has not saved your work. {LINK_HAS_IT} {LAST_SECOND}")
        }
        Kept::Newer(_) => format!(
            "Another tab has saved a later version of “{title}” in this browser, {list}. A change made here in the last second may be missing."
        ),
        Kept::NotYet => unchanged(title),
        Kept::Unreadable(..) => format!(
            "Saved data of a deal that was open here could not be read; it is unchanged. What has been changed since, if anything, \
             is saved in this browser as another deal (“{title}”), {list}. {LAST_SECOND}"
        ),
    }
}

/// Nothing has been saved, because nothing had changed until at most a second ago.
fn unchanged(title: &str) -> String {
    format!("“{title}” had not been changed since it was opened. A change made in the last second may be missing.")
}

/// The same where the page is an embed.
pub const IN_A_FRAME: &str = "An embed saves nothing in the browser. “Load the page again” keeps your changes; reloading the whole page does not. The last second’s changes may be missing.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::saved_deal::Unreadable;
    use session::store::NotSaved;

    #[test]
    fn says_where_the_work_is_only_where_it_is_saved() {
        let at = Kept::At(1_795_977_000_000);
        let words = saved(&at, "Mill Lane", "29/11/2026, 18:30");
        assert!(words.contains("saved in this browser (“Mill Lane”, 29/11/2026, 18:30), on the page “"), "{words}");
        for why in [NotSaved::Denied, NotSaved::Full, NotSaved::TooLarge] {
            let words = saved(&Kept::Not(why), "Mill Lane", "");
            assert!(words.contains("has not saved") && words.contains("The link below contains it"), "{words}");
        }
        let unchanged = saved(&Kept::NotYet, "Mill Lane", "");
        assert!(!unchanged.contains("saved") && !unchanged.contains("nothing is lost"), "{unchanged}");
        let damaged = saved(&Kept::Unreadable("deal-1".to_owned(), Unreadable::Damaged, None), "Mill Lane", "");
        assert!(
            damaged.contains("could not be read") && damaged.contains("as another deal (“Mill Lane”)"),
            "{damaged}"
        );
    }
}
