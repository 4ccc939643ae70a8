//! A headline figure, and how a change in one is shown.

use yew::prelude::*;

use super::paint::{Paint, Swatch};

/// What has become of a figure since the version it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// "−£11.05m", or "no change".
    pub text: AttrValue,
    /// Whether it differs: only then is it marked, and never as good or bad.
    pub differs: bool,
}

/// Props of [`ChangeNote`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChangeNoteProps {
    /// The change; nothing leaves the line empty.
    #[prop_or_default]
    pub change: Option<Change>,
}

/// The change of a figure, marked with the one neutral yellow when there is one.
#[component]
pub fn ChangeNote(props: &ChangeNoteProps) -> Html {
    let class = match &props.change {
        Some(change) if change.differs => "change change--differs",
        Some(_) => "change",
        None => "change change--none",
    };
    html! { <span {class}>{ props.change.as_ref().map(|change| change.text.clone()) }</span> }
}

/// Props of [`HeadlineFigure`].
#[derive(Clone, PartialEq, Properties)]
pub struct HeadlineFigureProps {
    /// What it measures.
    pub label: AttrValue,
    /// The figure.
    pub value: AttrValue,
    /// Words after it, smaller: "a year".
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// One line with its date or its denominator.
    #[prop_or_default]
    pub context: Option<AttrValue>,
    /// Whose it is.
    #[prop_or_default]
    pub paint: Option<Paint>,
    /// What has become of it.
    #[prop_or_default]
    pub change: Option<Change>,
}

/// One figure of the headline strip: a group of a description list, so it must stand directly in a `dl` of class
/// `figures`.
#[component]
pub fn HeadlineFigure(props: &HeadlineFigureProps) -> Html {
    html! {
        <div class="figure">
            <dt class="figure__label">
                <span class="figure__key">
                    if props.paint.is_some() {
                        <Swatch paint={props.paint} />
                    }
                </span>
                { props.label.clone() }
            </dt>
            <dd class="figure__value">
                { props.value.clone() }
                <span class="figure__unit">
                    if let Some(unit) = &props.unit {
                        { format!(" {unit}") }
                    }
                </span>
            </dd>
            <dd class="figure__context">{ props.context.clone() }</dd>
            <dd class="figure__change"><ChangeNote change={props.change.clone()} /></dd>
        </div>
    }
}
