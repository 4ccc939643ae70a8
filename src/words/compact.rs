//! The embed, and the page with its code.

use super::problems;
use crate::embed_style::{RefusedColour, Scheme};
use crate::link::BrokenLink;
use crate::papers::Papers;
use crate::workspace::NotFollowed;
use appraisal::Finding;
use appraisal::document::NotOpened;

/// The link to the full page.
pub const OPEN_FULL: &str = "Open the full calculator";
/// Read out after it.
pub const NEW_TAB: &str = " (in a new tab)";
/// The title of the link to the full page.
pub const LINK_HOLDS_THE_DEAL: &str =
    "The link contains the deal as shown here. Anyone with the link can see the whole deal.";
/// What happens to the figures.
pub const NOTHING_SENT: &str = "Calculated in your browser. Nothing is sent.";
/// The fold with an explanation.
pub const HOW: &str = "How it works";

/// How it works.
pub const HOW_IT_WORKS: &str = "This is a joint venture: one partner puts in land, another cash. From the deal’s assumptions, \
    Common Ground works out the homes, the jobs, the cash flows month by month, and what each partner gets back. Open a figure with \
    a dotted line to see its formula and, for sums of money, the ledger entries. The full calculator shows every assumption and its source. Anyone with \
    the link to it can see the deal as shown here. This is not valuation or legal advice.";

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
pub const ASK_THE_OWNER: &str = "Tell the people who run this page. If you run this page, open the deal in Common Ground and \
    copy the embed code again.";
/// The link to Common Ground beside it.
pub const OPEN_COMMON_GROUND: &str = "Open Common Ground";

/// What the partners put in, as a sentence.
#[must_use]
pub fn put_in(by_partner: &[String]) -> String {
    if by_partner.is_empty() { String::new() } else { format!("{}.", super::capitalised(&super::listed(by_partner))) }
}

/// The reason where the deal of an embed cannot be opened. A visitor has no link to copy.
#[must_use]
pub fn not_opened(why: &NotFollowed) -> String {
    match why {
        NotFollowed::Broken(BrokenLink::TooLong) => TOO_LONG.to_owned(),
        NotFollowed::Broken(BrokenLink::NotOpened(NotOpened::FromALaterVersion(version))) => {
            problems::later_version(*version)
        }
        NotFollowed::Findings(findings) => input_with_an_error(findings.first()),
        NotFollowed::NoScenario => NO_SCENARIO.to_owned(),
        // One wrong letter can damage the packing, or any part of the document.
        NotFollowed::Broken(BrokenLink::Damaged | BrokenLink::NotOpened(_)) | NotFollowed::File(..) => {
            DAMAGED.to_owned()
        }
    }
}

fn input_with_an_error(finding: Option<&Finding>) -> String {
    let label = finding.and_then(|finding| appraisal::fields::of(&finding.path)).map(|field| field.label);
    label.map_or_else(
        || DAMAGED.to_owned(),
        |label| format!("It cannot be calculated: the input “{label}” has an error."),
    )
}

const DAMAGED: &str = "Part of the code that shows it here is missing or was changed.";
const TOO_LONG: &str = "The code that shows it here is too long to be a deal.";

/// The title of the page with the embed code.
pub const TITLE: &str = "Show this deal on your own page";
/// What to do there.
pub const LEAD: &str = "Choose how it looks, copy the code, and paste it into your page where it should appear. Visitors see the \
    case that is open here. What they change stays in their browser.";
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
pub const ACCENT: &str = "Link and button colour";
/// Its hint.
pub const ACCENT_HINT: &str = "Six digits or letters from a to f, with or without #, like 7b1e4b. Blank = the default.";
/// The background.
pub const GROUND: &str = "Background colour";
/// Its hint.
pub const GROUND_HINT: &str = "Six digits or letters from a to f, with or without #, like f5f4ef. Blank = the default.";
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
/// The same if the code has no deal.
pub const NO_DEAL: &str = "The code names the worked example of this site, and contains no deal of your own.";

/// The choices that have an error.
#[must_use]
pub fn left_out(labels: &[String]) -> Option<String> {
    let verb = if labels.len() == 1 { "has an error and is" } else { "have errors and are" };
    (!labels.is_empty()).then(|| format!("{} {verb} left out of the code.", super::listed(labels)))
}

/// Which case visitors see, of several; empty if there is only one. They see the open case as it is, edited or not.
#[must_use]
pub fn opens_on(papers: &Papers) -> String {
    let case = papers.scenario().map_or(super::page::BASE_CASE, |scenario| &scenario.name);
    if papers.scenarios.is_empty() { String::new() } else { format!("Visitors see the case “{case}”.") }
}

/// The heading of what a site with restrictions needs.
pub const RESTRICTED: &str = "If your site restricts frames or scripts";

/// What a frame in a sandbox and a content policy need.
#[must_use]
pub fn needs(origin: &str) -> [(&'static str, String); 3] {
    [
        ("A frame with sandbox needs:", "allow-scripts allow-same-origin allow-popups allow-downloads".to_owned()),
        ("For the code with a script, a content policy needs:", format!("script-src {origin}; frame-src {origin}")),
        ("For the code without a script, a content policy needs:", format!("frame-src {origin}")),
    ]
}

/// A colour that is replaced by the default in a scheme, why, and what to do; `is_either` if the visitor’s setting decides.
#[must_use]
pub fn refused(refused: RefusedColour, is_either: bool) -> String {
    let (what, scheme, better) = match refused {
        RefusedColour::Accent(Scheme::Light) => ("link and button", Scheme::Light, "darker"),
        RefusedColour::Accent(Scheme::Dark) => ("link and button", Scheme::Dark, "lighter"),
        RefusedColour::Background(Scheme::Light) => ("background", Scheme::Light, "lighter"),
        RefusedColour::Background(Scheme::Dark) => ("background", Scheme::Dark, "darker"),
    };
    let (scheme, other) = match scheme {
        Scheme::Light => ("light", DARK),
        Scheme::Dark => ("dark", LIGHT),
    };
    let or = if is_either {
        format!("Choose {other} under “{SCHEME}”, or a {better} colour.")
    } else {
        format!("Choose a {better} colour.")
    };
    format!(
        "Your {what} colour has too little contrast on a {scheme} page (4.5 to 1 is needed), so the default is used there. {or}"
    )
}

/// The title of a frame.
#[must_use]
pub fn frame_title(deal: &str) -> String {
    format!("{deal}, worked out by Common Ground")
}

/// The link shown where the embed does not load.
pub const INSTEAD: &str = "Open the deal in Common Ground";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{open, with_scenarios};
    use appraisal::samples;

    #[test]
    fn damage_reads_the_same_whatever_it_hits() {
        let later = NotFollowed::Broken(BrokenLink::NotOpened(NotOpened::FromALaterVersion(9)));
        assert!(not_opened(&later).contains("later version"));
        for broken in [BrokenLink::Damaged, BrokenLink::NotOpened(NotOpened::NotADeal)] {
            assert_eq!(not_opened(&NotFollowed::Broken(broken)), DAMAGED);
        }
        // One wrong letter in a code, at many places of it.
        let mut deal = with_scenarios(&samples::NORWICH_2009).unwrap();
        deal.base = std::rc::Rc::new(deal.base.with("/months", 160.into()).unwrap());
        let code = crate::link::fragment(&deal);
        for at in (30..code.len()).step_by(97) {
            let letter = if code[at..].starts_with('A') { "B" } else { "A" };
            let code = format!("{}{letter}{}", &code[..at], &code[at + 1..]);
            if let Err(broken) = open(&code) {
                assert_eq!(not_opened(&NotFollowed::Broken(broken)), DAMAGED, "at {at}");
            }
        }
    }

    #[test]
    fn the_case_is_named_only_where_there_are_several() {
        let several = with_scenarios(&samples::NORWICH_2009).unwrap();
        assert_eq!(opens_on(&several), "Visitors see the case “Base case”.");
        assert_eq!(opens_on(&Papers::of(several.base)), "");
    }

    #[test]
    fn choices_with_an_error_are_named_beside_the_code() {
        assert_eq!(left_out(&[]), None);
        let one = left_out(&["“Corner radius”".to_owned()]);
        assert_eq!(one.as_deref(), Some("“Corner radius” has an error and is left out of the code."));
    }
}
