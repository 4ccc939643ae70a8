//! The page with the embed code of the deal and a preview of the embed.

use crate::announcer::REST_BEFORE_SAYING;
use crate::browser::{address, clipboard, screen};
use crate::components::{Field, FieldWidth, Keypad, Sign, TextBlock, choice_by_place, icon, text_block};
use crate::embed_style::{Colour, EmbedStyle, RefusedColour, Scheme, parse_font, parse_radius};
use crate::link::asks_for_the_example;
use crate::route::fragment_to_publish;
use crate::scenarios::Cases;
use crate::words::compact as text;
use crate::words::deal::{made_of_old, not_up_to_date};
use crate::words::page::{all_that_leaves, too_long};
use crate::workspace::{Action, Sender, Share, Workspace};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Props of [`EmbedPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmbedPageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// Which cases leave.
    pub share: UseStateHandle<Share>,
    /// The choices, which outlast the page.
    pub choices: UseStateHandle<Choices>,
    /// Announces a text at once.
    pub say: Callback<String>,
}

/// The choices, as typed and selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    scheme: Option<Scheme>,
    is_readonly: bool,
    is_narrow: bool,
    /// Which of the host's columns.
    column: usize,
    accent: String,
    ground: String,
    radius: String,
    font: String,
}

impl Choices {
    fn column(&self) -> text::Column {
        text::COLUMNS.get(self.column).copied().unwrap_or(text::COLUMNS[0])
    }

    fn style(&self) -> EmbedStyle {
        EmbedStyle {
            is_embedded: true,
            is_readonly: self.is_readonly,
            scheme: self.scheme,
            accent: Colour::parse(self.accent.trim()),
            accent_ink: None,
            ground: Colour::parse(self.ground.trim()),
            radius: parse_radius(self.radius.trim()),
            font: parse_font(self.font.trim()),
        }
    }

    /// Those with an error, which are left out of the code.
    fn wrong(&self, style: &EmbedStyle) -> Vec<WrongChoice> {
        let boxes = [
            (text::ACCENT, text::NOT_A_COLOUR, &self.accent, style.accent.is_some()),
            (text::GROUND, text::NOT_A_COLOUR, &self.ground, style.ground.is_some()),
            (text::RADIUS, text::NOT_A_RADIUS, &self.radius, style.radius.is_some()),
            (text::FONT, text::NOT_A_FONT, &self.font, style.font.is_some()),
        ];
        let wrong = boxes.into_iter().filter(|(.., typed, is_read)| !is_read && !typed.trim().is_empty());
        wrong.map(|(label, error, typed, _)| WrongChoice { label, error, typed: typed.clone() }).collect()
    }
}

/// A choice with an error, and what was typed.
#[derive(Clone, Debug, PartialEq)]
struct WrongChoice {
    label: &'static str,
    error: &'static str,
    typed: String,
}

/// The labels and the errors of choices, for sentences.
fn labels_and_errors(wrong: &[WrongChoice]) -> Vec<(&'static str, &'static str)> {
    wrong.iter().map(|choice| (choice.label, choice.error)).collect()
}

/// The page.
#[component]
pub fn EmbedPage(props: &EmbedPageProps) -> Html {
    let choice = &props.choices;
    use_effect_with((), |()| screen::load_script("embed.js"));
    let style = choice.style();
    let shared = use_memo((props.workspace.cases.clone(), *props.share), |(cases, share)| cases.shared(*share));
    let cases = &*shared;
    // Packed once for both codes and the preview, and not at every key press in a box. The open scenario is part of it.
    let deal = use_memo(cases.clone(), fragment_to_publish);
    let leaves = all_that_leaves(&props.workspace, *props.share);
    let wrong = choice.wrong(&style);
    let left_out = text::left_out(&labels_and_errors(&wrong));
    use_errors_said(wrong.clone(), &props.say);
    html! {
        <main class="page" id="main" tabindex="-1">
            { super::page_head(text::TITLE, text::LEAD) }
            <div class="embed">
                <section class="panel embed__look" aria-labelledby="look-heading">
                    <h2 id="look-heading">{ text::LOOK }</h2>
                    { choices(choice) }
                    { boxes(choice, &style, &wrong) }
                </section>
                <section class="panel embed__code" aria-labelledby="code-heading">
                    <h2 id="code-heading">{ text::CODE }</h2>
                    <div role="status">
                        if let Some(why) = made_of_old(text::IN_ERRORS, &props.workspace) {
                            <p class="field__error">{ icon(Sign::Error) }<span>{ why }</span></p>
                        }
                    </div>
                    <p class="panel__lead">{ leaves.unwrap_or_default() }</p>
                    <div>
                        { match &*deal {
                            Ok(deal) => codes(props, cases, &style, deal, left_out),
                            Err(why) => html! { <p class="field__error" role="status">{ icon(Sign::Error) }<span>{ too_long(*why) }</span></p> },
                        } }
                    </div>
                </section>
                <section class="embed__preview" aria-labelledby="preview-heading">
                    <h2 id="preview-heading">{ text::PREVIEW }</h2>
                    <div>
                        if let Some(why) = not_up_to_date(&props.workspace) {
                            <p class="panel__lead">{ why }</p>
                        }
                    </div>
                    <div>{ deal.as_ref().as_ref().map_or_else(|_| Html::default(), |deal| preview(cases, choice.is_narrow, &style, deal)) }</div>
                </section>
            </div>
        </main>
    }
}

/// Both codes, and what they contain.
fn codes(props: &EmbedPageProps, cases: &Cases, style: &EmbedStyle, deal: &str, left_out: Option<String>) -> Html {
    let (title, instead, column) = (text::frame_title(cases), text::instead(cases), props.choices.column());
    let (workspace, share) = (Sender::of(&props.workspace), *props.share);
    html! {
        <>
            <p class="panel__lead">{ text::opens_on(cases) }</p>
            <p class="panel__lead">{ if asks_for_the_example(deal) { text::NO_DEAL } else { text::WARNING } }</p>
            <Code id="code" label={text::WITH_SCRIPT} hint={text::WITH_SCRIPT_HINT.to_owned()} code={with_script(&title, &instead, style, deal)} left_out={left_out.clone()} workspace={workspace.clone()} {share} say={props.say.clone()} />
            <Code id="code-plain" label={text::WITHOUT_SCRIPT} hint={text::without_script_hint(column)} code={without_script(&title, &instead, (style, column), deal)} {left_out} {workspace} {share} say={props.say.clone()} />
            { restricted() }
        </>
    }
}

/// The embed, and the link under it.
fn preview(cases: &Cases, is_narrow: bool, style: &EmbedStyle, deal: &str) -> Html {
    html! {
        <>
            <div class={classes!("embed__frame", is_narrow.then_some("embed__frame--narrow"))}>
                { element(text::frame_title(cases), style, deal.to_owned()) }
            </div>
            <p class="embed__link">
                { text::LINK_UNDER_FRAME }{ " " }
                <a href={address::with_fragment(deal)} target="_blank" rel="noopener">{ text::instead(cases) }<span class="visually-hidden">{ text::NEW_TAB }</span></a>
            </p>
        </>
    }
}

/// Announces new errors once typing rests: not at every key press. Another wrong text in the same box is a new error.
#[hook]
fn use_errors_said(wrong: Vec<WrongChoice>, say: &Callback<String>) {
    let known = use_mut_ref(Vec::<WrongChoice>::new);
    let say = say.clone();
    use_effect_with(wrong, move |wrong| {
        let wrong = wrong.clone();
        let announce = move || {
            let known = known.replace(wrong.clone());
            let left = wrong.len();
            let is_wrong = |label: &str| wrong.iter().any(|choice| choice.label == label);
            let corrected: Vec<_> = known.iter().map(|choice| choice.label).filter(|label| !is_wrong(label)).collect();
            let new: Vec<_> = wrong.iter().filter(|choice| !known.contains(choice)).cloned().collect();
            if !new.is_empty() {
                say.emit(text::errors_said(&labels_and_errors(&new)));
            } else if !corrected.is_empty() {
                say.emit(text::corrected_said(&corrected, left));
            }
        };
        let rested = Timeout::new(REST_BEFORE_SAYING, announce);
        move || drop(rested)
    });
}

/// What a site needs that restricts frames or scripts.
fn restricted() -> Html {
    let needed =
        |(what, needed): (&'static str, String)| html! { <p key={what}>{ what }<br /><code>{ needed }</code></p> };
    html! {
        <details class="embed__needs">
            <summary>{ text::RESTRICTED }</summary>
            { for text::needs(&address::origin()).into_iter().map(needed) }
        </details>
    }
}

/// The custom element of the embed code.
fn element(title: String, style: &EmbedStyle, deal: String) -> Html {
    let colour = |colour: Option<Colour>| colour.map(Colour::hex);
    html! {
        <common-ground
            {title}
            deal={deal}
            theme={style.scheme.map(Scheme::name)}
            readonly={style.is_readonly}
            accent={colour(style.accent)}
            accent-ink={colour(style.accent_ink)}
            ground={colour(style.ground)}
            radius={style.radius.map(|size| size.to_string())}
            font={style.font.clone()}
        />
    }
}

fn choices(choice: &UseStateHandle<Choices>) -> Html {
    const SCHEMES: [Option<Scheme>; 3] = [None, Some(Scheme::Light), Some(Scheme::Dark)];
    let set = |change: fn(&mut Choices, usize)| {
        let choice = choice.clone();
        Callback::from(move |place| {
            let mut new = (*choice).clone();
            change(&mut new, place);
            choice.set(new);
        })
    };
    let names = |names: &'static [&'static str]| names.iter().map(|name| AttrValue::Static(name));
    let scheme = SCHEMES.iter().position(|scheme| *scheme == choice.scheme).unwrap_or_default();
    html! {
        <>
            { choice_by_place("embed-scheme", text::SCHEME, names(&[text::AUTO, text::LIGHT, text::DARK]), scheme,
                &set(|choice, place| choice.scheme = SCHEMES.get(place).copied().flatten())) }
            { choice_by_place("embed-changes", text::CHANGES, names(&[text::MAY_CHANGE, text::MAY_READ]), usize::from(choice.is_readonly),
                &set(|choice, place| choice.is_readonly = place == 1)) }
            { choice_by_place("embed-column", text::COLUMN, text::COLUMNS.iter().map(|column| AttrValue::Static(column.width)), choice.column,
                &set(|choice, place| choice.column = place)) }
            { choice_by_place("embed-width", text::WIDTH, names(&[text::WIDE, text::NARROW]), usize::from(choice.is_narrow),
                &set(|choice, place| choice.is_narrow = place == 1)) }
        </>
    }
}

fn boxes(choice: &UseStateHandle<Choices>, style: &EmbedStyle, wrong: &[WrongChoice]) -> Html {
    let box_of = |id: &'static str, (label, hint), typed: &String, note: Html, set: fn(&mut Choices, String)| {
        let choice = choice.clone();
        let on_input = Callback::from(move |typed| {
            let mut new = (*choice).clone();
            set(&mut new, typed);
            choice.set(new);
        });
        let error = wrong.iter().find(|choice| choice.label == label).map(|choice| AttrValue::Static(choice.error));
        html! {
            <Field {id} label={label} hint={Some(AttrValue::Static(hint))} value={typed.clone()} {on_input} {error} {note}
                keypad={Keypad::Text} width={FieldWidth::Medium} />
        }
    };
    html! {
        <>
            { box_of("embed-accent", (text::ACCENT, text::ACCENT_HINT), &choice.accent, refused(style, RefusedColour::Accent),
                |choice, typed| choice.accent = typed) }
            { box_of("embed-ground", (text::GROUND, text::GROUND_HINT), &choice.ground, refused(style, RefusedColour::Background),
                |choice, typed| choice.ground = typed) }
            { box_of("embed-radius", (text::RADIUS, text::RADIUS_HINT), &choice.radius, Html::default(), |choice, typed| choice.radius = typed) }
            { box_of("embed-font", (text::FONT, text::FONT_HINT), &choice.font, Html::default(), |choice, typed| choice.font = typed) }
        </>
    }
}

/// The warning about a colour of the host, read out as it appears.
fn refused(style: &EmbedStyle, kind: fn(Scheme) -> RefusedColour) -> Html {
    let own = Scheme::ALL.map(kind);
    let colours: Vec<_> = style.refused_colours().into_iter().filter(|colour| own.contains(colour)).collect();
    let warning = text::refused(&colours, &style.cures(kind), style.scheme.is_none());
    html! {
        <span role="status">
            if let Some(warning) = warning {
                <span class="embed__refused">{ icon(Sign::Know) }{ warning }</span>
            }
        </span>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CodeProps {
    id: &'static str,
    label: &'static str,
    hint: String,
    code: String,
    /// Which choices are left out of it.
    left_out: Option<String>,
    workspace: Sender,
    share: Share,
    say: Callback<String>,
}

/// Code to copy. The button says that it is copied until the code changes.
#[component]
fn Code(props: &CodeProps) -> Html {
    let copied = use_state_eq(|| false);
    {
        let copied = copied.setter();
        use_effect_with(props.code.clone(), move |_| copied.set(false));
    }
    let onclick = {
        let (code, say, copied) = (props.code.clone(), props.say.clone(), copied.setter());
        let (workspace, share) = (props.workspace.clone(), props.share);
        move |_| {
            workspace.dispatch(Action::Sent(share));
            let (say, copied) = (say.clone(), copied.clone());
            let tell = Callback::from(move |done| {
                say.emit(if done { text::COPIED } else { text::NOT_COPIED }.to_owned());
                copied.set(done);
            });
            clipboard::copy(&code, tell);
        }
    };
    html! {
        <div class="embed__copied">
            { text_block(TextBlock {
                id: props.id.into(),
                label: props.label.into(),
                hint: props.hint.clone().into(),
                value: props.code.clone().into(),
                on_input: None,
                said_in: None,
                is_wrong: false,
            }) }
            <button type="button" class="button" {onclick}>
                { icon(Sign::Link) }{ if *copied { text::COPIED } else { text::COPY } }<span class="visually-hidden">{ crate::words::about(props.label) }</span>
            </button>
            <p class="embed__left-out">{ props.left_out.clone() }</p>
        </div>
    }
}

/// Text as the value of an attribute in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn with_script(title: &str, instead: &str, style: &EmbedStyle, deal: &str) -> String {
    let deal_of = if deal == "deal=example" { "example" } else { deal };
    let own = [("title", title.to_owned()), ("deal", deal_of.to_owned())];
    let named = own.into_iter().chain(style.attributes());
    let attributes: String = named.map(|(name, value)| format!(" {name}=\"{}\"", escaped(&value))).collect();
    let readonly = if style.is_readonly { " readonly" } else { "" };
    format!(
        "<script async src=\"{}embed.js\"></script>\n<common-ground{attributes}{readonly}>\n  <a href=\"{}\">{}</a>\n</common-ground>",
        escaped(&address::folder()),
        escaped(&address::with_fragment(deal)),
        escaped(instead),
    )
}

/// A plain frame, and under it the link for where the frame is blocked.
fn without_script(title: &str, instead: &str, (style, column): (&EmbedStyle, text::Column), deal: &str) -> String {
    let fragment = format!("{}&{deal}", style.fragment());
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" frameborder=\"0\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>\n<p><a href=\"{}\">{}</a></p>",
        escaped(&address::with_fragment(&fragment)),
        escaped(title),
        column.height,
        escaped(&address::with_fragment(deal)),
        escaped(instead),
    )
}
