//! The page that writes the lines with which another page shows the deal, beside a preview of it.

use crate::browser::{address, clipboard, screen};
use crate::components::{Field, FieldWidth, Keypad, Sign, TextBlock, choice_by_place, icon, text_block};
use crate::link;
use crate::look::{Colour, Look, Scheme};
use crate::papers::Papers;
use crate::place::{Page, fragment_with};
use crate::words::compact as text;
use crate::workspace::Workspace;
use yew::prelude::*;

/// The height of a frame that cannot follow what stands in it, in pixels.
const HEIGHT: &str = "860";

/// Props of [`EmbedPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmbedPageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// Says something to readers at once.
    pub say: Callback<String>,
}

/// What is typed and chosen.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wanted {
    scheme: Option<Scheme>,
    is_readonly: bool,
    is_narrow: bool,
    accent: String,
    ground: String,
    radius: String,
    font: String,
}

impl Wanted {
    fn look(&self) -> Look {
        let given =
            |text: &str, name: &str| format!("{name}={}", text.trim().trim_start_matches('#').replace(' ', "+"));
        let typed = [
            given(&self.accent, "accent"),
            given(&self.ground, "ground"),
            given(&self.radius, "radius"),
            given(&self.font, "font"),
        ];
        let look = Look::read(&typed.join("&"));
        Look { is_embedded: true, is_readonly: self.is_readonly, scheme: self.scheme, ..look }
    }
}

/// The page.
#[component]
pub fn EmbedPage(props: &EmbedPageProps) -> Html {
    let wanted = use_state_eq(Wanted::default);
    use_effect_with((), |()| screen::load_script("embed.js"));
    let look = wanted.look();
    let papers = &props.workspace.papers;
    // Packed once for all the lines and the preview, and not at every key that is pressed in a box.
    let deal = use_memo(papers.clone(), link::fragment);
    let title = text::frame_title(&props.workspace.deal().title);
    html! {
        <main class="page" id="main" tabindex="-1">
            { super::page_head(text::TITLE, text::LEAD) }
            <div class="embed">
                <section class="panel embed__look" aria-labelledby="look-heading">
                    <h2 id="look-heading">{ text::LOOK }</h2>
                    { choices(&wanted) }
                    { boxes(&wanted, &look) }
                </section>
                <section class="panel embed__lines" aria-labelledby="lines-heading">
                    <h2 id="lines-heading">{ text::LINES }</h2>
                    <p class="panel__lead">{ text::WARNING }</p>
                    <Lines id="lines" label={text::WITH_SCRIPT} hint={text::WITH_SCRIPT_HINT} lines={with_script(&title, &look, papers, &deal)} say={props.say.clone()} />
                    <Lines id="lines-plain" label={text::WITHOUT_SCRIPT} hint={text::WITHOUT_SCRIPT_HINT} lines={without_script(&title, &look, papers, &deal)} say={props.say.clone()} />
                </section>
                <section class="embed__preview" aria-labelledby="preview-heading">
                    <h2 id="preview-heading">{ text::PREVIEW }</h2>
                    <div class={classes!("embed__frame", wanted.is_narrow.then_some("embed__frame--narrow"))}>
                        { element(title, &look, (*deal).clone()) }
                    </div>
                </section>
            </div>
        </main>
    }
}

/// The custom element that the lines put into a page, here.
fn element(title: String, look: &Look, deal: String) -> Html {
    let colour = |colour: Option<Colour>| colour.map(Colour::written);
    html! {
        <common-ground
            {title}
            deal={deal}
            theme={look.scheme.map(Scheme::name)}
            readonly={look.is_readonly}
            accent={colour(look.accent)}
            ground={colour(look.ground)}
            radius={look.radius.map(|size| size.to_string())}
            font={look.font.clone()}
        />
    }
}

fn choices(wanted: &UseStateHandle<Wanted>) -> Html {
    const SCHEMES: [Option<Scheme>; 3] = [None, Some(Scheme::Light), Some(Scheme::Dark)];
    let set = |change: fn(&mut Wanted, usize)| {
        let wanted = wanted.clone();
        Callback::from(move |place| {
            let mut new = (*wanted).clone();
            change(&mut new, place);
            wanted.set(new);
        })
    };
    let names = |names: &'static [&'static str]| names.iter().map(|name| AttrValue::Static(name));
    let scheme = SCHEMES.iter().position(|scheme| *scheme == wanted.scheme).unwrap_or_default();
    html! {
        <>
            { choice_by_place("embed-scheme", text::SCHEME, names(&[text::AUTO, text::LIGHT, text::DARK]), scheme,
                &set(|wanted, place| wanted.scheme = SCHEMES.get(place).copied().flatten())) }
            { choice_by_place("embed-changes", text::CHANGES, names(&[text::MAY_CHANGE, text::MAY_READ]), usize::from(wanted.is_readonly),
                &set(|wanted, place| wanted.is_readonly = place == 1)) }
            { choice_by_place("embed-width", text::WIDTH, names(&[text::WIDE, text::NARROW]), usize::from(wanted.is_narrow),
                &set(|wanted, place| wanted.is_narrow = place == 1)) }
        </>
    }
}

fn boxes(wanted: &UseStateHandle<Wanted>, look: &Look) -> Html {
    let box_of =
        |id: &'static str, (label, hint), typed: &String, error: Option<&'static str>, set: fn(&mut Wanted, String)| {
            let wanted = wanted.clone();
            let on_input = Callback::from(move |typed| {
                let mut new = (*wanted).clone();
                set(&mut new, typed);
                wanted.set(new);
            });
            html! {
                <Field {id} label={label} hint={Some(AttrValue::Static(hint))} value={typed.clone()} {on_input}
                    error={error.filter(|_| !typed.trim().is_empty()).map(AttrValue::Static)}
                    keypad={Keypad::Text} width={FieldWidth::Medium} />
            }
        };
    let fault = |is_there: bool, words: &'static str| (!is_there).then_some(words);
    html! {
        <>
            { box_of("embed-accent", (text::ACCENT, text::ACCENT_HINT), &wanted.accent, fault(look.accent.is_some(), text::NOT_A_COLOUR),
                |wanted, typed| wanted.accent = typed) }
            { box_of("embed-ground", (text::GROUND, text::GROUND_HINT), &wanted.ground, fault(look.ground.is_some(), text::NOT_A_COLOUR),
                |wanted, typed| wanted.ground = typed) }
            { box_of("embed-radius", (text::RADIUS, text::RADIUS_HINT), &wanted.radius, fault(look.radius.is_some(), text::NOT_A_RADIUS),
                |wanted, typed| wanted.radius = typed) }
            { box_of("embed-font", (text::FONT, text::FONT_HINT), &wanted.font, fault(look.font.is_some(), text::NOT_A_FONT),
                |wanted, typed| wanted.font = typed) }
            <div role="status"><ul class="embed__refused">
                { for look.refused().into_iter().enumerate().map(|(place, refused)| html! { <li key={place}>{ icon(Sign::Know) }{ text::refused(refused) }</li> }) }
            </ul></div>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LinesProps {
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    lines: String,
    say: Callback<String>,
}

/// Lines to copy.
#[component]
fn Lines(props: &LinesProps) -> Html {
    let onclick = {
        let (lines, say) = (props.lines.clone(), props.say.clone());
        move |_| clipboard::copy_and_say(&lines, &say, [text::COPIED, text::NOT_COPIED])
    };
    html! {
        <div class="embed__copied">
            { text_block(TextBlock {
                id: props.id.into(),
                label: props.label.into(),
                hint: props.hint.into(),
                value: props.lines.clone().into(),
                on_input: None,
                said_in: None,
            }) }
            <button type="button" class="button" {onclick}>
                { icon(Sign::Link) }{ text::COPY }<span class="visually-hidden">{ crate::words::which(props.label) }</span>
            </button>
        </div>
    }
}

/// Text as it stands in an attribute of a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

fn with_script(title: &str, look: &Look, papers: &Papers, deal: &str) -> String {
    let deal_of = (!deal.is_empty()).then(|| ("deal", deal.to_owned()));
    let named = std::iter::once(("title", title.to_owned())).chain(deal_of).chain(look.attributes());
    let attributes: String = named.map(|(name, value)| format!(" {name}=\"{}\"", escaped(&value))).collect();
    let readonly = if look.is_readonly { " readonly" } else { "" };
    let full = address::with_fragment(&fragment_with(Page::Deal, &Look::default(), papers, deal));
    format!(
        "<script async src=\"{}embed.js\"></script>\n<common-ground{attributes}{readonly}>\n  <a href=\"{}\">{}</a>\n</common-ground>",
        escaped(&address::folder()),
        escaped(&full),
        text::INSTEAD,
    )
}

fn without_script(title: &str, look: &Look, papers: &Papers, deal: &str) -> String {
    let address = address::with_fragment(&fragment_with(Page::Deal, look, papers, deal));
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>",
        escaped(&address),
        escaped(title),
    )
}
