//! `batch`: order, bad lines, and how it ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use support::{json, printed, program, run, text};

/// A preset as one line.
fn line(name: &str) -> String {
    json(&printed(&["preset", name], "")).to_string()
}

fn results(output: &[u8]) -> Vec<Value> {
    text(output).lines().map(json).collect()
}

#[test]
fn answers_in_order_and_continues_after_a_bad_line() {
    let (small, large) = (line("gd-1"), line("norwich-2009"));
    // A large deal before many small ones: without ordering the small ones would overtake it.
    let mut lines = vec![large.as_str(), "{\"version\": 1", "", small.as_str()];
    lines.extend([small.as_str(); 60]);
    lines.push(large.as_str());
    let output = run(&["batch", "--brief"], &lines.join("\n"));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "1 of 64 lines could not be calculated.\n");
    let results = results(&output.stdout);
    let numbers: Vec<u64> = results.iter().map(|result| result["line"].as_u64().unwrap()).collect();
    let wanted: Vec<u64> = (1..=65).filter(|number| *number != 3).collect();
    assert_eq!(numbers, wanted, "the empty line counts and has no answer");
    assert_eq!(results[0]["fingerprint"], "7894-a820");
    assert!(results[1]["error"].as_str().unwrap().contains("line 1"), "{}", results[1]);
    assert_eq!(results[2]["fingerprint"], "6cfd-efd3");
    assert_eq!(results[63]["homes_planned"], 1_300);
}

#[test]
fn gives_the_same_result_as_appraise() {
    let mut result = results(printed(&["batch"], &line("gd-1")).as_bytes()).remove(0);
    assert_eq!(result.as_object_mut().unwrap().remove("line"), Some(Value::from(1)));
    assert_eq!(result, json(&printed(&["appraise", "cases/gd-1/deal.json", "--json"], "")));
}

#[test]
fn reports_errors() {
    let bad = line("gd-1").replace("\"build_cost\":130000", "\"build_cost\":-1");
    let output = run(&["batch"], &bad);
    let result = results(&output.stdout).remove(0);
    assert_eq!(result["error"], "One value must be corrected.");
    assert_eq!(result.pointer("/findings/0/path"), Some(&Value::from("/home_types/market/build_cost")));
    assert!(result.pointer("/findings/0/problem/OutOfRange").is_some(), "{result}");
}

#[test]
fn refuses_lines_that_are_too_long_or_not_text() {
    let mut child = program(&["batch", "--brief"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let last = line("gd-1");
    let writer = std::thread::spawn(move || {
        // In characters of two bytes, so that the cut falls within one.
        stdin.write_all("é".repeat(3_000_000).as_bytes()).unwrap();
        stdin.write_all(b"\n\xff\n").unwrap();
        stdin.write_all(last.as_bytes()).unwrap();
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let results = results(&output.stdout);
    assert_eq!(results[0]["error"], "The file is larger than 1,000,000 characters, more than any deal needs.");
    assert_eq!(results[1]["error"], "The file is not text in UTF-8 or UTF-16.");
    assert_eq!(results[2]["line"], 3);
}

#[test]
fn answers_a_line_before_the_next_one_comes() {
    let mut child = program(&["batch", "--brief"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let question = line("gd-1");
    for number in 1..=3 {
        writeln!(stdin, "{question}").unwrap();
        assert_eq!(json(&answers.next().unwrap().unwrap())["line"], number);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// The output is closed while lines continue without end: the program must end, without a message.
#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = program(&["batch", "--brief"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let question = line("gd-1");
    let writer = std::thread::spawn(move || while writeln!(stdin, "{question}").is_ok() {});
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}
