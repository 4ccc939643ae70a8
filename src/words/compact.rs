//! The embed, and the page with its code.

use super::problems;
use crate::embed_style::{RefusedColour, Scheme};
use crate::workspace::NotFollowed;

/// The link to the full page.
pub const OPEN_FULL: &str = "Open the full calculator";
/// Read out after it.
pub const NEW_TAB: &str = ", in a new tab";
/// The title of the link to the full page.
pub const LINK_HOLDS_THE_DEAL: &str =
    "The link contains the deal as shown here. Anyone with the link can see the whole deal.";
/// What happens to the figures.
pub const NOTHING_SENT: &str = "Calculated in your browser. Nothing is sent.";
/// The fold with an explanation.
pub const HOW: &str = "How it works";

/// How it works.
#[must_use]
pub fn how(title: &str) -> String {
    format!(
        "“{title}” is a joint venture: one partner puts in land, another cash. From the deal’s assumptions, Common Ground works \
         out the homes, the jobs, the cash flows month by month, and what each partner gets back. Open a figure with a dotted line \
         to see its formula and the ledger entries. The full calculator shows every assumption and its source. Whoever has the link \
         to it has the deal as shown here. This is not valuation or legal advice."
    )
}

/// The heading of the three levers.
#[must_use]
pub const fn levers(is_readonly: bool) -> &'static str {
    if is_readonly { "Main inputs" } else { "What if?" }
}

/// The heading in the place of a deal that cannot be shown.
pub const NOT_SHOWN: &str = "This deal cannot be shown";
/// The reason where the address names a scenario that is not in the deal.
pub const NO_SCENARIO: &str = "The scenario named in the link is not in the deal.";
/// What to do about it.
pub const ASK_THE_OWNER: &str =
    "If you look after this page, open the deal in Common Ground and copy the embed code again.";

/// The reason where the deal of an embed cannot be opened.
#[must_use]
pub fn not_opened(why: &NotFollowed) -> String {
    problems::not_followed_because(why)
}

/// The title of the page with the embed code.
pub const TITLE: &str = "Show this deal on your own page";
/// What to do there.
pub const LEAD: &str = "Choose how it looks, copy the code, and paste it into your page where it should appear; the code \
    contains the open scenario and the rest of the deal. What visitors change stays in their browser.";
/// The heading of the choices.
pub const LOOK: &str = "How it looks";
/// Light or dark.
pub const SCHEME: &str = "Light or dark";
/// The visitor's own.
pub const AUTO: &str = "Visitor’s setting";
/// Light.
pub const LIGHT: &str = "Light";
/// Dark.
pub const DARK: &str = "Dark";
/// Editable or read-only.
pub const CHANGES: &str = "Visitors can";
/// Editable.
pub const MAY_CHANGE: &str = "Change three inputs";
/// Read-only.
pub const MAY_READ: &str = "Read only";
/// The accent.
pub const ACCENT: &str = "Colour of links and button";
/// Its hint.
pub const ACCENT_HINT: &str = "Six digits, like 7b1e4b. Blank = the default.";
/// The background.
pub const GROUND: &str = "Background colour";
/// Its hint.
pub const GROUND_HINT: &str = "Six digits, like ffffff. Blank = the default.";
/// The corners.
pub const RADIUS: &str = "Corner radius, in pixels";
/// Its hint.
pub const RADIUS_HINT: &str = "From 0 to 24. Blank = the default.";
/// The font.
pub const FONT: &str = "Typeface (font)";
/// Its hint.
pub const FONT_HINT: &str = "One that visitors have on their devices, like Georgia, serif. Blank = the device’s own.";
/// The error of a colour.
pub const NOT_A_COLOUR: &str = "Enter the colour as six digits or letters from a to f, like 7b1e4b";
/// The error of a radius.
pub const NOT_A_RADIUS: &str = "Enter a whole number from 0 to 24, like 8";
/// The error of a font.
pub const NOT_A_FONT: &str = "Enter names of typefaces with commas between them, like Georgia, serif";
/// The heading of the code.
pub const CODE: &str = "Embed code";
/// The code with a script.
pub const WITH_SCRIPT: &str = "With a script";
/// Its hint.
pub const WITH_SCRIPT_HINT: &str = "The frame resizes to fit its content.";
/// The code without a script.
pub const WITHOUT_SCRIPT: &str = "Without a script";
/// Its hint.
pub const WITHOUT_SCRIPT_HINT: &str = "For sites that remove scripts. The height is fixed; on phones it shows the verdict and the figures, without inputs and chart.";
/// The button that copies.
pub const COPY: &str = "Copy code";
/// Announced once it is copied.
pub const COPIED: &str = "Code copied";
/// Announced where it cannot be copied.
pub const NOT_COPIED: &str = "This browser does not allow copying. Select the code in the box and copy it by hand.";
/// The preview.
pub const PREVIEW: &str = "Preview";
/// The width of the preview.
pub const WIDTH: &str = "Preview width";
/// A wide page.
pub const WIDE: &str = "Desktop";
/// A narrow page.
pub const NARROW: &str = "Phone";
/// What the owner of the page should know.
pub const WARNING: &str = "Anyone who can read your page can read the whole deal in this code.";

/// A colour that is replaced by the default, and why.
#[must_use]
pub fn refused(refused: RefusedColour) -> String {
    let (what, scheme) = match refused {
        RefusedColour::Accent(scheme) => ("colour of links and button", scheme),
        RefusedColour::Background(scheme) => ("background colour", scheme),
    };
    let scheme = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    format!("Your {what} has too little contrast on a {scheme} page (4.5 to 1 is needed), so the default is used.")
}

/// The title of a frame.
#[must_use]
pub fn frame_title(deal: &str) -> String {
    format!("{deal}, worked out by Common Ground")
}

/// The link shown where the embed does not load.
pub const INSTEAD: &str = "Open the deal in Common Ground";
