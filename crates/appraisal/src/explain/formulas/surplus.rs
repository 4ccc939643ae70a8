//! A partner's share of the surplus: what each tier and the final split pay it, and its share of each.

use super::{joined, money};
use crate::explain::sums::{Draft, Flow, Sum, added};
use crate::explain::{OpenBook, Operand};
use crate::ledger::{Account, Movement as M, Row};
use crate::stages::cash::PartnerBook;
use crate::units::Pence;
use deal::{Tier, TierTest};

const ORDER: &str = "At each payment, what remains after other payments due, loan notes, preferred return, capital and the pot is paid \
                     through the tiers, if there are any, then by the final split, to the penny (method 2.8).";
const TIER: &str =
    "A partner is paid through a tier what is paid through the tier to all partners x its share of the tier.";

/// A partner's share of the surplus: the sum of its parts of each tier and of the final split, then what all partners are paid
/// there and its share of it.
pub(super) fn share(book: &OpenBook<'_>, id: &str) -> Option<Draft> {
    let place = book.partner_place(id)?;
    let tiers: Vec<(usize, &Tier)> = book.checked.deal.sharing.tiers.iter().enumerate().collect();
    let is_paid =
        |(index, _): &&(usize, &Tier)| book.paid(M::TierPaid, Some(Row::Tier(*index)), Some(place)).is_positive();
    let tiers: Vec<&(usize, &Tier)> = tiers.iter().filter(is_paid).collect();
    let (mut own, mut behind, mut rules) = (Vec::new(), Vec::new(), vec![ORDER.to_owned()]);
    for (index, tier) in &tiers {
        let of = || vec![tier_name(*index)];
        let row = Some(Row::Tier(*index));
        own.push(Operand { of: of(), ..money("paid through the tier", book.paid(M::TierPaid, row, Some(place))) });
        let all = money("paid through the tier to all partners", book.paid(M::TierPaid, row, None));
        behind.push(Operand { of: of(), ..all });
        let path = format!("/sharing/tiers/{}", tier.id);
        behind.extend(book.input("share of the tier", format!("{path}/split/{id}/percent")));
        behind.extend(book.input("hurdle", format!("{path}/test/{}", test_of(tier.test))));
        rules.push(end_of_tier(book, *index, tier));
    }
    if !tiers.is_empty() {
        rules.insert(1, TIER.to_owned());
    }
    let split = book.paid(M::SplitPaid, None, Some(place));
    if split.is_positive() {
        own.push(money("paid by the final split", split));
        behind.push(money("paid by the final split to all partners", book.paid(M::SplitPaid, None, None)));
        let (rule, share) = share_of_split(book, id, place);
        behind.extend(share);
        rules.push(rule);
    }
    let paid = Sum::of(book).of_partner(id).term(Flow::Out, "share of the surplus", &[M::TierPaid, M::SplitPaid]);
    let terms = paid.by("", Vec::new()).terms;
    let draft = Draft { terms, ..Draft::sum(joined(added(own), behind), &rules.join(" ")) };
    Some(draft.or_no("no surplus is paid to this partner"))
}

/// The name of a tier by its place in the list.
pub(in crate::explain) fn tier_name(index: usize) -> String {
    format!("tier {}", index + 1)
}

/// The field of a tier's test.
fn test_of(test: TierTest) -> &'static str {
    match test {
        TierTest::RateOfReturn { .. } => "rate_of_return/percent",
        TierTest::Multiple { .. } => "multiple/times",
        TierTest::Amount { .. } => "amount/pounds",
    }
}

/// When a tier ends, and on whose return its hurdle is measured.
fn end_of_tier(book: &OpenBook<'_>, index: usize, tier: &Tier) -> String {
    let name = |id: &String| book.checked.deal.partners.iter().find(|of| of.id == *id).map(|of| of.name.as_str());
    let whose = match tier.class.iter().filter_map(name).collect::<Vec<_>>().as_slice() {
        [] => "all partners together".to_owned(),
        [one] => (*one).to_owned(),
        several => format!("{} together", several.join(" and ")),
    };
    let has_received = if tier.class.len() == 1 { "has received its" } else { "have received their" };
    let test = match tier.test {
        TierTest::RateOfReturn { .. } => format!("the rate of return (IRR) of {whose} reaches the hurdle"),
        TierTest::Multiple { .. } => format!("{whose} {has_received} contributions x the hurdle"),
        TierTest::Amount { .. } => "the amount paid through it reaches the hurdle".to_owned(),
    };
    format!("Tier {} applies until {test}.", index + 1)
}

/// A partner's share of the final split: agreed, or else by contributions.
fn share_of_split(book: &OpenBook<'_>, id: &str, place: usize) -> (String, Vec<Operand>) {
    if book.checked.plan.sharing.split.is_some() {
        let rule = "A partner is paid by the final split what is paid by the final split to all partners x its share of the final \
                    split.";
        let share = book.input("share of the final split", format!("/sharing/split/{id}/percent"));
        return (rule.to_owned(), share.into_iter().collect());
    }
    let rule = "No shares are agreed, so the final split is in proportion to credited contributions to date, or equal if there are \
                none.";
    let books = &book.appraisal.cash.partners;
    let own = books.get(place).map_or(Pence::ZERO, PartnerBook::contributed);
    let all = books.iter().map(PartnerBook::contributed).sum();
    let operands = vec![money("own credited contributions", own), money("credited contributions of all partners", all)];
    (rule.to_owned(), operands)
}

impl OpenBook<'_> {
    /// What a movement pays, through one row, to one partner or to all.
    fn paid(&self, movement: M, row: Option<Row>, partner: Option<usize>) -> Pence {
        let is_of = |entry: &&crate::ledger::Entry| {
            entry.account == Account::Movement(movement)
                && entry.row == row
                && partner.is_none_or(|place| entry.partner == Some(place))
        };
        self.entries.iter().filter(is_of).map(|entry| -entry.amount).sum()
    }
}
