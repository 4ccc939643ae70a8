//! The record of cash: flows at each time point, and the balances after it.

use super::Balances;
use crate::buffers::clear;
use crate::units::{Pence, add, subtract};
use serde::Serialize;

/// Declares the flows of one time point, and the book that records them for time points 0 to N, from one list.
macro_rules! book {
    (
        $(#[$book_doc:meta])* $book:ident of $flows:ident {
            $($(#[$doc:meta])* $name:ident,)*
        } with { $($(#[$extra_doc:meta])* $extra:ident: $kind:ty,)* }
    ) => {
        $(#[$book_doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        pub struct $book {
            $($(#[$doc])* pub $name: Vec<Pence>,)*
            $($(#[$extra_doc])* pub $extra: $kind,)*
        }

        #[derive(Clone, Copy, Default)]
        pub(super) struct $flows {
            $(pub(super) $name: Pence,)*
        }

        impl $book {
            /// Sizes every series. Old values remain until they are recorded again.
            fn resize_each(&mut self, time_points: usize) {
                $(self.$name.resize(time_points, Pence::ZERO);)*
            }

            fn record(&mut self, k: usize, flows: &$flows) {
                $(self.$name[k] = flows.$name;)*
            }

            /// Every amount at every time point, mutable.
            pub(crate) fn series_mut(&mut self) -> impl Iterator<Item = &mut Vec<Pence>> {
                [$(&mut self.$name,)*].into_iter()
            }
        }
    };
}

book! {
    /// What one partner puts in and gets back, at time points 0 to N, in pence.
    PartnerBook of PartnerFlows {
        /// Land credited to its capital at the accepted value, with true-ups.
        land_in,
        /// Land credited to its loan notes, with true-ups.
        land_note_in,
        /// Land contributed for a deferred price, with true-ups.
        land_deferred_in,
        /// Cash capital paid in.
        cash_in,
        /// The part of cash paid in above the capital credited for it; negative below par.
        cash_premium,
        /// Cash paid in as loan notes.
        cash_note_in,
        /// Services contributed instead of cash.
        services_in,
        /// Cash paid under guarantees.
        guarantees_in,
        /// Coupon received on loan notes.
        coupon,
        /// Principal received on loan notes.
        note_principal,
        /// Preferred return received.
        preferred_return,
        /// Capital returned, on land and cash.
        capital,
        /// Capital returned on cash.
        cash_capital,
        /// Principal returned on notes paid for in cash.
        cash_note_principal,
        /// Share of the tiers and of the final split.
        split,
        /// Price of land received in cash.
        land_paid,
        /// Overage received.
        overage,
        /// Clawback received.
        clawback,
    } with {
        /// Capital not returned at the end.
        capital_unpaid: Pence,
        /// Preferred return unpaid at the end.
        preferred_return_unpaid: Pence,
        /// Principal and coupon of loan notes unpaid at the end.
        notes_unpaid: Pence,
    }
}

book! {
    /// The cash of the venture, at time points 0 to N, in pence.
    CashBook of Flows {
        /// Cash balance after all payments.
        cash,
        /// Interest earned on cash.
        cash_interest,
        /// Loans owed: facilities and scheduled loans.
        debt,
        /// The part of the debt on scheduled loans.
        scheduled_debt,
        /// Drawn from loans, including interest and fees added to them.
        drawn,
        /// Loan principal repaid.
        repaid,
        /// Interest and fees on loans as they accrue, whether added to the loan or paid.
        interest_and_fees,
        /// Arrangement and exit fees included in interest and fees.
        loan_fees,
        /// Interest on scheduled loans included in interest and fees.
        scheduled_interest,
        /// Grant received.
        grant,
        /// Land as it is credited in any form, at its accepted value, with true-ups.
        land,
        /// Price of land paid in cash.
        land_paid,
        /// Services contributed by partners instead of cash.
        services,
        /// Overage, clawback, grant repayments and corporation tax, as they fall due.
        payables_due,
        /// Overage included in payables due.
        overage_due,
        /// Clawback included in payables due.
        clawback_due,
        /// Corporation tax included in payables due.
        tax_due,
        /// Corporation tax paid on its due date as a cost; the final year's tax is a payable.
        tax_paid,
        /// Overage, clawback, grant repayments and final tax, as they are paid before partners.
        payables_paid,
        /// Overage paid at once, as a cost.
        overage_at_once,
        /// Costs that could not be funded, due again next month.
        shortfall,
        /// Total paid out: payables, partners and the pot.
        distributed,
        /// Paid to the reinvestment pot.
        pot,
    } with {
        /// Each partner's own record, in the order of the deal.
        partners: Vec<PartnerBook>,
        /// Amounts paid through each tier, followed by the final split.
        tiers_paid: Vec<Pence>,
        /// Payables unpaid at the end.
        payables_unpaid: Pence,
    }
}

impl PartnerBook {
    /// The lines of a partner's receipts.
    #[must_use]
    pub fn receipts(&self) -> [&[Pence]; 8] {
        [
            &self.coupon,
            &self.note_principal,
            &self.preferred_return,
            &self.capital,
            &self.split,
            &self.land_paid,
            &self.overage,
            &self.clawback,
        ]
    }

    /// The lines of a partner's cash payments.
    #[must_use]
    pub fn payments(&self) -> [&[Pence]; 3] {
        [&self.cash_in, &self.cash_note_in, &self.guarantees_in]
    }

    /// The lines that count as a partner's contribution: land to capital and notes, services, cash with its premium
    /// (method 1.5).
    #[must_use]
    pub fn contributions(&self) -> [&[Pence]; 5] {
        [&self.land_in, &self.land_note_in, &self.services_in, &self.cash_in, &self.cash_note_in]
    }

    /// The lines of a partner's contributions in kind: land in every form, and services.
    #[must_use]
    pub fn in_kind(&self) -> [&[Pence]; 4] {
        [&self.land_in, &self.land_note_in, &self.land_deferred_in, &self.services_in]
    }
}

/// A loss: money put in less money received; zero where as much is received. Every loss shown is defined by this.
pub(crate) fn loss(put_in: Pence, received: Pence) -> Pence {
    (put_in - received).or_zero()
}

/// The total of the lines of one kind.
fn sum<const LINES: usize>(lines: [&[Pence]; LINES]) -> Pence {
    lines.into_iter().flatten().sum()
}

impl PartnerBook {
    /// Total put in by the partner.
    pub(crate) fn put_in(&self) -> Pence {
        sum(self.in_kind()) + sum(self.payments())
    }

    /// Capital and notes credited to the partner: land, services, and cash without its premium (method 1.5).
    pub(crate) fn contributed(&self) -> Pence {
        sum(self.contributions()) - self.cash_premium.iter().sum()
    }

    /// Adds the changes in its capital and notes: amounts credited less amounts returned.
    pub(crate) fn add_capital_and_notes(&self, flows: &mut [Pence]) {
        self.contributions().into_iter().for_each(|line| add(flows, line));
        [&self.cash_premium, &self.capital, &self.note_principal].into_iter().for_each(|line| subtract(flows, line));
    }

    /// Total received by the partner.
    pub(crate) fn received(&self) -> Pence {
        sum(self.receipts())
    }

    /// The partner's loss: money put in less money received, or zero.
    pub(crate) fn loss(&self) -> Pence {
        loss(self.put_in(), self.received())
    }

    /// Its net flow by time point, with land at its accepted value.
    pub(crate) fn fill_economic(&self, flows: &mut Vec<Pence>) {
        clear(flows, self.capital.len());
        self.receipts().iter().for_each(|line| add(flows, line));
        self.payments().iter().for_each(|line| subtract(flows, line));
        self.in_kind().iter().for_each(|line| subtract(flows, line));
    }
}

impl PartnerFlows {
    /// The partner's receipts less contributions, by the lines of [`PartnerBook::receipts`], `in_kind` and `payments`.
    pub(super) fn net(&self) -> Pence {
        let received = self.coupon + self.note_principal + self.preferred_return + self.capital + self.split;
        let in_kind = self.land_in + self.land_note_in + self.land_deferred_in + self.services_in;
        let paid = self.cash_in + self.cash_note_in + self.guarantees_in;
        received + self.land_paid + self.overage + self.clawback - in_kind - paid
    }
}

impl CashBook {
    /// Sizes every series for a run that records every time point.
    pub(super) fn reserve(&mut self, time_points: usize, partners: usize) {
        self.resize_each(time_points);
        self.partners.resize_with(partners, PartnerBook::default);
        self.partners.iter_mut().for_each(|book| book.resize_each(time_points));
    }

    /// Step 8: the flows of a time point, and the balances after it.
    pub(super) fn record_all(&mut self, k: usize, balances: &Balances) {
        let scheduled_debt = balances.scheduled_debt;
        let flows = Flows {
            cash: balances.cash,
            debt: balances.facilities_owed() + scheduled_debt,
            scheduled_debt,
            shortfall: balances.shortfall,
            ..balances.flows
        };
        self.record(k, &flows);
        for (book, flows) in self.partners.iter_mut().zip(&balances.partner_flows) {
            book.record(k, flows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line is a power of two, so an omitted or double-counted line shows.
    #[test]
    fn the_net_flow_counts_every_line_of_the_book() {
        let mut book = PartnerBook::default();
        book.resize_each(1);
        book.series_mut().zip(0..).for_each(|(line, power)| line[0] = Pence(1 << power));
        let line = |line: &[Pence]| line[0];
        let flows = PartnerFlows {
            land_in: line(&book.land_in),
            land_note_in: line(&book.land_note_in),
            land_deferred_in: line(&book.land_deferred_in),
            cash_in: line(&book.cash_in),
            cash_note_in: line(&book.cash_note_in),
            services_in: line(&book.services_in),
            guarantees_in: line(&book.guarantees_in),
            coupon: line(&book.coupon),
            note_principal: line(&book.note_principal),
            preferred_return: line(&book.preferred_return),
            capital: line(&book.capital),
            split: line(&book.split),
            land_paid: line(&book.land_paid),
            overage: line(&book.overage),
            clawback: line(&book.clawback),
            ..PartnerFlows::default()
        };
        let mut economic = Vec::new();
        book.fill_economic(&mut economic);
        assert_eq!(economic, [flows.net()]);
    }
}
