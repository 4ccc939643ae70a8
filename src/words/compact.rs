//! The compact view, and the page that writes the snippet for it.

use crate::look::{Refused, Scheme};

/// The link to the full page.
pub const OPEN_FULL: &str = "Open the full calculator";
/// Where the link opens.
pub const NEW_TAB: &str = ", in a new tab";
/// What the link to the full page carries.
pub const LINK_HOLDS_THE_DEAL: &str = "The link holds the deal as it stands: whoever has the link has the deal.";
/// What becomes of what is typed.
pub const NOTHING_SENT: &str = "Worked out in your browser. Nothing is sent.";
/// What opens a word on how it works.
pub const HOW: &str = "How it works";

/// A word on how it works.
#[must_use]
pub fn how(title: &str) -> String {
    format!(
        "“{title}” is a joint venture in which one partner puts in land and another cash. From the assumptions of the deal Common \
         Ground works out, month by month, the homes, the jobs, the money, and what each partner gets back. A figure with a dotted \
         line opens to its formula and the ledger behind it. The full calculator shows every assumption and where it comes from. \
         The link to it holds the deal as it stands here: whoever has that link has the deal. It is not valuation or legal advice."
    )
}

/// The heading of the three levers.
#[must_use]
pub const fn levers(is_readonly: bool) -> &'static str {
    if is_readonly { "What it rests on" } else { "What if?" }
}

/// The title of the page that writes the snippet.
pub const TITLE: &str = "Show this deal on your own page";
/// What it does.
pub const LEAD: &str = "Choose how it looks, copy the lines, and paste them into your page where the deal is to stand. The deal \
    that is open here travels in them; what a visitor changes stays in the visitor’s browser.";
/// The choices.
pub const LOOK: &str = "How it looks";
/// Light or dark.
pub const SCHEME: &str = "Light or dark";
/// As the visitor's device has it.
pub const AUTO: &str = "As the visitor’s device is set";
/// Light.
pub const LIGHT: &str = "Light";
/// Dark.
pub const DARK: &str = "Dark";
/// Open to changes?
pub const CHANGES: &str = "Visitors may";
/// Open.
pub const MAY_CHANGE: &str = "Change three inputs";
/// Not open.
pub const MAY_READ: &str = "Only read";
/// The accent.
pub const ACCENT: &str = "Your colour for links and the button";
/// What is wanted there.
pub const ACCENT_HINT: &str = "Six digits, like 7b1e4b. Leave it empty for ours.";
/// The ground.
pub const GROUND: &str = "The colour behind it";
/// What is wanted there.
pub const GROUND_HINT: &str = "Six digits, like ffffff. Leave it empty for ours.";
/// The corners.
pub const RADIUS: &str = "Rounding of corners, in pixels";
/// What is wanted there.
pub const RADIUS_HINT: &str = "From 0 to 24. Leave it empty for ours.";
/// The font.
pub const FONT: &str = "Typeface";
/// What is wanted there.
pub const FONT_HINT: &str =
    "One that visitors have on their devices, like Georgia, serif. Leave it empty for the device’s own.";
/// A colour that is none.
pub const NOT_A_COLOUR: &str = "Enter the colour as six digits and letters from a to f, like 7b1e4b";
/// A rounding that is none.
pub const NOT_A_RADIUS: &str = "Enter a whole number from 0 to 24, like 8";
/// A font that is none.
pub const NOT_A_FONT: &str = "Enter names of typefaces with commas between them, like Georgia, serif";
/// The lines to paste.
pub const LINES: &str = "Lines for your page";
/// For pages that may have scripts.
pub const WITH_SCRIPT: &str = "With a script";
/// What it does.
pub const WITH_SCRIPT_HINT: &str = "The frame grows and shrinks with what stands in it.";
/// For pages that may not.
pub const WITHOUT_SCRIPT: &str = "Without a script";
/// What it does.
pub const WITHOUT_SCRIPT_HINT: &str = "For pages that take scripts out. The frame keeps its height and scrolls inside.";
/// The button that copies.
pub const COPY: &str = "Copy the lines";
/// Said once they are copied.
pub const COPIED: &str = "Lines copied";
/// Said where they cannot be copied.
pub const NOT_COPIED: &str =
    "This browser does not let the page copy. Select the lines in the box and copy them by hand.";
/// The preview.
pub const PREVIEW: &str = "How it will look";
/// How wide the preview is.
pub const WIDTH: &str = "As wide as";
/// A wide page.
pub const WIDE: &str = "A page on a desk";
/// A narrow page.
pub const NARROW: &str = "A telephone";
/// What the holder of the snippet should know.
pub const WARNING: &str = "Whoever can read your page can read the whole deal in these lines.";

/// A colour that is refused for ours, and why.
#[must_use]
pub fn refused(refused: Refused) -> String {
    let (what, scheme) = match refused {
        Refused::Accent(scheme) => ("Your colour for links and the button", scheme),
        Refused::Ground(scheme) => ("The colour behind it", scheme),
    };
    let scheme = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    format!("{what} cannot be read well enough where the page is {scheme} (4.5 to 1 is needed), so ours stands there.")
}

/// The title of a frame, for readers.
#[must_use]
pub fn frame_title(deal: &str) -> String {
    format!("{deal}, worked out by Common Ground")
}

/// What stands in the place of the frame where it cannot be shown.
pub const INSTEAD: &str = "Open the deal in Common Ground";
