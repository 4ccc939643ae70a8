//! The list of challenged values.

use crate::words::{inputs as text, steps};
use crate::workspace::Workspace;
use appraisal::deal::Review;
use appraisal::fields;
use yew::prelude::*;

/// The list; empty while no value has been reviewed.
pub(super) fn challenged(workspace: &Workspace) -> Html {
    let said = |review: Review| workspace.deal().marks.iter().filter(move |(_, mark)| mark.review == Some(review));
    let (challenged, agreed) = (said(Review::Challenged).count(), said(Review::Agreed).count());
    if challenged + agreed == 0 {
        return Html::default();
    }
    let document = workspace.document();
    let line = |(path, mark): (&String, &appraisal::deal::Mark)| {
        let value = fields::of(path).map(|field| text::value(field, &workspace.value(path), document));
        html! {
            <li key={path.clone()}>
                <strong>{ steps::called(path, workspace.deal()) }</strong>
                { " " }{ value }
                <span class="field__hint">{ text::reviewed(Review::Challenged, &mark.review_note) }</span>
            </li>
        }
    };
    html! {
        <section class="panel" id="challenged" tabindex="-1" aria-labelledby="challenged-heading">
            <h2 id="challenged-heading">{ text::CHALLENGED_HEADING }</h2>
            <p class="panel__lead">{ text::challenged_lead(challenged, agreed) }</p>
            <ul class="challenged">{ for said(Review::Challenged).map(line) }</ul>
        </section>
    }
}
