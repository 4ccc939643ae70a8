//! Where the money goes, from money in to the surplus.

use super::{ChartProps, on_csv};
use crate::charts::{Canvas, ChartFrame, Flow, FlowBars, HALF_PAPER, flow_bars};
use crate::components::{Cell, Column, Paint, RowKind, TableRow, use_why_stale};
use crate::outcome::Outcome;
use crate::pages::deal::paint_of;
use crate::words::charts as text;
use crate::words::deal as sentences;
use crate::words::format::{bare_millions, exact, pence};
use appraisal::picture::{FlowBar, FlowItem};
use appraisal::postings::Line;
use yew::prelude::*;

#[component]
pub(super) fn FlowChart(props: &ChartProps) -> Html {
    let (current, stale) = (props.current.clone(), use_why_stale());
    let heading = sentences::flow_finding(&current);
    let draw = {
        let (current, name) = (current.clone(), text::flow_name(&heading));
        Callback::from(move |canvas: Canvas| {
            let flows = current.picture.flow.iter().map(|bar| flow(&current, bar)).collect::<Vec<_>>();
            let name = name.clone().into();
            flow_bars(&FlowBars { id: "flow-chart", name, flows, axis_prefix: "£", axis_suffix: "m", canvas })
        })
    };
    let csv = {
        let current = current.clone();
        on_csv("where-the-money-goes.csv", stale, move || {
            let header = text::FLOW_FILE_COLUMNS.iter().map(|column| (*column).to_owned()).collect();
            let rows = current.picture.flow.iter().map(|bar| {
                vec![
                    text::flow_item(bar.item, (&current.appraisal, &current.deal)),
                    exact((bar.after - bar.before).0),
                    exact(bar.after.0),
                ]
            });
            std::iter::once(header).chain(rows).collect()
        })
    };
    let columns = text::FLOW_COLUMNS.iter().map(|column| Column::plain(*column)).collect::<Vec<_>>();
    let row = |bar: &FlowBar| TableRow {
        header: text::flow_item(bar.item, (&current.appraisal, &current.deal)).into(),
        cells: vec![
            Cell::from(pence((bar.after - bar.before).0)).said(text::flow_said(bar.item, (bar.after - bar.before).0)),
            pence(bar.after.0).into(),
        ],
        kind: if bar.item == FlowItem::Pot { RowKind::Total } else { RowKind::Plain },
    };
    let rows = current.picture.flow.iter().map(row).collect::<Vec<_>>();
    html! {
        <ChartFrame id="flow" {heading} subtitle={text::FLOW_SUBTITLE} {draw} caption={text::FLOW_CAPTION} {columns} {rows}
            on_csv={csv} on_paper={HALF_PAPER} />
    }
}

fn flow(outcome: &Outcome, bar: &FlowBar) -> Flow {
    let paint = match bar.item {
        FlowItem::Receipts => Paint::Income,
        FlowItem::CashIn(place) | FlowItem::ToPartner(place) => paint_of(&outcome.deal, place),
        FlowItem::Unpaid => Paint::Loss,
        FlowItem::Cost(Line::Programme) | FlowItem::CashHeld | FlowItem::Grant | FlowItem::ToOthers => Paint::Other,
        FlowItem::Cost(_) => Paint::Cost,
        FlowItem::InterestAndFees => Paint::Lender,
        FlowItem::Pot => Paint::Pot,
    };
    Flow {
        label: text::flow_item(bar.item, (&outcome.appraisal, &outcome.deal)).into(),
        text: bare_millions(bar.amount.0).into(),
        from: bar.before.pounds() / 1e6,
        to: bar.after.pounds() / 1e6,
        paint,
        strong: bar.item == FlowItem::Pot,
    }
}
