//! Cash that is called to match land: not called in full, or less than the match (method 2.7).

use super::{FlagCode, Found, OperandName};
use crate::stages::cash::PartnerBook;
use crate::units::{Pence, add, to_date};
use deal::{FundingOrder, MatchTiming};

impl Found<'_> {
    /// Flags of a deal whose funding order is matched; in other orders, cash that is not needed is not called by intent.
    pub(super) fn matched_cash(&mut self) {
        let FundingOrder::Matched { ratio, timing } = self.checked.plan.funding.order else { return };
        let books = &self.appraisal.cash.partners;
        // Without credited land, cash is not called because it is not needed: there is nothing to match.
        if !books.iter().flat_map(|book| book.land_in.iter().chain(&book.land_note_in)).any(|land| land.is_positive()) {
            return;
        }
        // Cash called only when needed owes no match at any time.
        if timing == MatchTiming::AtCredit {
            self.cash_below_match(ratio);
        }
        for (place, partner) in self.deal().partners.iter().enumerate() {
            let committed = self.checked.plan.committed_by(place);
            let called = self.appraisal.partners[place].cash_in;
            if called < committed {
                let operands = [(OperandName::CashCommitted, committed), (OperandName::CashCalled, called)];
                self.raise(FlagCode::CashNotCalled, &partner.id, &operands);
            }
        }
    }

    /// The largest shortfall of cash called to date against the ratio x land credited to date; of one partner if no other
    /// puts in cash.
    fn cash_below_match(&mut self, ratio: f64) {
        let books = &self.appraisal.cash.partners;
        let total = |lines: fn(&PartnerBook) -> [&[Pence]; 2]| {
            let mut series = vec![Pence::ZERO; self.checked.plan.months + 1];
            books.iter().flat_map(lines).for_each(|line| add(&mut series, line));
            to_date(&series)
        };
        let land = total(|book| [&book.land_in, &book.land_note_in]);
        let cash = total(|book| [&book.cash_in, &book.cash_note_in]);
        let due = land.iter().map(|land| land.times(ratio));
        let Some((due, called)) = due.zip(cash).max_by_key(|(due, called)| *due - *called) else { return };
        if called < due {
            let mut payers = self.checked.plan.cash.iter().map(|row| row.partner);
            let only = payers.next().filter(|first| payers.all(|other| other == *first));
            let id = only.and_then(|place| self.deal().partners.get(place)).map_or("", |partner| partner.id.as_str());
            self.raise(
                FlagCode::CashBelowMatch,
                id,
                &[(OperandName::CashToMatch, due), (OperandName::CashCalled, called)],
            );
        }
    }
}
