//! How partners are named in sentences: "the council", "Meridian", "Lovell’s".

/// Roles that name a partner by what it is. They have an article, with or without a capital; so does any name without a
/// capital.
const ROLES: [&str; 22] = [
    "agency",
    "association",
    "authority",
    "bank",
    "builder",
    "cash partner",
    "charity",
    "community",
    "company",
    "council",
    "county",
    "developer",
    "development partner",
    "funder",
    "house builder",
    "housing association",
    "investor",
    "landowner",
    "landowners",
    "lender",
    "partner",
    "trust",
];

/// The name of a deal, which a file may leave out.
#[must_use]
pub fn deal(title: &str) -> &str {
    if crate::field_text::is_blank(title) { "Unnamed deal" } else { title }
}

/// A short name in the middle of a sentence: "the council", "Meridian".
#[must_use]
pub fn named(short_name: &str) -> String {
    let name = bare(short_name);
    if is_role(name) { format!("the {}", name.to_lowercase()) } else { name.to_owned() }
}

/// The same as an owner: "the council’s", "Lovell’s", "the landowners’".
#[must_use]
pub fn owner(short_name: &str) -> String {
    let name = named(short_name);
    let ending = if name.ends_with('s') { "’" } else { "’s" };
    format!("{name}{ending}")
}

/// The form of a verb that agrees with a short name: "gets", or "get" for "landowners".
#[must_use]
pub fn verb(short_name: &str, one: &'static str, many: &'static str) -> &'static str {
    let name = bare(short_name);
    if is_role(name) && name.ends_with('s') && !name.ends_with("ss") { many } else { one }
}

/// A short name at the start of a label: "Council", "Meridian".
#[must_use]
pub fn label(short_name: &str) -> String {
    super::capitalised(bare(short_name))
}

/// The label of what a partner gets back: "Council gets back".
#[must_use]
pub fn gets_back(short_name: &str) -> String {
    format!("{} {} back", label(short_name), verb(short_name, "gets", "get"))
}

/// The label of what a partner puts in: "Council puts in".
#[must_use]
pub fn puts_in(short_name: &str) -> String {
    format!("{} {} in", label(short_name), verb(short_name, "puts", "put"))
}

/// A role without its typed article; a name keeps its article.
fn bare(short_name: &str) -> &str {
    let name = short_name.trim();
    let rest = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    rest.filter(|rest| is_role(rest)).unwrap_or(name)
}

fn is_role(name: &str) -> bool {
    let is_small = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_uppercase);
    is_small || ROLES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Action, Workspace};

    /// Without a name the title of the window, the heading and the list of saved deals would be empty. A file may leave it out.
    #[test]
    fn a_deal_without_a_name_is_asked_for_one_or_shown_as_unnamed() {
        use crate::words::{compact, page, problems};
        let emptied = Workspace::on_the_example().unwrap().after(Action::Typed("/title".to_owned(), "  ".to_owned()));
        let emptied = emptied.after(Action::Left("/title".to_owned()));
        let (path, fault) = emptied.faults().first().cloned().unwrap();
        assert_eq!(problems::of(&path, &fault, &emptied), "Enter a name for the deal, like Mill Lane");
        let unnamed = std::rc::Rc::new(emptied.deal().with("/title", " ".into()).unwrap());
        let unnamed = crate::scenarios::Cases::of(unnamed);
        assert_eq!(page::window_title(crate::route::Page::Deal, &unnamed, false), "Unnamed deal – Common Ground");
        assert!(compact::frame_title(&unnamed).starts_with("Unnamed deal, "));
        assert_eq!(deal("Mill Lane"), "Mill Lane");
    }

    #[test]
    fn roles_have_an_article_and_names_do_not() {
        for (short, in_sentence, as_owner, as_label) in [
            ("council", "the council", "the council’s", "Council"),
            ("Council", "the council", "the council’s", "Council"),
            ("The council", "the council", "the council’s", "Council"),
            ("landowners", "the landowners", "the landowners’", "Landowners"),
            ("Meridian", "Meridian", "Meridian’s", "Meridian"),
            ("Lovell", "Lovell", "Lovell’s", "Lovell"),
            ("HCA", "HCA", "HCA’s", "HCA"),
            ("L&Q", "L&Q", "L&Q’s", "L&Q"),
            ("Barratt Homes", "Barratt Homes", "Barratt Homes’", "Barratt Homes"),
            (
                "The Guinness Partnership",
                "The Guinness Partnership",
                "The Guinness Partnership’s",
                "The Guinness Partnership",
            ),
            ("easyHomes", "easyHomes", "easyHomes’", "EasyHomes"),
        ] {
            assert_eq!(
                (named(short).as_str(), owner(short).as_str(), label(short).as_str()),
                (in_sentence, as_owner, as_label)
            );
        }
    }

    #[test]
    fn verbs_agree_with_plural_names() {
        assert_eq!(gets_back("landowners"), "Landowners get back");
        assert_eq!(gets_back("council"), "Council gets back");
        assert_eq!(gets_back("Barratt Homes"), "Barratt Homes gets back");
        assert_eq!(verb("business", "loses", "lose"), "loses");
    }
}
