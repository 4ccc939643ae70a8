//! The path of the field at a position in the text of a document.
//!
//! The crate serde_path_to_error records the path while reading, but doubles the size of the reader of every type, a third
//! of the page's first load. The path is needed only for an error, so it is found again here.

/// A step of a path.
enum Step<'a> {
    Key(Option<&'a str>),
    Row(usize),
}

/// The path of the field at a line and column, both counted from 1, as `deal.phases[0].build_months`. It begins with `root`,
/// the path of the whole text. The text must be valid JSON up to that position.
pub(super) fn path_at(root: &str, text: &str, line: usize, column: usize) -> String {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let end = (line_start + column).min(text.len());
    let bytes = text.as_bytes();
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut at = 0;
    while at < end {
        match bytes[at] {
            b'{' => steps.push(Step::Key(None)),
            b'[' => steps.push(Step::Row(0)),
            b'}' | b']' => {
                steps.pop();
            }
            b',' => match steps.last_mut() {
                Some(Step::Row(row)) => *row += 1,
                Some(Step::Key(key)) => *key = None,
                None => {}
            },
            b'"' => {
                let close = close_of_string(bytes, at);
                if let Some(Step::Key(key @ None)) = steps.last_mut() {
                    *key = text.get(at + 1..close);
                }
                at = close;
            }
            _ => {}
        }
        at += 1;
    }
    written(root, &steps)
}

/// The position of the quote that closes the string opened at `open`.
fn close_of_string(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

fn written(root: &str, steps: &[Step<'_>]) -> String {
    let mut path = root.to_owned();
    for step in steps {
        match step {
            Step::Key(Some(key)) if path.is_empty() => path.push_str(key),
            Step::Key(Some(key)) => path.extend([".", key]),
            Step::Key(None) => {}
            Step::Row(row) => path.push_str(&format!("[{row}]")),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path_at;

    #[test]
    fn finds_keys_rows_and_brackets_within_strings() {
        let text = "{\"a\": [1, {\"b\\\"]\": 2,\n \"c\": \"[{,\"}, 3], \"d\": 4}";
        for (until, path) in [("1", "a[0]"), ("2", "a[1].b\\\"]"), ("\"[{,\"", "a[1].c"), ("3", "a[2]"), ("4", "d")] {
            let place = text.find(until).unwrap();
            let line = text[..place].matches('\n').count() + 1;
            let column = place - text[..place].rfind('\n').map_or(0, |newline| newline + 1) + until.len();
            assert_eq!(path_at("", text, line, column), path, "{until}");
        }
        assert_eq!(path_at("", text, 9, 9), "");
        assert_eq!(path_at("deal", text, 1, text.len()), "deal");
    }
}
