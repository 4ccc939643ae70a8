//! Labels, headings and buttons around the figures.

use super::builds::Builds;
pub use session::plain_text::date;

use super::format::{count, decimal, millions, percent};
use super::scale::{HALF_A_POUND, MoneyScale, together};
use crate::link::{TooLong, includes_baseline};
use crate::route::Page;
use crate::scenarios::Cases;
use crate::workspace::{Share, State};
use appraisal::Deal;
use appraisal::calendar::YearBasis;
use appraisal::document::MOST_BYTES;
use appraisal::jobs::JobsResult;
use links::MOST_CHARACTERS;

/// The link to the method.
pub const METHOD: &str = "Method";
/// The name of the product.
pub const PRODUCT: &str = "Common Ground";
/// The link to the main part.
pub const SKIP: &str = "Skip to main content";
/// The button that shows the actions on a narrow screen.
pub const MENU: &str = "Menu";
/// The button that copies the link.
pub const COPY_LINK: &str = "Copy link";
/// What it says once it is done.
pub const LINK_COPIED: &str = "Link copied";
/// The link in a sentence about it.
pub const LINK: &str = "link";
/// Announced if the browser does not allow it.
pub const LINK_NOT_COPIED: &str = "This browser does not let the page copy. Copy the link from the box.";
/// Why there is no link to the deal, or no file of it, and what to do.
#[must_use]
pub fn too_long(why: TooLong) -> String {
    let count = |characters: usize| count(i64::try_from(characters).unwrap_or(i64::MAX));
    match why {
        TooLong::Link(characters) => format!(
            "This deal is too long for a link: the link would have {} characters, and browsers and mail programs cut longer ones than \
             {}. Save the deal as a file and send the file.",
            count(characters),
            count(MOST_CHARACTERS)
        ),
        TooLong::Document(characters) => format!(
            "This deal is too long to be saved or sent: it has {} characters, and a deal of more than {} cannot be opened. Shorten \
             its longest descriptions and notes.",
            count(characters),
            count(MOST_BYTES)
        ),
    }
}
/// What a link contains.
pub const LINK_HOLDS_THE_DEAL: &str = "Anyone with the link can see the whole deal.";
/// The button that prints.
pub const PRINT: &str = "Print";
/// The line above the title: whether the open case, the base case or a scenario, is of the worked example, or was made from it.
#[must_use]
pub const fn kicker(is_example: Option<bool>, is_scenario: bool) -> &'static str {
    match is_example {
        Some(true) if is_scenario => "Scenario of the worked example",
        Some(true) => "Worked example, as first announced in June 2009",
        Some(false) => "Changed from the worked example",
        None => "Joint venture of land and cash",
    }
}
/// The button that leads to name and summary.
pub const NAME_THE_DEAL: &str = "Name and describe the deal";
/// The name of the deal as it was opened.
pub const BASE_CASE: &str = crate::scenarios::BASE_CASE;
/// The same once something is changed.
pub const BASE_CASE_EDITED: &str = "Base case, edited";

/// The choice to send every case.
pub const SEND_ALL: &str = "Send all scenarios";

/// What leaves with a link, a file or an embed code; `None` where there is nothing to choose.
#[must_use]
pub fn leaves(state: &State, share: Share) -> Option<String> {
    if !state.cases.has_private_others() {
        return None;
    }
    let cases = &state.cases;
    let named = |name: &str| format!("“{name}”");
    Some(match (share, cases.scenario()) {
        (Share::All, _) => {
            let names = cases.scenarios.iter().map(|scenario| named(&scenario.name));
            let names: Vec<String> = std::iter::once("the base case".to_owned()).chain(names).collect();
            format!("Link, file and embed code contain {}.", super::listed(&names))
        }
        (Share::OpenCase, Some(open)) => {
            format!(
                "Link, file and embed code contain only {}: not the base case or its description, nor another scenario.",
                named(&open.name)
            )
        }
        (Share::OpenCase, None) => "Link, file and embed code contain only the base case, no scenario.".to_owned(),
    })
}

/// What leaves, where there is a choice, and reasons that were given in reviews, which go with every link and file.
#[must_use]
pub fn all_that_leaves(state: &State, share: Share) -> Option<String> {
    let leaves = leaves(state, share);
    let has_reasons = |deal: &Deal| deal.marks.values().any(|mark| !mark.review_note.is_empty());
    let cases = &state.cases;
    let are_given = match share {
        Share::OpenCase if leaves.is_some() => has_reasons(state.deal()),
        _ => has_reasons(&cases.base) || cases.scenarios.iter().any(|scenario| has_reasons(&scenario.deal)),
    };
    let reasons = are_given.then(|| "The reasons given in reviews go with it.".to_owned());
    let said: Vec<String> = leaves.into_iter().chain(reasons).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// An announcement, and what leaves.
#[must_use]
pub fn with_leaves(said: &str, leaves: Option<&str>) -> String {
    leaves.map_or_else(|| said.to_owned(), |leaves| format!("{} {leaves}", super::ended(said)))
}

/// Announced once the link is copied, with what it contains while the figures are not up to date.
#[must_use]
pub fn link_copied(stale: Option<&str>) -> String {
    stale.map_or_else(|| LINK_COPIED.to_owned(), |stale| format!("{LINK_COPIED}. {stale}"))
}

/// The most errors that are announced in their own words: one wrong value may cause many.
const MOST_ERRORS: usize = 3;

/// The first of the new errors, each in its own words, how many more there are, and what they mean for the figures.
#[must_use]
pub fn errors_said(new: &[&str], errors: usize) -> String {
    let first = new.iter().take(MOST_ERRORS);
    let first = first.map(|error| format!("{}{} ", super::ERROR_SAID, super::ended(error)));
    let more = match new.len().saturating_sub(MOST_ERRORS) {
        0 => String::new(),
        1 => "And one more error. ".to_owned(),
        many => format!("And {} more errors. ", super::deal::in_letters(many)),
    };
    first.chain([more, super::deal::stale_first(errors)]).collect()
}

/// How many errors are left: "One error left."
#[must_use]
pub fn errors_left(errors: usize) -> String {
    match errors {
        0 => "No errors left.".to_owned(),
        1 => "One error left.".to_owned(),
        many => format!("{} errors left.", super::capitalised(&super::deal::in_letters(many))),
    }
}

/// What was accepted while there are other errors, and how many are left: "Market sale price: £186,000. Three errors left."
#[must_use]
pub fn accepted_said(accepted: &[String], errors: usize) -> String {
    let left = errors_left(errors);
    accepted.iter().map(String::as_str).chain([left.as_str()]).collect::<Vec<_>>().join(" ")
}

/// What a dotted line means.
pub const FIGURES_OPEN: &str =
    "Any figure with a dotted line opens to show its formula, its inputs and, for sums of money, its ledger entries.";
/// The name of the links to the pages.
pub const PAGES: &str = "Pages";
/// The name of the line that says how the deal is saved.
pub const SAVING: &str = "Saving";
/// The name of the tabs.
pub const SCENARIOS: &str = "Base case and scenarios";
/// The button that adds a scenario.
pub const ADD_SCENARIO: &str = "Add a scenario";
/// The button that renames it.
pub const RENAME: &str = "Rename";
/// The button that duplicates it.
pub const DUPLICATE: &str = "Duplicate";
/// The button that deletes it.
pub const DELETE_SCENARIO: &str = "Delete scenario";
/// The label of the box for its name.
pub const NAME_OF_SCENARIO: &str = "Name of the scenario";
/// The error if it has none.
pub const NAME_THE_SCENARIO: &str = "Enter a name for the scenario, like Slow sales";
/// The button that closes a small form.
pub const CANCEL: &str = "Cancel";
/// The button that sets the edited deal as the base case.
pub const KEEP_BASE: &str = "Set as base case";
/// The button that saves the differences as a scenario.
pub const KEEP_AS_SCENARIO: &str = "Save as a new scenario";
/// The button that undoes every change to the base case.
pub const UNDO_ALL: &str = "Undo all changes";
/// Announced once they are undone.
pub const ALL_UNDONE: &str = "All changes undone.";
/// The label of the list of cases that a new scenario may start from.
pub const STARTS_FROM: &str = "Starts as a copy of";
/// The button beside what was just deleted.
pub const UNDO: &str = "Undo";

/// What a new scenario starts from: the base case, with its edits, or another scenario with its changes.
#[must_use]
pub fn starts_from(edits: usize, scenario: Option<&str>) -> String {
    match (edits, scenario) {
        (_, Some(name)) => {
            format!("It starts with all changes of “{name}”. Choose the base case to start without them.")
        }
        (0, None) => "It starts as a copy of the base case.".to_owned(),
        (1, None) => "Your change moves into it. The base case goes back to its value before your change.".to_owned(),
        (many, None) => {
            format!("Your {many} changes move into it. The base case goes back to its values before your changes.")
        }
    }
}

/// Before the button that sets the base case, beside what would move into a new scenario.
pub const OR_KEEP_BASE: &str = "To keep your changes in the base case too:";

/// The error if another case has the name.
#[must_use]
pub fn name_is_taken(name: &str) -> String {
    format!("There is already a case called “{}”. Enter another name", name.trim())
}

/// Announced once the base case is set.
#[must_use]
pub fn base_set(scenarios: usize) -> String {
    let (scenarios, them) = match scenarios {
        0 => return "Set as base case.".to_owned(),
        1 => ("the scenario", "it"),
        _ => ("the scenarios", "them"),
    };
    format!(
        "Set as base case. What was changed in {scenarios} stays; everything else in {them} follows the new base case."
    )
}

/// The name of a copy of a scenario.
#[must_use]
pub fn copy_name(name: &str, number: usize) -> String {
    if number == 1 { format!("Copy of {name}") } else { format!("Copy {number} of {name}") }
}

/// Announced once a scenario is added, and is then open, with how many changes to the base case moved into it.
#[must_use]
pub fn scenario_added(name: &str, moved: usize, errors: &[String]) -> String {
    let remain =
        if errors.is_empty() { String::new() } else { format!(" {}", errors_remain(errors, " in the base case")) };
    let moved = match moved {
        0 => String::new(),
        1 => " Your change moved into it. The base case is back to its value before your change.".to_owned(),
        many => {
            format!(" Your {many} changes moved into it. The base case is back to its values before your changes.")
        }
    };
    format!("Scenario “{name}” added and open.{moved}{remain}")
}

/// Announced once a scenario is renamed.
#[must_use]
pub fn scenario_renamed(name: &str) -> String {
    format!("Scenario renamed to “{name}”.")
}

/// Announced after a step that opened another case: "The base case is open now."
#[must_use]
pub fn open_now(cases: &Cases) -> String {
    format!("{} is open now.", super::capitalised(&open_case(cases)))
}

/// The open case in a sentence: "the base case", "“Low”".
#[must_use]
pub fn open_case(cases: &Cases) -> String {
    cases.scenario().map_or_else(|| super::compare::THE_BASE_CASE.to_owned(), |scenario| format!("“{}”", scenario.name))
}

/// Beside undo and redo: the names of boxes whose text cannot be read and that the step leaves as they are.
#[must_use]
pub fn errors_remain(names: &[String], place: &str) -> String {
    let errors = if names.len() == 1 { "The error" } else { "The errors" };
    let remain = if names.len() == 1 { "remains" } else { "remain" };
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    format!("{errors} in {} {remain}{place}.", super::listed(&names))
}

/// Read out after the title of the deal if a scenario is open.
#[must_use]
pub fn in_scenario(cases: &Cases) -> String {
    cases.scenario().map_or_else(String::new, |scenario| format!(" (scenario: {})", scenario.name))
}

/// Announced once something is added.
#[must_use]
pub fn added(name: &str) -> String {
    format!("{name} added.")
}

/// Announced once something is removed.
#[must_use]
pub fn removed(name: &str) -> String {
    format!("{name} removed.")
}

/// Announced once a row is moved: "Three Score 2 is now 2 of 8."
#[must_use]
pub fn moved(name: &str, place: usize, of: usize) -> String {
    format!("{name} is now {place} of {of}.")
}

/// Announced once a row is duplicated.
#[must_use]
pub fn duplicated(name: &str) -> String {
    format!("{name} duplicated.")
}

/// Announced once a scenario is deleted.
#[must_use]
pub fn scenario_deleted(name: &str) -> String {
    format!("Scenario “{name}” deleted.")
}

/// What a partner puts in, with the most cash that it has promised: "the council puts in land worth £7.50m", "Hartwell up to
/// £3.00m in cash".
#[must_use]
pub fn partner_puts_in(partner: &str, land: i64, cash: i64) -> Option<String> {
    let [land_said, cash_said] = together([land, cash]);
    let land = (land > 0).then(|| format!("land worth {land_said}"));
    let cash = (cash > 0).then(|| format!("up to {cash_said} in cash"));
    let what: Vec<String> = land.into_iter().chain(cash).collect();
    let verb = super::names::verb(partner, "puts in", "put in");
    (!what.is_empty()).then(|| format!("{} {verb} {}", super::names::named(partner), super::listed(&what)))
}

/// The summary of the base case on a case that differs from it, with what the partners put in here.
#[must_use]
pub fn summary_of_base(summary: &str, here: Option<&[String]>) -> String {
    let here = here.map_or_else(String::new, |here| format!(" In this case {}.", super::listed(here)));
    format!("Description of the base case: {summary}{here}")
}

/// The jump links.
pub const JUMP: &[(&str, &str)] = &[
    ("levers", "Levers"),
    ("inputs", "All inputs"),
    ("charts", "Charts"),
    ("partners", "Partners"),
    ("years", "Years"),
    ("checks", "Checks"),
];
/// The name of the jump links.
pub const ON_THIS_PAGE: &str = "On this page";
/// The disclaimer in the foot.
pub const NOT_ADVICE: &str = "not valuation or legal advice";
/// The same about data.
pub const NOTHING_SENT: &str = "Calculated in your browser. Nothing is sent.";
/// The heading above the issues.
pub const BEFORE_COMMITTEE: &str = "Before this goes to committee";
/// The line under it.
pub const PROMPTS: &str = "Issues to resolve. They are prompts for advice, not legal opinions.";
/// The pot.
pub const POT: &str = "Reinvestment pot";
/// Read out for the sign of an issue to resolve.
pub const TO_RESOLVE: &str = "To resolve: ";
/// Read out for the sign of information.
pub const FOR_INFORMATION: &str = "For information: ";
/// The label of the box with the link, if it could not be copied.
pub const COPY_THIS_LINK: &str = "Copy this link";

/// The base case that the open case is compared with: its own edits, or those of the base case beside a scenario, are left out.
#[must_use]
pub fn base_compared(cases: &Cases) -> &'static str {
    if cases.is_edited() || cases.open.is_none() { "the base case as last set" } else { super::compare::THE_BASE_CASE }
}

/// Under the figures of a scenario while the base case is edited: what their changes are changes from.
#[must_use]
pub fn changes_are_from(cases: &Cases) -> Option<String> {
    (cases.scenario().is_some() && cases.is_edited()).then(|| format!("Changes are from {}.", base_compared(cases)))
}

/// How many inputs differ from the base case, or of the base case from how it was last set; while there are no scenarios, from the
/// deal supplied that it was made from, or how many were changed.
#[must_use]
pub fn inputs_differ(changes: usize, cases: &Cases) -> String {
    let (inputs, differ) = if changes == 1 { ("input", "differs") } else { ("inputs", "differ") };
    let supplied = &cases.baseline.title;
    match cases.scenarios.is_empty() {
        true if includes_baseline(cases) && !supplied.is_empty() => {
            format!("{changes} {inputs} {differ} from “{supplied}”, a deal supplied with Common Ground.")
        }
        true => format!("{changes} {inputs} entered or changed."),
        false => format!("{changes} {inputs} {differ} from {}.", base_compared(cases)),
    }
}

/// How many are not listed.
#[must_use]
pub fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("and {more} more.") }
}

/// The name of a page in the bar.
#[must_use]
pub const fn page(page: Page) -> &'static str {
    match page {
        Page::Deal => "Deal",
        Page::Compare => "Compare",
        Page::Deals => "All deals",
        Page::Embed => "Embed",
        Page::Glossary => super::glossary::TITLE,
    }
}

/// The second line of a scenario's tab: its errors, if it has any.
#[must_use]
pub fn tab_note(changes: usize, errors: usize) -> String {
    match changes {
        _ if errors > 0 => super::inputs::errors(errors),
        0 => "no change".to_owned(),
        1 => "1 input changed".to_owned(),
        many => format!("{many} inputs changed"),
    }
}

/// The link to the page that compares: the base case counts as a case.
#[must_use]
pub fn compare_all(cases: usize) -> String {
    if cases == 2 { "Compare both cases".to_owned() } else { format!("Compare all {cases} cases") }
}

pub use crate::scenarios::scenario_name;

/// The name of the open case.
#[must_use]
pub fn case_name(cases: &Cases) -> String {
    match cases.scenario() {
        Some(scenario) => scenario.name.clone(),
        None if cases.is_edited() && !cases.scenarios.is_empty() => BASE_CASE_EDITED.to_owned(),
        None => BASE_CASE.to_owned(),
    }
}

/// Which case of the deal is on paper: "Base case", "Scenario: Slow sales".
#[must_use]
pub fn printed_name(cases: &Cases) -> String {
    match cases.scenario() {
        Some(scenario) => format!("Scenario: {}", scenario.name),
        None => case_name(cases),
    }
}

/// The short code of a deal, by which two people see that they have the same figures.
#[must_use]
pub fn short_code(fingerprint: &str) -> String {
    format!("Short code of this deal: {fingerprint}. The same deal has the same code here and in a file.")
}

/// The foot of the page: version, date of the rates, name of the deal's document.
#[must_use]
pub fn version_line(version: &str, deal: &Deal, fingerprint: &str) -> String {
    let rates = date(&deal.rule_set);
    format!("{PRODUCT} {version} · method version 1.2 · rates as at {rates} · deal {fingerprint} · {NOT_ADVICE}")
}

/// The heading of the link on paper.
pub const OPEN_THIS_DEAL: &str = "Open this deal";
/// The line under it.
pub const SCAN: &str = "Scan the code to open the deal with all its assumptions and check every figure. Anyone with the code can see the whole deal.";
/// The same if the link is too long for a code.
pub const TOO_LONG_TO_SCAN: &str =
    "The link to this deal is too long for a QR code. Ask for the deal’s file to open it with all its assumptions.";
/// The name of the code, for screen readers.
pub const CODE_OF_THE_LINK: &str = "QR code of the link to this deal";

/// The link to the partners that are only in the table: the headline figures have room for two.
#[must_use]
pub const fn more_partners(partners: usize) -> Option<&'static str> {
    match partners {
        0..=2 => None,
        3 => Some("See the third partner in the partner table."),
        _ => Some("See the other partners in the partner table."),
    }
}

/// The names of the headline figures.
pub mod figures {
    /// Homes.
    pub const HOMES: &str = "Homes";
    /// Plots, where there are no homes.
    pub const PLOTS: &str = "Serviced plots";
    /// See [`PLOTS`].
    pub const NO_HOMES: &str = "no homes";
    /// Building jobs.
    pub const JOBS: &str = "Building jobs";
    /// Their unit.
    pub const A_YEAR: &str = "a year";
    /// The surplus, if not all of it is reinvested.
    pub const SURPLUS: &str = "Surplus";
    /// Peak funding.
    pub const PEAK: &str = "Peak funding";
    /// Public cash.
    pub const PUBLIC: &str = "Public cash per home";
}

/// The change in homes, and in affordable homes among them: "+10; 4 fewer affordable".
#[must_use]
pub fn homes_change(homes: i64, affordable: i64) -> String {
    let more = |number: i64| if number > 0 { "more" } else { "fewer" };
    let of_all = (homes != 0).then(|| format!("{}{}", if homes > 0 { "+" } else { "" }, count(homes)));
    let among = (affordable != 0).then(|| format!("{} {} affordable", count(affordable.abs()), more(affordable)));
    let parts: Vec<String> = of_all.into_iter().chain(among).collect();
    if parts.is_empty() { super::NO_CHANGE.to_owned() } else { parts.join("; ") }
}

/// The change in what a partner gets back, by how much, or by when where the amount is the same: "same amount, 75 months later".
/// More or less money put in is said with it, since more back for more in may be a loss. With another amount the last payment
/// is another one, and says nothing of when the others come. `repaid` is whether all its capital was and is repaid; none where
/// it has none. What is put in, was and is, has the unit of its row on Compare.
#[must_use]
pub fn received_change(sum: String, put_in: [i64; 2], months: i32, repaid: [Option<bool>; 2]) -> String {
    let is_same = sum == super::NO_CHANGE;
    let more = put_in[1] - put_in[0];
    let put_in = (more.abs() >= HALF_A_POUND)
        .then(|| format!("{} put in", super::compare::beyond(more, MoneyScale::of(&put_in))));
    let moved = match repaid {
        [Some(true), Some(false)] => Some("capital no longer repaid in full".to_owned()),
        [Some(false), Some(true)] => Some("capital now repaid in full".to_owned()),
        [Some(false), _] | [_, Some(false)] => None,
        _ => (months != 0 && is_same).then(|| super::compare::months_moved(months.into())),
    };
    let beside: Vec<String> = put_in.into_iter().chain(moved).collect();
    let sum = if is_same && !beside.is_empty() { "same amount".to_owned() } else { sum };
    [sum].into_iter().chain(beside).collect::<Vec<_>>().join(", ")
}

/// "474 of them affordable (36.5%)".
#[must_use]
pub fn affordable(affordable: u32, share: f64) -> String {
    match affordable {
        0 => "none of them affordable".to_owned(),
        _ if share >= 1.0 => "all of them affordable".to_owned(),
        some => format!("{} of them affordable ({})", count(i64::from(some)), percent(share)),
    }
}

/// "averaged over the 3 financial years with building; 109 net additional; 63 gross using the lowest source".
#[must_use]
pub fn jobs_context(jobs: &JobsResult, basis: YearBasis) -> String {
    let kind = match basis {
        YearBasis::Financial => "financial ",
        YearBasis::Scheme => "",
    };
    let over = match jobs.years_of_work {
        1 => format!("in the one {kind}year with building"),
        years => format!("averaged over the {years} {kind}years with building"),
    };
    format!(
        "{over}; {} net additional; {} gross using the lowest source",
        decimal(jobs.net_a_year, 0),
        decimal(jobs.low_a_year, 0)
    )
}

/// A change in jobs that comes from the cost of the same work: "+12, from higher costs alone".
#[must_use]
pub fn jobs_by_cost(change: String) -> String {
    match change.as_str() {
        super::NO_CHANGE => change,
        up if up.starts_with('+') => format!("{change}, from higher costs alone"),
        _ => format!("{change}, from lower costs alone"),
    }
}

/// A change in jobs a year of the same person-years: "+11; the same work over fewer years".
#[must_use]
pub fn jobs_over_other_years(change: String) -> String {
    match change.as_str() {
        super::NO_CHANGE => change,
        up if up.starts_with('+') => format!("{change}; the same work over fewer years"),
        _ => format!("{change}; the same work over more years"),
    }
}

/// "present value £39.56m at 4.5%".
#[must_use]
pub fn worth(present_value: i64, rate_percent: f64) -> String {
    format!("present value {} at {}%", millions(present_value), decimal(rate_percent, 1))
}

/// "£8.00m over 1,300 homes completed, before repayments; public loans of up to £4.50m are not included". A deal of plots alone
/// has no figure for a home, and says why.
#[must_use]
pub fn public_context(cash: i64, builds: Builds, homes: u32, loans: i64, unpaid_loans: i64) -> String {
    let over = match builds {
        Builds::Plots => ", before repayments; the deal builds plots, not homes".to_owned(),
        _ => format!(" over {} homes completed, before repayments", count(i64::from(homes))),
    };
    let [cash, lent, unpaid] = together([cash, loans, unpaid_loans]);
    let unpaid = if unpaid_loans > 0 { format!(", {unpaid} of them unpaid at the end") } else { String::new() };
    let loans =
        if loans > 0 { format!("; public loans of up to {lent}{unpaid} are not included") } else { String::new() };
    format!("{cash}{over}{loans}")
}

/// "in November 2011: £8.00m partners’ cash, £1.49m loan", each where there is any, without a date if there is none; and the cash
/// shortfall, which is not counted.
#[must_use]
pub fn peak_context(when: &str, cash: i64, loans: i64, short: i64) -> String {
    let [cash_said, loans_said, missing] = together([cash, loans, short]);
    let short = if short > 0 { format!("; the cash shortfall of {missing} is not counted") } else { String::new() };
    let parts = [(cash_said, "partners’ cash", cash), (loans_said, "loan", loans)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(.., sum)| *sum > 0).map(|(said, what, _)| format!("{said} {what}")).collect();
    match parts.as_slice() {
        [] => format!("no partners’ cash and no loan{short}"),
        parts => format!("{when}: {}{short}", parts.join(", ")),
    }
}

/// The title of the browser's window: whether there is an error, which page, which deal, and which scenario.
#[must_use]
pub fn window_title(of: Page, cases: &Cases, has_faults: bool) -> String {
    let error = if has_faults { super::problems::ERROR_IN_TITLE } else { "" };
    let of = if of == Page::Deal { String::new() } else { format!("{}: ", page(of)) };
    format!("{error}{of}{}{} – {PRODUCT}", super::names::deal(&cases.deal().title), in_scenario(cases))
}

/// "£2.00m of it reinvested".
#[must_use]
pub fn of_it_reinvested(pot: i64) -> String {
    match pot {
        0 => "after preferred return and capital".to_owned(),
        some => format!("{} of it reinvested", millions(some)),
    }
}

/// The change of the surplus, with that of the pot if it changes: "no change; reinvested −£28.52m from £57.03m".
#[must_use]
pub fn surplus_change(surplus: String, pot: Option<String>) -> String {
    match pot.filter(|pot| pot != super::NO_CHANGE) {
        Some(pot) => format!("{surplus}; reinvested {pot}"),
        None => surplus,
    }
}

/// "for £7.50m land, by October 2018"; where capital is not repaid, the last payment repays it only in part.
#[must_use]
pub fn for_what_it_put_in(land: i64, cash: i64, by: Option<&str>, is_repaid: bool) -> String {
    match by {
        _ if land == 0 && cash == 0 => "puts in no land or cash as capital".to_owned(),
        Some(month) if !is_repaid => {
            format!("for {}; capital not repaid in full, last payment {month}", super::tables::puts_in(land, cash))
        }
        None if !is_repaid => format!("for {}; capital not repaid", super::tables::puts_in(land, cash)),
        Some(month) => format!("for {}, by {month}", super::tables::puts_in(land, cash)),
        None => format!("for {}", super::tables::puts_in(land, cash)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Action, Event};
    use appraisal::deal::Review;

    #[test]
    fn reasons_given_in_reviews_are_said_to_leave_only_where_they_do() {
        let example = State::on_the_example().unwrap();
        assert_eq!(all_that_leaves(&example, Share::OpenCase), None);
        let act = |state: &State, action| state.update(Event { at: 0, action }).0;
        let price = "/home_types/market/price".to_owned();
        let scenario = act(&example, Action::AddScenario("Ours".to_owned(), None));
        let reviewed = act(&scenario, Action::Reviewed(price, Some(Review::Challenged), "Our floor".to_owned()));
        let with_reasons =
            |state: &State, share| all_that_leaves(state, share).unwrap().ends_with("reviews go with it.");
        assert!(with_reasons(&reviewed, Share::OpenCase));
        let base = act(&reviewed, Action::Open(None));
        assert!(!with_reasons(&base, Share::OpenCase) && with_reasons(&base, Share::All));
    }

    /// A scenario follows a new base case in every value that it had in common with the one before.
    #[test]
    fn scenarios_keep_what_was_changed_in_them_and_follow_a_new_base_case_in_the_rest() {
        assert_eq!(base_set(0), "Set as base case.");
        assert_eq!(
            [1, 4].map(base_set),
            [
                "Set as base case. What was changed in the scenario stays; everything else in it follows the new base case.",
                "Set as base case. What was changed in the scenarios stays; everything else in them follows the new base case."
            ]
        );
    }

    #[test]
    fn what_moves_out_of_the_base_case_is_announced_with_the_new_scenario() {
        assert_eq!(scenario_added("Low", 0, &[]), "Scenario “Low” added and open.");
        let one = scenario_added("Low", 1, &[]);
        assert!(
            one.ends_with("open. Your change moved into it. The base case is back to its value before your change.")
        );
        assert!(
            scenario_added("Low", 3, &[])
                .contains("Your 3 changes moved into it. The base case is back to its values before your changes")
        );
    }

    #[test]
    fn a_peak_without_partners_cash_or_without_a_loan_leaves_that_out() {
        let said = |cash, loans| peak_context("in July 2028", cash, loans, 0);
        assert_eq!(said(800_000_000, 149_000_000), "in July 2028: £8.00m partners’ cash, £1.49m loan");
        assert_eq!(said(0, 454_000_000), "in July 2028: £4.54m loan");
        assert_eq!(said(800_000_000, 0), "in July 2028: £8.00m partners’ cash");
        assert_eq!(said(0, 0), "no partners’ cash and no loan");
        assert_eq!(
            peak_context("in July 2028", 0, 0, 454_000_000),
            "no partners’ cash and no loan; the cash shortfall of £4.54m is not counted"
        );
    }

    #[test]
    fn a_share_of_all_homes_is_not_a_number_and_a_percentage() {
        assert_eq!(affordable(60, 1.0), "all of them affordable");
        assert_eq!(affordable(59, 59.0 / 60.0), "59 of them affordable (98.3%)");
    }

    #[test]
    fn of_many_errors_three_are_announced_in_their_own_words() {
        let said = |new: &[&str]| errors_said(new, new.len());
        let three = "Error: A. Error: B. Error: C. ";
        let until = |errors: &str| format!("The figures cannot be worked out until {errors} errors are fixed.");
        assert_eq!(said(&["A", "B", "C"]), format!("{three}{}", until("three")));
        assert_eq!(said(&["A", "B", "C", "D"]), format!("{three}And one more error. {}", until("four")));
        let many = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"];
        assert_eq!(said(&many), format!("{three}And 10 more errors. {}", until("13")));
    }

    #[test]
    fn errors_that_remain_are_named() {
        let names = ["Land value", "Homes"].map(str::to_owned);
        assert_eq!(errors_remain(&names[..1], ""), "The error in “Land value” remains.");
        assert_eq!(errors_remain(&names, ""), "The errors in “Land value” and “Homes” remain.");
    }

    #[test]
    fn a_changed_example_is_not_called_the_example() {
        assert_eq!(kicker(Some(true), false), "Worked example, as first announced in June 2009");
        assert_eq!(kicker(Some(true), true), "Scenario of the worked example");
        assert_eq!([kicker(Some(false), false), kicker(Some(false), true)], ["Changed from the worked example"; 2]);
    }
}
