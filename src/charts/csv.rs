//! Tables as text for spreadsheets: CSV files, and what is copied from a table of the page.

use crate::words::NONE;
use crate::words::format::NO_BREAK;

/// The byte order mark, so that spreadsheets read pound signs and dashes correctly.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Rows as comma-separated text with Windows line ends, ready to save. Cells are written as [`plain_cell`] has them.
#[must_use]
pub fn text(rows: &[Vec<String>]) -> String {
    format!("{BYTE_ORDER_MARK}{}", separated(&plain(rows), b','))
}

/// The same with a note in a last line, if there is one.
#[must_use]
pub fn noted(rows: Vec<Vec<String>>, note: Option<&str>) -> String {
    let note = note.map(|note| vec![note.to_owned()]);
    text(&rows.into_iter().chain(note).collect::<Vec<_>>())
}

/// Rows for the clipboard, as tab-separated text and as an HTML table: a spreadsheet pastes one or the other. Cells are
/// written as [`plain_cell`] has them.
#[must_use]
pub fn copied(rows: &[Vec<String>]) -> [String; 2] {
    let rows = plain(rows);
    let cell = |cell: &String| format!("<td>{}</td>", escaped(cell));
    let row = |row: &Vec<String>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let html = format!("<table>{}</table>", rows.iter().map(row).collect::<String>());
    [separated(&rows, b'\t'), html]
}

/// A cell as a spreadsheet reads it, whatever its locale's currency and thousands separator.
///
/// - A figure becomes a bare number with an ASCII minus: "−£1,234.50" is "-1234.50".
/// - Millions become pounds: "£57.03m" is "57030000", so that a column which also has "£850,000" can be added up.
/// - A percentage keeps its sign, "25.7%"; a multiple loses its word, "1.46 times" is "1.46".
/// - A dash for nothing becomes an empty cell.
/// - Years such as "2009-10" get an en dash: with a hyphen they become October 2009.
/// - Any other text that would run as a formula gets a leading apostrophe, since anyone may have typed a name.
#[must_use]
pub fn plain_cell(shown: &str) -> String {
    let shown = shown.trim().replace(NO_BREAK, "");
    let shown = shown.as_str();
    if shown == NONE {
        return String::new();
    }
    if let Some(number) = number(shown) {
        return number;
    }
    if let Some((first, second)) = shown.split_once('-').filter(|(first, second)| is_digits(first) && is_digits(second))
    {
        return format!("{first}–{second}");
    }
    let guard = if shown.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("{guard}{shown}")
}

/// A shown figure as a bare number, or nothing if the text is not one.
fn number(shown: &str) -> Option<String> {
    let below_zero = shown.strip_prefix(['−', '-']);
    let unsigned = below_zero.or_else(|| shown.strip_prefix('+')).unwrap_or(shown);
    let pounds = unsigned.strip_prefix('£');
    let millions = pounds.and_then(|pounds| pounds.strip_suffix('m'));
    let percent = unsigned.strip_suffix('%');
    let multiple = unsigned.strip_suffix(" times");
    let digits = millions.or(pounds).or(percent).or(multiple).unwrap_or(unsigned);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    if !(is_grouped(whole) && is_digits(part)) {
        return None;
    }
    let digits = digits.replace(',', "");
    let digits = if millions.is_some() { times_a_million(&digits) } else { digits };
    let minus = if below_zero.is_some() { "-" } else { "" };
    let sign = if percent.is_some() { "%" } else { "" };
    Some(format!("{minus}{digits}{sign}"))
}

/// Moves the decimal point six places: "57.03" is "57030000".
fn times_a_million(digits: &str) -> String {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let (moved, rest) = part.split_at(part.len().min(6));
    let whole = format!("{whole}{moved:0<6}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a whole number is written with thousands commas or with none: "1,300", "1300", but not "1,30".
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    is_digits(first) && (rest.is_empty() || first.len() <= 3) && rest.iter().all(|run| run.len() == 3 && is_digits(run))
}

fn plain(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| plain_cell(cell)).collect()).collect()
}

fn separated(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail, nor do rows of unequal length.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn begins_with_the_mark_and_ends_each_line_as_windows_does() {
        assert_eq!(text(&[row(&["Year", "Homes"]), row(&["2012", "91"])]), "\u{feff}Year,Homes\r\n2012,91\r\n");
        assert_eq!(text(&[]), "\u{feff}");
    }

    #[test]
    fn a_note_is_the_last_line() {
        let rows = || vec![row(&["Year", "Homes"]), row(&["2012", "91"])];
        assert_eq!(noted(rows(), Some("Not up to date")), "\u{feff}Year,Homes\r\n2012,91\r\nNot up to date\r\n");
        assert_eq!(noted(rows(), None), text(&rows()));
    }

    #[test]
    fn cells_that_need_it_are_quoted() {
        for (cell, written) in [
            ("plain", "plain"),
            ("Norwich, north", "\"Norwich, north\""),
            ("the \"low\" case", "\"the \"\"low\"\" case\""),
            ("two\nlines", "\"two\nlines\""),
            (" edge", "edge"),
            ("", ""),
        ] {
            assert_eq!(text(&[row(&["a", cell])]), format!("\u{feff}a,{written}\r\n"), "{cell:?}");
        }
    }

    #[test]
    fn figures_become_numbers() {
        for (shown, plain) in [
            ("−£28,441,034.48", "-28441034.48"),
            ("−\u{2060}£28,441,034.48", "-28441034.48"),
            ("£57,041,248", "57041248"),
            ("+£850,000", "850000"),
            ("£57.03m", "57030000"),
            ("−£11.1m", "-11100000"),
            ("£1,234,567.89m", "1234567890000"),
            ("£0.5m", "500000"),
            ("£0.00m", "0"),
            ("£1.2345678m", "1234567.8"),
            ("−0.01", "-0.01"),
            ("57.04", "57.04"),
            ("1,300", "1300"),
            ("25.7%", "25.7%"),
            ("−25.7%", "-25.7%"),
            ("+1,234.5%", "1234.5%"),
            ("1.46 times", "1.46"),
            ("–", ""),
            ("2012", "2012"),
            ("-3", "-3"),
            ("-1200.75", "-1200.75"),
        ] {
            assert_eq!(plain_cell(shown), plain, "{shown}");
        }
    }

    #[test]
    fn other_text_is_left_as_it_is() {
        for cell in ["Oct 2013", "no change", "1,30", "1300,000", "£", "£m", "12 months", "−", "5m", "1.", "£5%", "1–2"]
        {
            assert_eq!(plain_cell(cell), cell);
        }
    }

    #[test]
    fn years_do_not_turn_into_dates() {
        assert_eq!(plain_cell("2009-10"), "2009–10");
        assert_eq!(plain_cell("1999-00"), "1999–00");
        assert_eq!(text(&[row(&["2009-10", "£1"])]), "\u{feff}2009–10,1\r\n");
    }

    #[test]
    fn nothing_is_run_as_a_formula() {
        for cell in
            ["=1+1", "+SUM(A1)", "-1+1", "@now", "\t=1", "\r=1", " =1", "\u{a0}=1", "-", "-1.2.3", "=cmd|' /C calc'!A0"]
        {
            assert!(plain_cell(cell).starts_with('\''), "{cell:?}");
        }
    }

    #[test]
    fn a_copied_table_is_tabbed_text_and_html() {
        let rows = [row(&["Year", "Costs <build & fees>"]), row(&["2009-10", "−£1,234.50"])];
        let [tabbed, html] = copied(&rows);
        assert_eq!(tabbed, "Year\tCosts <build & fees>\r\n2009–10\t-1234.50\r\n");
        assert_eq!(
            html,
            "<table><tr><td>Year</td><td>Costs &lt;build &amp; fees&gt;</td></tr>\
             <tr><td>2009–10</td><td>-1234.50</td></tr></table>"
        );
    }
}
