//! Tables as CSV text.

/// The byte order mark, so that spreadsheets read pound signs and dashes correctly.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Rows as comma-separated text with Windows line ends, ready to save.
///
/// A cell that a spreadsheet would run as a formula is given a leading apostrophe, since names in a deal may have been
/// typed by anyone; a plain number keeps its sign.
#[must_use]
pub fn text(rows: &[Vec<String>]) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            push_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    let guard = if could_be_a_formula(cell) { "'" } else { "" };
    let quoted = !guard.is_empty() || cell.contains([',', '"', '\r', '\n']) || cell.trim() != cell;
    if quoted {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

fn could_be_a_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\u{a0}']).starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
        && !is_plain_number(cell)
}

fn is_plain_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|run| !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit()))
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
    fn cells_that_need_it_are_quoted() {
        for (cell, written) in [
            ("plain", "plain"),
            ("1,300", "\"1,300\""),
            ("the \"low\" case", "\"the \"\"low\"\" case\""),
            ("two\nlines", "\"two\nlines\""),
            (" edge", "\" edge\""),
            ("", ""),
        ] {
            assert_eq!(text(&[row(&[cell])]), format!("\u{feff}{written}\r\n"), "{cell:?}");
        }
    }

    #[test]
    fn nothing_is_run_as_a_formula() {
        for cell in ["=1+1", "+SUM(A1)", "-1+1", "@now", "\t=1", "\r=1", " =1", "-", "-1.2.3", "=cmd|' /C calc'!A0"] {
            let written = text(&[row(&[cell])]);
            assert!(written.starts_with("\u{feff}\"'"), "{written:?}");
        }
    }

    #[test]
    fn numbers_keep_their_sign() {
        for cell in ["-3", "+3.5", "-1200.75", "-2.5%", "7", "−3"] {
            assert_eq!(text(&[row(&[cell])]), format!("\u{feff}{cell}\r\n"));
        }
    }
}
