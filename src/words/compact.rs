//! The embed, and the page with its code.

use super::{names, problems, steps};
use crate::embed_style::{Colour, Cure, RefusedColour, Scheme};
use crate::link::{BrokenLink, with_scenarios};
use crate::scenarios::{Cases, Scenario};
use crate::workspace::{NotFollowed, count_of_inputs, inputs_that_differ};
use appraisal::document::NotOpened;
use appraisal::samples::{self, Sample};
use appraisal::{Deal, Finding};

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

/// Beside figures that a visitor has changed.
pub const MEASURED_FROM: &str = "Changes are from the deal as published.";

/// The most inputs that are named where a published deal differs from the one it was made from.
const MOST_NAMED: usize = 3;

/// What a published deal changes of the one it was made from, in a sentence that names some and counts the others; empty if that
/// is nothing.
#[must_use]
pub fn published_changes(origin: &Deal, published: &Deal, is_scenario: bool) -> String {
    if origin == published {
        return String::new();
    }
    let (was, now) = (origin.to_document(), published.to_document());
    let mut changes = inputs_that_differ(&was, &now);
    changes.retain(|change| !matches!(change.path.as_str(), "/title" | "/summary"));
    if changes.is_empty() {
        return String::new();
    }
    let all = changes.iter().map(|change| steps::in_one_line(&steps::difference(change, &was, &now)));
    let more = match count_of_inputs(changes.iter().skip(MOST_NAMED), &was, &now) {
        0 => None,
        1 => Some("and 1 more input".to_owned()),
        many => Some(format!("and {many} more inputs")),
    };
    let from = match is_scenario {
        true => "the base case".to_owned(),
        false => format!("“{}”", names::deal(&origin.title)),
    };
    format!("As published, changed from {from}: {}.", all.take(MOST_NAMED).chain(more).collect::<Vec<_>>().join("; "))
}

/// The heading of the three levers.
#[must_use]
pub const fn levers(is_readonly: bool) -> &'static str {
    if is_readonly { "Main inputs" } else { "What if?" }
}

/// The heading in the place of a deal that cannot be shown.
pub const NOT_SHOWN: &str = "This deal cannot be shown";
/// The reason where the code names a scenario that is not in the deal.
const NO_SCENARIO: &str = "The scenario named in the code is not in the deal.";
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
        NotFollowed::Broken(BrokenLink::FromALaterVersion) => problems::LATER_VERSION.to_owned(),
        NotFollowed::Broken(BrokenLink::NotOpened(NotOpened::FromALaterVersion(version))) => {
            problems::later_version(*version)
        }
        NotFollowed::Findings(findings) => input_with_an_error(findings.first()),
        NotFollowed::NoScenario => NO_SCENARIO.to_owned(),
        // One wrong letter can damage the packing, or any part of the document.
        NotFollowed::Broken(BrokenLink::Damaged | BrokenLink::NotOpened(_) | BrokenLink::Scenario(_))
        | NotFollowed::File(..)
        | NotFollowed::Example(_)
        | NotFollowed::Saved(_) => DAMAGED.to_owned(),
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
pub const ACCENT_HINT: &str =
    "A hex code: six digits or letters from a to f, with or without #, like 7b1e4b. Leave blank for the default.";
/// The background.
pub const GROUND: &str = "Background colour";
/// Its hint.
pub const GROUND_HINT: &str =
    "A hex code: six digits or letters from a to f, with or without #, like f5f4ef. Leave blank for the default.";
/// The corners.
pub const RADIUS: &str = "Corner radius, in pixels";
/// Its hint.
pub const RADIUS_HINT: &str = "From 0 to 24. Leave blank for the default.";
/// The font.
pub const FONT: &str = "Typeface (font)";
/// Its hint.
pub const FONT_HINT: &str =
    "One that visitors have on their devices, like Georgia, serif. Leave blank for the device’s own.";
/// The error of a colour.
pub const NOT_A_COLOUR: &str = "Enter the colour as a hex code: six digits or letters from a to f";
/// The error of a radius.
pub const NOT_A_RADIUS: &str = "Enter a whole number from 0 to 24, like 8";
/// The error of a font.
pub const NOT_A_FONT: &str = "Enter names of typefaces that begin with a letter, with commas between them and without quotation marks, like Georgia, serif";
/// The code in a sentence about it.
pub const IN_ERRORS: &str = "code";
/// The heading of the code.
pub const CODE: &str = "Embed code";
/// The code with a script.
pub const WITH_SCRIPT: &str = "With a script";
/// Its hint.
pub const WITH_SCRIPT_HINT: &str = "The frame resizes to fit its content.";
/// The code without a script.
pub const WITHOUT_SCRIPT: &str = "Without a script";
/// Its hint, with the height that is chosen.
#[must_use]
pub fn without_script_hint(column: Column) -> String {
    format!(
        "For sites that remove scripts. The height is fixed, at {} pixels: choose “{COLUMN}” to fit it. In a column under \
         {NARROW_BELOW} pixels wide, as on a phone, it shows the verdict and the figures, without inputs and chart. The preview \
         has the script.",
        column.height
    )
}

/// The width in pixels under which a frame of fixed height has neither inputs nor chart. static/compact.css has the same.
const NARROW_BELOW: u32 = 700;

/// A column of the host's page, and the height in pixels of a frame that cannot resize to its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its width.
    pub width: &'static str,
    /// The height of an own scenario with every input changed in the narrowest such column, with some room for other typefaces.
    pub height: u32,
}

/// The label of the choice of a column.
pub const COLUMN: &str = "Width of your column";
/// The columns to choose from, the usual one first.
pub const COLUMNS: [Column; 3] = [
    Column { width: "700 to 959 pixels", height: 1_360 },
    Column { width: "960 pixels or more", height: 1_120 },
    Column { width: "Under 700 pixels", height: 1_120 },
];
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
pub fn left_out(errors: &[(&'static str, &'static str)]) -> Option<String> {
    let verb = if errors.len() == 1 { "has an error and is" } else { "have errors and are" };
    let labels: Vec<String> = errors.iter().map(|(label, _)| format!("“{label}”")).collect();
    (!errors.is_empty()).then(|| format!("{} {verb} left out of the code.", super::listed(&labels)))
}

/// Choices that were corrected as they are announced, and how many errors are left: "“Corner radius, in pixels” is in the code."
#[must_use]
pub fn corrected_said(corrected: &[&'static str], left: usize) -> String {
    let verb = if corrected.len() == 1 { "is" } else { "are" };
    let labels: Vec<String> = corrected.iter().map(|label| format!("“{label}”")).collect();
    format!("{} {verb} right now. {}", super::listed(&labels), super::page::errors_left(left))
}

/// New errors in the choices as they are announced, each with its label, and that those choices are left out of the code.
#[must_use]
pub fn errors_said(new: &[(&'static str, &'static str)]) -> String {
    let said = new.iter().map(|(label, error)| format!("{}“{label}”. {} ", super::ERROR_SAID, super::ended(error)));
    said.chain(left_out(new)).collect()
}

/// Which case visitors see, of several; empty if there is only one. They see the open case as it is, edited or not: a scenario of
/// an example that has been changed still has the example’s name for it.
#[must_use]
pub fn opens_on(cases: &Cases) -> String {
    match cases.scenario() {
        Some(scenario) => {
            let rename = if is_changed_example(scenario) {
                " Its inputs have been changed: rename it on the page “Deal”, or duplicate it as a scenario of its own."
            } else {
                ""
            };
            format!("Visitors see the case “{}”, under this name.{rename}", scenario.name)
        }
        None if cases.scenarios.is_empty() => String::new(),
        None => format!("Visitors see the case “{}”.", super::page::case_name(cases)),
    }
}

/// Whether a scenario has the name of one that comes with an example, but other inputs.
fn is_changed_example(scenario: &Scenario) -> bool {
    let named = |of: &Scenario| (&of.id, &of.name) == (&scenario.id, &scenario.name);
    let may_name = |sample: &&Sample| sample.document.contains(&scenario.name);
    let of_examples = samples::ALL.iter().filter(may_name).filter_map(with_scenarios);
    of_examples.flat_map(|example| example.scenarios).any(|of| named(&of) && of.deal != scenario.deal)
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

/// Why a colour is replaced by the default, in one scheme or in both, and what to do. `is_either` if the visitor’s setting
/// decides which scheme is shown.
#[must_use]
pub fn refused(colours: &[RefusedColour], cures: &[Cure], is_either: bool) -> Option<String> {
    let what = colour_name(*colours.first()?);
    let (pages, there) = match *colours {
        [one] if scheme_of(one) == Scheme::Light => ("a light page", " there"),
        [_] => ("a dark page", " there"),
        _ => ("both light and dark pages", ""),
    };
    let choice = |(place, cure): (usize, &Cure)| {
        let name = match cure.scheme {
            Scheme::Light => LIGHT,
            Scheme::Dark => DARK,
        };
        let under = if place == 0 { format!(" under “{SCHEME}”") } else { String::new() };
        let scheme = is_either.then(|| format!("{name}{under}"));
        let change = cure.change.map(|(refused, nearest)| better(refused, nearest));
        scheme.into_iter().chain(change).collect::<Vec<_>>().join(" with ")
    };
    let choices: Vec<String> = cures.iter().enumerate().map(choice).collect();
    Some(format!(
        "Your {what} has too little contrast on {pages} (4.5 to 1 is needed), so the default is used{there}. Choose {}.",
        choices.join(", or ")
    ))
}

const fn colour_name(refused: RefusedColour) -> &'static str {
    match refused {
        RefusedColour::Accent(_) => "link and button colour",
        RefusedColour::Background(_) => "background colour",
    }
}

const fn scheme_of(refused: RefusedColour) -> Scheme {
    match refused {
        RefusedColour::Accent(scheme) | RefusedColour::Background(scheme) => scheme,
    }
}

/// "a darker link and button colour, such as 767676".
fn better(refused: RefusedColour, nearest: Option<Colour>) -> String {
    let kind = match refused {
        RefusedColour::Accent(Scheme::Light) | RefusedColour::Background(Scheme::Dark) => "darker",
        RefusedColour::Accent(Scheme::Dark) | RefusedColour::Background(Scheme::Light) => "lighter",
    };
    let such = nearest.map(|colour| format!(", such as {}", colour.hex())).unwrap_or_default();
    format!("a {kind} {}{such}", colour_name(refused))
}

/// The deal, with its scenario if one is open, so that two embeds of a page have two names.
fn deal_shown(cases: &Cases) -> String {
    let title = super::names::deal(&cases.deal().title);
    cases.scenario().map_or_else(|| title.to_owned(), |scenario| format!("{title} – {}", scenario.name))
}

/// The title of a frame.
#[must_use]
pub fn frame_title(cases: &Cases) -> String {
    format!("{}, worked out by Common Ground", deal_shown(cases))
}

/// The link shown where the embed does not load, and under a frame without a script.
#[must_use]
pub fn instead(cases: &Cases) -> String {
    format!("Open “{}” in Common Ground", deal_shown(cases))
}

/// Before the link under the preview.
pub const LINK_UNDER_FRAME: &str = "Under the frame without a script:";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embed_style::EmbedStyle;
    use crate::link::open;

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
        let code = crate::link::fragment(&deal).unwrap();
        for at in (30..code.len()).step_by(7) {
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
        let scenario = Cases { open: Some(several.scenarios[0].id.clone()), ..several.clone() };
        let seen = "Visitors see the case “£8.0m, as the council later reported”, under this name.";
        assert_eq!(opens_on(&scenario), seen);
        let dearer = scenario.deal().with("/home_types/market/price", 190_000.into()).unwrap();
        let edited = scenario.with(dearer.into());
        assert_eq!(
            opens_on(&edited).strip_prefix(seen),
            Some(
                " Its inputs have been changed: rename it on the page “Deal”, or duplicate it as a scenario of its own."
            )
        );
        let mut own = edited;
        own.scenarios[0].name = "Dearer".to_owned();
        assert_eq!(opens_on(&own), "Visitors see the case “Dearer”, under this name.");
        assert_eq!(opens_on(&Cases::of(several.base)), "");
    }

    #[test]
    fn a_published_deal_names_the_few_inputs_that_it_changes() {
        let base = with_scenarios(&samples::NORWICH_2009).unwrap();
        let price = |deal: &Deal| deal.with("/home_types/market/price", 170_000.into()).unwrap();
        let edited = published_changes(&base.baseline, &price(&base.base), false);
        assert!(
            edited.starts_with("As published, changed from “Norwich 2009: city land and agency cash”: ")
                && edited.ends_with("from £186,000 to £170,000."),
            "{edited}"
        );
        let scenario = &base.scenarios[0].deal;
        let (as_it_was, changed) = (
            published_changes(&base.baseline, scenario, true),
            published_changes(&base.baseline, &price(scenario), true),
        );
        assert!(
            as_it_was.starts_with("As published, changed from the base case: ") && !as_it_was.contains("170,000"),
            "{as_it_was}"
        );
        assert!(changed.contains("£8") && changed.contains("£170,000"), "{changed}");
        assert_eq!(published_changes(&base.baseline, &base.base, false), "");
        // The more it changes, the more a visitor has to know.
        let many = [
            ("/home_types/market/build_cost", 100_000),
            ("/months", 160),
            ("/contributions/hca-cash/amount", 9_000_000),
        ];
        let many = many.into_iter().fold(price(&base.base), |deal, (path, to)| deal.with(path, to.into()).unwrap());
        let said = published_changes(&base.baseline, &many, true);
        assert!(said.ends_with("; and 1 more input.") && said.matches("; ").count() == 3, "{said}");
        let renamed = base.base.with("/title", "Mill Lane".into()).unwrap();
        assert_eq!(published_changes(&base.baseline, &renamed, false), "");
    }

    #[test]
    fn choices_with_an_error_are_named_beside_the_code() {
        assert_eq!(left_out(&[]), None);
        let one = [(ACCENT, NOT_A_COLOUR)];
        let said = format!("“{ACCENT}” has an error and is left out of the code.");
        assert_eq!(left_out(&one).as_deref(), Some(&*said));
        assert_eq!(errors_said(&one), format!("Error: “{ACCENT}”. {NOT_A_COLOUR}. {said}"));
        assert_eq!(corrected_said(&[RADIUS], 1), format!("“{RADIUS}” is right now. One error left."));
        assert_eq!(
            corrected_said(&[RADIUS, FONT], 0),
            format!("“{RADIUS}” and “{FONT}” are right now. No errors left.")
        );
    }

    /// Two embeds of one page are told apart by the title of the frame and the text of the link.
    #[test]
    fn the_title_and_the_link_of_a_code_name_its_scenario() {
        let base = with_scenarios(&samples::NORWICH_2009).unwrap();
        let scenario = Cases { open: Some(base.scenarios[0].id.clone()), ..base.clone() };
        let title = &base.deal().title;
        assert_eq!(frame_title(&base), format!("{title}, worked out by Common Ground"));
        for named in [frame_title(&scenario), instead(&scenario)] {
            assert!(named.contains(title) && named.contains(&scenario.scenarios[0].name), "{named}");
        }
    }

    #[test]
    fn a_colour_that_fails_on_both_pages_has_one_message_with_a_colour_for_each() {
        let said = |fragment: &str| {
            let style = EmbedStyle::read(fragment);
            let cures = style.cures(RefusedColour::Accent);
            refused(&style.refused_colours(), &cures, style.scheme.is_none()).unwrap_or_default()
        };
        let both = said("accent=808080");
        assert!(both.contains("on both light and dark pages") && both.matches("Choose").count() == 1, "{both}");
        assert!(both.contains("Light under “Light or dark” with a darker link and button colour, such as "), "{both}");
        assert!(both.contains(", or Dark with a lighter link and button colour, such as "), "{both}");
        let dark = said("accent=7b1e4b");
        assert!(dark.contains("on a dark page") && dark.ends_with("Choose Light under “Light or dark”."), "{dark}");
        assert!(said("accent=7b1e4b&theme=dark").contains("there. Choose a lighter link and button colour, such as "));
        assert_eq!(said("accent=1d4f5c&theme=light"), "");
    }

    /// The hint of the code named no width, and its height was too low for the column that it was for.
    #[test]
    fn the_hint_names_the_width_and_the_height_of_the_code() {
        let sheet = include_str!("../../static/compact.css");
        assert!(sheet.contains(&format!("(width < {}rem)", f64::from(NARROW_BELOW) / 16.0)));
        assert!(include_str!("../../static/embed.js").contains(&format!("NARROW = {NARROW_BELOW};")));
        for column in COLUMNS {
            let hint = without_script_hint(column);
            assert!(hint.contains(&format!("fixed, at {} pixels", column.height)), "{hint}");
            assert!(hint.contains("under 700 pixels wide, as on a phone"), "{hint}");
        }
    }

    /// One colour reads on light pages and the other on dark ones: both warnings name the same scheme, and the colour to change.
    #[test]
    fn two_refused_colours_have_one_advice() {
        let said = |fragment: &str, kind: fn(Scheme) -> RefusedColour| {
            let style = EmbedStyle::read(fragment);
            let own: Vec<_> = style.refused_colours().into_iter().filter(|own| *own == kind(scheme_of(*own))).collect();
            refused(&own, &style.cures(kind), style.scheme.is_none()).unwrap_or_default()
        };
        let both = |fragment| [said(fragment, RefusedColour::Accent), said(fragment, RefusedColour::Background)];
        let [accent, ground] = both("accent=7cc4d3&ground=eeeeee");
        assert!(
            accent.contains("Choose Light under “Light or dark” with a darker link and button colour, "),
            "{accent}"
        );
        assert!(ground.ends_with("Choose Light under “Light or dark”."), "{ground}");
        let [accent, ground] = both("accent=ffee00&ground=777777&theme=light");
        assert!(accent.contains("Choose a darker link and button colour, such as "), "{accent}");
        assert!(ground.contains("Choose a lighter background colour, such as "), "{ground}");
    }

    /// A visitor of an embed sees code, and no link.
    #[test]
    fn an_embed_without_its_scenario_speaks_of_the_code() {
        assert_eq!(not_opened(&NotFollowed::NoScenario), "The scenario named in the code is not in the deal.");
    }
}
