//! Value, cost and profit of the scheme.

use super::loans::{interest, interest_and_fees};
use super::{INTEREST, LAND, money};
use crate::explain::names::line_name;
use crate::explain::rules::grounds_of;
use crate::explain::rules::rule_of;
use crate::explain::sums::{Draft, Flow, Sum, added, taken_off};
use crate::explain::{OpenBook, Operand, Step};
use crate::ledger::{Account, Movement as M};
use crate::measures::discounting::monthly_factors;
use crate::postings::Line;
use crate::units::Pence;

const GDV: (&str, &str) = ("homes' total value (GDV)", "value/gross_development_value");
const COST: (&str, &str) = ("total development cost", "value/total_development_cost");
const PROFIT: (&str, &str) = ("development profit", "value/profit");

pub(super) fn value_and_cost(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let whole = || Sum::of(book);
    let draft = match name {
        "gross_development_value" => whole()
            .lines(Flow::In, Line::is_development_value)
            .figure(Flow::In, "value of retained property", &[M::KeptValue], "value/kept_value".to_owned())
            .by("All capital receipts, and the capital value of retained property at the end (method 3.4).", Vec::new()),
        "kept_value" => whole().term(Flow::In, "value of retained property", &[M::KeptValue]).by(
            "Net rent of the twelve months after the end / yield x (1 - buyer's costs) (method 2.6).",
            book.inputs(grounds_of(M::KeptValue)),
        ),
        "sales_costs" => of_line(book, Line::SalesCosts),
        "land" => whole().term(Flow::In, "land credited in every form, with true-ups", &LAND).by(
            "Each phase at its accepted value on drawdown, and its true-up when it is completed (method 1.4, 2.7).",
            book.inputs(grounds_of(M::LandToCapital)),
        ),
        "interest_and_fees" => interest(book, whole()),
        "total_development_cost" => interest_and_fees(
            whole()
                .figure(Flow::In, "land at its accepted value", &LAND, "value/land".to_owned())
                .lines(Flow::Out, Line::is_development_cost)
                .term(Flow::In, "work in kind", &[M::Services]),
        )
        .by("Land, every cost but sales costs, interest and fees (method 3.4).", Vec::new()),
        "profit" => Draft::sum(
            [
                added(book.figures([GDV])),
                taken_off(book.figures([("sales costs", "value/sales_costs"), COST])),
            ]
            .concat(),
            "Development profit, before the partners share it (method 3.4).",
        ),
        "profit_on_cost" => ratio(book, [PROFIT, COST], "Blank if there is no cost (method 3.4)."),
        "profit_on_value" => ratio(book, [PROFIT, GDV], "Blank if there is no value (method 3.4)."),
        "venture_profit" => venture_profit(book),
        "corporation_tax" => whole().term(Flow::In, "tax due for each year", &[M::TaxDue]).by(
            "At the end of each year, rate of corporation tax x profit to date after interest, less tax charged before; paid \
             nine months later (method 2.10).",
            book.inputs(grounds_of(M::TaxDue)),
        ),
        "surplus" => whole()
            .term(Flow::Out, "paid through profit tiers", &[M::TierPaid])
            .term(Flow::Out, "paid by the final split", &[M::SplitPaid])
            .figure(Flow::Out, "paid to the pot", &[M::PotPaid], "pot/total".to_owned())
            .by("What remains after other payments due, loan notes, preferred return and capital (method 2.8).", Vec::new()),
        "real_value" => real_value(book),
        _ => return None,
    };
    Some(draft)
}

fn ratio(book: &OpenBook<'_>, parts: [(&'static str, &str); 2], rule: &str) -> Draft {
    Draft::arithmetic(format!("{} / {}", parts[0].0, parts[1].0), book.figures(parts), rule)
}

fn venture_profit(book: &OpenBook<'_>) -> Draft {
    Sum::of(book)
        .lines(Flow::In, Line::is_receipt)
        .term(Flow::In, "interest on cash", &[M::CashInterest])
        .term(Flow::In, "grant", &[M::Grant])
        .lines(Flow::LessOut, |line| !line.is_receipt())
        .figure(Flow::LessIn, "land at its accepted value", &LAND, "value/land".to_owned())
        .term(Flow::LessIn, "work in kind", &[M::Services])
        .term(Flow::LessIn, "loan interest and fees", &INTEREST)
        .term(Flow::LessOut, "scheduled loan interest", &[M::ScheduledInterestPaid])
        .term(
            Flow::LessIn,
            "overage, clawback, grant repayable and tax, when due",
            &[M::OverageDue, M::ClawbackDue, M::GrantDue, M::TaxDue],
        )
        .by("What the venture earns before its partners are paid (method 2.14, I5).", Vec::new())
}

fn real_value(book: &OpenBook<'_>) -> Draft {
    let net = &book.appraisal.net;
    let prices = book.run.timetable.indices.price_levels();
    let steps = vec![
        Step::series("net operating flow", net.clone()),
        Step::Factors { name: "consumer prices", values: prices.take(net.len()).collect() },
        Step::Factors {
            name: "discount factor",
            values: monthly_factors(book.checked.plan.discount_rates, net.len() - 1),
        },
    ];
    let formula = "Net operating flow / consumer prices x discount factor, added up over all month ends and rounded once. \
                   Consumer prices are 1 on the first day and rise by their growth a year; the factors are the Green Book's (method 2.3, 2.13).";
    Draft::found(formula, book.inputs(&[("growth a year", "/growth/consumer_prices/*/percent")]), steps)
}

/// A line of cost or receipt, phase by phase.
pub(super) fn of_line(book: &OpenBook<'_>, line: Line) -> Draft {
    let (rule, grounds) = rule_of(line);
    let flow = if line.is_receipt() { Flow::In } else { Flow::Out };
    let account = Account::Operating(line);
    let whole = Sum::of(book).lines(flow, |of| of == line).by(rule, book.inputs_behind(account, grounds));
    let inputs = whole.operands.iter().filter(|operand| operand.enters.is_none()).cloned();
    let of_source = |(of, sum): (Vec<String>, Pence)| {
        let sum = if line.is_receipt() { sum } else { -sum };
        Operand { of, ..money(line_name(line), sum) }
    };
    let sources = added(book.by_source(account).into_iter().map(of_source).collect());
    Draft { operands: sources.into_iter().chain(inputs).collect(), ..whole }
}
