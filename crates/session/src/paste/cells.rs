//! A pasted text as lines and cells, or why it cannot be divided.

use super::Refused;

/// A line that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its number in the text, from 1.
    pub(super) number: usize,
    /// Its cells, without spaces around them.
    pub(super) cells: Vec<String>,
}

/// The lines of a text, and the separator of their cells.
pub(super) struct Block {
    pub(super) lines: Vec<Line>,
    pub(super) between: char,
}

/// Divides a text into lines and cells: by tabs, as spreadsheets copy them, or by semicolons or commas, as they write files.
pub(super) fn of(text: &str) -> Result<Block, Vec<Refused>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let first = text.lines().find(|line| !line.trim().is_empty()).ok_or_else(|| vec![Refused::Empty])?;
    if first.trim_start().starts_with('|') || text.lines().any(is_rule_of_markdown) {
        return Err(vec![Refused::Markdown]);
    }
    let is_tag = |tag: &&str| text.split(*tag).skip(1).any(|rest| rest.starts_with(['>', ' ', '\n', '\r']));
    let is_html = ["<html", "<meta", "<!--", "<table", "<td", "<tr"].iter().any(is_tag);
    if is_html || text.lines().all(|line| is_spaced(line) || line.trim().is_empty()) {
        return Err(vec![Refused::NotATable]);
    }
    let start = text.trim_start_matches(|letter: char| letter.is_whitespace() && letter != '\t');
    let is_in_first = |mark: char| length_of_record(start, mark).is_some_and(|length| start[..length].contains(mark));
    let is_there = |mark: &char| if *mark == '\t' { text.contains('\t') } else { is_in_first(*mark) };
    let between = ['\t', ';', ','].into_iter().find(is_there).unwrap_or('\t');
    let lines = records(text, between)?.into_iter();
    let lines = lines.map(|(number, record)| Line { number, cells: cells(record, between) });
    Ok(Block { lines: lines.filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect(), between })
}

/// The records of a text, each with the number of its first line; or the lines whose quotation marks are not closed.
fn records(text: &str, between: char) -> Result<Vec<(usize, &str)>, Vec<Refused>> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let (mut number, mut rest) = (1, text);
    while !rest.is_empty() {
        let length = length_of_record(rest, between).unwrap_or_else(|| {
            open.push(Refused::OpenQuote(number));
            rest.find('\n').map_or(rest.len(), |end| end + 1)
        });
        let (record, after) = rest.split_at(length);
        found.push((number, record));
        number += record.matches('\n').count();
        rest = after;
    }
    if open.is_empty() { Ok(found) } else { Err(open) }
}

/// The cells of a record, without spaces around them and in one line each.
fn cells(record: &str, between: char) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(between).unwrap_or(b'\t'))
        .has_headers(false)
        .from_reader(record.as_bytes());
    let record = reader.records().find_map(Result::ok).unwrap_or_default();
    let in_one_line =
        |cell: &str| cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    record.iter().map(in_one_line).collect()
}

/// Whether a line has columns that are spaces apart: nothing says where a cell ends.
fn is_spaced(line: &str) -> bool {
    !line.contains(['\t', ';']) && line.trim().contains("  ") && !line.contains(',')
}

/// The line under the headings of a Markdown table: `--- | ---`.
fn is_rule_of_markdown(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|letter| matches!(letter, '-' | '|' | ':' | ' '))
}

/// The bytes of the first record, with its line break. A quoted cell may have line breaks, but then no separator: more likely a
/// quotation mark is missing. `None` if a quotation mark opens a cell and is not closed at its end, so that the next cells would
/// run into it.
fn length_of_record(text: &str, between: char) -> Option<usize> {
    let (mut is_start, mut quoted) = (true, None);
    let mut letters = text.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        match (letter, quoted) {
            ('"', Some(_)) if letters.next_if(|(_, next)| *next == '"').is_some() => {}
            ('"', Some(from)) => {
                let cell: &str = &text[from..place];
                let is_closed = letters.peek().is_none_or(|(_, next)| *next == between || matches!(next, '\r' | '\n'));
                if !is_closed || cell.contains('\n') && cell.contains(between) {
                    return None;
                }
                quoted = None;
            }
            ('"', None) if is_start => quoted = Some(place + 1),
            ('\n', None) => return Some(place + 1),
            _ => {}
        }
        is_start = letter == between;
    }
    quoted.is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_of(text: &str) -> Vec<Vec<String>> {
        of(text).unwrap().lines.into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn lines_keep_their_numbers_and_cells_their_quoted_marks() {
        let block = of("\u{feff}Name,Price\n\n\"Loft, large\",\"250,000\"\n ,\n").unwrap();
        assert_eq!(block.lines[1], Line { number: 3, cells: vec!["Loft, large".into(), "250,000".into()] });
        assert_eq!(block.lines.len(), 2);
        assert_eq!(cells_of("Loft\u{a0}\t 6\" pipe\n"), [["Loft", "6\" pipe"]]);
        assert_eq!(cells_of("a;b\n1;2"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn a_quoted_cell_may_have_line_breaks() {
        let block =
            of("\"Home\r\ntype\"\tPrice\r\n\"Loft\r\n\r\n(\"\"large\"\")\"\t250,000\r\nFlat\t180,000\r\n").unwrap();
        let cells = |line: &Line| (line.number, line.cells.join("|"));
        let expected = [(1, "Home type|Price"), (3, "Loft (\"large\")|250,000"), (6, "Flat|180,000")];
        assert_eq!(
            block.lines.iter().map(cells).collect::<Vec<_>>(),
            expected.map(|(line, text)| (line, text.to_owned()))
        );
        assert_eq!(cells_of("\n\"Home\ntype\",Price\nLoft,1"), [["Home type", "Price"], ["Loft", "1"]]);
    }

    #[test]
    fn open_quotation_marks_and_markdown_are_refused() {
        let texts = [
            ("a\tb\n\"Loft\t1\nFlat\t2", 2),
            ("a\tb\n\"Loft\t1\nFlat 6\"\t2", 2),
            ("\"Big\" one\t2", 1),
            ("a\t\"b\n\nc\" d\te", 1),
        ];
        for (text, line) in texts {
            assert_eq!(of(text).err().and_then(|why| why.first().cloned()), Some(Refused::OpenQuote(line)), "{text:?}");
        }
        for text in ["| Name | Price |\n|---|---|\n| Loft | 250,000 |", "Name | Price\n--- | ---\nLoft | 250,000"] {
            assert_eq!(of(text).err(), Some(vec![Refused::Markdown]), "{text}");
        }
        assert_eq!(of(" \n\t\n").map(|block| block.lines.len()).unwrap_or_default(), 0);
    }
}
