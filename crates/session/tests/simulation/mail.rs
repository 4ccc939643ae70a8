//! What is sent: links and files, what mail and other programs make of them, and what opens.

use crate::ways::{DAMAGED, READ, TRAILING};
use appraisal::document::Document;
use session::embed_style::EmbedStyle;
use session::link::{self, BrokenLink};
use session::route::{self, Page, Route};
use session::scenarios::Cases;
use session::state::FileFault;

/// A link or a file that was sent, and what it was made of.
pub(crate) struct Sent<Form> {
    pub(crate) form: Form,
    pub(crate) cases: Cases,
}

impl Sent<String> {
    pub(crate) fn link(cases: Cases) -> Self {
        let form = link(&cases);
        Self { form, cases: if link::includes_baseline(&cases) { cases } else { cases.without_baseline() } }
    }
}

/// A link to cases.
pub(crate) fn link(cases: &Cases) -> String {
    route::fragment_to_publish(cases).unwrap()
}

impl Sent<Vec<u8>> {
    pub(crate) fn file(cases: &Cases) -> Self {
        let cases = cases.without_baseline();
        Self { form: cases.document().written_file().unwrap().into_bytes(), cases }
    }
}

/// The whole that the page keeps of its address: without the deal if that is too long.
pub(crate) fn address(cases: &Cases) -> String {
    let whole = route::fragment(Page::Deal, &EmbedStyle::default(), cases);
    whole.unwrap_or_else(|_| Route::written(Page::Deal, &cases.open))
}

/// What is shown in the address bar: no other case that nobody has but the user.
pub(crate) fn shown_address(cases: &Cases) -> String {
    match route::fragment(Page::Deal, &EmbedStyle::default(), cases) {
        Ok(_) if cases.has_private_others() => {
            let alone = route::fragment(Page::Deal, &EmbedStyle::default(), &cases.alone());
            alone.unwrap_or_else(|_| Route::written(Page::Deal, &cases.open))
        }
        _ => address(cases),
    }
}

/// The deal in a link.
pub(crate) fn opened(text: &str) -> Result<Cases, BrokenLink> {
    link::open(text)?.ok_or(BrokenLink::Damaged)
}

/// The deal in a link and the case that it names, as an embed opens it.
pub(crate) fn published(text: &str) -> Result<Cases, BrokenLink> {
    let cases = opened(text)?;
    Ok(match Route::read(text).open {
        Some(open) => Cases { open, ..cases },
        None => cases,
    })
}

/// A link as a program passes it on, and whether it is damaged: in the ways in which `crates/links` is tested, or by one character.
pub(crate) fn passed_on(link: &str, nth: usize) -> (String, bool) {
    let (kind, nth) = (nth % 4, nth / 4);
    // A link that names the example has nothing that could be lost unnoticed.
    let is_short = link.len() < 100;
    let tail = TRAILING.split(' ').nth(nth % TRAILING.split(' ').count()).unwrap_or_default();
    match kind {
        0 => (READ[nth % READ.len()].1(link), false),
        1 => (format!("{link}{tail}"), false),
        2 if !is_short => (DAMAGED[nth % DAMAGED.len()].1(link), true),
        3 if !is_short => (with_another_letter(link, nth), true),
        _ => (link.to_owned(), false),
    }
}

/// A link in which one letter of the deal is another.
pub(crate) fn with_another_letter(link: &str, nth: usize) -> String {
    let name = "deal=".len();
    let at = name + nth * 7 % (link.len() - name);
    let other = if link[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &link[..at], &link[at + 1..])
}

/// A file as a program saves it, and whether it is damaged.
pub(crate) fn saved_again(file: &[u8], nth: usize) -> (Vec<u8>, bool) {
    let text = str::from_utf8(file).unwrap();
    let wide = || text.encode_utf16().flat_map(u16::to_le_bytes);
    let later = || text.replacen("\"version\": ", "\"version\": 9", 1);
    let half = file.len() / 2;
    match nth % 8 {
        0 | 1 => (file.to_vec(), false),
        2 => ([b"\xEF\xBB\xBF", file].concat(), false),
        3 => (b"\xFF\xFE".iter().copied().chain(wide()).collect(), false),
        4 => (file[..half].to_vec(), true),
        5 => ([&file[..half], b"\xA3", &file[half..]].concat(), true),
        6 => (later().into_bytes(), true),
        _ => (Vec::new(), true),
    }
}

/// The deal in a file.
pub(crate) fn read_file(bytes: &[u8]) -> Result<Cases, FileFault> {
    let document = Document::read(bytes).map_err(FileFault::NotOpened)?;
    Cases::of_document(document).map_err(FileFault::Scenario)
}

/// What the page of an embed writes into its address.
pub(crate) fn address_of_embed(cases: &Cases) -> String {
    let style = EmbedStyle { is_embedded: true, ..EmbedStyle::default() };
    route::fragment(Page::Deal, &style, cases).unwrap()
}

/// The length of a summary that is too long to be saved.
pub(crate) const TOO_LONG: usize = 1_100_000;

/// Whether cases are too large to be sent.
pub(crate) fn is_too_large(cases: &Cases) -> bool {
    let scenarios = cases.scenarios.iter().map(|own| &own.deal);
    [&cases.base].into_iter().chain(scenarios).any(|deal| deal.summary.len() > TOO_LONG / 2)
}
