//! The words of the partner table and of the table by year: captions, rows, and how a figure is shown in a cell.

use super::NONE;
use super::format::{decimal, rate_of_return, times};
use super::scale::together;
use appraisal::calendar::YearLabel;
use appraisal::measures::rate_of_return::{Headline, RatesOfReturn};
use appraisal::postings::Line;
use appraisal::verdict::Unfunded;
use appraisal::{Appraisal, Pence};

/// The caption of the partner table: with the pot, if there is one.
#[must_use]
pub const fn partner_caption(has_pot: bool) -> &'static str {
    if has_pot {
        "What each partner puts in and gets back, and the pot"
    } else {
        "What each partner puts in and gets back"
    }
}
/// The first column of the partner table.
pub const MEASURE: &str = "Measure";
/// The last column of a table by year.
pub const TOTAL: &str = "Total";

/// A rate of return, never alone: the multiple and the date are in the rows beside it.
#[must_use]
pub fn rate(rates: &RatesOfReturn) -> String {
    match rates.headline {
        Headline::None => "No rate exists".to_owned(),
        Headline::Rate(rate) => rate_of_return(rate),
        Headline::NotUnique => {
            let roots: Vec<String> = rates.roots.iter().map(|rate| rate_of_return(*rate)).collect();
            format!("More than one rate fits: {}", roots.join(", "))
        }
    }
}

/// A multiple, or a dash if nothing was put in.
#[must_use]
pub fn multiple(multiple: Option<f64>) -> String {
    multiple.map_or_else(|| NONE.to_owned(), times)
}

/// "£7.50m land, £1.00m cash".
#[must_use]
pub fn puts_in(land: i64, cash: i64) -> String {
    let [in_land, in_cash] = together([land, cash]);
    match (land > 0, cash > 0) {
        (true, true) => format!("{in_land} land, {in_cash} cash"),
        (true, false) => format!("{in_land} land"),
        (false, true) => format!("{in_cash} cash"),
        (false, false) => NONE.to_owned(),
    }
}

/// A line of cost or receipt.
#[must_use]
pub fn line(line: Line) -> String {
    super::capitalised(appraisal::explain::line_name(line))
}

/// What comes in from homes and other property, in the chart and in the table by year: with rent and other income, interest on cash
/// among it, if there is any.
#[must_use]
pub fn receipts(appraisal: &Appraisal) -> &'static str {
    const RENTS: [Line; 3] = [Line::Rent, Line::SharedOwnershipRent, Line::CommercialRent];
    let has = |line: Line| appraisal.postings.total(line).is_positive();
    let interest: Pence = appraisal.cash.cash_interest.iter().sum();
    match (RENTS.into_iter().any(has), has(Line::OtherIncome) || interest.is_positive()) {
        (false, false) => "Sales and transfers",
        (true, false) => "Sales and rent",
        (false, true) => "Sales, other income",
        (true, true) => "Sales, rent, other income",
    }
}

/// A sum of a table in £m as it is read out, with its unit: "−£0.19m", "£0".
#[must_use]
pub fn millions_said(pence: i64) -> String {
    super::scale::MoneyScale::Millions(2).money(pence)
}

/// A sum of a table in £m in the name of its button: "−0.19 million pounds". A name contains the text on the button, so that one
/// can press it by voice.
#[must_use]
pub fn million_pounds(text: &str) -> String {
    format!("{text} million pounds")
}

/// The labels of the lists that open a figure of the table by year.
pub const ROW_OF_TABLE: &str = "Figure to open";
/// See [`ROW_OF_TABLE`].
pub const YEAR_OF_TABLE: &str = "Year";
/// The button beside them.
pub const OPEN_THE_FIGURE: &str = "Open the figure";
/// A row of the partner table.
pub const PUTS_IN: &str = "Puts in";
/// A row of the partner table.
pub const GETS_BACK: &str = "Gets back";
/// The same of the pot, which puts nothing in.
pub const IS_PAID: &str = "Is paid";
/// A row of the partner table.
pub const MULTIPLE: &str = "Money multiple";
/// A row of the partner table.
pub const RATE: &str = "Rate of return (IRR), monthly";
/// A row of the partner table.
pub const DATED_RATE: &str = "Rate of return by date (XIRR, as in Excel)";
/// A row of the partner table.
pub const CASH_RATE: &str = "Rate of return on cash only (IRR)";
/// A row of the partner table.
pub const PRESENT_VALUE: &str = "Present value (PV) of receipts";
/// A row of the partner table.
pub const MOST_AT_RISK: &str = "Peak exposure";
/// A row of the partner table.
pub const NOTIONAL: &str = "Notional share of the pot";
/// A row of the partner table, with what the run cannot pay: "Combined downside (cash is short by up to £8.2m): gets back".
#[must_use]
pub fn downside(unfunded: Unfunded) -> String {
    match super::partners::not_funded(unfunded).strip_prefix("; ") {
        None => "Combined downside: gets back".to_owned(),
        Some(unpaid) => format!("Combined downside ({unpaid}): gets back"),
    }
}
/// What the combined downside is.
pub const DOWNSIDE_NOTE: &str = "Combined downside: the whole deal is run again with prices 10% lower, costs 10% higher and sales half as fast. If homes are then sold after the model period, the run continues until they are sold. A partner may then have to put in more. Land counts at its accepted value, on the date it is credited.";
/// What marks the start of a month in a table.
pub const START: &str = "(start)";
/// A line under a table in which it is.
pub const START_NOTE: &str = "“(start)” means the start of the month; all other dates are month ends.";
/// The caption of the table by year.
pub const YEARS_CAPTION: &str = "Money in and out by year";
/// A line under it.
#[must_use]
pub fn years_note(appraisal: &Appraisal) -> String {
    let due = due_at_start(appraisal);
    format!(
        "Negative figures are payments; for loans and net cash movement, more out than in. {due} {FIRST_DAY} Figures may not \
         add up because of rounding. – means nil."
    )
}

/// In which year what is due at the start of one is counted, such as land and its stamp duty.
#[must_use]
pub fn due_at_start(appraisal: &Appraisal) -> &'static str {
    match appraisal.years.label(0) {
        YearLabel::EndingMarch(_) => "Land due on 1 April is counted in the year that ends on 31 March.",
        YearLabel::Scheme(_) => "Land due on the first day of a year is counted in the year before.",
    }
}

/// The same for the first day, before which there is no year.
pub const FIRST_DAY: &str = "Land due on the first day of the deal is counted in the first year.";
/// A row of the table by year.
pub const HOMES_FINISHED: &str = "Homes completed";
/// A row of the table by year.
pub const PARTNERS_CASH_IN: &str = "Partners’ cash in";
/// A row of the table by year.
pub const GRANT_IN: &str = "Grant";
/// A row of the table by year.
pub const TO_OTHERS: &str = "Tax, clawback and grant repaid";
/// A row of the table by year.
pub const LOANS_NET: &str = "Loans and interest added, less repaid";
/// A row of the table by year.
pub const LOAN_INTEREST: &str = "Loan interest and fees";
/// A row of the table by year.
pub const COSTS_OUT: &str = "Costs";
/// A row of the table by year.
pub const TO_THE_POT: &str = "To the pot";
/// A row of the table by year.
pub const CHANGE_IN_CASH: &str = "Net cash movement";

/// "£7.50m by Oct 2018".
#[must_use]
pub fn sum_by(sum: &str, month: &str) -> String {
    format!("{sum} by {month}")
}

/// "£2.20m, Jul 2012".
#[must_use]
pub fn sum_at(sum: &str, month: &str) -> String {
    format!("{sum}, {month}")
}

/// "£5.82m at 4.5%".
#[must_use]
pub fn at_rate(sum: &str, rate_percent: f64) -> String {
    format!("{sum} at {}%", decimal(rate_percent, 1))
}

/// "£m, year ending 31 March".
#[must_use]
pub fn millions_in(year: &str) -> String {
    format!("£m, {year}")
}

/// "Back to HCA".
#[must_use]
pub fn back_to(partner: &str) -> String {
    format!("Back to {partner}")
}
