//! Scenarios side by side, offers for one scheme, and the two things a council could do instead.

mod cases;
mod changed;
mod choices;
mod leads;
mod offers;
mod outcomes;
mod pictures;
mod reasons;
mod seating;

use crate::components::jump_links;
use crate::outcome::Answer;
use crate::pages::deal::{Drawer, Opened, use_opened};
use crate::words::page::ON_THIS_PAGE;
use crate::words::{compare as text, names};
use crate::workspace::Workspace;
use appraisal::YearMonth;
use appraisal::alternatives::LandSale;
use appraisal::offers::earliest_start;
use std::rc::Rc;
use yew::prelude::*;

use cases::{Case, behind, cases, months_of_prices, notices, sound};
use changed::Changed;
use choices::{Choices, Choosing};
use leads::Leads;
use offers::Offers;
use outcomes::Outcomes;
use pictures::{Paradoxes, Pictures};

/// Props of [`ComparePage`].
#[derive(Clone, PartialEq, Properties)]
pub struct ComparePageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// Announces a text at once.
    pub say: Callback<String>,
}

#[derive(Clone, PartialEq, Properties)]
struct CasesProps {
    /// The chosen cases; the first is the one they are compared with.
    cases: Rc<Vec<Case>>,
}

/// The month for every table of the page: the earliest start of the chosen cases and of the base case, whose alternatives stand
/// beside them, even where it is not chosen itself.
fn valued_at(all: &[Case], chosen: &[Case]) -> YearMonth {
    let base = all.first().into_iter();
    let worked_out = base.chain(chosen).filter(|case| case.answer.is_some()).map(|case| &*case.deal);
    earliest_start(worked_out).unwrap_or(NOTHING_TO_VALUE)
}

/// The month if no case can be worked out, when nothing is shown.
const NOTHING_TO_VALUE: YearMonth = YearMonth { year: 2000, month: 1 };

/// The case with whose land sale, rate and alternatives all are compared: the base case or, while that is not up to date, the
/// first of the chosen cases that is.
fn reference<'a>(all: &'a [Case], chosen: &'a [Case]) -> Option<(&'a Case, &'a Answer)> {
    all.first().into_iter().chain(chosen).find_map(|case| Some((case, case.answer.as_ref()?)))
}

/// The one sale of land for every table of the page; none if no case is up to date.
fn land_sale(all: &[Case], chosen: &[Case]) -> Option<Rc<LandSale>> {
    let (_, answer) = reference(all, chosen)?;
    Some(Rc::new(LandSale::of(&answer.checked, valued_at(all, chosen))))
}

/// The parts of the page that are there, for its jump links.
fn parts(chosen: &[Case]) -> Vec<(&'static str, &'static str)> {
    let sound = sound(chosen).len();
    let is_there = [true, chosen.len() > 1, leads::are_there(chosen), sound > 1, sound > 0];
    text::JUMP.into_iter().zip(is_there).filter(|(_, is_there)| *is_there).map(|(part, _)| part).collect()
}

/// The page that compares.
#[component]
pub fn ComparePage(props: &ComparePageProps) -> Html {
    let workspace = &props.workspace;
    let cases = use_memo(workspace.clone(), |workspace| cases(workspace));
    let choices = use_state_eq(Choices::default);
    let chosen = use_memo((cases.clone(), (*choices).clone()), |(cases, choices)| choices.of(cases));
    let Opened { figures, on_open, on_change } = use_opened();
    let case = use_state_eq(|| 0_usize);
    let sale = use_memo((cases.clone(), chosen.clone()), |(cases, chosen)| land_sale(cases, chosen));
    let sale = (*sale).clone();
    let is_alone = cases.len() == 1;
    let open = chosen.get(*case).and_then(|case| Some((case.name.clone(), case.answer.clone()?)));
    let on_open = Callback::from(move |(place, figure)| {
        case.set(place);
        on_open.emit(figure);
    });
    let shows = choices.shows(chosen.len());
    let chosen_by = (*choices).clone();
    let choosing = if is_alone {
        Html::default()
    } else {
        html! { <Choosing all={cases.clone()} {choices} {shows} /> }
    };
    let width = match chosen.len() {
        1 => Some("columns--alone"),
        many if many >= choices::MANY => Some("columns--many"),
        _ => None,
    };
    html! {
        <>
            <main class="page" id="main" tabindex="-1">
                <div class="deal-head">
                    <div class="deal-head__words">
                        <p class="kicker">{ names::deal(&workspace.cases.base.title) }</p>
                        <h1 id="page-title" tabindex="-1">{ text::title(chosen.len()) }</h1>
                        <p class="lede">{ if is_alone { text::NOTHING_TO_COMPARE } else { text::LEAD } }</p>
                    </div>
                </div>
                { jump_links(ON_THIS_PAGE, &parts(&chosen)) }
                { notices(&chosen) }
                <Paradoxes cases={chosen.clone()} />
                <div class={classes!("columns", "columns--compare", width)}>
                    <Outcomes cases={chosen.clone()} sale={sale.clone()} {shows} choices={chosen_by} {choosing} {on_open} say={props.say.clone()} />
                    <div class="column">
                        <Changed cases={chosen.clone()} edited={workspace.cases.base.clone()} kept={workspace.cases.baseline.clone()} />
                        <Leads cases={chosen.clone()} sale={sale.clone()} />
                    </div>
                </div>
                <Pictures cases={chosen.clone()} />
                <Offers all={cases} {chosen} {sale} kept={workspace.baseline().clone()} />
            </main>
            <div>
                if let Some(((case, answer), shown)) = open.zip(workspace.figures()) {
                    <Drawer {case} {answer} base={shown.base.clone()} opened={figures} {on_change} />
                }
            </div>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::{document, samples};

    /// One case has no charts beside others and nothing to lead over.
    #[test]
    fn jump_links_lead_to_the_parts_that_are_there() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let mut cases = [case_of("Base", &base), case_of("Other", &base)];
        let ids = |cases: &[Case]| parts(cases).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids(&cases), text::JUMP.map(|(id, _)| id));
        assert_eq!(ids(&cases[..1]), ["outcomes", "offers-and-alternatives"]);
        cases[1].answer = None;
        assert_eq!(ids(&cases), ["outcomes", "changed", "offers-and-alternatives"]);
    }

    /// Hiding the base case does not move the present values of the others, nor those of its alternatives beside them.
    #[test]
    fn every_table_is_valued_at_the_base_cases_start_though_it_is_not_shown() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let later = case_of("Later", &base.with("/start", "2009-10".into()).unwrap());
        let all = [case_of("Base", &base), later];
        assert_eq!(valued_at(&all, &all[1..]), base.start);
        assert_eq!(valued_at(&all, &all), base.start);
        assert_eq!(valued_at(&all[1..], &all[1..]), all[1].deal.start);
    }
}
