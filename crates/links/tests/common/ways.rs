//! What mail, chat and office programs make of a link: one list for the tests of links and for the simulation of the session.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use links::encoded;

/// A change to what follows `#`, by its name.
pub(crate) type Way = (&'static str, fn(&str) -> String);

/// Every character percent-encoded that a browser or a program encodes when the address is a value in another.
fn as_a_value(link: &str) -> String {
    encoded(link).replace('/', "%2F")
}

/// Lines of at most 76 characters, as in mail.
fn lines(link: &str, end: &str) -> String {
    let letters: Vec<char> = link.chars().collect();
    letters.chunks(75).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join(end)
}

/// As `=` and an end of line in quoted-printable text.
fn quoted_printable(link: &str, end: &str) -> String {
    lines(&link.replace('=', "=3D"), &format!("={end}"))
}

/// The ways after which the deal that was sent opens.
pub(crate) const READ: [Way; 45] = [
    ("as it was sent", str::to_owned),
    ("with its #", |link| format!("#{link}")),
    ("& as &amp;", |link| link.replace('&', "&amp;")),
    ("& as &amp;amp;", |link| link.replace('&', "&amp;amp;")),
    ("& as &#38;", |link| link.replace('&', "&#38;")),
    ("= as &#x3D;", |link| link.replace('=', "&#x3D;")),
    ("& as %26", |link| link.replace('&', "%26")),
    ("= as %3D", |link| link.replace('=', "%3D")),
    ("& as %26 and = as %3D", |link| link.replace('&', "%26").replace('=', "%3D")),
    ("& as %26 and = as %3d, in lower case", |link| link.replace('&', "%26").replace('=', "%3d")),
    ("& as %26amp%3B", |link| link.replace('&', "&amp;").replace('&', "%26").replace(';', "%3B").replace('=', "%3D")),
    ("encoded as a value", as_a_value),
    ("encoded twice as a value", |link| as_a_value(&as_a_value(link))),
    ("hyphens and low lines encoded", |link| link.replace('-', "%2D").replace('_', "%5F")),
    ("names in capitals", |link| link.replace("deal=", "DEAL=").replace("from=", "FROM=")),
    ("names with a capital", |link| link.replace("deal=", "Deal=").replace("from=", "From=")),
    ("with embed=yes& in front", |link| format!("embed=yes&{link}")),
    ("with embed=yes& in front, & as %26 and = as %3D", |link| {
        format!("embed=yes&{link}").replace('&', "%26").replace('=', "%3D")
    }),
    ("with another page in front", |link| format!("page=compare&{link}")),
    ("quoted-printable", |link| quoted_printable(link, "\r\n")),
    ("quoted-printable, line ends lost", |link| quoted_printable(link, "")),
    ("quoted-printable, line ends as spaces", |link| quoted_printable(link, "%20")),
    ("soft breaks alone", |link| lines(link, "=\n")),
    ("line ends", |link| lines(link, "\r\n")),
    ("line ends encoded", |link| lines(link, "%0D%0A")),
    ("line ends and signs of a quoted mail", |link| lines(link, "\r\n> ")),
    ("the same in a browser's address", |link| lines(link, "%20%3E%20")),
    ("spaces", |link| lines(link, " ")),
    ("spaces as %20", |link| lines(link, "%20")),
    ("a tab and a no-break space", |link| lines(link, "\t\u{a0}")),
    ("zero-width spaces", |link| format!("\u{200b}{}\u{feff}", lines(link, "\u{200b}"))),
    ("zero-width spaces in a browser's address", |link| format!("%E2%80%8B{}%E2%80%8B", lines(link, "%E2%80%8B"))),
    ("soft hyphens and marks of direction", |link| format!("{}\u{200e}", lines(link, "\u{ad}"))),
    ("dashes of a word processor", |link| link.replace("--", "—")),
    ("shorter dashes of a word processor", |link| link.replace("--", "–")),
    ("hyphens that do not break", |link| link.replace('-', "\u{2011}")),
    ("low lines escaped, as in Markdown", |link| link.replace('_', "\\_")),
    ("between low lines and asterisks, as in chat", |link| format!("{link}_*")),
    ("with the end of a sentence", |link| format!("{link}).")),
    ("with words behind it", |link| format!("{link}, as agreed. Regards, Ann")),
    ("with words behind it in a browser's address", |link| format!("{link}%22%20as%20agreed")),
    ("with the tail of a safe link", |link| {
        format!(
            "{link}&data=05%7C02%7Cann%40example.org%7C{}&sdata=Gm%2B3{}%3D&reserved=0",
            "0a".repeat(30),
            "Ab".repeat(30)
        )
    }),
    ("as a safe link", |link| {
        let address = as_a_value(&format!("https://example.org/cg/#{link}"));
        format!(
            "https://eur03.safelinks.protection.outlook.com/?url={address}&data=05%7C02%7C{}&reserved=0",
            "0a".repeat(30)
        )
    }),
    ("with the tail of another wrapper", |link| format!("{link}__;Iw!!Kb3{}$", "xY".repeat(20))),
    ("with a campaign of a newsletter", |link| format!("{link}&utm_source=mail&utm_medium=email")),
];

/// The marks that a program takes into a link from the text around it.
pub(crate) const TRAILING: &str =
    "> ) , ; \" ' ] . ! ? * ” ’ » } : | ` \u{200b} \u{a0} \u{2060} %3E %22 %20 %E2%80%8B %C2%A0 &gt; &quot; &nbsp;";

/// The ways after which the link says that it is damaged.
pub(crate) const DAMAGED: [Way; 14] = [
    ("cut in half", |link| link[..link.len() / 2].to_owned()),
    ("cut by one character", |link| link[..link.len() - 1].to_owned()),
    ("cut behind the name", |link| link[..link.find("deal=").unwrap() + 5].to_owned()),
    ("cut before the equals sign", |link| link[..link.find("deal=").unwrap() + 4].to_owned()),
    ("cut within the name", |link| link[..link.find("deal=").unwrap() + 2].to_owned()),
    ("without its name", |link| link.replace("deal=", "")),
    ("with another name", |link| link.replace("deal=", "deel=")),
    ("cut at both ends", |link| link[link.find("deal=").unwrap() + 2..link.len() - 9].to_owned()),
    ("in capitals", |link| link.to_ascii_uppercase()),
    ("in lower case", |link| link.to_ascii_lowercase()),
    ("cut in half, & as %26 and = as %3D", |link| link[..link.len() / 2].replace('&', "%26").replace('=', "%3D")),
    ("with a line lost", |link| format!("{}{}", &link[..link.len() / 2], &link[link.len() / 2 + 30..])),
    ("with two lines in another order", |link| {
        let (head, tail) = link.split_at(link.len() / 2);
        format!("{head}{}{}", &tail[30..], &tail[..30])
    }),
    ("twice, with another deal", |link| format!("{link}&{}", link.replace('A', "B"))),
];
