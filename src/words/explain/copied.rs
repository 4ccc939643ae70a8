//! A derivation as rows of a file and as text to be pasted: plain numbers, which a spreadsheet reads and adds up.

use super::{
    BEHIND, FILE_COLUMNS, LEDGER, MONTH_BY_MONTH, TOTAL, account, accruing_note, formula, in_the_table, long_when,
    month, of_figure_or, operand, operand_value, series, title, value as value_of, whose,
};
use crate::words::deal::long_time_point;
use crate::words::format;
use appraisal::explain::{CountedLine, Derivation, Enters, Operand, Value};
use appraisal::{Appraisal, Deal};

/// The ledger entries of a derivation as rows of a file: plain numbers, which add up to the figure.
#[must_use]
pub fn ledger_file(derivation: &Derivation, appraisal: &Appraisal) -> Vec<Vec<String>> {
    let head = FILE_COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    let row = |listed: &CountedLine| {
        let (line, sum) = (&listed.line, format::exact(listed.counts.0));
        vec![month(line, appraisal), account(line.account), whose(listed), sum]
    };
    [head].into_iter().chain(derivation.ledger.iter().map(row)).collect()
}

/// The derivation as text, a line each: a tab is between name and number, so that a spreadsheet reads the numbers. Money is
/// in pounds; deductions have a minus, and no line begins with a sign that a spreadsheet runs as a formula. The note on the sign
/// in the table by year is as in the drawer. The terms of a sum are followed by their total. Below, separated by empty lines, are the other figures and inputs, the ledger entries, whose
/// amounts add up to the figure, and the months, with no row of totals.
#[must_use]
pub fn as_text(derivation: &Derivation, appraisal: &Appraisal, deal: &Deal) -> String {
    let title = title(derivation, (appraisal, deal));
    let value = match derivation.value {
        Value::Dated(dated) => {
            let when = long_when(&derivation.openings, dated.k, appraisal);
            format!("{}\t{when}", format::exact(dated.amount.0))
        }
        _ => bare(&derivation.figure, &derivation.value, 1, appraisal),
    };
    let formulas = [&derivation.formula, &derivation.rule].into_iter().filter(|words| !words.is_empty());
    let mut lines: Vec<String> =
        [format!("{title}\t{value}")].into_iter().chain(formulas.map(|words| formula(words))).collect();
    lines.extend(in_the_table(derivation));
    lines.extend(accruing_note(derivation, appraisal));
    lines.extend(operands(derivation, &value, appraisal));
    let entries = ledger_file(derivation, appraisal);
    let tables = [(LEDGER, if derivation.ledger.is_empty() { Vec::new() } else { entries })]
        .into_iter()
        .chain([(MONTH_BY_MONTH, series(derivation, appraisal, true))]);
    for (heading, rows) in tables.filter(|(_, rows)| !rows.is_empty()) {
        lines.extend([String::new(), heading.to_owned()]);
        lines.extend(rows.iter().map(|row| tabbed(row)));
    }
    lines.join("\n")
}

/// The terms of a sum and their total, then apart from them the other figures and inputs.
fn operands(derivation: &Derivation, total: &str, appraisal: &Appraisal) -> Vec<String> {
    let (terms, behind): (Vec<&Operand>, Vec<&Operand>) =
        derivation.operands.iter().partition(|part| part.enters.is_some());
    let line = |part: &&Operand| {
        let sign = if part.enters == Some(Enters::TakenOff) { -1 } else { 1 };
        format!("{}\t{}", operand(part, appraisal), bare_operand(part, sign, appraisal))
    };
    let mut lines: Vec<String> = terms.iter().map(line).collect();
    if !terms.is_empty() {
        lines.push(format!("{TOTAL}\t{total}"));
    }
    if !behind.is_empty() {
        lines.extend([String::new(), BEHIND.to_owned()]);
        lines.extend(behind.iter().map(line));
    }
    lines
}

/// A row with tabs between its cells, of which none runs as a formula.
fn tabbed(row: &[String]) -> String {
    row.iter().map(|cell| crate::charts::csv::plain_cell(cell)).collect::<Vec<_>>().join("\t")
}

fn bare_operand(operand: &Operand, sign: i64, appraisal: &Appraisal) -> String {
    let number = bare(operand.figure.as_deref().unwrap_or_default(), &operand.value, sign, appraisal);
    let is_percent = operand_value(operand, appraisal).contains('%') && !number.ends_with('%');
    if is_percent { format!("{number}%") } else { number }
}

/// A value without currency sign and thousands commas, with an ASCII minus.
fn bare(figure: &str, value: &Value, sign: i64, appraisal: &Appraisal) -> String {
    match value {
        Value::Pence(sum) => format::exact(sign * sum.0),
        Value::Count(number) => (sign * number).to_string(),
        Value::Number(number) => {
            let text = of_figure_or(figure, &Value::Number(sign as f64 * number), appraisal);
            text.trim_end_matches(" times").replace(',', "").replace(format::MINUS, "-")
        }
        Value::Dated(dated) => {
            format!("{}\t{}", format::exact(sign * dated.amount.0), long_time_point(appraisal, dated.k))
        }
        Value::Rates(_) | Value::TimePoint(_) | Value::None => value_of(value, appraisal).replace(format::MINUS, "-"),
    }
}
