//! The notice that this browser has a copy of the deal that came by a link or a file: how the two are related, and what differs.

use crate::autosave::text_of;
use crate::browser::{clock, screen};
use crate::route::{Page, link_to_page};
use crate::words::{lineage as text, problems};
use crate::workspace::{Action, Sender};
use session::lineage::{Copy, Lineage};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`LineageNotice`].
#[derive(Clone, Properties)]
pub(crate) struct LineageNoticeProps {
    /// What came, beside its copy.
    pub(crate) lineage: Option<Rc<Lineage>>,
    /// The way to the session.
    pub(crate) workspace: Sender,
    /// Announces a text at once.
    pub(crate) say: Callback<String>,
}

impl PartialEq for LineageNoticeProps {
    /// What came stays the same while the deal is edited: it is not compared, nor drawn, at every key press.
    fn eq(&self, other: &Self) -> bool {
        is_same(self.lineage.as_ref(), other.lineage.as_ref())
    }
}

fn is_same(one: Option<&Rc<Lineage>>, other: Option<&Rc<Lineage>>) -> bool {
    one.map(Rc::as_ptr) == other.map(Rc::as_ptr)
}

/// The notice.
#[component]
pub(crate) fn LineageNotice(props: &LineageNoticeProps) -> Html {
    let lines = props.lineage.as_ref().map_or_else(Vec::new, |lineage| text::lines(&lineage.differences));
    use_said(props, &lines);
    html! {
        <div>
            if let Some(lineage) = &props.lineage {
                { notice(lineage, &lines, props) }
            }
        </div>
    }
}

/// Announces the notice once, not again when undo or redo returns to it.
#[hook]
fn use_said(props: &LineageNoticeProps, lines: &[String]) {
    let last = use_mut_ref(|| None::<Rc<Lineage>>);
    let (lineage, say) = (props.lineage.clone(), props.say.clone());
    let lines = lines.to_vec();
    use_effect(move || {
        let new = lineage.filter(|lineage| !is_same(Some(lineage), last.borrow().as_ref()));
        if let Some(lineage) = new {
            say.emit(text::said(&lineage, saved_at(&lineage.own).as_deref(), &lines));
            *last.borrow_mut() = Some(lineage);
        }
    });
}

/// When a copy was saved, by the user's clock.
fn saved_at(own: &Copy) -> Option<String> {
    own.at.map(clock::local)
}

fn notice(lineage: &Rc<Lineage>, lines: &[String], props: &LineageNoticeProps) -> Html {
    let (first, rest) = lines.split_at(lines.len().min(text::MOST_LISTED));
    let item = |(nth, line): (usize, &String)| html! { <li key={nth}>{ line }</li> };
    html! {
        <section class="notice notice--lineage" id="lineage" aria-labelledby="lineage-heading">
            <div class="notice__words">
                <p>
                    <strong id="lineage-heading">{ text::YOU_HAVE_IT }</strong>{ " " }
                    { text::standing(lineage.standing, saved_at(&lineage.own).as_deref()) }{ " " }
                    { text::how_much(&lineage.differences) }
                </p>
                <ul>{ for first.iter().enumerate().map(item) }</ul>
                <div>
                    if !rest.is_empty() {
                        <details>
                            <summary>{ text::more(rest.len()) }</summary>
                            <ul>{ for rest.iter().enumerate().map(item) }</ul>
                        </details>
                    }
                </div>
                <p>
                    { text::NOT_OVERWRITTEN }{ " " }
                    <span>
                        if let Some(others) = text::others(lineage.others) {
                            <a href={link_to_page(Page::Deals)}>{ others }</a>
                        }
                    </span>
                </p>
            </div>
            <div class="notice__actions">{ actions(lineage, props) }</div>
        </section>
    }
}

fn actions(lineage: &Rc<Lineage>, LineageNoticeProps { workspace, say, .. }: &LineageNoticeProps) -> Html {
    let open = {
        let (own, workspace, say) = (lineage.own.clone(), workspace.clone(), say.clone());
        move |_| {
            say.emit(text::YOURS_IS_OPEN.to_owned());
            screen::focus_after_paint("page-title");
            // What is saved may be newer than what was compared; what is not saved is only here.
            workspace.dispatch(match text_of(&own.slot) {
                saved @ Some(_) => Action::OpenSaved(own.slot.clone(), saved),
                None => Action::Followed(Box::new(own.cases.clone())),
            });
        }
    };
    let workspace = workspace.clone();
    let close = move |_| {
        screen::focus("main");
        workspace.dispatch(Action::LineageRead);
    };
    html! {
        <>
            <button type="button" class="button button--filled" onclick={open}>{ text::OPEN_YOURS }</button>
            <button type="button" class="button" onclick={close}>{ problems::NOTICE_READ }</button>
        </>
    }
}
