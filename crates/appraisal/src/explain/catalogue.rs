//! The ids and labels of the figures.

use super::{Figure, OpenBook};
use crate::postings::Line;

const fn figure(id: &'static str, label: &'static str) -> Figure {
    Figure { id, label }
}

/// Every kind of figure, in the order in which a page shows them.
pub(super) const FIGURES: &[Figure] = &[
    figure("homes/planned", "Homes planned"),
    figure("homes/completed", "Homes completed"),
    figure("homes/sold", "Homes sold or transferred"),
    figure("homes/let_homes", "Homes let"),
    figure("homes/unsold", "Homes unsold and unlet at the end"),
    figure("homes/care", "Care and extra care homes"),
    figure("homes/plots", "Serviced plots"),
    figure("homes/plots_unsold", "Plots unsold at the end"),
    figure("homes/net", "Net homes (planned less demolished)"),
    figure("homes/affordable", "Affordable homes"),
    figure("homes/by_tenure/*", "Homes planned, by tenure"),
    figure("homes/completed_by_year/*/*", "Homes completed in the year, by tenure"),
    figure("jobs/person_years", "Person-years of construction work"),
    figure("jobs/years_of_work", "Years with construction"),
    figure("jobs/a_year", "Building jobs a year"),
    figure("jobs/low_a_year", "Building jobs a year, lowest source"),
    figure("jobs/chain/*", "Building jobs a year after a step from gross to net"),
    figure("jobs/net_a_year", "Net additional building jobs a year"),
    figure("jobs/net_homes", "Net additional homes"),
    figure("jobs/spending_by_year/*", "Construction in the year, at base prices"),
    figure("jobs/by_year/*", "Person-years of construction work in the year"),
    figure("jobs/low_by_year/*", "Person-years of construction work in the year, lowest source"),
    figure("value/gross_development_value", "Homes' total value (GDV)"),
    figure("value/kept_value", "Value of retained property at the end"),
    figure("value/sales_costs", "Sales costs"),
    figure("value/land", "Land at its accepted value"),
    figure("value/interest_and_fees", "Loan interest and fees"),
    figure("value/total_development_cost", "Total development cost"),
    figure("value/profit", "Development profit"),
    figure("value/profit_on_cost", "Profit on cost"),
    figure("value/profit_on_value", "Profit on value"),
    figure("value/venture_profit", "Profit of the joint venture"),
    figure("value/corporation_tax", "Corporation tax"),
    figure("value/surplus", "Surplus to share"),
    figure("value/real_value", "Scheme value before land, in real terms (NPV, Green Book rates)"),
    figure("line/*", "Cost or receipt line"),
    figure("together/rate_of_return", "Partners' combined rate of return (IRR), monthly"),
    figure("partner/*/land_in", "Land contributed"),
    figure("partner/*/cash_in", "Cash paid in"),
    figure("partner/*/cash_premium", "Premium on capital"),
    figure("partner/*/services_in", "Work in kind"),
    figure("partner/*/guarantees_in", "Paid under guarantees"),
    figure("partner/*/put_in", "Puts in"),
    figure("partner/*/coupon", "Loan note interest (coupon) received"),
    figure("partner/*/note_principal", "Loan notes repaid"),
    figure("partner/*/preferred_return", "Preferred return"),
    figure("partner/*/capital", "Capital returned"),
    figure("partner/*/split", "Share of the surplus"),
    figure("partner/*/land_paid", "Land price received"),
    figure("partner/*/overage", "Overage received"),
    figure("partner/*/clawback", "Clawback received"),
    figure("partner/*/received", "Gets back"),
    figure("partner/*/capital_unpaid", "Capital not repaid"),
    figure("partner/*/preferred_return_unpaid", "Preferred return unpaid"),
    figure("partner/*/notes_unpaid", "Loan notes unpaid"),
    figure("partner/*/rate_of_return", "Rate of return (IRR), monthly"),
    figure("partner/*/cash_rate_of_return", "Rate of return (IRR) on cash, without land"),
    figure("partner/*/dated_rate_of_return", "XIRR, as in Excel"),
    figure("partner/*/multiple", "Multiple (received / put in)"),
    figure("partner/*/payback", "Payback"),
    figure("partner/*/payback_first_touch", "First payback"),
    figure("partner/*/most_at_risk", "Peak exposure"),
    figure("partner/*/last_capital_k", "Last repayment of capital"),
    figure("partner/*/last_receipt_k", "Last receipt"),
    figure("partner/*/present_value_received", "Present value (PV) of receipts"),
    figure("partner/*/net_present_value", "Net present value (NPV)"),
    figure("partner/*/notional_pot", "Notional share of the pot"),
    figure("pot/total", "Reinvestment pot"),
    figure("pot/present_value", "Present value of the pot"),
    figure("pot/first_k", "First payment to the pot"),
    figure("pot/last_k", "Last payment to the pot"),
    figure("peak_funding", "Peak funding (maximum exposure)"),
    figure("peak_funding/partners_cash", "Partners' cash at peak funding"),
    figure("peak_funding/loans", "Loans at peak funding"),
    figure("peak_funding/debt", "Peak debt"),
    figure("peak_funding/facilities", "Peak debt on facilities"),
    figure("peak_funding/debt_at_end", "Loans outstanding at the end"),
    figure("shortfall/first_k", "First cash shortfall"),
    figure("shortfall/deepest", "Highest cash shortfall"),
    figure("shortfall/at_end", "Cash shortfall at the end"),
    figure("public_money/cash", "Public cash"),
    figure("public_money/grant", "Grant to the venture"),
    figure("public_money/land", "Public land"),
    figure("public_money/cash_per_home", "Public cash per home"),
    figure("public_money/leverage_of_cash", "Other money per £1 of public cash (leverage)"),
    figure("public_money/private_to_public", "Private money per £1 of public money"),
    figure("public_money/private_to_public_without_land", "Private money per £1 of public money, without land"),
    figure("money/*/homes", "Homes completed in the year"),
    figure("money/*/receipts", "Receipts in the year"),
    figure("money/*/grant", "Grant in the year"),
    figure("money/*/cash_in", "Partners' cash in the year"),
    figure("money/*/loans", "Loans and interest added, less repaid, in the year"),
    figure("money/*/interest_and_fees", "Loan interest and fees in the year"),
    figure("money/*/loans_less_interest", "Net cash from lenders in the year"),
    figure("money/*/costs", "Costs in the year"),
    figure("money/*/programme", "Programme costs in the year"),
    figure("money/*/to_partners/*", "Paid to a partner in the year"),
    figure("money/*/to_pot", "Paid to the pot in the year"),
    figure("money/*/to_others", "Paid to others in the year"),
    figure("money/*/change_in_cash", "Net cash movement in the year"),
];

/// The kind of figure with this id.
pub(super) fn find(id: &str) -> Option<&'static Figure> {
    FIGURES.iter().find(|figure| {
        let mut segments = id.split('/');
        figure.id.split('/').all(|wanted| segments.next().is_some_and(|found| wanted == "*" || wanted == found))
            && segments.next().is_none()
    })
}

/// The name of a tenure, line or step in documents.
pub(super) fn key(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_lowercase)).unwrap_or_default()
}

/// Every id of a kind of figure, with `*` replaced by each partner, year, tenure or line of the deal.
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

/// The rest of a pattern, after its first star is replaced.
fn expand_after(head: &str, rest: &str, book: &OpenBook<'_>) -> Vec<String> {
    let Some((before, after)) = rest.split_once('*') else { return vec![format!("{head}{rest}")] };
    let names = expand(&format!("{}*", if before.ends_with("to_partners/") { "to_partners/" } else { "year/" }), book);
    let last = |name: &String| name.rsplit('/').next().unwrap_or_default().to_owned();
    names.iter().map(|name| format!("{head}{before}{}{after}", last(name))).collect()
}
