//! Limits are met when a link is written: what is written opens.

mod common;

use deal::document::MOST_BYTES;
use deal::{Deal, samples};
use links::{BrokenLink, MOST_CHARACTERS, Sent, TooLong, read, written};

fn sent(whole: Deal) -> Sent {
    Sent { whole, identity: None, baseline: None, open: None }
}

/// Text that does not get shorter when it is deflated.
fn noise(characters: usize) -> String {
    let mut state = 88_172_645_463_325_252_u64;
    let mut letter = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[(state >> 32) as usize % 64])
    };
    (0..characters).map(|_| letter()).collect()
}

fn with_summary(summary: String) -> Sent {
    sent(Deal { summary, ..common::whole(&samples::NORWICH_2009) })
}

#[test]
fn a_deal_just_within_the_limit_opens_and_one_beyond_it_is_not_written() {
    let within = with_summary(noise(180_000));
    let link = written(&within).unwrap();
    assert!(link.len() > MOST_CHARACTERS * 9 / 10, "{}", link.len());
    assert!(read(&link).unwrap() == Some(within));
    // Encoded by a program that passes it on, it is longer, and opens too.
    assert!(read(&link.replace('-', "%252D").replace('_', "%255F").replace('=', "%253D")).unwrap().is_some());
    let Err(TooLong::Link(characters)) = written(&with_summary(noise(330_000))) else { panic!("not refused") };
    assert!((MOST_CHARACTERS..400_000).contains(&characters), "{characters}");
}

/// A long text that says little is a short link, which would unpack to more than is read.
#[test]
fn a_document_that_would_not_open_is_not_written() {
    let Err(TooLong::Document(bytes)) = written(&with_summary("n".repeat(1_100_000))) else { panic!("not refused") };
    assert!((1_100_000..1_110_000).contains(&bytes), "{bytes}");
    let least = written(&with_summary(String::new())).unwrap().len();
    let most = with_summary("n".repeat(MOST_BYTES - 9_500));
    let link = written(&most).unwrap();
    assert!(link.len() > least && read(&link).unwrap() == Some(most));
}

#[test]
fn what_is_longer_than_any_link_says_so() {
    for many in [MOST_CHARACTERS + 1, 1_500_000, 20_000_000] {
        assert_eq!(read(&format!("deal={}", "A".repeat(many))), Err(BrokenLink::TooLong), "{many}");
    }
}
