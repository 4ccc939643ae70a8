//! A partner's overage: what each is tested on, its gain, and its share of it.

use super::money;
use crate::explain::sums::{Draft, Flow, Sum, added, taken_off};
use crate::explain::{OpenBook, Operand, Value};
use crate::ledger::Movement as M;
use crate::plan::{OveragePlan, OverageTestPlan};
use crate::stages::land::OverageTested;
use crate::units::Pence;
use deal::{Overage, OverageRank};

const PAID: [M; 2] = [M::OverageAtOnce, M::OveragePaid];
const DUE: &str = "Each overage due is gain x share of gain, if there is a gain (method 1.4).";
const SALES: &str = "Gain on sales is receipts tested, less sales costs - threshold in all, where threshold in all is the threshold x what \
                     is sold, indexed if the deal says so. It is tested when the phase is sold out, or at the end.";
const PLANNING: &str =
    "Gain on a new consent is value with the new consent - price paid, which is indexed if the deal says so.";
const AT_ONCE: &str = "It is paid at once, like a cost (method 1.4, 2.7).";
const BEFORE_PARTNERS: &str = "It is paid after loans and before partners are paid (method 1.4, 2.8).";
const BOTH: &str =
    "Part of it is paid at once, like a cost, the rest after loans and before partners are paid (method 1.4, 2.8).";

/// A partner's overage received: what is due under each overage, less what is unpaid at the end, then what each is tested on.
pub(super) fn received(book: &OpenBook<'_>, id: &str) -> Option<Draft> {
    let place = book.partner_place(id)?;
    let plan = &book.checked.plan;
    let rows = book.checked.deal.overage.iter().zip(plan.overage.iter().zip(&book.run.land.overage));
    let rows: Vec<_> = rows.filter(|(_, (_, due))| due.owner == place).collect();
    let (mut own, mut behind) = (Vec::new(), Vec::new());
    for (row, (terms, due)) in &rows {
        let of = book.names_of(&format!("/overage/{}", row.id));
        if due.amount.is_positive() {
            own.push(Operand { of: of.clone(), ..money("overage due", due.amount) });
        }
        let tested = OverageTested::of(plan, &book.run.timetable, 1.0, terms);
        behind.extend(behind_one(book, row, terms, &tested, &of));
    }
    let paid = Sum::of(book).of_partner(id).term(Flow::Out, "overage", &PAID).by("", Vec::new());
    let received: Pence = paid.terms.iter().map(|term| term.total).sum();
    let unpaid = rows.iter().map(|(_, (_, due))| due.amount.or_zero()).sum::<Pence>() - received;
    let left = unpaid.is_positive().then(|| money("overage unpaid at the end", unpaid));
    let operands = [added(own), taken_off(left.into_iter().collect()), behind].concat();
    let terms = rows.iter().map(|(_, (terms, _))| *terms).collect::<Vec<_>>();
    let rule = if rows.is_empty() { "A share of the gain (method 1.4, 2.8).".to_owned() } else { rule(&terms) };
    Some(Draft { terms: paid.terms, ..Draft::sum(operands, &rule) }.or_no("no overage is paid to this partner"))
}

/// The rules of these overages and no others.
fn rule(rows: &[&OveragePlan]) -> String {
    let is_planning = |row: &&&OveragePlan| matches!(row.test, OverageTestPlan::Planning { .. });
    let at_once = rows.iter().filter(|row| row.rank == OverageRank::Operating).count();
    let planning = rows.iter().filter(is_planning).count();
    let rank = match at_once {
        0 => BEFORE_PARTNERS,
        all if all == rows.len() => AT_ONCE,
        _ => BOTH,
    };
    let tests = [(planning < rows.len(), SALES), (planning > 0, PLANNING)];
    let tests = tests.into_iter().filter(|(applies, _)| *applies).map(|(_, rule)| rule);
    [DUE].into_iter().chain(tests).chain([rank]).collect::<Vec<_>>().join(" ")
}

/// What one overage is tested on, its gain, and its share of it.
fn behind_one(
    book: &OpenBook<'_>,
    row: &Overage,
    terms: &OveragePlan,
    tested: &OverageTested,
    of: &[String],
) -> Vec<Operand> {
    let path = format!("/overage/{}", row.id);
    let figure = |operand: Operand| Some(Operand { of: of.to_vec(), ..operand });
    let input = |name, field: &str| book.input(name, format!("{path}/{field}"));
    let index =
        |name| (tested.index != 1.0).then(|| Operand::plain(name, Value::Number(tested.index))).and_then(figure);
    let mut operands: Vec<Option<Operand>> = match &terms.test {
        OverageTestPlan::Sales { by_area, .. } => {
            let (threshold, sold, quantity) = if *by_area {
                ("threshold per m\u{b2}", "floor area sold, in m\u{b2}", Value::Number(tested.quantity))
            } else {
                ("threshold per home", "homes sold", Value::Count(tested.quantity as i64))
            };
            vec![
                figure(money("receipts tested, less sales costs", tested.value)),
                input(threshold, "test/sales/threshold"),
                figure(Operand::plain(sold, quantity)),
                index("index of the threshold"),
                figure(money("threshold in all", tested.base)),
            ]
        }
        OverageTestPlan::Planning { .. } => vec![
            input("value with the new consent", "test/planning/value"),
            input("price paid", "test/planning/price_paid"),
            index("index of the price"),
        ],
    };
    operands.extend([figure(money("gain", tested.gain())), input("share of gain", "share_percent")]);
    operands.into_iter().flatten().collect()
}
