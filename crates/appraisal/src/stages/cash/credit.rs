//! Step 2: land is credited at drawdown and trued up at completion; scheduled cash and loans are received.

use super::{Balances, CashInputs};
use crate::check::MOST_CONTRIBUTIONS;
use crate::ledger::{Movement, Row};
use crate::plan::{CashInto, LandForm, PhasePlan, Plan, TrueUpPlan};
use crate::stages::land::{share_over_forms, share_true_up};
use crate::units::Pence;
use deal::{FundingOrder, MatchTiming};

impl Balances {
    pub(super) fn credit(&mut self, inputs: &CashInputs<'_>, k: usize) {
        let plan = inputs.plan;
        while let Some((_, phase)) = next(&inputs.land.drawdowns, &mut self.drawdowns_done, k) {
            self.log.turn_to(Some(phase), None);
            self.credit_land(plan, &plan.phases[phase]);
        }
        while let Some((_, phase)) = next(&inputs.land.true_ups, &mut self.true_ups_done, k) {
            if let Some(true_up) = plan.phases[phase].true_up {
                self.log.turn_to(Some(phase), Some(Row::TrueUp));
                self.true_up(inputs, phase, true_up);
            }
        }
        self.log.turn_to(None, None);
        for (index, commitment) in plan.cash.iter().enumerate() {
            for (_, sum) in commitment.schedule.iter().filter(|(date, _)| *date == k) {
                self.cash += *sum;
                self.pay_in(plan, index, *sum);
            }
        }
        if let FundingOrder::Matched { ratio, timing: MatchTiming::AtCredit } = plan.funding.order
            && self.land_credited.is_positive()
        {
            let due = self.match_headroom(ratio);
            let missing = self.call_partners(plan, k, due);
            self.cash += due - missing;
        }
        if let Some(drawn) = inputs.loans.drawn.get(k) {
            self.cash += *drawn;
            self.scheduled_debt += *drawn;
            self.flows.drawn += *drawn;
            self.log.moved(Movement::ScheduledLoanDrawn, *drawn, None, None);
        }
    }

    /// Credits land at its accepted value to capital, note or deferred price, by the forms of its contribution.
    fn credit_land(&mut self, plan: &Plan, phase: &PhasePlan) {
        let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
        share_over_forms(phase, phase.land_value, &mut parts[..phase.land.len()]);
        for (land, part) in phase.land.iter().zip(parts) {
            let row = land.form.note().map(Row::Note);
            self.change_land(plan, phase, &land.form, (part, row));
        }
    }

    /// Adds land to one of its forms, or deducts it, in every balance that counts the accepted value; a note has its own row
    /// in the ledger.
    fn change_land(&mut self, plan: &Plan, phase: &PhasePlan, form: &LandForm, (part, row): (Pence, Option<Row>)) {
        let owner = phase.owner;
        let flows = &mut self.partner_flows[owner];
        let movement = match form {
            LandForm::InKind => {
                self.capital[2 * owner] += part;
                self.land_to_capital += part;
                flows.land_in += part;
                Movement::LandToCapital
            }
            LandForm::Note(note) => {
                self.notes[*note].principal += part;
                flows.land_note_in += part;
                Movement::LandToNote
            }
            LandForm::Deferred(..) => {
                flows.land_deferred_in += part;
                Movement::LandDeferred
            }
        };
        self.log.moved(movement, part, Some(owner), row);
        if !matches!(form, LandForm::Deferred(..)) {
            self.land_credited += part;
            self.put_in(plan, owner, part);
        }
        self.flows.land += part;
        self.cost_to_date += part;
        self.profit_to_date -= part;
    }

    /// Adds the true-up to each form of the land; downward it is deducted, never below zero. The payments of a deferred
    /// price are trued up in `stages/land.rs`, where the hold-back sees them.
    fn true_up(&mut self, inputs: &CashInputs<'_>, index: usize, true_up: TrueUpPlan) {
        let plan = inputs.plan;
        let phase = &plan.phases[index];
        let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
        share_true_up(phase, true_up, &mut parts[..phase.land.len()]);
        for (form, (land, part)) in phase.land.iter().zip(parts).enumerate() {
            let most_off = match &land.form {
                LandForm::InKind => self.capital[2 * phase.owner],
                LandForm::Note(note) => self.notes[*note].principal,
                LandForm::Deferred(..) => inputs.land.cut_of(index, form),
            };
            let row = land.form.note().map(Row::NoteTrueUp);
            self.change_land(plan, phase, &land.form, (part.max(-most_off), row));
        }
    }

    /// Pays the instalments of deferred prices due at `k`.
    pub(super) fn pay_instalments(&mut self, inputs: &CashInputs<'_>, k: usize) {
        for instalment in inputs.land.instalments.iter().filter(|instalment| instalment.k == k) {
            let at_opening = || instalment.is_at_opening.then_some(Row::LandAtOpening);
            let row = instalment.is_true_up.then_some(Row::TrueUp).or_else(at_opening);
            self.log.turn_to(Some(instalment.phase), row);
            self.pay_for_land(inputs.plan.phases[instalment.phase].owner, instalment.amount);
        }
        self.log.turn_to(None, None);
    }

    fn pay_for_land(&mut self, owner: usize, sum: Pence) {
        self.cash -= sum;
        self.flows.land_paid += sum;
        self.partner_flows[owner].land_paid += sum;
        self.log.moved(Movement::LandPaid, -sum, Some(owner), None);
    }

    /// Turns cash of a commitment into capital or principal of its note. The caller moves the cash itself.
    pub(super) fn pay_in(&mut self, plan: &Plan, index: usize, sum: Pence) {
        let commitment = &plan.cash[index];
        let (partner, row) = (commitment.partner, Some(Row::Cash(index)));
        match commitment.into {
            CashInto::Capital { price, .. } => {
                self.log.moved(Movement::CapitalCalled, sum, Some(partner), row);
                self.partner_flows[partner].cash_in += sum;
                self.credit_capital(partner, row, sum, price);
            }
            CashInto::Note(note) => {
                self.log.moved(Movement::NoteAdvanced, sum, Some(partner), row);
                self.partner_flows[partner].cash_note_in += sum;
                self.notes[note].principal += sum;
            }
        }
        self.cash_called += sum;
        self.put_in(plan, partner, sum);
    }

    /// `rnd(paid / price)` becomes capital. The rest is a premium: it counts in hurdles, but not as capital or in
    /// shares by contribution. Below par it is negative.
    fn credit_capital(&mut self, partner: usize, row: Option<Row>, paid: Pence, price: f64) {
        let capital = if price == 1.0 { paid } else { Pence::round(paid.as_f64() / price) };
        self.capital[2 * partner + 1] += capital;
        let premium = paid - capital;
        if premium != Pence::ZERO {
            self.log.moved(Movement::PremiumPaid, premium, Some(partner), row);
            self.partner_flows[partner].cash_premium += premium;
            self.premium[partner] += premium;
        }
    }
}

/// The next row due, if any. Rows are in date order.
fn next(rows: &[(usize, usize)], done: &mut usize, k: usize) -> Option<(usize, usize)> {
    let row = rows.get(*done).copied().filter(|(date, _)| *date == k)?;
    *done += 1;
    Some(row)
}
