//! The charts of the deal, each with its finding, its table and its figures as a file.

mod flow;
pub(super) mod homes;
mod jobs;
mod money;

use crate::browser::download;
use crate::charts::csv;
use crate::components::StaleNote;
use crate::outcome::Answer;
use crate::words::charts as text;
use crate::workspace::{Figures, Workspace};
use yew::prelude::*;

/// The four charts.
pub(super) fn charts(workspace: &Workspace, figures: &Figures) -> Html {
    let Figures { base, current } = figures;
    let dashed = text::dashed(&workspace.cases);
    html! {
        <section id="charts" tabindex="-1" aria-labelledby="charts-heading">
            <h2 class="visually-hidden" id="charts-heading">{ text::CHARTS }</h2>
            <StaleNote />
            <div class="charts-grid">
                <homes::HomesChart current={current.clone()} />
                <money::MoneyChart base={base.clone()} current={current.clone()} {dashed} />
                <jobs::JobsChart current={current.clone()} />
                <flow::FlowChart current={current.clone()} />
            </div>
        </section>
    }
}

/// Props of a chart of one result.
#[derive(Clone, PartialEq, Properties)]
struct ChartProps {
    current: Answer,
}

/// Downloads a table as a file; its rows are made only then. The file says if they are not up to date.
fn on_csv(name: &'static str, stale: Option<AttrValue>, rows: impl Fn() -> Vec<Vec<String>> + 'static) -> Callback<()> {
    Callback::from(move |()| download::download(name, "text/csv", &csv::noted(rows(), stale.as_deref())))
}
