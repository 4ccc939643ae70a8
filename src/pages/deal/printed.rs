//! On paper only: the link to the deal as a QR code, and the deal's short code.

use crate::browser::{address, screen};
use crate::route::fragment_to_publish;
use crate::words::page as text;
use crate::workspace::{Share, Workspace};
use qrcodegen::{QrCode, QrCodeEcc};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PrintedProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
}

/// The link and the short code. They are made only when the page is about to be printed.
#[component]
pub(super) fn Printed(props: &PrintedProps) -> Html {
    let printed = use_state_eq(<(String, String)>::default);
    let (setter, workspace) = (printed.setter(), props.workspace.clone());
    // The handle reads the workspace at the time of printing.
    use_effect_with((), move |()| {
        let listener = screen::before_print(move || {
            let fragment = fragment_to_publish(&workspace.cases.shared(Share::default()));
            let link = fragment.map_or_else(|_| String::new(), |fragment| address::with_fragment(&fragment));
            setter.set((link, workspace.cases.code()));
        });
        move || drop(listener)
    });
    let (link, short) = &*printed;
    // A link that was printed once must not be encoded again at every key press.
    let code = use_memo(link.clone(), |link| {
        let code = QrCode::encode_text(link, QrCodeEcc::Low).ok().filter(|_| !link.is_empty());
        code.as_ref().map(drawing)
    });
    html! {
        <section class="printed" aria-labelledby="printed-heading">
            <h2 id="printed-heading">{ text::OPEN_THIS_DEAL }</h2>
            <p>{ if code.is_some() { text::SCAN } else { text::TOO_LONG_TO_SCAN } }</p>
            <div>{ (*code).clone().unwrap_or_default() }</div>
            <p>{ text::short_code(short) }</p>
        </section>
    }
}

/// The quiet edge around a code, in modules; the standard asks for four.
const EDGE: i32 = 4;
/// The size of a module on paper, in millimetres, which phones can read, and the least size of a code.
const MODULE: f64 = 0.5;
const LEAST: f64 = 30.0;

fn drawing(code: &QrCode) -> Html {
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path: String = dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + EDGE, y + EDGE)).collect();
    let whole = size + 2 * EDGE;
    let on_paper = format!("{}mm", (f64::from(whole) * MODULE).max(LEAST));
    html! {
        <svg class="printed__code" role="img" aria-label={text::CODE_OF_THE_LINK} width={on_paper.clone()} height={on_paper} viewBox={format!("0 0 {whole} {whole}")} shape-rendering="crispEdges">
            <rect class="printed__paper" width={whole.to_string()} height={whole.to_string()} />
            <path class="printed__ink" d={path} />
        </svg>
    }
}
