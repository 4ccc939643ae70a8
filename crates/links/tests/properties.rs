//! A link that was changed gives the deal that was sent, or says that it is damaged.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use deal::samples;
use links::{BrokenLink, Sent, read, written};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Links of several lengths, with what was sent.
static LINKS: LazyLock<Vec<(Sent, String)>> = LazyLock::new(|| {
    let norwich = common::whole(&samples::NORWICH_2009);
    let baseline = Some(common::base(&norwich));
    let open = Some("as-later-reported".to_owned());
    let changed = |many, is_marked| common::changed(&norwich, many, is_marked);
    let all = [
        Sent { whole: norwich.clone(), identity: None, baseline: baseline.clone(), open: open.clone() },
        Sent { whole: changed(1, false), identity: None, baseline: baseline.clone(), open: None },
        Sent { whole: changed(20, true), identity: None, baseline, open },
        Sent {
            whole: common::changed(&common::whole(&samples::GD_7), 5, true),
            identity: None,
            baseline: None,
            open: None,
        },
        Sent { whole: common::awkward(), identity: None, baseline: None, open: Some("a&b=c#d 50% é".to_owned()) },
    ];
    all.map(|sent| (sent.clone(), written(&sent).unwrap())).into()
});

/// Whether a changed link keeps the promise.
fn is_sent_or_damaged(sent: &Sent, changed: &str) -> bool {
    match read(changed) {
        Ok(Some(opened)) => opened == *sent,
        why => why == Err(BrokenLink::Damaged),
    }
}

fn any_link() -> impl Strategy<Value = (usize, prop::sample::Index)> {
    (0..LINKS.len(), any::<prop::sample::Index>())
}

/// The signs of links, those with a meaning in an address, and any other.
fn any_sign() -> impl Strategy<Value = char> {
    prop_oneof![4 => prop::char::range('-', 'z'), 1 => prop::char::range(' ', '~'), 1 => any::<char>()]
}

/// A link with what stands from one place to another replaced.
fn replaced(link: &str, from: usize, to: usize, by: &str) -> String {
    format!("{}{by}{}", &link[..from], &link[to..])
}

/// What is left has no mark, and can be unpacked, but not to a document.
#[test]
fn a_link_without_its_beginning_is_damaged() {
    let (sent, link) = &LINKS[0];
    let cut = "deal=C1IC9KCtCAtSAvSgrQgLUgL0oK0IC1IC9KCtCAtSAvSgrQgLUgL0uJzabEA";
    assert!(link.ends_with("uJzabEA"));
    assert!(is_sent_or_damaged(sent, cut));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn one_other_character((which, place) in any_link(), sign in any_sign()) {
        let (sent, link) = &LINKS[which];
        let at = place.index(link.len());
        let changed = replaced(link, at, at + 1, &sign.to_string());
        prop_assert!(is_sent_or_damaged(sent, &changed), "{changed}");
    }

    #[test]
    fn characters_lost((which, place) in any_link(), many in 1..90_usize) {
        let (sent, link) = &LINKS[which];
        let at = place.index(link.len() - 1) + 1;
        let changed = replaced(link, at, (at + many).min(link.len()), "");
        prop_assert!(is_sent_or_damaged(sent, &changed), "{changed}");
    }

    #[test]
    fn characters_added((which, place) in any_link(), text in "[ -~\u{200b}é]{1,20}") {
        let (sent, link) = &LINKS[which];
        let at = place.index(link.len() + 1);
        let changed = replaced(link, at, at, &text);
        prop_assert!(is_sent_or_damaged(sent, &changed), "{changed}");
    }

    #[test]
    fn two_characters_in_the_other_order((which, place) in any_link()) {
        let (sent, link) = &LINKS[which];
        let at = place.index(link.len() - 1);
        let swapped: String = link[at..at + 2].chars().rev().collect();
        let changed = replaced(link, at, at + 2, &swapped);
        prop_assert!(is_sent_or_damaged(sent, &changed), "{changed}");
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}", name in "(deal=|from=norwich-2009&deal=|&|#|%)?") {
        let _ = read(&format!("{name}{text}"));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        use base64::Engine;
        let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
        let opened = read(&format!("deal={text}"));
        prop_assert!(opened.is_err(), "{text}");
    }
}
