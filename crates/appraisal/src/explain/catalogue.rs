//! The names of the figures.

use super::{Figure, OpenBook};
use crate::postings::Line;

const fn figure(id: &'static str, label: &'static str) -> Figure {
    Figure { id, label }
}

/// Every kind of figure, in the order in which a page shows them.
pub(super) const FIGURES: &[Figure] = &[
    figure("homes/planned", "Homes planned"),
    figure("homes/completed", "Homes finished"),
    figure("homes/sold", "Homes sold or transferred"),
    figure("homes/let_homes", "Homes let"),
    figure("homes/unsold", "Homes finished, neither sold nor let at the end"),
    figure("homes/care", "Homes of care and extra care"),
    figure("homes/plots", "Serviced plots"),
    figure("homes/plots_unsold", "Plots not sold at the end"),
    figure("homes/net", "Homes planned less demolished"),
    figure("homes/affordable", "Affordable homes"),
    figure("homes/by_tenure/*", "Homes planned of a tenure"),
    figure("homes/completed_by_year/*/*", "Homes of a tenure finished in a year"),
    figure("jobs/person_years", "Person-years of construction work"),
    figure("jobs/years_of_work", "Years in which anything is built"),
    figure("jobs/a_year", "Building jobs a year"),
    figure("jobs/low_a_year", "Building jobs a year, by the lowest source"),
    figure("jobs/chain/*", "Building jobs a year, after a step from gross to net"),
    figure("jobs/net_a_year", "Net additional building jobs a year"),
    figure("jobs/net_homes", "Net additional homes"),
    figure("jobs/spending_by_year/*", "Construction at base prices in a year"),
    figure("jobs/by_year/*", "Building jobs in a year"),
    figure("jobs/low_by_year/*", "Building jobs in a year, by the lowest source"),
    figure("value/gross_development_value", "Gross development value"),
    figure("value/kept_value", "Value of what is kept"),
    figure("value/sales_costs", "Costs of sale"),
    figure("value/land", "Land at its accepted value"),
    figure("value/interest_and_fees", "Interest and fees of loans"),
    figure("value/total_development_cost", "Total development cost"),
    figure("value/profit", "Profit on development"),
    figure("value/profit_on_cost", "Profit on cost"),
    figure("value/profit_on_value", "Profit on value"),
    figure("value/venture_profit", "Profit of the venture"),
    figure("value/corporation_tax", "Corporation tax"),
    figure("value/surplus", "Surplus shared"),
    figure("value/real_value", "Net present value in real terms"),
    figure("line/*", "A line of costs or receipts"),
    figure("together/rate_of_return", "Rate of return of the partners together"),
    figure("partner/*/land_in", "Land put in"),
    figure("partner/*/cash_in", "Cash paid in"),
    figure("partner/*/cash_premium", "Premium paid on capital"),
    figure("partner/*/services_in", "Work done instead of cash"),
    figure("partner/*/guarantees_in", "Paid under guarantees"),
    figure("partner/*/put_in", "Put in, in all"),
    figure("partner/*/coupon", "Coupon received"),
    figure("partner/*/note_principal", "Principal of loan notes received"),
    figure("partner/*/preferred_return", "Preferred return received"),
    figure("partner/*/capital", "Capital returned"),
    figure("partner/*/split", "Share of the surplus received"),
    figure("partner/*/land_paid", "Price of land received"),
    figure("partner/*/overage", "Overage received"),
    figure("partner/*/clawback", "Clawback received"),
    figure("partner/*/received", "Received in all"),
    figure("partner/*/capital_unpaid", "Capital not returned"),
    figure("partner/*/preferred_return_unpaid", "Preferred return not paid"),
    figure("partner/*/notes_unpaid", "Loan notes not paid"),
    figure("partner/*/rate_of_return", "Rate of return"),
    figure("partner/*/cash_rate_of_return", "Rate of return on cash alone"),
    figure("partner/*/dated_rate_of_return", "Rate of return by dates (XIRR)"),
    figure("partner/*/multiple", "Received over put in"),
    figure("partner/*/payback", "When the money is back for good"),
    figure("partner/*/payback_first_touch", "When the money is first back"),
    figure("partner/*/most_at_risk", "Most at risk"),
    figure("partner/*/last_capital_k", "Last return of capital"),
    figure("partner/*/last_receipt_k", "Last receipt"),
    figure("partner/*/present_value_received", "Present value of what is received"),
    figure("partner/*/net_present_value", "Net present value"),
    figure("partner/*/notional_pot", "Share of the pot on paper"),
    figure("pot/total", "Reinvestment pot"),
    figure("pot/present_value", "Present value of the pot"),
    figure("pot/first_k", "First payment to the pot"),
    figure("pot/last_k", "Last payment to the pot"),
    figure("peak_funding", "Peak funding"),
    figure("peak_funding/partners_cash", "Partners' cash at peak funding"),
    figure("peak_funding/loans", "Loans at peak funding"),
    figure("peak_funding/debt", "Peak debt"),
    figure("peak_funding/facilities", "Most owed on facilities"),
    figure("peak_funding/debt_at_end", "Loans owed at the end"),
    figure("shortfall/first_k", "First shortfall of cash"),
    figure("shortfall/deepest", "Deepest shortfall"),
    figure("shortfall/at_end", "Shortfall at the end"),
    figure("public_money/cash", "Public cash"),
    figure("public_money/grant", "Grant to the venture"),
    figure("public_money/land", "Public land"),
    figure("public_money/cash_per_home", "Public cash per home finished"),
    figure("public_money/leverage_of_cash", "Other money for each pound of public cash"),
    figure("public_money/private_to_public", "Private money for each pound of public money"),
    figure("public_money/private_to_public_without_land", "Private money for each pound of public money, without land"),
    figure("money/*/homes", "Homes finished in the year"),
    figure("money/*/receipts", "Receipts of the year"),
    figure("money/*/grant", "Grant of the year"),
    figure("money/*/cash_in", "Partners' cash of the year"),
    figure("money/*/loans", "Loans drawn less repaid in the year"),
    figure("money/*/interest_and_fees", "Interest and fees of the year"),
    figure("money/*/loans_less_interest", "Loans drawn less repaid, less interest and fees of the year"),
    figure("money/*/costs", "Costs of the year"),
    figure("money/*/programme", "Programme costs of the year"),
    figure("money/*/to_partners/*", "Paid to a partner in the year"),
    figure("money/*/to_pot", "Paid to the pot in the year"),
    figure("money/*/to_others", "Paid to others in the year"),
    figure("money/*/change_in_cash", "Change in cash in the year"),
];

/// The kind of figure that a name belongs to.
pub(super) fn find(id: &str) -> Option<&'static Figure> {
    FIGURES.iter().find(|figure| {
        let mut segments = id.split('/');
        figure.id.split('/').all(|wanted| segments.next().is_some_and(|found| wanted == "*" || wanted == found))
            && segments.next().is_none()
    })
}

/// The name that a tenure, a line or a step has in documents.
pub(super) fn key(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_lowercase)).unwrap_or_default()
}

/// Every name of a kind of figure: `*` is replaced by what there is of it.
pub(super) fn expand(pattern: &str, book: &OpenBook<'_>) -> Vec<String> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![pattern.to_owned()] };
    let years = || (0..book.appraisal.years.count).map(|year| year.to_string()).collect();
    let partners = || book.checked.deal.partners.iter().map(|partner| partner.id.clone()).collect();
    let each: Vec<String> = match before {
        "partner/" => partners(),
        "line/" => Line::ALL.into_iter().map(key).collect(),
        "jobs/chain/" => book.appraisal.jobs.chain.iter().map(|step| key(step.step)).collect(),
        "homes/by_tenure/" | "homes/completed_by_year/" => {
            book.appraisal.homes.by_tenure.iter().map(|(tenure, _)| key(tenure)).collect()
        }
        _ if before.ends_with("to_partners/") => partners(),
        _ => years(),
    };
    each.iter().flat_map(|name| expand_after(&format!("{before}{name}"), after, book)).collect()
}

/// The rest of a pattern, once its first star is replaced.
fn expand_after(head: &str, rest: &str, book: &OpenBook<'_>) -> Vec<String> {
    let Some((before, after)) = rest.split_once('*') else { return vec![format!("{head}{rest}")] };
    let names = expand(&format!("{}*", if before.ends_with("to_partners/") { "to_partners/" } else { "year/" }), book);
    let last = |name: &String| name.rsplit('/').next().unwrap_or_default().to_owned();
    names.iter().map(|name| format!("{head}{before}{}{after}", last(name))).collect()
}
