//! Every command as a process: exit codes, output streams, and the keys of JSON results.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use serde_json::{Value, json};
use support::{json, printed, refused, root};

const NORWICH: &str = "cases/norwich-2009/deal.json";
const GD_1: &str = "cases/gd-1/deal.json";

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn prints_a_report() {
    let report = printed(&["appraise", NORWICH], "");
    for part in
        ["Norwich 2009", "Deal 7894-a820, 156 months from 2009-04", "£57,032,805", "Norwich City Council", "1,300"]
    {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
}

#[test]
fn prints_every_figure_as_json() {
    let result = json(&printed(&["appraise", NORWICH, "--json"], ""));
    let page = std::fs::read_to_string(root().join("docs/results.md")).unwrap();
    let documented = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(key, _)| key);
    assert_eq!(keys(&result), documented.collect::<Vec<_>>(), "docs/results.md names every key in its order");
    assert_eq!(result["version"], 1);
    assert_eq!(result["fingerprint"], "7894-a820");
    assert_eq!(result.pointer("/appraisal/pot/total"), Some(&json!(5_703_280_477_i64)));
    assert_eq!(result["sensitivities"].as_array().map(Vec::len), Some(9), "the set of method 3.10");
    let rates = result["rates"].as_array().unwrap();
    assert!(!rates.is_empty() && rates.iter().all(|rate| rate["mark"].is_string() && rate["id"].is_string()));
}

#[test]
fn reads_standard_input() {
    let document = std::fs::read_to_string(root().join(GD_1)).unwrap();
    assert_eq!(printed(&["appraise", "-", "--json"], &document), printed(&["appraise", GD_1, "--json"], ""));
    assert_eq!(printed(&["check", "-"], &document), "GD-1: 24 homes for sale: no errors. Deal 6cfd-efd3.\n");
}

/// Which scenario a page had open when it saved the file changes no result.
#[test]
fn results_do_not_depend_on_the_open_scenario() {
    let preset = printed(&["preset", "norwich-2009"], "");
    let mut seen = json(&preset);
    (seen["version"], seen["open"]) = (2.into(), seen["deal"]["scenarios"][0]["id"].clone());
    assert!(seen["open"].is_string());
    assert_eq!(printed(&["appraise", "-"], &seen.to_string()), printed(&["appraise", "-"], &preset));
}

#[test]
fn reports_errors_and_their_fields() {
    let document = printed(&["preset", "gd-1"], "").replace("\"build_cost\": 130000", "\"build_cost\": -1");
    let document = document.replace("\"sale_lag_months\": 2", "\"sale_lag_months\": 500");
    for command in ["check", "appraise", "compare"] {
        let (code, said) = refused(&[command, "-"], &document);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.starts_with("-: 2 values must be corrected."), "{said}");
        let wanted = "/home_types/market/build_cost (Build cost, per home): Give a number from 0 to 10000000000.";
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn tells_a_bad_deal_from_a_file_that_cannot_be_read() {
    for (arguments, input, code, part) in [
        (&["check", "no-such-file.json"][..], "", 1, "no-such-file.json"),
        (&["check", "-"], "", 2, "The file is empty."),
        (&["check", "-"], "\u{feff} \n", 2, "The file is empty."),
        (&["check", "-"], "<!DOCTYPE html>", 2, "This is a web page, not a deal file."),
        (&["check", "-"], "{", 2, "line 1"),
        (&["check", "-"], "[]", 2, "This is not a Common Ground deal."),
        (&["check", "-"], "{\"version\": 9}", 2, "version 9"),
        (&["check", "-"], "{\"version\": 1, \"deal\": {\"titel\": \"\"}}", 2, "titel"),
        (&["check"], "", 2, "Usage"),
        (&["appraise", NORWICH, "--yaml"], "", 2, "--yaml"),
        (&["preset", "no-such-preset"], "", 2, "norwich-2009, labv-matched-equity"),
        (&["compare", "-", "-"], "", 2, "once only"),
        (&["compare", NORWICH, "no-such-file.json"], "", 1, "no-such-file.json"),
        (&["no-such-command"], "", 2, "no-such-command"),
    ] {
        let (found, said) = refused(arguments, input);
        assert_eq!(found, Some(code), "{arguments:?}: {said}");
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
}

#[test]
fn lists_and_prints_the_presets() {
    let list = printed(&["preset"], "");
    for number in 1..=10 {
        let id = format!("P{number}");
        assert!(list.split_whitespace().any(|word| word.trim_end_matches(',') == id), "{list}");
    }
    for sample in appraisal::samples::ALL {
        assert_eq!(
            list.lines().filter(|line| line.split_whitespace().any(|word| word == sample.name)).count(),
            1,
            "{list}"
        );
    }
    assert_eq!(printed(&["preset", "norwich-2009"], ""), std::fs::read_to_string(root().join(NORWICH)).unwrap());
}

#[test]
fn compares_deals_in_columns() {
    let table = printed(&["compare", NORWICH, GD_1], "");
    let row = |label: &str| table.lines().find(|line| line.starts_with(label)).unwrap().split_whitespace();
    assert_eq!(row("Homes planned").collect::<Vec<_>>(), ["Homes", "planned", "1,300", "24"]);
    assert_eq!(row("Cash partner: gets back").next_back(), Some("£1,728,579"));
    let result = json(&printed(&["compare", "--json", NORWICH, GD_1], ""));
    assert_eq!(keys(&result), ["version", "deals", "offers", "instead"]);
    assert_eq!(result.pointer("/deals/1/homes_planned"), Some(&json!(24)));
    let partner = keys(result.pointer("/deals/0/partners/0").unwrap());
    let wanted = ["id", "name", "land_in", "cash_in", "received", "capital_unpaid", "loss", "multiple"];
    assert_eq!(partner[..8], wanted);
    assert_eq!(partner[8..], ["rate_of_return", "dated_rate_of_return"]);
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    for arguments in [&["appraise", NORWICH, "--json"][..], &["preset", "gd-1"], &["schema"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = support::program(arguments).stdout(Stdio::from(writer)).output().unwrap();
        assert_eq!(support::text(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn explains_a_figure_and_lists_those_it_can_explain() {
    let ids = printed(&["explain", GD_1], "");
    assert!(ids.lines().any(|id| id == "partner/C/received"), "{ids}");
    let derivation = json(&printed(&["explain", GD_1, "value/total_development_cost"], ""));
    let (value, ledger) = (derivation.pointer("/value/pence").unwrap(), derivation["ledger"].as_array().unwrap());
    assert!(value.as_i64().unwrap() > 0 && !ledger.is_empty(), "{derivation}");
    assert!(derivation["formula"].as_str().unwrap().len() > 20, "{derivation}");
    let (code, said) = refused(&["explain", GD_1, "no/such/figure"], "");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("no/such/figure"), "{said}");
}
