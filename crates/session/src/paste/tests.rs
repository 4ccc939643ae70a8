//! Blocks as users copy them: what is read, and what is refused by line and cell.

use super::*;
use crate::example::opened;
use appraisal::deal::Tenure;
use appraisal::samples;

fn paste(list: &str, text: &str) -> Result<(Deal, Pasted), Vec<Refused>> {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let pasted = read(&deal, &deal.to_document(), list, text)?;
    Ok((Deal::of_document(&pasted.document).unwrap(), pasted))
}

#[test]
fn a_block_of_phases_with_their_homes_and_dates() {
    let before = opened(&samples::NORWICH_2009).unwrap();
    let kind = &before.home_types[0];
    let text = format!(
        "Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\t{}\tNotes\nNorth\tApril 2011\tMay 2011\t18\t40\tfirst\nSouth\t40\t41\t24\t1,020\t\n{}\t\t\t30\t\t",
        kind.name, before.phases[1].name
    );
    let (deal, pasted) = paste("/phases", &text).unwrap();
    let new = |pasted: &Pasted| pasted.rows.iter().filter(|row| row.is_new).count();
    assert_eq!((new(&pasted), pasted.rows.len()), (2, 3));
    assert_eq!(pasted.columns[5], Column::Unknown("Notes".to_owned()));
    let [north, south] = &deal.phases[before.phases.len()..] else { panic!() };
    let months = (2011 - before.start.year) * 12 + 4 - before.start.month as i32;
    assert_eq!((north.drawdown_month as i32, north.build_start_month as i32), (months, months + 1));
    assert_eq!((south.drawdown_month, south.build_months), (40, 24));
    assert_eq!((north.homes.len(), north.homes[0].count, south.homes[0].count), (1, 40, 1_020));
    assert_eq!(north.homes[0].home_type, kind.id);
    assert_eq!(deal.phases[1].build_months, 30);
}

#[test]
fn a_share_of_the_market_price_is_understood_and_two_columns_read_as_one_are_both_named() {
    let (_, pasted) = paste("/home_types", "Name\tTenure\tShare of market price\nFlats\tFirst Homes\t70%\n").unwrap();
    assert!(matches!(pasted.columns[2], Column::Field(field) if field.name() == "percent_of_price"));
    let refused = paste("/home_types", "Name\tTenure\ttenure \nFlats\tFirst Homes\tsocial\n").unwrap_err();
    let both = ["Tenure".to_owned(), "tenure".to_owned()];
    assert_eq!(refused, [Refused::TwoColumns("Tenure".to_owned(), both)]);
}

#[test]
fn lines_without_headings_are_in_the_order_of_the_form() {
    let (deal, pasted) = paste("/phases", "East\t\t20").unwrap();
    assert_eq!(pasted.rows.len(), 1);
    let east = deal.phases.last().unwrap();
    assert_eq!((east.name.as_str(), east.drawdown_month), ("East", 20));
}

#[test]
fn a_cell_that_cannot_be_read_is_reported_by_line_and_column_and_nothing_is_added() {
    let text = "Name of the phase,Building lasts,Land is drawn from\nNorth,soon,the moon\nSouth,500,\n";
    let refused = paste("/phases", text).unwrap_err();
    let places: Vec<(usize, String)> = refused
        .iter()
        .map(|refused| match refused {
            Refused::Cell(line, column, ..) => (*line, column.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    let lasts = "Building lasts".to_owned();
    assert_eq!(places, [(2, lasts.clone()), (2, "Land is drawn from".to_owned()), (3, lasts)]);
    assert_eq!(paste("/phases", " \n\t\n").unwrap_err(), [Refused::Empty]);
}

#[test]
fn home_types_are_pasted_with_the_name_of_their_tenure() {
    let (deal, pasted) =
        paste("/home_types", "Name\tTenure\tPrice\nLoft\tmarket sale\t£210k").unwrap_or_else(|refused| {
            panic!(
                "{refused:?}: {:?}",
                columns(&opened(&samples::NORWICH_2009).unwrap().to_document(), fields::of("/home_types").unwrap())
                    .iter()
                    .map(|column| column.label().to_owned())
                    .collect::<Vec<_>>()
            )
        });
    assert_eq!(pasted.rows.len(), 1);
    assert_eq!(deal.home_types.last().unwrap().price, Some(210_000.0));
}

#[test]
fn more_rows_than_there_may_be_are_refused() {
    let text: String = (0..80).map(|place| format!("Phase {place}\t0\n")).collect();
    assert!(paste("/phases", &text).unwrap_err().contains(&Refused::TooMany(60)));
}

#[test]
fn a_column_may_be_named_after_a_tenure_of_which_there_is_one_kind() {
    let text = |column: &str| format!("Name of the phase\t{column}\nNorth\t12");
    let homes = |column: &str| paste("/phases", &text(column)).unwrap().1.columns[1].clone();
    assert!(matches!(homes("shared_ownership"), Column::Homes(..)));
    // Norwich has two kinds of homes for social rent, and one of them is called so.
    assert_eq!(homes("Social rent").label(), "Social rent");
    assert!(matches!(homes("Affordable rent"), Column::Unknown(_)));
}

/// The document of Norwich after a block of phases.
const HEAD: &str = "Name of the phase\tBuilding lasts\tMarket sale\n";

fn first_of(list: &str, text: &str) -> Refused {
    paste(list, text).unwrap_err().remove(0)
}

fn homes(deal: &Deal) -> u32 {
    deal.phases.iter().flat_map(|phase| &phase.homes).map(|home| home.count).sum()
}

#[test]
fn a_line_of_totals_is_left_out_and_named() {
    let text = "Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\tMarket sale\nNorth\tApril 2011\tMay 2011\t18\t40\nSouth\tApril 2012\tMay 2012\t18\t60\nTotal\t\t\t\t100\n";
    let (deal, pasted) = paste("/phases", text).unwrap();
    assert_eq!((homes(&deal), pasted.rows.len()), (1_400, 2));
    assert_eq!(pasted.totals, [(4, "Total".to_owned())]);
    for name in ["Sub-total", "TOTALS:", "Grand total", "Sum"] {
        assert!(names_total(name), "{name}");
    }
    for name in ["Totally Thames", "Summer Lane", "Total Route", "Average"] {
        assert!(!names_total(name), "{name}");
    }
    let (_, pasted) = paste("/phases", &format!("{HEAD}Total Route\t18\t40\n")).unwrap();
    assert_eq!(pasted.rows.len(), 1);
    assert_eq!(pasted.doubts, [Doubt::Total(2, "Total Route".to_owned())]);
    let nameless = format!("{HEAD}North\t18\t40\n\t\t40\n");
    assert_eq!(first_of("/phases", &nameless), Refused::NoName(3));
}

/// They were read as new phases without a word.
#[test]
fn a_total_of_another_name_is_asked_about() {
    let doubts = |rows: &str| paste("/phases", &format!("{HEAD}{rows}")).unwrap().1.doubts;
    for name in ["All phases", "All homes", "All", "Overall, by March"] {
        let asked = [Doubt::Total(3, name.to_owned())];
        assert_eq!(doubts(&format!("North\t18\t40\n{name}\t18\t99\n")), asked, "{name}");
    }
    assert_eq!(doubts("All Saints\t18\t40\nAllotments\t18\t99\n"), []);
}

#[test]
fn a_last_row_of_sums_is_asked_about_once_whatever_its_name() {
    let head = "Name of the phase\tMarket sale\tShared ownership\tSocial rent\n";
    let doubts = |rows: &str| paste("/phases", &format!("{head}{rows}")).unwrap().1.doubts;
    let asked = |line: usize, name: &str| [Doubt::Total(line, name.to_owned())];
    assert_eq!(doubts("North\t40\t12\t\nSouth\t60\t–\t\nScheme\t100\t12\t\n"), asked(4, "Scheme"));
    assert_eq!(doubts("North\t40\t\t\nSouth\t60\t\t\nAll phases\t100\t\t\n"), asked(4, "All phases"));
    // Another sum, a column that is not summed, one row above, no homes, sums that are not last.
    for rows in [
        "North\t40\t12\t\nSouth\t60\t\t\nWest\t100\t13\t\n",
        "North\t40\t12\t\nSouth\t60\t\t\nWest\t100\t\t\n",
        "North\t40\t\t\nSouth\t40\t\t\n",
        "North\t\t\t\nSouth\t\t\t\nWest\t\t\t\n",
        "North\t40\t\t\nSouth\t60\t\t\nWest\t100\t\t\nEast\t20\t\t\n",
    ] {
        assert_eq!(doubts(rows), [], "{rows}");
    }
}

/// The names were taken as a row: "Line 3, Land is drawn from, “Building starts”: write “City land”".
#[test]
fn lines_above_the_column_names_are_refused_with_the_line_of_the_names() {
    let rows = format!("{HEAD}North\t18\t40\n");
    for (above, line) in [
        ("Schedule of phases 2024\n\n", 3),
        ("Schedule of phases 2024\t\t\n", 2),
        ("Anglia Square\n\nPhases\tdraft\n2024\n", 5),
        ("one\ntwo\nthree\nfour\nfive\n", 6),
    ] {
        let refused = paste("/phases", &format!("{above}{rows}")).unwrap_err();
        assert_eq!(refused, [Refused::NamesBelow(line)], "{above}");
    }
    let csv = "Schedule of homes,,\n,,\nName,Tenure,Price\nLoft,market sale,210000\n";
    assert_eq!(first_of("/home_types", csv), Refused::NamesBelow(3));
    // One known name does not make a line that of the names.
    assert!(paste("/phases", "North\nPhase\nSouth\t\t12\n").is_ok());
}

#[test]
fn a_line_with_more_cells_than_columns_is_refused() {
    let text = "Name,Tenure,Price,Bedrooms\nLoft,market sale,250,000,2\n";
    assert_eq!(first_of("/home_types", text), Refused::MoreCells(2, 5, 4, "2".to_owned()));
    let broken = "Name,Tenure,Price,Bedrooms\nLoft,market sale,250,000\n";
    assert_eq!(first_of("/home_types", broken), Refused::BrokenNumber(2, "250".to_owned(), "000".to_owned()));
    let quoted = "Name,Tenure,Price,Bedrooms\nLoft,market sale,\"250,000\",2\n";
    assert_eq!(paste("/home_types", quoted).unwrap().0.home_types.last().unwrap().price, Some(250_000.0));
    assert!(paste("/phases", &format!("{HEAD}North\t18\t40\t\t\n")).is_ok(), "empty cells at the end are none");
}

#[test]
fn figures_that_could_be_others_are_refused_by_line_and_cell() {
    for (price, why) in [
        ("250.000", Misread::Point),
        ("180,5", Misread::Comma),
        ("70%", Misread::OtherUnit(Unit::Pounds)),
        ("€250,000", Misread::OtherCurrency),
        ("250000-", Misread::MinusBehind),
        ("£250,000 a year", Misread::OtherUnit(Unit::Pounds)),
    ] {
        let refused = first_of("/home_types", &format!("Name\tTenure\tPrice\nLoft\tmarket sale\t{price}\n"));
        let Refused::Cell(2, column, cell, CellFault::Box(field, Fault::Misread(found))) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!((column.as_str(), cell.as_str(), found), (field.label, price, why));
    }
}

#[test]
fn unambiguous_dates_and_units_are_read() {
    let text = "Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\nNorth\tApr-11\tMay-11\t18 months\nSouth\t01/04/2011\t2011-05-01 00:00:00\t１８\n";
    let (deal, _) = paste("/phases", text).unwrap();
    let count = deal.phases.len();
    for phase in &deal.phases[count - 2..] {
        assert_eq!((phase.drawdown_month, phase.build_start_month, phase.build_months), (24, 25, 18), "{}", phase.name);
    }
    let text = "Phase\tLand drawn down (month)\tBuilding starts (month)\tBuilding lasts (months)\nNorth\tApril 2011\tMay 2011\t18\n";
    let (deal, pasted) = paste("/phases", text).unwrap();
    assert_eq!((pasted.rows.len(), pasted.rows[0].line, deal.phases.last().unwrap().build_start_month), (1, 2, 25));
}

#[test]
fn a_heading_may_give_the_unit_and_counts_for_its_column() {
    let price = |heading: &str, cell: &str| {
        paste("/home_types", &format!("Name\tTenure\t{heading}\nLoft\tmarket sale\t{cell}\n"))
            .map(|(deal, _)| deal.home_types.last().unwrap().price)
    };
    for (heading, cell) in [
        ("Price (£)", "250,000"),
        ("Price £", "250,000"),
        ("Price (£k)", "250"),
        ("Price (£000)", "250"),
        ("Price (£m)", "0.25"),
    ] {
        assert_eq!(price(heading, cell), Ok(Some(250_000.0)), "{heading}");
    }
    assert!(matches!(
        price("Price (%)", "70").unwrap_err()[0],
        Refused::Heading(_, _, Misread::OtherUnit(Unit::Pounds))
    ));
    assert!(matches!(price("Price (€)", "70").unwrap_err()[0], Refused::Heading(_, _, Misread::OtherCurrency)));
    assert!(price("Price (£k)", "£250k").is_err(), "thousands of thousands");
    // What is in brackets may make it another figure: the column is left out, and said to be.
    assert_eq!(
        price("Price (2019)", "250,000"),
        Ok(opened(&samples::NORWICH_2009).and_then(|deal| deal.home_types[0].price).map(|_| 0.0))
    );
}

#[test]
fn open_quotation_marks_two_columns_and_names_on_two_lines_are_refused() {
    assert_eq!(first_of("/phases", &format!("{HEAD}\"North\t18\t40\nSouth\t18\t60\n")), Refused::OpenQuote(2));
    assert_eq!(first_of("/phases", "| Phase | Building lasts |\n|---|---|\n| North | 18 |\n"), Refused::Markdown);
    let both = ["Building lasts", "Build months"].map(str::to_owned);
    let lasts = Refused::TwoColumns("Building lasts".to_owned(), both);
    assert_eq!(first_of("/phases", "Phase\tBuilding lasts\tBuild months\nNorth\t18\t24\n"), lasts);
    assert_eq!(
        first_of("/phases", &format!("{HEAD}North\t18\t40\nnorth\t24\t60\n")),
        Refused::Twice(3, "north".to_owned(), 2)
    );
    assert_eq!(first_of("/phases", "Scheme\tDuration\nNorth\tlong\n"), Refused::NoColumn);
}

#[test]
fn an_empty_cell_leaves_what_is_there_and_the_preview_says_what_was() {
    let before = opened(&samples::NORWICH_2009).unwrap();
    let first = &before.phases[0];
    let (deal, pasted) = paste("/phases", &format!("{HEAD}{}\t30\t\n", first.name)).unwrap();
    assert_eq!(homes(&deal), homes(&before));
    let changed = Change { now: 30.into(), was: first.build_months.into() };
    assert_eq!((pasted.rows[0].is_new, &pasted.rows[0].cells[1]), (false, &Some(changed)));
    assert_eq!(pasted.rows[0].cells[2], None);
    let (_, pasted) = paste("/phases", &format!("{HEAD}Phase 1-1\t30\t4\n")).unwrap();
    assert!(pasted.rows[0].is_new, "1-1 is not 11");
}

#[test]
fn a_figure_in_pounds_under_a_heading_in_thousands_is_refused() {
    let price = |cell: &str| paste("/home_types", &format!("Name\tTenure\tPrice (£000)\nLoft\tmarket sale\t{cell}\n"));
    assert_eq!(price("£250").unwrap().0.home_types.last().unwrap().price, Some(250_000.0));
    let why = CellFault::TooMuchWithHeading("Price (£000)".to_owned(), 250e6);
    assert!(matches!(&price("£250,000").unwrap_err()[0], Refused::Cell(2, _, _, found) if *found == why));
}

#[test]
fn ordinary_headings_name_their_columns_and_a_table_without_names_is_refused() {
    let text = "House type\tTenure\tAverage price\tFloor area\nLoft\tAR\t£210k\t61\nMaisonette\tSO\t£190k\t70\n";
    let (deal, pasted) = paste("/home_types", text).unwrap();
    let [loft, maisonette] = &deal.home_types[deal.home_types.len() - 2..] else { panic!() };
    assert_eq!((loft.name.as_str(), loft.price, loft.area_m2), ("Loft", Some(210_000.0), 61.0));
    assert_eq!((loft.tenure, maisonette.tenure), (Tenure::AffordableRent, Tenure::SharedOwnership));
    assert!(pasted.columns.iter().all(|column| !matches!(column, Column::Unknown(_))));
    assert_eq!(first_of("/home_types", "Tenure\tPrice\nmarket sale\t250,000\n"), Refused::NoNameColumn("home type"));
    let text = "Phase name\tStart on site\tBuild duration\tMarket\nNorth\tMay 2011\t1.5 years\t40\n";
    let (deal, _) = paste("/phases", text).unwrap();
    let north = deal.phases.last().unwrap();
    assert_eq!((north.name.as_str(), north.build_start_month, north.build_months), ("North", 25, 18));
}

/// The words that a field is searched by name no column: "First Homes" among those of the share of the market price.
#[test]
fn a_word_of_many_is_no_heading() {
    let text = "Name\tTenure\tHomes\tFirst\tValue\tPrice\nLoft\tmarket sale\t89\t1\t2\t£265,000\n";
    let (deal, pasted) = paste("/home_types", text).unwrap();
    let loft = deal.home_types.last().unwrap();
    assert_eq!((loft.price, loft.percent_of_price), (Some(265_000.0), 100.0));
    let unknown = ["Homes", "First", "Value"].map(|name| Column::Unknown(name.to_owned()));
    assert_eq!(pasted.columns[2..5], unknown);
}

#[test]
fn a_block_that_changes_nothing_says_so() {
    let first = opened(&samples::NORWICH_2009).unwrap().phases.remove(0);
    let text = format!("Name of the phase\tBuilding lasts\tNotes\n{}\t{}\tnone\n", first.name, first.build_months);
    assert_eq!(paste("/phases", &text).unwrap().1.counts(), (0, 0));
}

#[test]
fn homes_that_are_pasted_again_keep_their_order() {
    let before = opened(&samples::NORWICH_2009).unwrap();
    let phase = before.phases.iter().find(|phase| phase.homes.len() > 1).unwrap();
    let name = |id: &str| before.home_types.iter().find(|kind| kind.id == id).unwrap().name.clone();
    let [one, other, ..] = &phase.homes[..] else { panic!() };
    let (one, other) = (name(&one.home_type), name(&other.home_type));
    let (deal, _) = paste("/phases", &format!("Phase\t{other}\t{one}\n{}\t7\t5\n", phase.name)).unwrap();
    let after = deal.phases.iter().find(|own| own.id == phase.id).unwrap();
    let ids = |homes: &[appraisal::deal::HomesRow]| homes.iter().map(|home| home.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&after.homes), ids(&phase.homes));
    assert_eq!((after.homes[0].count, after.homes[1].count), (5, 7));
}

/// A column of a type that a phase does not have adds a row to it, as to a new phase.
#[test]
fn homes_that_are_pasted_into_a_phase_are_the_users_own_in_a_row_that_was_not_there() {
    let before = opened(&samples::NORWICH_2009).unwrap();
    let phase = &before.phases[1];
    let absent = before.home_types.iter().find(|kind| phase.homes.iter().all(|row| row.home_type != kind.id));
    let kind = absent.unwrap_or_else(|| panic!("each phase has every type"));
    let text = format!("Name of the phase\t{}\n{}\t18\nNorth\t12", kind.name, phase.name);
    let (deal, _) = paste("/phases", &text).unwrap();
    for place in [1, deal.phases.len() - 1] {
        let phase = &deal.phases[place];
        let row = phase.homes.iter().find(|row| row.home_type == kind.id).unwrap();
        let path = format!("/phases/{}/homes/{}/count", phase.id, row.id);
        assert_eq!(deal.marks.get(&path).map(|mark| mark.kind), Some(appraisal::deal::MarkKind::Yours), "{path}");
    }
}

#[test]
fn values_that_may_be_meant_otherwise_are_asked_about_and_read_as_written() {
    let text = "Name\tTenure\tPrice\tShare of market price paid\nLoft\tsocial rent\t180\t0.55\n";
    let (deal, pasted) = paste("/home_types", text).unwrap();
    let loft = deal.home_types.last().unwrap();
    assert_eq!((loft.price, loft.percent_of_price), (Some(180.0), 0.55));
    let [Doubt::Thousands(2, _, 180.0), Doubt::Fraction(2, _, 0.55)] = &pasted.doubts[..] else {
        panic!("{:?}", pasted.doubts)
    };
    let sign = paste("/home_types", &text.replace("0.55", "0.55%").replace("180", "£180,000")).unwrap().1;
    assert_eq!(sign.doubts, []);
}

#[test]
fn what_is_still_to_fill_in_is_listed_and_start_values_are_shown() {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let all = columns(&deal.to_document(), fields::of("/phases").unwrap());
    let (_, pasted) = paste("/phases", "Phase\tBuilding lasts\tMarket sale\nNorth\t\t40\n").unwrap();
    let missing = |document: &Value| to_fill_in(&pasted, &all, document);
    let all_missing = missing(&pasted.document);
    for label in ["Land is drawn down", "Building starts", "Building lasts"] {
        assert!(all_missing.at_start.iter().any(|own| own == label), "{all_missing:?}");
    }
    assert!(!all_missing.homes, "{all_missing:?}");
    // What was entered since is no longer listed, and nothing is once the rows are undone.
    let mut entered = pasted.document.clone();
    put(&mut entered, &format!("{}/build_start_month", pasted.rows[0].path), 12.into()).unwrap();
    let later = missing(&entered).at_start;
    assert!(
        later.len() + 1 == all_missing.at_start.len() && !later.contains(&"Building starts".to_owned()),
        "{later:?}"
    );
    assert_eq!(missing(&deal.to_document()), Missing::default());
    let after = value_after(&pasted, &pasted.rows[0], 1).map(|change| (change.now, change.was));
    assert_eq!(after, Some((18.into(), Value::Null)));
}

/// A home type whose price is that of another needs none; one with a price of its own does.
#[test]
fn a_price_taken_from_another_home_type_is_not_asked_for() {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let all = columns(&deal.to_document(), fields::of("/home_types").unwrap());
    let other = &deal.home_types[0].name;
    let asks = |rows: &str| {
        let (_, pasted) = paste("/home_types", &format!("Name\tTenure\tPrice is that of\n{rows}")).unwrap();
        let missing = to_fill_in(&pasted, &all, &pasted.document);
        missing.at_start.iter().any(|label| label == "Price, per home")
    };
    assert!(!asks(&format!("Loft\tshared ownership\t{other}\n")));
    assert!(asks("Loft\tshared ownership\t\n"));
    assert!(asks(&format!("Loft\tshared ownership\t{other}\nBarn\tmarket sale\t\n")));
}

/// Spreadsheets copy the lower cells of a merged cell as blank.
#[test]
fn a_tenure_that_the_block_does_not_say_is_asked_for() {
    let deal = opened(&samples::NORWICH_2009).unwrap();
    let all = columns(&deal.to_document(), fields::of("/home_types").unwrap());
    let missing = |rows: &str| {
        let (_, pasted) = paste("/home_types", &format!("Name\tTenure\tPrice, per home\n{rows}")).unwrap();
        to_fill_in(&pasted, &all, &pasted.document).at_start
    };
    assert_eq!(missing("Flat\tsocial rent\t120000\nHouse\tsocial rent\t130000\n"), [] as [&str; 0]);
    assert_eq!(missing("Flat\tsocial rent\t120000\nHouse\t\t130000\n"), ["Tenure"]);
    let (_, pasted) = paste("/home_types", "Name\tPrice, per home\nHouse\t130000\n").unwrap();
    assert_eq!(to_fill_in(&pasted, &all, &pasted.document).at_start, ["Tenure"]);
}

#[test]
fn a_name_that_begins_with_an_angle_is_no_html() {
    for name in ["<5 bed house", "<b>Loft</b>", "<tropical house"] {
        let (_, pasted) = paste("/home_types", &format!("{name}\tmarket sale\t250000\n")).unwrap();
        assert_eq!(pasted.rows.len(), 1, "{name}");
    }
}

#[test]
fn a_row_past_the_model_period_is_refused_by_line_and_column() {
    let text = "Phase\tBuilding starts\tBuilding lasts\tMarket sale\nNorth\t150\t18\t40\n";
    assert_eq!(first_of("/phases", text), Refused::AfterTheEnd(2, "Building lasts".to_owned(), 156));
}

#[test]
fn words_html_and_columns_of_spaces_are_no_table() {
    for text in [
        "hello world\nthis is a note",
        "<table><tr><td>North</td></tr></table>",
        "Phase      Building lasts\nNorth      18\nSouth      24",
    ] {
        assert_eq!(first_of("/phases", text), Refused::NotATable, "{text}");
    }
}
