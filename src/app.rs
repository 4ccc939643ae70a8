//! The page as a whole: the workspace, what follows from it outside the page (title, address, what is said), and the
//! one page there is so far.

use crate::browser::{address, screen};
use crate::link;
use crate::pages::deal::DealPage;
use crate::words;
use crate::workspace::{Action, Workspace};
use appraisal::compare::differences;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How long the deal rests before it is written into the address; browsers refuse an address that changes at every key.
const REST_BEFORE_ADDRESS: u32 = 300;

/// How long the figures rest before they are said, so that nobody hears every keystroke.
const REST_BEFORE_SAYING: u32 = 1_000;

/// The whole page.
#[component]
pub fn App() -> Html {
    let start = use_memo((), |()| Workspace::at(link::open(&address::fragment())));
    html! {
        if let Some(start) = &*start {
            <Desk start={start.clone()} />
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DeskProps {
    start: Workspace,
}

#[component]
fn Desk(props: &DeskProps) -> Html {
    let start = props.start.clone();
    let workspace = use_reducer(move || start);
    use_title(&workspace);
    use_address(&workspace);
    use_figures(&workspace);
    let (said, say) = use_announcement(&workspace);
    html! {
        <>
            <DealPage workspace={workspace.clone()} {say} />
            <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" id="said">{ said }</p>
        </>
    }
}

/// The title of the window names the deal, and says where there is an error.
#[hook]
fn use_title(workspace: &UseReducerHandle<Workspace>) {
    let title = words::page::window_title(workspace.deal(), !workspace.faults().is_empty());
    use_effect_with(title, |title| screen::set_title(title));
}

/// The address holds the deal as it stands, and another address that is followed is opened.
#[hook]
fn use_address(workspace: &UseReducerHandle<Workspace>) {
    let dispatcher = workspace.dispatcher();
    use_effect_with((), move |()| {
        let listener = address::on_followed(move |fragment| match link::open(&fragment) {
            Ok(None) => {}
            Ok(Some(papers)) => dispatcher.dispatch(Action::Followed(Box::new(papers))),
            Err(broken) => dispatcher.dispatch(Action::NotFollowed(broken)),
        });
        move || drop(listener)
    });
    let papers = workspace.papers.clone();
    use_effect_with(workspace.edits, move |edits| {
        let write = (*edits > 0)
            .then(|| Timeout::new(REST_BEFORE_ADDRESS, move || address::replace_fragment(&link::fragment(&papers))));
        move || drop(write)
    });
}

/// The figures follow what was typed as soon as it has been drawn.
#[hook]
fn use_figures(workspace: &UseReducerHandle<Workspace>) {
    let dispatcher = workspace.dispatcher();
    use_effect_with((workspace.is_due(), workspace.deal().clone()), move |(is_due, _)| {
        let drawn = is_due.then(|| screen::once_drawn(move || dispatcher.dispatch(Action::WorkOut)));
        move || drop(drawn)
    });
}

/// What the one polite region says: the answer and how it moved since it was last said, once it has rested; and whatever
/// else the page has to say at once.
#[hook]
fn use_announcement(workspace: &UseReducerHandle<Workspace>) -> (String, Callback<String>) {
    let said = use_state_eq(String::new);
    let last_said = use_mut_ref(|| workspace.current.clone());
    let faults = workspace.faults();
    let (current, setter) = (workspace.current.clone(), said.setter());
    use_effect_with((current, faults.len()), move |(current, faults)| {
        let (current, faults) = (current.clone(), *faults);
        let say = Timeout::new(REST_BEFORE_SAYING, move || {
            let before = last_said.replace(current.clone());
            if faults > 0 {
                setter.set(words::deal::stale_first(faults));
            } else if before != current {
                let moved = differences((&before.appraisal, &before.verdict), (&current.appraisal, &current.verdict));
                setter.set(words::deal::announcement(&current, moved.surplus));
            }
        });
        move || drop(say)
    });
    let say = {
        let setter = said.setter();
        use_callback((), move |words: String, ()| setter.set(words))
    };
    ((*said).clone(), say)
}
