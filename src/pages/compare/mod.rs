//! Scenarios side by side.

use crate::workspace::Workspace;
use yew::prelude::*;

/// Props of [`ComparePage`].
#[derive(Clone, PartialEq, Properties)]
pub struct ComparePageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
}

/// The page that compares.
#[component]
pub fn ComparePage(props: &ComparePageProps) -> Html {
    html! { <main class="page" id="main" tabindex="-1"><h1 id="page-title" tabindex="-1">{ &props.workspace.deal().title }</h1></main> }
}
