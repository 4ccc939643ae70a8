//! Which case leads on each measure: no score, and no lead if the best figures look the same.

use super::reasons::{Contest, Lead, Tested, is_same_but_for_assumptions};
use super::seating::Seating;
use super::{Case, behind, sound};
use crate::outcome::Answer;
use crate::words::compare::{Among, NoLeader, Scale};
use crate::words::{compare as text, offers, verdict};
use appraisal::alternatives::LandSale;
use appraisal::compare::{Amount, Measure, can_lead, leads};
use appraisal::{Deal, Pence};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LeadsProps {
    /// The chosen cases.
    pub(super) cases: Rc<Vec<Case>>,
    /// The sale of land that all are compared with.
    pub(super) sale: Option<Rc<LandSale>>,
}

/// The list of leads. Their reasons take many results, which are worked out again only for other cases.
#[component]
pub(super) fn Leads(props: &LeadsProps) -> Html {
    let drawn = use_memo((props.cases.clone(), props.sale.clone()), |(cases, sale)| {
        sale.as_ref().map(|sale| panel(cases, sale))
    });
    (*drawn).clone().unwrap_or_default()
}

fn panel(cases: &[Case], sale: &Rc<LandSale>) -> Html {
    let contenders = &contenders(cases)[..];
    let is_left_out = |case: &&Case| contenders.iter().all(|own| own.open != case.open);
    let tests: Vec<_> = cases.iter().filter(is_left_out).filter_map(Case::as_test).collect();
    let only_offers = text::leads_among(is_base_left_out(cases, contenders));
    let sound = sound(contenders);
    if sound.len() < 2 {
        return Html::default();
    }
    let behind = behind(contenders);
    let (able, short): (Vec<_>, Vec<_>) = sound.iter().copied().partition(|(_, answer)| can_lead(&answer.verdict));
    let [able, short] = [able, short].map(|part| part.iter().map(|(case, _)| (*case).clone()).collect::<Vec<_>>());
    let names: Vec<String> = short.iter().map(|case| case.name.clone()).collect();
    let among = Among { cases: contenders.len(), are_offers: contenders.len() < cases.len() };
    let (list, note) = match &able[..] {
        [] => (Html::default(), text::cannot_lead(&names, &behind)),
        [only] => (Html::default(), text::cannot_lead(&[], &behind) + &of_the_only_one(only, &short, among, sale)),
        _ => {
            let found = found(&able, &short, sale);
            let cannot = text::cannot_lead(&names, &behind) + &without_leader(&found);
            (list(&found, among), cannot + &tested(&found.tested) + &terms_differ(&able))
        }
    };
    html! {
        <section class="panel" id="leads" tabindex="-1" aria-labelledby="leads-heading">
            <h2 id="leads-heading">{ text::LEADS }</h2>
            <div>{ list }</div>
            <p class="panel__lead">{ note }{ " " }{ only_offers }{ offers::not_offers(&tests) }{ text::tests_left_out(tests.len()) }</p>
        </section>
    }
}

/// Whether there are cases among which one may lead.
pub(super) fn are_there(cases: &[Case]) -> bool {
    sound(&contenders(cases)).len() > 1
}

/// The cases with every measure of each.
struct Field {
    /// Those that can lead, then those that fall short: the rivals, and those that equal one that can lead on its assumptions.
    cases: Vec<Case>,
    /// How many can lead.
    able: usize,
    /// How many can lead or are rivals.
    competing: usize,
    seating: Seating,
    /// As the table has them.
    shown: Vec<Vec<(Measure, Amount)>>,
    /// Of those that compete, without amounts for those that fall short.
    all: Vec<Vec<(Measure, Amount)>>,
}

impl Field {
    fn of(able: &[Case], short: &[Case], sale: &Rc<LandSale>) -> Self {
        let equals_one = |case: &&Case| able.iter().any(|own| is_same_but_for_assumptions(own, case));
        let (alike, rivals): (Vec<&Case>, Vec<&Case>) = short.iter().partition(equals_one);
        let competing = able.len() + rivals.len();
        let cases: Vec<Case> = able.iter().chain(rivals).chain(alike).cloned().collect();
        let seating = Seating::of(&cases, Some(sale.clone()));
        let shown = seating.measures(&cases);
        let mut all = shown[..competing].to_vec();
        all[able.len()..].iter_mut().flatten().for_each(|(_, amount)| *amount = Amount::None);
        Self { cases, able: able.len(), competing, seating, shown, all }
    }

    fn contest(&self) -> Contest<'_> {
        let (cases, alike) = self.cases.split_at(self.competing);
        Contest { cases, seating: &self.seating, all: &self.all, alike }
    }

    /// The amounts of the cases that can lead.
    fn amounts(&self, measure: Measure) -> Vec<Amount> {
        let of_case = |own: &Vec<(Measure, Amount)>| own.iter().find(|(other, _)| *other == measure).map(|own| own.1);
        self.all[..self.able].iter().filter_map(of_case).collect()
    }
}

/// The leads among cases, with the reasons of each.
struct Found {
    field: Field,
    leads: Vec<Lead>,
    tested: Tested,
}

/// The leads among the cases that can lead, tested with those that fall short too, and compared with one sale.
fn found(able: &[Case], short: &[Case], sale: &Rc<LandSale>) -> Found {
    let field = Field::of(able, short, sale);
    let mut found = leads(&field.all);
    found.retain(|lead| is_seen(lead, &field.all, field.seating.seller));
    let tested = field.contest().test(&found);
    Found { field, leads: found, tested }
}

/// How leads are checked, or that there is none.
fn tested(Tested { undone, leaderless }: &Tested) -> String {
    if undone.is_empty() { text::NO_LEAD.to_owned() } else { text::leads_tested(leaderless) + text::NO_SCORE }
}

/// How terms that are no money move leads, where they differ: preferred returns, and the value credited for the land.
fn terms_differ(cases: &[Case]) -> String {
    let differ = |term: fn(&Deal) -> f64| {
        let mut terms = cases.iter().map(|case| term(&case.deal));
        let first = terms.next();
        terms.any(|other| Some(other) != first)
    };
    let returns = differ(|deal| deal.sharing.preferred_return_percent);
    // Only of the same land.
    let sites = |case: &Case| case.deal.sites.iter().map(|site| site.id.clone()).collect::<Vec<_>>();
    let is_same_land = cases.windows(2).all(|pair| sites(&pair[0]) == sites(&pair[1]));
    let land = is_same_land && differ(|deal| deal.sites.iter().map(|site| site.value).sum());
    let said = [(returns, text::RETURNS_DIFFER), (land, text::LAND_DIFFERS)];
    said.into_iter().filter(|(differ, _)| *differ).map(|(_, said)| said).collect()
}

/// The measures in which the cases differ as the table shows them, and on which none leads, with the reason.
fn without_leader(Found { field, leads, .. }: &Found) -> String {
    let Field { seating, shown, able, .. } = field;
    let name = |measure| text::measure_of_lead(measure, &seating.names, seating.basis, seating.surplus);
    let measures = shown.first().into_iter().flatten().map(|(measure, _)| *measure).enumerate();
    let is_led = |measure: Measure| leads.iter().any(|lead| lead.0 == measure);
    let unled = measures.filter(|(_, measure)| measure.more_is_better().is_some() && !is_led(*measure));
    let with_reason = unled.filter_map(|(place, measure)| {
        let amounts: Vec<Amount> = shown.iter().map(|own| own[place].1).collect();
        Some((name(measure), why_none_leads(measure, &amounts, *able)?))
    });
    text::without_leader(&with_reason.collect::<Vec<_>>(), *able < shown.len())
}

/// Why no case leads on a measure, of the amounts of all cases, of which so many first ones can lead; none where the table shows
/// one figure for all, or none that is better.
fn why_none_leads(measure: Measure, all: &[Amount], able: usize) -> Option<NoLeader> {
    let scale = Scale::of(all);
    let mut shown = all.iter().map(|amount| text::amount_in(measure, *amount, scale));
    let first = shown.next();
    let differ = shown.any(|other| Some(other) != first);
    let amounts = &all[..able];
    let able = amounts.iter().filter(|amount| amount.can_lead()).count();
    let is_short = amounts.iter().any(|amount| !amount.can_lead() && *amount != Amount::None);
    let has_date = || amounts.iter().any(|amount| matches!(amount, Amount::Month(_)));
    match able {
        _ if !differ => None,
        0 if !is_short => None,
        0 | 1 if is_short => Some(NoLeader::Unfunded),
        0 | 1 => Some(NoLeader::Alone),
        _ if matches!(measure, Measure::RepaidBy(_)) && !has_date() => None,
        _ => Some(NoLeader::Level),
    }
}

/// Each lead with its reasons.
fn list(Found { field, leads, tested }: &Found, among: Among) -> Html {
    let Field { cases, seating, all, .. } = field;
    let lead = |(lead, undone): (&Lead, &text::Undone)| {
        let (measure, place, amount) = *lead;
        let name = text::lead(measure, amount, &seating.names, seating.basis);
        let partner = measure.partner().and_then(|seat| seating.partner(place, seat));
        html! {
            <div key={name.clone()}>
                <dt>{ name }</dt>
                <dd>
                    { text::with_partner(&cases[place].name, partner) }{ ", " }<strong>{ figure(field, *lead) }</strong>{ companions(measure, &all[place], &seating.names) }
                    <span class="compare__whose">{ text::undone_by(&cases[place].name, undone, among) }</span>
                </dd>
            </div>
        }
    };
    html! { <dl class="compare__leads">{ for leads.iter().zip(&tested.undone).map(lead) }</dl> }
}

/// The figure of a lead, with as many places as tell it from those of the other cases that can lead.
fn figure(field: &Field, (measure, _, amount): Lead) -> String {
    text::amount_in(measure, amount, Scale::of(&field.amounts(measure)))
}

/// Where all cases but one fall short: what that one does which they do not, on whose assumptions others do it too, and whether
/// it beats a sale.
fn of_the_only_one(only: &Case, short: &[Case], among: Among, sale: &Rc<LandSale>) -> String {
    let answers = || short.iter().filter_map(|case| case.answer.as_ref());
    let loses = |answer: &Answer| answer.appraisal.partners.iter().any(|partner| partner.loss().is_positive());
    let own = only.answer.as_ref().filter(|_| answers().all(loses));
    let gives = own.map(|answer| verdict::back_what_they_put_in(answer));
    let gap = |answer: &Answer| sale.beaten_by(&answer.checked, &answer.appraisal);
    let any = answers().any(|answer| gap(answer).is_some_and(Pence::is_positive));
    let own_gap = only.answer.as_ref().and_then(gap).map(|gap| gap.0);
    let undone = Field::of(std::slice::from_ref(only), short, sale).contest().of_the_only_one();
    let but = text::undone_by(&only.name, &undone, among);
    text::only_one(&only.name, among.are_offers, gives.as_deref(), &but, own_gap, any)
}

/// The cases that are compared by leads: only the offers, once there are several to choose between.
fn contenders(cases: &[Case]) -> Vec<Case> {
    let offers = cases.iter().filter(|case| case.is_offer()).count();
    cases.iter().filter(|case| offers < 2 || case.is_offer()).cloned().collect()
}

/// Whether the base case is shown, but not among the contenders: an offer may then lead with its figure, or with a worse one.
fn is_base_left_out(cases: &[Case], contenders: &[Case]) -> bool {
    let has_base = |cases: &[Case]| cases.iter().any(|case| case.open.is_none());
    has_base(cases) && !has_base(contenders)
}

/// What belongs to what a partner gets back: what it puts in; to a rate of return or a multiple: the money back and in, and for a
/// rate the multiple and the time; to person-years the jobs a year; and to affordable homes their share.
fn companions(measure: Measure, own: &[(Measure, Amount)], seats: &[String]) -> String {
    if measure == Measure::PersonYears {
        let jobs = own.iter().find_map(|(other, amount)| match (other, amount) {
            (Measure::JobsAYear, Amount::Jobs(a_year)) => Some(*a_year),
            _ => None,
        });
        return jobs.map_or_else(String::new, text::with_jobs);
    }
    let of = |measure: Measure| {
        let is_said = |amount: &Amount| {
            amount.money().is_some() || matches!(amount, Amount::Times(_) | Amount::Month(_) | Amount::Fraction(_))
        };
        let found = own.iter().find(|(other, amount)| *other == measure && is_said(amount));
        found.map(|(measure, amount)| text::amount(*measure, *amount))
    };
    if measure == Measure::AffordableHomes {
        return of(Measure::AffordableShare).map_or_else(String::new, |share| text::with_share(&share));
    }
    let name = measure.partner().and_then(|seat| seats.get(seat)).map_or("", String::as_str);
    if let Measure::GetsBack(seat) | Measure::PresentValue(seat) = measure {
        return of(Measure::PutsIn(seat)).map_or_else(String::new, |put_in| text::with_put_in(name, &put_in));
    }
    let (seat, is_rate) = match measure {
        Measure::Return(seat) => (seat, true),
        Measure::Multiple(seat) => (seat, false),
        _ => return String::new(),
    };
    let Some((back, put_in)) = of(Measure::GetsBack(seat)).zip(of(Measure::PutsIn(seat))) else { return String::new() };
    let [multiple, repaid_by] =
        [Measure::Multiple(seat), Measure::RepaidBy(seat)].map(|measure| of(measure).filter(|_| is_rate));
    text::with_its_money(name, [&back, &put_in], multiple.as_deref(), repaid_by.as_deref())
}

/// Whether a lead is visible: no other case has the same figure as shown, or of a sum one that hardly differs. The multiple of
/// partners that put in as much is seen to differ where the money is, and the comparison with a sale where the present value of
/// the seller is, for one sale reduces both by as much: their leads would otherwise rest on other reasons.
pub(super) fn is_seen((measure, place, _): &Lead, all: &[Vec<(Measure, Amount)>], seller: Option<usize>) -> bool {
    let amount =
        |case: usize, measure: Measure| all[case].iter().find(|(own, _)| *own == measure).map(|(_, amount)| *amount);
    let shown = |case: usize, measure: Measure| amount(case, measure).map(|amount| text::amount(measure, amount));
    let worth = |case: usize| amount(case, Measure::PresentValue(seller?));
    let differs = |other: usize| {
        let seen_in = match *measure {
            Measure::Multiple(seat) => {
                let [own, its] = [*place, other].map(|case| amount(case, Measure::PutsIn(seat)));
                if own.is_some() && own == its { Measure::GetsBack(seat) } else { *measure }
            }
            measure => measure,
        };
        let pair = amount(*place, seen_in).zip(amount(other, seen_in));
        // By one part of a sum, whatever digits show it.
        match pair.and_then(|(own, its)| hardly_differ([own, its], [worth(*place), worth(other)])) {
            Some(hardly) => !hardly,
            None => shown(other, seen_in).is_none_or(|its| Some(its) != shown(*place, seen_in)),
        }
    };
    (0..all.len()).filter(|other| other != place).all(differs)
}

/// Whether two sums hardly differ: a comparison with a sale beside what it compares, and a gain beside the money in and back; none
/// if they are no sums.
fn hardly_differ([own, its]: [Amount; 2], worths: [Option<Amount>; 2]) -> Option<bool> {
    let whole = |amount: Amount, worth: Option<Amount>| match amount {
        Amount::Beyond(_) => worth?.money(),
        Amount::BackFor { back, put_in, .. } => Some(back.max(put_in)),
        other => other.money(),
    };
    let wholes = [whole(own, worths[0])?, whole(its, worths[1])?];
    let difference = own.less(its).map_or(Some(Pence::ZERO), Amount::money)?;
    Some(text::hardly_differ_by(difference.0, wholes.map(|sum| sum.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use crate::pages::compare::land_sale;
    use crate::pages::compare::seating::tests::seated;
    use appraisal::{document, samples};

    #[test]
    fn a_lead_of_pennies_is_no_lead() {
        let of = |pence: i64| vec![(Measure::PeakLoan, Amount::Money(Pence(pence)))];
        let lead = (Measure::PeakLoan, 0, Amount::Money(Pence(149_000_000)));
        assert!(!is_seen(&lead, &[of(149_000_000), of(149_000_100)], None));
        assert!(is_seen(&lead, &[of(149_000_000), of(151_000_000)], None));
        // £3,984,298 against £3,986,298 leads, and so does £4,097,556 against £4,101,556, shown as £4.10m.
        for (one, other) in [(398_429_800, 398_629_800), (409_755_600, 410_155_600)] {
            let lead = (Measure::PeakLoan, 0, Amount::Money(Pence(one)));
            assert!(is_seen(&lead, &[of(one), of(other)], None));
        }
        // £57.04m and £57.03m, in which the chart says that the pot hardly differs.
        let pot = |pence: i64| vec![(Measure::Pot, Amount::Money(Pence(pence)))];
        let lead = (Measure::Pot, 0, Amount::Money(Pence(5_704_154_900)));
        assert!(!is_seen(&lead, &[pot(5_704_154_900), pot(5_703_280_500)], None));
    }

    /// £5.820m and £5.817m, which are £1.680m and £1.683m less than one sale.
    #[test]
    fn the_comparison_with_a_sale_leads_where_the_present_value_of_the_seller_does() {
        let of = |worth: i64| {
            vec![
                (Measure::AgainstSale, Amount::Beyond(Pence(worth - 750_000_000))),
                (Measure::PresentValue(0), Amount::Money(Pence(worth))),
            ]
        };
        let seen = |all: [Vec<(Measure, Amount)>; 2]| {
            let found = leads(&all);
            found.iter().map(|lead| is_seen(lead, &all, Some(0))).collect::<Vec<_>>()
        };
        assert_eq!(seen([of(582_000_000), of(581_700_000)]), [true, true]);
        // Less than one part in five thousand of what is compared, though £1,000 of a gap of £2,000.
        assert_eq!(seen([of(750_200_000), of(750_100_000)]), [false, false]);
    }

    /// A gain of £500 in the downside beside £6.00m, though £0.89m and £0.90m are shown.
    #[test]
    fn a_gain_of_hundreds_beside_millions_is_no_lead() {
        let of = |back: i64| {
            let (put_in, own_debt, unfunded) =
                (Pence(600_000_000), Pence::ZERO, appraisal::verdict::Unfunded::default());
            let back = Pence(back);
            vec![(Measure::GetsBackInDownside(0), Amount::BackFor { back, put_in, own_debt, unfunded })]
        };
        let seen = |all: [Vec<(Measure, Amount)>; 2]| is_seen(&leads(&all)[0], &all, None);
        assert!(!seen([of(89_525_000), of(89_475_000)]));
        assert!(seen([of(89_625_000), of(89_425_000)]));
    }

    /// 2.650 and 2.649 times £6.00m: the multiple is seen to lead wherever the money is.
    #[test]
    fn a_multiple_leads_where_the_money_does_if_as_much_is_put_in() {
        let of = |put_in: i64, back: i64| {
            let sum = |pence| Amount::Money(Pence(pence));
            let times = Amount::Times(back as f64 / put_in as f64);
            vec![(Measure::PutsIn(0), sum(put_in)), (Measure::GetsBack(0), sum(back)), (Measure::Multiple(0), times)]
        };
        let seen = |all: &[Vec<(Measure, Amount)>]| {
            let found = leads(all);
            [Measure::GetsBack(0), Measure::Multiple(0)]
                .map(|measure| found.iter().any(|lead| lead.0 == measure && is_seen(lead, all, None)))
        };
        assert_eq!(seen(&[of(600_000_000, 1_589_900_000), of(600_000_000, 1_589_400_000)]), [true, true]);
        assert_eq!(seen(&[of(600_000_000, 1_589_410_000), of(600_000_000, 1_589_400_000)]), [false, false]);
        assert_eq!(seen(&[of(600_000_000, 1_589_900_000), of(600_100_000, 1_589_400_000)]), [true, false]);
    }

    /// The table writes £5.045m and £5.037m, and losses of £5.11m and £0.63m.
    #[test]
    fn a_measure_without_a_leader_has_its_reason() {
        let money = |pence| Amount::Money(Pence(pence));
        let why = |measure, amounts: &[Amount]| why_none_leads(measure, amounts, amounts.len());
        assert_eq!(why(Measure::GetsBack(1), &[money(504_484_100), money(503_671_700)]), Some(NoLeader::Level));
        assert_eq!(why(Measure::GetsBack(1), &[money(504_484_100), money(504_484_100)]), None);
        let of = |back, shortfall| Amount::BackFor {
            back: Pence(back),
            put_in: Pence(600_000_000),
            own_debt: Pence::ZERO,
            unfunded: appraisal::verdict::Unfunded { shortfall: Pence(shortfall), owed: Pence::ZERO },
        };
        let downside = Measure::GetsBackInDownside(0);
        assert_eq!(why(downside, &[of(89_000_000, 100_000_000), of(537_000_000, 1)]), Some(NoLeader::Unfunded));
        assert_eq!(why(downside, &[of(89_000_000, 0), of(537_000_000, 1)]), Some(NoLeader::Unfunded));
        assert_eq!(why(Measure::KeptValue, &[money(1), Amount::None]), Some(NoLeader::Alone));
        let open = [Amount::NotRepaid, Amount::CoveredByReturn];
        assert_eq!(why(Measure::RepaidBy(0), &open), None);
    }

    /// Every measure in which two offers differ has a leader, or is named with the reason why not.
    #[test]
    fn no_lead_vanishes_without_a_word() {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let with = |price: i64, cash: i64| {
            let deal = base.with("/home_types/market/price", price.into()).unwrap();
            deal.with("/contributions/partner-cash/amount", cash.into()).unwrap()
        };
        let cases = [case_of("Base", &with(325_000, 8_000_000)), case_of("More", &with(325_010, 8_000_000))];
        let sale = land_sale(&cases, &cases).unwrap();
        let found = found(&cases, &[], &sale);
        let said = without_leader(&found);
        let seating = &found.field.seating;
        let name = |measure| text::measure_of_lead(measure, &seating.names, seating.basis, seating.surplus);
        let short = "No case leads where cash is short or debts are unpaid: ";
        assert!(said.contains(short) && said.contains(&name(Measure::GetsBackInDownside(0))), "{said}");
        assert!(said.contains("equal or almost equal ("), "{said}");
        for (place, (measure, _)) in
            found.field.all[0].iter().enumerate().filter(|(_, own)| own.0.more_is_better().is_some())
        {
            let amounts: Vec<Amount> = found.field.all.iter().map(|own| own[place].1).collect();
            let shown = |case: usize| text::amount_in(*measure, amounts[case], Scale::of(&amounts));
            let is_led = found.leads.iter().any(|lead| lead.0 == *measure);
            let is_said = [";", "."].iter().any(|end| said.contains(&(name(*measure) + end)));
            assert_eq!(shown(0) != shown(1), is_led || is_said, "{measure:?} {} {}: {said}", shown(0), shown(1));
        }
    }

    /// Three offers for one scheme, each with its price and its homes for sale and to let in every phase; at £290,000 one falls short.
    fn offers() -> [Case; 3] {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let offer = |name: &str, price: i64, homes: Option<[i64; 2]>| {
            let deal = base.with("/home_types/market/price", price.into()).unwrap();
            let types = ["market", "affordable-rent"];
            let counts =
                (1..=3).flat_map(|phase| types.into_iter().zip(homes.into_iter().flatten()).map(move |of| (phase, of)));
            let deal = counts.fold(deal, |deal, (phase, (of, count))| {
                deal.with(&format!("/phases/phase-{phase}/homes/{of}/count"), count.into()).unwrap()
            });
            case_of(name, &deal)
        };
        [offer("A", 320_000, None), offer("C", 315_000, Some([72, 36])), offer("B", 290_000, Some([60, 48]))]
    }

    #[test]
    fn a_case_that_falls_short_as_entered_leads_with_the_assumptions_of_another() {
        let cases = offers();
        let sale = land_sale(&cases, &cases).unwrap();
        let (able, short) = cases.split_at(2);
        assert!(able.iter().all(|case| can_lead(&case.answer.as_ref().unwrap().verdict)));
        assert!(!can_lead(&short[0].answer.as_ref().unwrap().verdict));
        let found = found(able, short, &sale);
        let place = found.leads.iter().position(|lead| lead.0 == Measure::AffordableHomes).unwrap();
        assert_eq!(found.field.cases[found.leads[place].1].name, "C");
        let among = Among { cases: 3, are_offers: false };
        let said = text::undone_by("C", &found.tested.undone[place], among);
        assert!(said.starts_with("But with the market sale price of “A” or “C” in every case, “B” leads."), "{said}");
        // The only one as entered is not the only one at the price of another.
        let only = of_the_only_one(&able[1], short, Among { cases: 2, are_offers: true }, &sale);
        let but = " But with the market sale price of “C” in every case, “C” and “B” do not fall short. ";
        assert!(only.starts_with("Of the offers, only “C” ") && only.contains(but), "{only}");
    }

    /// With the price of the base case in both it is the base case: a tie with it undoes no lead.
    #[test]
    fn a_test_that_falls_short_is_no_rival_of_the_case_it_tests() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cash = base.with("/contributions/hca-cash/amount", 9_000_000.into()).unwrap();
        let able = [case_of("Base", &base), case_of("More cash", &cash)];
        let low = case_of("Low", &base.with("/home_types/market/price", 90_000.into()).unwrap());
        let sale = land_sale(&able, &able).unwrap();
        let tested = found(&able, &[low], &sale).tested;
        assert_eq!(tested.leaderless, ["Low"]);
        assert!(!tested.undone.is_empty() && tested.undone.iter().all(|undone| undone.by.is_empty()), "{tested:?}");
    }

    /// Two offers with as many homes, and one with more that falls short: no case leads, and that is said.
    #[test]
    fn a_measure_on_which_the_best_case_falls_short_and_the_others_tie_is_named() {
        let [a, _, b] = offers();
        let more_cash = a.deal.with("/contributions/partner-cash/amount", 7_000_000.into()).unwrap();
        let (able, short) = ([a, case_of("D", &more_cash)], [b]);
        let sale = land_sale(&able, &able).unwrap();
        let said = without_leader(&found(&able, &short, &sale));
        let level = said.split_once("almost equal among those that do not fall short (").unwrap().1;
        assert!(level.split_once(": ").unwrap().1.contains("Affordable homes"), "{said}");
    }

    /// £5.820m leads over £5.817m, and both are £5.82m.
    #[test]
    fn a_leading_figure_is_told_from_the_others() {
        let field = Field {
            cases: Vec::new(),
            able: 2,
            competing: 3,
            seating: seated(&[]),
            shown: Vec::new(),
            all: [Amount::Money(Pence(582_000_000)), Amount::Money(Pence(581_700_000)), Amount::None]
                .map(|amount| vec![(Measure::PresentValue(0), amount)])
                .to_vec(),
        };
        assert_eq!(figure(&field, leads(&field.all)[0]), "£5.820m");
    }

    /// A partner that puts in more gets back more: in the lead both are said.
    #[test]
    fn a_lead_in_money_back_says_what_is_put_in_for_it() {
        let money = |pence| Amount::Money(Pence(pence));
        let own = [(Measure::PutsIn(0), money(900_000_000)), (Measure::GetsBack(0), money(1_200_000_000))];
        let said = |measure| companions(measure, &own, &["Agency".to_owned()]);
        assert_eq!(said(Measure::GetsBack(0)), "; puts in £9.00m");
        assert_eq!(said(Measure::PresentValue(0)), "; puts in £9.00m");
    }

    #[test]
    fn the_base_case_leads_nowhere_once_there_are_offers_to_choose_between() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer =
            |name: &str, cash: i64| case_of(name, &base.with("/contributions/hca-cash/amount", cash.into()).unwrap());
        let all = [case_of("Base", &base), offer("A", 8_000_000), offer("B", 9_000_000)];
        let names = |cases: &[Case]| contenders(cases).into_iter().map(|case| case.name).collect::<Vec<_>>();
        assert_eq!(names(&all), ["A", "B"]);
        assert_eq!(names(&all[..2]), ["Base", "A"]);
        // Which is said, for B may lead with the base case's own figure.
        let left_out = |cases: &[Case]| is_base_left_out(cases, &contenders(cases));
        assert!(left_out(&all) && !left_out(&all[..2]) && !left_out(&all[1..]));
        assert!(text::leads_among(true).contains("The base case is left out, "));
    }

    /// Low costs would lead on the surplus, but they are no offer.
    #[test]
    fn a_test_leads_nowhere_once_there_are_offers_to_choose_between() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |path: &str, value: i64| base.with(path, value.into()).unwrap();
        let mut all = [
            case_of("Base", &base),
            case_of("A", &with("/contributions/hca-cash/amount", 8_000_000)),
            case_of("B", &with("/contributions/hca-cash/amount", 9_000_000)),
            case_of("Dear", &with("/home_types/market/price", 250_000)),
        ];
        all[3].test_of = Some("“Base”".to_owned());
        let names = |cases: &[Case]| contenders(cases).into_iter().map(|case| case.name).collect::<Vec<_>>();
        assert_eq!(names(&all), ["A", "B"]);
        assert_eq!(names(&[all[0].clone(), all[1].clone(), all[3].clone()]), ["Base", "A", "Dear"]);
    }

    /// The earliest case falls short: present values are still in its month, as in the table.
    #[test]
    fn leads_are_valued_in_the_month_of_the_table() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let later = |name: &str, cash: i64| {
            let deal = base.with("/start", "2009-10".into()).unwrap();
            case_of(name, &deal.with("/contributions/hca-cash/amount", cash.into()).unwrap())
        };
        let able = [later("A", 8_000_000), later("B", 9_000_000)];
        let sale = Rc::new(LandSale::of(&able[0].answer.as_ref().unwrap().checked, base.start));
        let all = found(&able, &[], &sale).field.all;
        assert_eq!(all, Seating::of(&able, Some(sale)).measures(&able));
        assert_ne!(all, seated(&able).measures(&able));
    }

    #[test]
    fn it_is_said_how_leads_are_checked_though_each_holds() {
        let said = |undone: &[text::Undone], leaderless: &[&str]| {
            let leaderless: Vec<String> = leaderless.iter().map(|name| (*name).to_owned()).collect();
            (
                tested(&Tested { undone: undone.to_vec(), leaderless: leaderless.clone() }),
                text::leads_tested(&leaderless),
            )
        };
        assert_eq!(said(&[], &["B"]).0, text::NO_LEAD);
        let by = vec![text::Undoing { sources: vec!["B".to_owned()], then: text::Then::NoCase }];
        let undone = text::Undone { by, ..text::Undone::default() };
        let holds = text::Undone::default();
        for (undone, leaderless) in [(undone, vec![]), (holds.clone(), vec![]), (holds, vec!["B"])] {
            let (said, start) = said(&[undone], &leaderless);
            assert!(said.starts_with(&start), "{said}");
        }
    }

    /// The same money to the same partners on the same days, of which more is called preferred return.
    #[test]
    fn it_is_said_why_a_preferred_return_moves_leads_without_moving_money() {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let higher = base.with("/sharing/preferred_return_percent", 10.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Higher", &higher)];
        assert_eq!(terms_differ(&cases), text::RETURNS_DIFFER);
        assert_eq!(terms_differ(&cases[..1]), "");
    }

    #[test]
    fn where_one_case_alone_repays_the_partners_that_is_said_with_its_gap_to_a_sale() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let poor = base.with("/home_types/market/price", 90_000.into()).unwrap();
        let cases = [case_of("Base", &poor), case_of("Grant", &base)];
        let sound = sound(&cases);
        let sale = Rc::new(LandSale::of(&sound[0].1.checked, base.start));
        let said = of_the_only_one(&cases[1], &cases[..1], Among { cases: 2, are_offers: false }, &sale);
        assert!(said.starts_with("Only “Grant” gives both partners back what they put in. "), "{said}");
        let gap = sale.beaten_by(&sound[1].1.checked, &sound[1].1.appraisal).unwrap();
        let end = if gap.is_positive() {
            "“Grant” beats selling the land by £"
        } else {
            "No case beats selling the land."
        };
        assert!(said.contains(end), "{said}");
    }
}
