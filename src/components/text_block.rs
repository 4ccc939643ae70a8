//! A box for a text of several lines, to paste or to copy.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// A box of several lines.
pub struct TextBlock {
    /// The box's id; the hint's is made from it.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// A line under the label.
    pub hint: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Called with the whole text as it changes; without it the text is read-only.
    pub on_input: Option<Callback<String>>,
    /// The id of another description of the text.
    pub said_in: Option<AttrValue>,
    /// Whether that description is of what is wrong with the text.
    pub is_wrong: bool,
}

/// Draws a box of several lines. Lines are not broken where they can be typed: a row of cells stays a row.
pub fn text_block(block: TextBlock) -> Html {
    let hint = format!("{}-hint", block.id);
    let described = std::iter::once(hint.as_str()).chain(block.said_in.as_deref()).collect::<Vec<_>>().join(" ");
    let invalid = block.is_wrong.then_some("true");
    let (is_read_only, wrap) = (block.on_input.is_none(), block.on_input.is_some().then_some("off"));
    let oninput = block.on_input.map(|on_input| {
        Callback::from(move |event: InputEvent| {
            if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                on_input.emit(text.value());
            }
        })
    });
    html! {
        <div class="field field--block">
            <label class="field__label" for={block.id.clone()}>{ block.label }</label>
            <p class="field__hint" id={hint}>{ block.hint }</p>
            <textarea class="field__input text-block" id={block.id} rows="6" spellcheck="false" readonly={is_read_only} {wrap}
                value={block.value} {oninput} aria-describedby={described} aria-invalid={invalid} />
        </div>
    }
}
