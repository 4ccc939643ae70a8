//! The method as a page of the site: the drawer links to its sections.

use crate::page;
use crate::project::Project;
use crate::run::Result;
use std::fs;

/// The specification, from the top of the project.
pub(crate) const SOURCE: &str = "docs/method.md";

const HEAD: &str = "<!doctype html>
<html lang=\"en-GB\">
  <head>
    <meta charset=\"utf-8\">
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
    <meta name=\"color-scheme\" content=\"light dark\">
    <link rel=\"icon\" href=\"data:,\">
    <title>Method – Common Ground</title>
    <style>
      body { max-width: 70rem; margin: 1rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
      pre { margin: 0; font: 0.875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    </style>
  </head>
  <body>
    <main>
";

/// Writes the page into the folder of the built site.
pub(crate) fn write(project: &Project) -> Result {
    let cannot = |error: std::io::Error| format!("Cannot write the page of the method: {error}.");
    let text = fs::read_to_string(project.root.join(SOURCE)).map_err(cannot)?;
    fs::write(page::folder(project).join("method.html"), as_page(&text)).map_err(cannot)
}

/// Headings as headings, those of numbered sections with the number as their id; everything else as it is written.
fn as_page(text: &str) -> String {
    let mut out = HEAD.to_owned();
    let mut is_open = false;
    for line in text.lines() {
        let level = line.bytes().take_while(|letter| *letter == b'#').count();
        if let Some(title) = line[level..].strip_prefix(' ').filter(|_| (1..=6).contains(&level)) {
            out.push_str(if std::mem::take(&mut is_open) { "</pre>\n" } else { "" });
            out.push_str(&format!("<h{level}{}>{}</h{level}>\n", id(title), inline(title)));
            continue;
        }
        if is_open || !line.is_empty() {
            out.push_str(if std::mem::replace(&mut is_open, true) { "" } else { "<pre>" });
            out.push_str(&inline(line));
            out.push('\n');
        }
    }
    out.push_str(if is_open { "</pre>\n" } else { "" });
    out.push_str("    </main>\n  </body>\n</html>\n");
    out
}

/// The number at the start of a title as an attribute: "2.12 Rates of return" has the id 2.12.
fn id(title: &str) -> String {
    let number = title.split(' ').next().unwrap_or_default().trim_end_matches('.');
    let is_number = number.starts_with(|letter: char| letter.is_ascii_digit());
    if is_number { format!(" id=\"{number}\"") } else { String::new() }
}

/// A line with what is bold or code marked as that.
fn inline(line: &str) -> String {
    marked(&marked(&escaped(line), "**", "strong"), "`", "code")
}

/// Pairs of a sign as an element; a line with a sign left over stays as it is.
fn marked(line: &str, sign: &str, element: &str) -> String {
    let parts: Vec<&str> = line.split(sign).collect();
    if parts.len().is_multiple_of(2) {
        return line.to_owned();
    }
    let part = |(place, part): (usize, &&str)| {
        if place % 2 == 0 { (*part).to_owned() } else { format!("<{element}>{part}</{element}>") }
    };
    parts.iter().enumerate().map(part).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_can_be_linked_to_and_text_is_kept() {
        let page = as_page("# Method\n\nA < **b** & `c`\n\n### 2.12 Rates of return\n- one\n");
        assert!(
            page.contains("<h1>Method</h1>\n<pre>A &lt; <strong>b</strong> &amp; <code>c</code>\n\n</pre>\n"),
            "{page}"
        );
        assert!(page.contains("<h3 id=\"2.12\">2.12 Rates of return</h3>\n<pre>- one\n</pre>\n"), "{page}");
    }
}
