//! Charts, drawn as SVG at the width they are given, with the table behind each.
//!
//! A chart only decides geometry: numbers to draw are passed in as they are, every word and shown figure is passed in as
//! text, and no text is ever scaled. The picture's name is one sentence; the table is the accessible content.

mod axis;
mod bars;
pub mod csv;
mod curve;
mod flows;
mod frame;
mod jobs;
mod scale;
mod small;
mod steps;

pub use bars::{Part, StackedBar, StackedBars, stacked_bars};
pub use curve::LeverCurve;
pub use flows::{Flow, FlowBars, flow_bars};
pub use frame::{Canvas, ChartFrame, HALF_PAPER, Picture};
pub use jobs::{Pair, PairKey, PairedBars, paired_bars};
pub use small::{SmallCase, SmallCharts, SmallSeries, small_charts};
pub use steps::{MoneyOverTime, StepLine, Stroke, money_over_time};
