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
    let is_there = |mark: &char| if *mark == '\t' { text.contains('\t') } else { first.contains(*mark) };
    let between = ['\t', ';', ','].into_iter().find(is_there).unwrap_or('\t');
    let numbered = text.lines().enumerate().map(|(place, line)| (place + 1, line));
    let open: Vec<Refused> = numbered
        .clone()
        .filter(|(_, line)| has_open_quote(line, between))
        .map(|(number, _)| Refused::OpenQuote(number))
        .collect();
    if !open.is_empty() {
        return Err(open);
    }
    let lines = numbered.map(|(number, line)| Line { number, cells: cells(line, between) });
    Ok(Block { lines: lines.filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect(), between })
}

fn cells(line: &str, between: char) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(between).unwrap_or(b'\t'))
        .has_headers(false)
        .from_reader(line.as_bytes());
    let record = reader.records().find_map(Result::ok).unwrap_or_default();
    record.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Whether a line has columns that are spaces apart: nothing says where a cell ends.
fn is_spaced(line: &str) -> bool {
    !line.contains(['\t', ';']) && line.trim().contains("  ") && !line.contains(',')
}

/// The line under the headings of a Markdown table: `--- | ---`.
fn is_rule_of_markdown(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|letter| matches!(letter, '-' | '|' | ':' | ' '))
}

/// Whether a quotation mark opens a cell and is not closed at its end, so that the next cells would run into it.
fn has_open_quote(line: &str, between: char) -> bool {
    let (mut is_start, mut is_quoted) = (true, false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
            }
            '"' if is_quoted => {
                is_quoted = false;
                if letters.peek().is_some_and(|next| *next != between) {
                    return true;
                }
            }
            '"' if is_start => is_quoted = true,
            _ => {}
        }
        is_start = !is_quoted && letter == between;
    }
    is_quoted
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
    fn open_quotation_marks_and_markdown_are_refused() {
        for (text, line) in [("a\tb\n\"Loft\t1\nFlat\t2", 2), ("a\t\"b\nc\"\td", 1), ("\"Big\" one\t2", 1)] {
            assert_eq!(of(text).err().and_then(|why| why.first().cloned()), Some(Refused::OpenQuote(line)), "{text:?}");
        }
        for text in ["| Name | Price |\n|---|---|\n| Loft | 250,000 |", "Name | Price\n--- | ---\nLoft | 250,000"] {
            assert_eq!(of(text).err(), Some(vec![Refused::Markdown]), "{text}");
        }
        assert_eq!(of(" \n\t\n").map(|block| block.lines.len()).unwrap_or_default(), 0);
    }
}
