//! Public money.

use super::{CASH_IN, LAND};
use crate::explain::OpenBook;
use crate::explain::sums::{Draft, Flow, Sum};
use crate::ledger::Movement as M;

pub(super) fn public_money(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let public = || book.checked.deal.partners.iter().filter(|partner| partner.public);
    let of_public = |words: &'static str, movements: &[M]| {
        public().fold(Sum::of(book), |sum, partner| sum.of_partner(&partner.id).term(Flow::In, words, movements))
    };
    let cost = ("total development cost", "value/total_development_cost");
    let (cash, land) = (("public cash", "public_money/cash"), ("public land", "public_money/land"));
    let grant = ("grant", "public_money/grant");
    let draft = match name {
        "cash" => of_public("cash of public partners", &CASH_IN)
            .by("Cash that public partners pay in as capital, loan notes and guarantees (method 3.5).", Vec::new()),
        "grant" => Sum::of(book)
            .term(Flow::In, "grant", &[M::Grant])
            .by("Grant to the venture from any source (method 3.5).", Vec::new()),
        "land" => of_public("land of public partners", &LAND)
            .by("Land of public partners at its accepted value, in every form (method 3.5).", Vec::new()),
        "cash_per_home" => Draft::arithmetic(
            "(public cash + grant) / homes completed",
            book.figures([cash, grant, ("homes completed", "homes/completed")]),
            "Rounded to the penny; blank if no home is completed. Loans from public bodies are not included (method 3.5).",
        ),
        "leverage_of_cash" => Draft::arithmetic(
            "(total development cost - public cash) / public cash",
            book.figures([cost, cash]),
            "Blank without public cash (method 3.5).",
        ),
        "private_to_public" => Draft::arithmetic(
            "(total development cost - public cash - grant - public land) / (public cash + grant + public land)",
            book.figures([cost, cash, grant, land]),
            "Blank without public money (method 3.5).",
        ),
        "private_to_public_without_land" => Draft::arithmetic(
            "(total development cost - land at its accepted value - public cash - grant) / (public cash + grant)",
            book.figures([cost, ("land at its accepted value", "value/land"), cash, grant]),
            "Blank without public cash or grant (method 3.5).",
        ),
        _ => return None,
    };
    Some(draft)
}
