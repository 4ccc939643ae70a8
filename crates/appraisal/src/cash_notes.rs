//! What each cash loan note advances and repays. A partner's book adds up its notes; the council's provision and the
//! subsidy test read each note.

use crate::ledger::{Account, Movement, Row};
use crate::plan::{CashInto, Plan};
use crate::run::Run;
use crate::units::Pence;

/// One cash loan note, at time points 0 to N.
#[derive(Clone)]
pub(crate) struct CashNote {
    pub(crate) advanced: Vec<Pence>,
    pub(crate) principal_paid: Vec<Pence>,
}

/// Every note of the plan in order; land notes advance no cash and stay at zero.
pub(crate) fn cash_notes(plan: &Plan) -> Vec<CashNote> {
    let none = vec![Pence::ZERO; plan.months + 1];
    let mut notes = vec![CashNote { advanced: none.clone(), principal_paid: none }; plan.notes.len()];
    for entry in Run::logged(plan).1 {
        match (entry.account, entry.row) {
            (Account::Movement(Movement::NoteAdvanced), Some(Row::Cash(commitment))) => {
                if let CashInto::Note(note) = plan.cash[commitment].into {
                    notes[note].advanced[entry.k] += entry.amount;
                }
            }
            (Account::Movement(Movement::CashNotePrincipalPaid), Some(Row::Note(note))) => {
                notes[note].principal_paid[entry.k] -= entry.amount;
            }
            _ => {}
        }
    }
    notes
}
