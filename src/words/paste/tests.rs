//! What the page says about blocks as users copy them.

use super::*;
use crate::link::opened;
use crate::paste::{Refused, columns, read};
use appraisal::samples;
use appraisal::{Deal, fields};

fn paste(list: &str, text: &str) -> Result<(Deal, Pasted), Vec<Refused>> {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let pasted = read(&deal, &deal.to_document(), list, text)?;
    Ok((deal, pasted))
}

fn first_of(list: &str, text: &str) -> Refused {
    paste(list, text).unwrap_err().remove(0)
}

/// A blank cell keeps a value that may be no answer of the user, and a column that is left out says so in its place.
#[test]
fn the_preview_says_what_is_kept_and_marks_a_column_that_is_not_read() {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let text =
        format!("Name\tBuild cost, per home\tNotes\tPrice, per home\n{}\t\tsold\t190,000\n", deal.home_types[0].name);
    let (_, pasted) = paste("/home_types", &text).unwrap();
    let cost = super::super::format::plain_pounds(deal.home_types[0].build_cost.unwrap());
    assert_eq!(value(&pasted, &pasted.rows[0], 1, deal.start), format!("unchanged (£{cost})"));
    assert_eq!(value(&pasted, &pasted.rows[0], 2, deal.start), "not read");
    let headings: Vec<String> = shown_columns(&pasted).into_iter().map(|(_, heading)| heading).collect();
    assert_eq!(headings[2], "“Notes” (left out)");
}

#[test]
fn a_refusal_says_what_is_wrong_with_the_cell() {
    for (column, cell, said) in [
        ("Building starts", "2027", "this is a year"),
        ("Building starts", "Apr-2008", "before the first month of the deal, April 2009"),
        ("Building starts", "31/04/2027", "That month has no such day"),
        ("Market sale", "-5", "cannot be less than 0"),
        ("Land is drawn from", "the moon", "write “"),
    ] {
        let why = first_of("/phases", &format!("Name of the phase\t{column}\nNorth\t{cell}\n"));
        let text = refused(&why);
        assert!(text.contains(said), "{cell}: {text}");
    }
}

/// "Enter the number of Market sale" is no sentence about homes.
#[test]
fn a_number_of_homes_is_called_one() {
    for (cell, said) in [
        ("abc", "Enter the number of homes of type “Market sale” as a number, like 40"),
        ("4.5", "Enter the number of homes of type “Market sale” as a whole number, like 40"),
        ("£40", "Enter the number of homes of type “Market sale” as a whole number, like 40"),
    ] {
        let text = refused(&first_of("/phases", &format!("Name of the phase\tMarket sale\nNorth\t{cell}\n")));
        assert_eq!(text, format!("Line 2, Market sale, “{cell}”: {said}."));
    }
}

#[test]
fn lines_above_the_column_names_are_to_be_removed() {
    let said =
        |above: &str| refused(&first_of("/phases", &format!("{above}Phase\tBuilding starts\nNorth\tMay 2011\n")));
    assert_eq!(said("Schedule of phases 2024\n\n"), "Line 3 looks like the column names. Remove the lines above it.");
    assert_eq!(said("Schedule of phases 2024\n"), "Line 2 looks like the column names. Remove the line above it.");
}

#[test]
fn two_columns_that_are_read_as_one_are_both_named() {
    let why = first_of("/home_types", "Name\tTenure\ttenure \nFlats\tFirst Homes\tsocial\n");
    assert_eq!(refused(&why), "Columns “Tenure” and “tenure” are both read as “Tenure”. Remove one of them.");
}

#[test]
fn the_cells_to_correct_are_counted() {
    let text = "Name of the phase,Building lasts,Land is drawn from\nNorth,soon,the moon\nSouth,500,\n";
    let said = problem(&paste("/phases", text).unwrap_err());
    assert_eq!(said, "There is a problem: correct these 3 cells. Nothing is added until then.");
}

#[test]
fn the_hint_says_where_numbers_of_homes_belong() {
    let known =
        |list: &'static str| columns(&opened(&samples::NORWICH_2009).unwrap().to_document(), fields::of(list).unwrap());
    assert!(hint(&known("/home_types")).contains(" Numbers of homes belong to the phases: "));
    assert!(hint(&known("/phases")).contains(" A column named after a home type "));
}

#[test]
fn a_start_value_is_shown_as_one() {
    let (deal, pasted) = paste("/phases", "Phase\tBuilding lasts\tMarket sale\nNorth\t\t40\n").unwrap();
    assert_eq!(value(&pasted, &pasted.rows[0], 1, deal.start), "18 months (start value)");
}
