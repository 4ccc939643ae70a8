//! A deal that came by a link or a file, beside the copy of it in this browser; and copies among the saved deals.

use super::steps;
use crate::scenarios::BASE_CASE;
use session::lineage::{Differences, Kin, Lineage, Standing, Why, With};

/// The heading of the notice.
pub const YOU_HAVE_IT: &str = "You already have this deal.";
/// The button that opens the user's own.
pub const OPEN_YOURS: &str = "Open yours";
/// Announced once it is open.
pub const YOURS_IS_OPEN: &str = "Yours is open now.";
/// What becomes of the user's own.
pub const NOT_OVERWRITTEN: &str = "Nothing here overwrites yours.";
/// The most differences that are listed beside the notice, and announced.
pub const MOST_LISTED: usize = 3;

/// When the own deal was saved, and how what came is related to it. `time` is by the user's clock; none if it is not saved.
#[must_use]
pub fn standing(standing: Standing, time: Option<&str>) -> String {
    let saved = match time {
        Some(time) => format!("Yours was saved {time}."),
        None => "Yours was open here and is not saved.".to_owned(),
    };
    let this = match standing {
        Standing::Same => "This is the same version.",
        Standing::Later => "This is a later version, made from yours.",
        Standing::Earlier => "This is an earlier version of yours.",
        Standing::Branched => "This was made from an earlier version of yours, which you have changed since.",
        Standing::Sibling => "This and yours were made from the same earlier version.",
        Standing::Unknown => "This is another version: nothing in it shows which of the two is newer.",
    };
    format!("{saved} {this}")
}

/// How much differs: "2 inputs differ, from yours to what came, and 1 scenario is only in one of the two:".
#[must_use]
pub fn how_much(differences: &Differences) -> String {
    let with = differences.with.as_ref().map(|with| {
        let yours =
            if with.name == BASE_CASE { "your base case".to_owned() } else { format!("your “{}”", with.name) };
        match with.why {
            Why::MadeFrom => format!("Compared with {yours}: "),
            Why::MadeFromBefore => format!("Compared with {yours}, which is no longer in your deal: "),
            Why::Named => format!("Compared with {yours}, whose name it has: "),
            Why::MostLike => format!("Compared with {yours}, the most like it: "),
        }
    });
    let marks = "sources, notes or reviews of values";
    let (inputs, is_marked) = (differences.inputs(), differences.is_marked_otherwise);
    let scenarios = differences.added.len() + differences.removed.len();
    let only = format!("{}{}", only_in_one(scenarios), with_another_name(differences.renamed.len()));
    let said = match inputs {
        0 if is_marked => format!("no input differs; {marks} do"),
        0 if !only.is_empty() => "no input differs".to_owned(),
        0 => "nothing differs".to_owned(),
        inputs => format!("{}, from yours to what came", differ(inputs, differences.cases.len())),
    };
    let too = if inputs > 0 && is_marked { format!(", and {marks} do too") } else { String::new() };
    let end = if inputs > 0 || !only.is_empty() { ":" } else { "." };
    super::capitalised(&format!("{}{said}{too}{only}{end}", with.unwrap_or_default()))
}

/// "2 inputs differ in 2 cases": an input that differs in both counts for each.
fn differ(inputs: usize, cases: usize) -> String {
    let cases = if cases > 1 { format!(" in {cases} cases") } else { String::new() };
    if inputs == 1 { format!("1 input differs{cases}") } else { format!("{inputs} inputs differ{cases}") }
}

/// ", and 1 scenario is only in one of the two"; nothing where there is none.
fn only_in_one(scenarios: usize) -> String {
    match scenarios {
        0 => String::new(),
        1 => ", and 1 scenario is only in one of the two".to_owned(),
        many => format!(", and {many} scenarios are only in one of the two"),
    }
}

/// ", and 1 scenario has another name"; nothing where there is none.
fn with_another_name(scenarios: usize) -> String {
    match scenarios {
        0 => String::new(),
        1 => ", and 1 scenario has another name".to_owned(),
        many => format!(", and {many} scenarios have other names"),
    }
}

/// Every difference in one line: "Market sale price, per home: from £186,000 to £176,700". Where there are scenarios, each line
/// names its case.
#[must_use]
pub fn lines(differences: &Differences) -> Vec<String> {
    let names_cases = differences.cases.iter().any(|case| case.scenario.is_some());
    let mut lines = Vec::new();
    for case in &differences.cases {
        let case_name = match &case.scenario {
            Some(name) => format!("“{name}”: "),
            None if names_cases => format!("{BASE_CASE}: "),
            None => String::new(),
        };
        let line = |change| steps::in_one_line(&steps::difference(change, &case.base, &case.other));
        lines.extend(case.changes.iter().map(|change| format!("{case_name}{}", line(change))));
    }
    let renamed = |[was, now]: &[String; 2]| format!("Scenario “{was}” is called “{now}” in this one");
    lines.extend(differences.renamed.iter().map(renamed));
    lines.extend(differences.added.iter().map(|name| format!("Scenario “{name}”: only in this one")));
    lines.extend(differences.removed.iter().map(|name| format!("Scenario “{name}”: only in yours")));
    lines
}

/// The summary of the fold with those that are not listed.
#[must_use]
pub fn more(more: usize) -> String {
    if more == 1 { "1 more difference".to_owned() } else { format!("{more} more differences") }
}

/// The link to further copies.
#[must_use]
pub fn others(others: usize) -> Option<String> {
    match others {
        0 => None,
        1 => Some("See 1 more copy of it on All deals".to_owned()),
        many => Some(format!("See {many} more copies of it on All deals")),
    }
}

/// The notice as it is announced.
#[must_use]
pub fn said(lineage: &Lineage, time: Option<&str>, lines: &[String]) -> String {
    let listed = lines.iter().take(MOST_LISTED).map(|line| super::ended(line));
    let rest = lines.len().saturating_sub(MOST_LISTED);
    let rest = (rest > 0).then(|| format!("And {}.", more(rest)));
    let first = [YOU_HAVE_IT.to_owned(), standing(lineage.standing, time), how_much(&lineage.differences)];
    first.into_iter().chain(listed).chain(rest).collect::<Vec<_>>().join(" ")
}

/// How a saved deal is related to another copy of it: "From a link or a file. A later version of “Norwich 2009” (“Offer B”),
/// saved 30/11/2026, 10:30: 1 input differs." Where it has several cases and the copy has one, that of one of them: "“Offer B” is an
/// earlier version of …".
#[must_use]
pub fn kin(kin: &Kin, time: &str) -> String {
    let received = if kin.is_received { "From a link or a file. " } else { "" };
    let related = match kin.standing {
        Standing::Same => "The same as",
        Standing::Later => "A later version of",
        Standing::Earlier => "An earlier version of",
        Standing::Branched => "Made from an earlier version of",
        Standing::Sibling => "Made from the same version as",
        Standing::Unknown => "Another version of",
    };
    let is_guess = |with: &&With| matches!(with.why, Why::Named | Why::MostLike);
    let compared = match (kin.case.as_ref().filter(is_guess), kin.own_case.as_ref().filter(is_guess)) {
        (Some(with), _) => format!(" compared with {},", case(&with.name)),
        (None, Some(with)) => format!(" of {},", case(&with.name)),
        (None, None) => String::new(),
    };
    let differ = match (kin.standing, kin.inputs) {
        (Standing::Same, _) => String::new(),
        (_, 0) => format!(":{compared} no input differs"),
        (_, inputs) => format!(":{compared} {}", self::differ(inputs, kin.cases)),
    };
    let only = format!("{}{}", only_in_one(kin.scenarios), with_another_name(kin.renamed));
    let related = match kin.own_case.as_ref().filter(|with| !is_guess(with)) {
        Some(with) => format!("{} is {}", super::capitalised(&case(&with.name)), super::lowered(related)),
        None => related.to_owned(),
    };
    let of_case = kin.case.as_ref().filter(|with| !is_guess(with));
    let of_case = of_case.map_or_else(String::new, |with| format!(" ({})", case(&with.name)));
    format!("{received}{related} “{}”{of_case}, saved {time}{differ}{only}.", super::names::deal(&kin.title))
}

/// A case within a sentence.
fn case(name: &str) -> String {
    if name == BASE_CASE { "the base case".to_owned() } else { format!("“{name}”") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios::Cases;
    use crate::workspace::State;
    use serde_json::Value;
    use std::rc::Rc;

    fn with(cases: &Cases, path: &str, value: Value) -> Cases {
        cases.with(Rc::new(cases.deal().with(path, value).unwrap()))
    }

    #[test]
    fn differences_are_in_the_words_of_the_list_of_changes() {
        let own = State::on_the_example().unwrap().cases;
        let came = with(&with(&own, "/home_types/market/price", 176_700.into()), "/title", "Norwich".into());
        let found = Differences::since(&own, &[], [], &came);
        assert_eq!(how_much(&found), "2 inputs differ, from yours to what came:");
        let lines = lines(&found);
        assert!(lines.contains(&"Market sale price, per home: from £186,000 to £176,700".to_owned()), "{lines:?}");
        assert!(lines.iter().any(|line| line.ends_with(" to Norwich")), "{lines:?}");
        assert_eq!(how_much(&Differences::since(&own, &[], [], &own)), "Nothing differs.");
    }

    #[test]
    fn lines_name_their_scenario_and_a_case_sent_alone_what_it_is_compared_with() {
        let own = State::on_the_example().unwrap().cases.with_scenario("Low", &None);
        let came = with(&own, "/home_types/market/price", 176_700.into());
        let found = Differences::since(&own, &[], [], &came.with_scenario("New", &None));
        let much = "1 input differs, from yours to what came, and 1 scenario is only in one of the two:";
        assert_eq!(how_much(&found), much);
        let scenario = "“Low”: Market sale price, per home: from £186,000 to £176,700";
        assert_eq!(lines(&found), [scenario, "Scenario “New”: only in this one"]);
        let both = with(&Cases { open: None, ..came.clone() }, "/months", 150.into());
        assert_eq!(
            how_much(&Differences::since(&own, &[], [], &both)),
            "2 inputs differ in 2 cases, from yours to what came:"
        );
        let alone = Differences::since(&own, &[], [], &came.alone());
        let differs = "1 input differs, from yours to what came:";
        assert_eq!(how_much(&alone), format!("Compared with your “Low”, whose name it has: {differs}"));
        let renamed = came.alone();
        let renamed = with(&renamed, "/title", "Mill Lane".into());
        let like = Differences::since(&own, &[], [], &renamed);
        assert!(how_much(&like).starts_with("Compared with your “Low”, the most like it: "), "{}", how_much(&like));
        let name = "Low".to_owned();
        let before = Differences { with: Some(With { name, why: Why::MadeFromBefore }), ..alone };
        assert_eq!(how_much(&before), format!("Compared with your “Low”, which is no longer in your deal: {differs}"));
        let renamed = own.renamed(&own.scenarios[0].id.clone(), "Lower");
        let renamed = Differences {
            renamed: vec![["Low", "Lower"].map(str::to_owned)],
            ..Differences::since(&renamed, &[], [], &renamed)
        };
        assert_eq!(how_much(&renamed), "No input differs, and 1 scenario has another name:");
        assert_eq!(super::lines(&renamed), ["Scenario “Low” is called “Lower” in this one"]);
        let gone = Differences::since(&own, &[], [], &own.without(&own.scenarios[0].id));
        assert_eq!(how_much(&gone), "No input differs, and 1 scenario is only in one of the two:");
    }

    #[test]
    fn copies_among_the_saved_deals_say_what_they_are() {
        let of = |standing, inputs, is_received| {
            let (title, case, own_case) = ("Mill Lane".to_owned(), None, None);
            Kin {
                standing,
                title,
                case,
                own_case,
                at: Some(0),
                inputs,
                cases: 1,
                scenarios: 0,
                renamed: 0,
                is_received,
            }
        };
        let kin = |of: Kin| kin(&of, "at noon");
        let made = "From a link or a file. A later version of “Mill Lane”, saved at noon: 1 input differs.";
        assert_eq!(kin(of(Standing::Later, 1, true)), made);
        assert_eq!(kin(of(Standing::Same, 0, false)), "The same as “Mill Lane”, saved at noon.");
        let more = kin(Kin { scenarios: 1, ..of(Standing::Earlier, 0, false) });
        let only = "An earlier version of “Mill Lane”, saved at noon: no input differs, and 1 scenario is only in one of the two.";
        assert_eq!(more, only);
        let both = kin(Kin { cases: 2, ..of(Standing::Unknown, 4, false) });
        assert_eq!(both, "Another version of “Mill Lane”, saved at noon: 4 inputs differ in 2 cases.");
        let case = |name: &str| Some(With { name: name.to_owned(), why: Why::MadeFrom });
        let like = |name: &str| Some(With { name: name.to_owned(), why: Why::MostLike });
        let guess = kin(Kin { case: like("Offer B"), ..of(Standing::Unknown, 2, false) });
        assert_eq!(guess, "Another version of “Mill Lane”, saved at noon: compared with “Offer B”, 2 inputs differ.");
        let guess = kin(Kin { own_case: like("Offer B"), ..of(Standing::Unknown, 2, false) });
        assert_eq!(guess, "Another version of “Mill Lane”, saved at noon: of “Offer B”, 2 inputs differ.");
        let renamed = kin(Kin { renamed: 1, ..of(Standing::Later, 0, false) });
        assert_eq!(
            renamed,
            "A later version of “Mill Lane”, saved at noon: no input differs, and 1 scenario has another name."
        );
        let of_one = Kin { case: case("Offer B"), ..of(Standing::Later, 3, false) };
        assert_eq!(kin(of_one), "A later version of “Mill Lane” (“Offer B”), saved at noon: 3 inputs differ.");
        let own_one = |name| kin(Kin { own_case: case(name), ..of(Standing::Earlier, 3, false) });
        let earlier = "is an earlier version of “Mill Lane”, saved at noon: 3 inputs differ.";
        assert_eq!(own_one("Offer B"), format!("“Offer B” {earlier}"));
        assert_eq!(own_one(BASE_CASE), format!("The base case {earlier}"));
    }
}
