//! Files as users have them: in the encodings of Windows, with mistakes, and with control characters.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use serde_json::Value;
use std::io::Write;
use std::process::{Output, Stdio};
use support::{json, printed, program, refused, root, text};

const FILES: &str = "crates/cli/tests/files";

fn file(name: &str) -> String {
    format!("{FILES}/{name}")
}

/// The output of the program for bytes on standard input.
fn run_bytes(arguments: &[&str], input: Vec<u8>) -> Output {
    let mut child = program(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(json).collect()
}

#[test]
fn opens_utf_8_with_a_byte_order_mark_and_utf_16() {
    let plain = printed(&["preset", "gd-1"], "");
    let wanted = printed(&["appraise", "-", "--json"], &plain);
    let marked = format!("\u{FEFF}{plain}");
    let bytes = |unit: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    for input in [marked.clone().into_bytes(), bytes(u16::to_le_bytes), bytes(u16::to_be_bytes)] {
        let output = run_bytes(&["appraise", "-", "--json"], input);
        assert_eq!((text(&output.stderr).as_str(), text(&output.stdout)), ("", wanted.clone()));
    }
    assert!(printed(&["check", &file("powershell.utf16")], "").starts_with("Norwich 2009"));
}

#[test]
fn opens_a_batch_with_byte_order_marks_and_in_utf_16() {
    let marked = std::fs::read_to_string(root().join(file("batch-with-mark.jsonl"))).unwrap();
    let output = run_bytes(&["batch", "--brief"], marked.clone().into_bytes());
    assert_eq!(text(&output.stderr), "");
    let wanted = lines(&output);
    assert!(wanted.len() > 1 && wanted.iter().all(|line| line["error"].is_null()), "{wanted:?}");
    let units = || marked.encode_utf16();
    for input in [
        // A mark before every line, as in several files joined together.
        marked
            .lines()
            .map(|line| format!("\u{FEFF}{}\r\n", line.trim_start_matches('\u{FEFF}')))
            .collect::<String>()
            .into(),
        units().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        units().flat_map(u16::to_be_bytes).collect(),
    ] {
        assert_eq!(lines(&run_bytes(&["batch", "--brief"], input)), wanted);
    }
}

#[test]
fn names_windows_1252_and_does_not_read_it() {
    let name = file("ansi.cp1252");
    let (code, said) = refused(&["check", &name], "");
    assert_eq!(code, Some(2));
    assert!(said.contains("Windows-1252") && said.contains("UTF-8"), "{said}");
    let bytes = std::fs::read(root().join(&name)).unwrap();
    let line = bytes.into_iter().filter(|byte| *byte != b'\n').collect();
    let output = run_bytes(&["batch"], line);
    assert!(lines(&output)[0]["error"].as_str().unwrap().contains("Windows-1252"));
}

/// Whether an output has control characters other than the line ends of the program.
fn has_control_characters(output: &str) -> bool {
    output.chars().any(|letter| letter != '\n' && letter.is_control() || letter == '\u{202e}')
}

#[test]
fn shows_control_characters_as_text() {
    let name = file("escapes.json");
    for arguments in [
        &["check", &name][..],
        &["appraise", &name],
        &["appraise", &name, "--json"],
        &["compare", &name, "cases/gd-1/deal.json"],
        &["compare", "--json", &name],
        &["explain", &name],
    ] {
        let shown = printed(arguments, "");
        assert!(!has_control_characters(&shown), "{arguments:?}: {shown:?}");
    }
    let report = printed(&["appraise", &name], "");
    assert!(report.starts_with("\\u{1b}]0;PWNED\\u{7}"), "{report}");
    assert!(report.contains("x\\n£999,999,999"), "a line break in a name starts no row: {report}");
}

#[test]
fn shows_control_characters_in_errors_as_text() {
    let bad = std::fs::read_to_string(root().join(file("escapes.json"))).unwrap();
    for (from, to) in [
        ("\"summary\"", "\"sum\\u001b[2J\""),
        ("\"site\": \"site\"", "\"site\": \"\\u001b[2J\\n\\u009b\""),
        ("\"market_sale\"", "\"\\u001b[31m\\u202e\""),
    ] {
        assert!(bad.contains(from), "{from}");
        let (code, said) = refused(&["check", "-"], &bad.replacen(from, to, 1));
        assert_eq!(code, Some(2), "{said}");
        assert!(!has_control_characters(&said), "{said:?}");
    }
    let output = run_bytes(&["batch"], bad.replace("PWNED", "\\u009b31m\\u007f").into_bytes());
    assert!(
        !has_control_characters(&text(&output.stdout)),
        "JSON allows these as they are; a terminal must not get them"
    );
}

/// The error for a document in which a piece of text is replaced.
fn error_for(from: &str, to: &str) -> String {
    let document = printed(&["preset", "gd-1"], "");
    assert!(document.contains(from), "{from}");
    let (code, said) = refused(&["check", "-"], &document.replacen(from, to, 1));
    assert_eq!(code, Some(2), "{said}");
    for word in ["variant ", "invalid type", "expected one of", "struct ", "f64", "u32", "EOF", "sequence", " map"] {
        assert!(!said.contains(word), "“{word}” is a word of serde: {said}");
    }
    said
}

#[test]
fn says_what_is_wrong_with_a_field_and_what_it_may_be() {
    for (from, to, wanted) in [
        (
            "\"kind\": \"council\"",
            "\"kind\": \"association\"",
            "“deal.partners[0].kind” (Type of body) cannot be “association”. Choose one of: council (Council), ",
        ),
        ("\"cash_equity\"", "\"cash_equty\"", "cannot be “cash_equty”. Choose one of: "),
        (
            "\"build_months\"",
            "\"build_month\"",
            "There is no field “deal.phases[0].build_month”. Did you mean “build_months” (Building lasts)?",
        ),
        ("\"build_months\"", "\"zzz\"", "There is no field “deal.phases[0].zzz”. The fields here are: id, name, "),
        ("\"months\": 36,", "", "The field “months” (Model period) is missing from “deal”."),
        (
            "\"months\": 36,",
            "\"months\": 36, \"months\": 37,",
            "“deal.months” (Model period) is given twice. Remove one of them.",
        ),
        (
            "\"months\": 36",
            "\"months\": \"36\"",
            "“deal.months” (Model period) is text in \" quotes; it must be a whole number from 1 to 720.",
        ),
        ("\"months\": 36", "\"months\": 36.5", "is 36.5; it must be a whole number from 1 to 720."),
        ("\"months\": 36", "\"months\": -3", "(Model period) is −3; it must be a whole number from 1 to 720."),
        ("\"months\": 36", "\"months\": null", "is empty (null); it must be a whole number from 1 to 720."),
        (
            "\"build_cost\": 130000",
            "\"build_cost\": \"£130,000\"",
            "(Build cost, per home) is text in \" quotes; it must be a number from 0 to 10000000000.",
        ),
        ("\"build_cost\": 130000", "\"build_cost\": 1e999", "is too large a number."),
        (
            "\"start\": \"2027-04\"",
            "\"start\": \"04/2027\"",
            "“deal.start” (Start of the deal) must be a year and a month, like \"2027-04\".",
        ),
        ("\"partners\": [", "\"partners\": 5, \"x\": [", "is a number; it must be a list in [ ]."),
        (
            "\"amount\": 1200000",
            "\"amount\": true",
            "“deal.contributions[1].cash_equity.amount” (Amount) is true or false; it must be a number from 0 to ",
        ),
        (
            "\"kind\": \"council\"",
            "\"kind\": 5",
            "“deal.partners[0].kind” (Type of body) is not valid: it must be one of council, ",
        ),
    ] {
        let said = error_for(from, to);
        assert!(said.contains(wanted), "{from} -> {to}:\n{said}\nis not\n{wanted}");
    }
}

#[test]
fn says_where_a_document_stops_being_json_and_what_is_expected() {
    for (input, wanted) in [
        ("{", "line 1, column 1: the end is missing"),
        ("{\"version\": 1,\n  oh no", "line 2, column 3: the name of a field is expected here, in \" quotes."),
        ("{\"version\" 1}", "a colon is expected here, between a name and its value."),
        ("{\"version\": 1 \"deal\": {}}", "a comma or a closing } is expected here."),
        ("{\"version\": 1, \"deal\": [1 2]}", "a comma or a closing ] is expected here."),
        ("{\"version\": 1,}", "the comma before this is not needed; remove it."),
        ("{\"version\": 1, \"deal\": £5}", "a value is expected here: a number, "),
        ("{\"version\": 1, \"deal\": 01}", "a number is expected here, like 1250.5"),
        ("{\"version\": 1, \"deal\": \"a\nb\"}", "text has a line break or a single backslash"),
        ("{\"version\": 1, \"deal\": \"C:\\docs\"}", "text has a line break or a single backslash"),
        ("{\"version\": 1, \"deal\": \"a", "the closing quotation mark \" of a text is missing."),
        ("{\"version\": 1, \"deal\": {}}}", "the deal ends before this; remove what follows."),
    ] {
        let (code, said) = refused(&["check", "-"], input);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(wanted), "{input}:\n{said}\nis not\n{wanted}");
    }
}
