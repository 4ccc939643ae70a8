//! A partner's gains and payments outside the waterfall: fees and margin within the venture's costs, margin on a loan
//! that it lends on, grant, council tax. For a public partner a third view adds all of them to its flows; for any other
//! partner they are shown separately (method 2.9).

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::council_accounts::council_of;
use crate::council_revenue::council_tax_flows;
use crate::ledger::{Account, Movement};
use crate::measures::discounting::net_present_value;
use crate::measures::rate_of_return::{RatesOfReturn, monthly};
use crate::postings::Line;
use crate::public_money::grant_flows;
use crate::run::Run;
use crate::stages::scheduled_loans::owed;
use crate::units::{Pence, add, split, subtract};
use deal::PaidCost;
use serde::Serialize;

/// A partner's gains and payments outside the waterfall, in pence (method 2.9).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndirectFlows {
    /// The index of the partner in the deal.
    pub partner: usize,
    /// Fees earned: management, professional fees, sales, programme, planning.
    pub fees: Pence,
    /// Margin within the price of construction and infrastructure.
    pub build_margin: Pence,
    /// Margin on loans that it lends on: its own income, not profit of the venture.
    pub loan_margin: Pence,
    /// Present value of fees and both margins at the partner's own discount rate.
    pub present_value_apart: Pence,
    /// Grant that it gives.
    pub grant_given: Pence,
    /// Grant and clawback returned to it.
    pub grant_returned: Pence,
    /// Present value of grant given less grant and clawback returned, at the partner's own discount rate.
    pub grant_present_value: Pence,
    /// Council tax from the new homes, while the deal runs.
    pub council_tax: Pence,
    /// The view with indirect flows; only a public partner has one.
    pub with_indirect: Option<WithIndirect>,
}

/// A public partner's economic view with its indirect flows, in pence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WithIndirect {
    /// Net flow at time points 0 to N: economic view, plus fees and margins, less grant given, plus grant returned and
    /// council tax.
    pub flows: Vec<Pence>,
    /// The total of the flows.
    pub total: Pence,
    /// Rates of return of the flows, on the monthly grid.
    pub rates: RatesOfReturn,
    /// Net present value of the flows, at the partner's own discount rate.
    pub net_present_value: Pence,
}

/// Calculates every partner's indirect flows from an appraisal, in the order of the deal.
#[must_use]
pub fn indirect(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<IndirectFlows> {
    let grants = Grants::of(checked, appraisal);
    (0..checked.deal.partners.len()).map(|place| of_partner(checked, appraisal, &grants, place)).collect()
}

fn of_partner(checked: &CheckedDeal, appraisal: &Appraisal, grants: &Grants, place: usize) -> IndirectFlows {
    let deal = &checked.deal;
    let partner = &deal.partners[place];
    let is_margin = |cost: PaidCost| matches!(cost, PaidCost::Building | PaidCost::Infrastructure);
    let fees = earned(checked, appraisal, place, |cost| !is_margin(cost));
    let build_margin = earned(checked, appraisal, place, is_margin);
    let loan_margin = loan_margin(checked, place, appraisal.net.len());
    let is_council = council_of(deal) == Some(place);
    let council_tax = if is_council { council_tax_flows(checked) } else { vec![Pence::ZERO; appraisal.net.len()] };
    let mut apart = fees.clone();
    add(&mut apart, &build_margin);
    add(&mut apart, &loan_margin);
    let rate = partner.discount_rate_percent / 100.0;
    let with_indirect = partner.public.then(|| {
        let mut flows = appraisal.partners[place].economic.clone();
        [&apart, &grants.returned[place], &council_tax].into_iter().for_each(|line| add(&mut flows, line));
        subtract(&mut flows, &grants.given[place]);
        WithIndirect {
            total: flows.iter().sum(),
            rates: monthly(&flows),
            net_present_value: net_present_value(&flows, rate),
            flows,
        }
    });
    let sum = |line: &[Pence]| line.iter().sum();
    let mut net_grant = grants.given[place].clone();
    subtract(&mut net_grant, &grants.returned[place]);
    IndirectFlows {
        partner: place,
        fees: sum(&fees),
        build_margin: sum(&build_margin),
        loan_margin: sum(&loan_margin),
        present_value_apart: net_present_value(&apart, rate),
        grant_given: sum(&grants.given[place]),
        grant_returned: sum(&grants.returned[place]),
        grant_present_value: net_present_value(&net_grant, rate),
        council_tax: sum(&council_tax),
        with_indirect,
    }
}

/// Whether a cost includes a line.
fn is_of(cost: PaidCost, line: Line) -> bool {
    match cost {
        PaidCost::Management => line == Line::Management,
        PaidCost::Building => line <= Line::Abnormals,
        PaidCost::Infrastructure => line == Line::Infrastructure,
        PaidCost::ProfessionalFees => line == Line::Fees,
        PaidCost::Sales => line == Line::SalesCosts,
        PaidCost::Programme => line == Line::Programme,
        PaidCost::Planning => matches!(line, Line::Section106 | Line::CommunityInfrastructureLevy),
    }
}

/// `rnd(percent x amount posted to the cost)` at each time point, over the rows of one partner.
fn earned(
    checked: &CheckedDeal,
    appraisal: &Appraisal,
    place: usize,
    is_kind: impl Fn(PaidCost) -> bool,
) -> Vec<Pence> {
    let deal = &checked.deal;
    let mut flows = vec![Pence::ZERO; appraisal.net.len()];
    let rows = deal.costs.partner_income.iter().filter(|row| row.partner == deal.partners[place].id);
    for row in rows.filter(|row| is_kind(row.cost)) {
        let posted = appraisal.postings.series_of(|line| is_of(row.cost, line));
        let share: Vec<Pence> = posted.iter().map(|sum| sum.times(row.percent / 100.0)).collect();
        add(&mut flows, &share);
    }
    flows
}

/// `rnd(balance x margin / 12 x months)` at each interest payment on scheduled loans that the partner lends.
fn loan_margin(checked: &CheckedDeal, place: usize, time_points: usize) -> Vec<Pence> {
    let (deal, plan) = (&checked.deal, &checked.plan);
    let mut flows = vec![Pence::ZERO; time_points];
    for (row, loan) in deal.funding.scheduled_loans.iter().zip(&plan.funding.scheduled_loans) {
        if row.lender.as_ref() != Some(&deal.partners[place].id) {
            continue;
        }
        for (k, months, balance) in owed(loan, plan.months) {
            flows[k] += balance.times(row.margin_percent / 1_200.0 * months as f64);
        }
    }
    flows
}

/// Grant given by each partner, and the amounts returned to it, at time points 0 to N.
struct Grants {
    given: Vec<Vec<Pence>>,
    returned: Vec<Vec<Pence>>,
}

impl Grants {
    /// Returned grant goes to the funders so far, in proportion to the grant each has given; this includes funders
    /// outside the venture.
    fn of(checked: &CheckedDeal, appraisal: &Appraisal) -> Self {
        let (partners, points) = (checked.deal.partners.len(), appraisal.net.len());
        let mut grants = Self { given: vec![vec![Pence::ZERO; points]; partners + 1], returned: Vec::new() };
        let (_, log) = Run::logged(&checked.plan);
        let of_grant = |account| account == Account::Movement(Movement::Grant);
        for entry in log.into_iter().filter(|entry| of_grant(entry.account)) {
            grants.given[entry.partner.unwrap_or(partners)][entry.k] += entry.amount;
        }
        let mut back = appraisal.cash.grant.clone();
        subtract(&mut back, &grant_flows(&appraisal.cash));
        grants.share_out(&back);
        grants
    }

    fn share_out(&mut self, back: &[Pence]) {
        self.returned = vec![vec![Pence::ZERO; back.len()]; self.given.len()];
        let mut to_date = vec![Pence::ZERO; self.given.len()];
        let mut parts = to_date.clone();
        for (k, sum) in back.iter().enumerate() {
            to_date.iter_mut().zip(&self.given).for_each(|(sum, given)| *sum += given[k]);
            // Without any grant, the amount returned is clawback for land below its value.
            if *sum != Pence::ZERO && to_date.iter().any(|given| given.is_positive()) {
                split(*sum, &to_date, &mut parts);
                self.returned.iter_mut().zip(&parts).for_each(|(line, part)| line[k] += *part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{Contribution, CouncilTax, Deal, LoanShape, PartnerIncome, ScheduledLoan};

    fn row(id: &str, partner: &str, cost: PaidCost, percent: f64) -> PartnerIncome {
        PartnerIncome { id: id.to_owned(), partner: partner.to_owned(), cost, percent }
    }

    fn found(deal: &Deal) -> (Appraisal, Vec<IndirectFlows>) {
        let checked = check(deal).unwrap();
        let result = appraise(&checked);
        let found = indirect(&checked, &result);
        (result, found)
    }

    /// GD-2 pays a management fee of 116,645.52, and builds for 3,239,783.42 with externals of 323,978.33 (method 9). A
    /// developer that earns all of the first and 5% of the second has 116,645.52 and 178,188.09, within a penny a
    /// posting. It is not a public partner, so its own flows do not change.
    #[test]
    fn fees_and_margin_of_a_developer_stand_apart() {
        let mut deal = document::open(samples::GD_2.document).unwrap();
        deal.costs.partner_income =
            vec![row("fee", "P", PaidCost::Management, 100.0), row("margin", "P", PaidCost::Building, 5.0)];
        let plain = appraise(&check(&document::open(samples::GD_2.document).unwrap()).unwrap());
        let (result, found) = found(&deal);
        assert_eq!(found[1].fees, Pence(11_664_552));
        assert!((found[1].build_margin - Pence(17_818_809)).abs() <= Pence(18), "{:?}", found[1].build_margin);
        assert_eq!(found[1].with_indirect, None);
        assert_eq!(result, plain);
    }

    /// GD-9 draws 400,000 of one grant and 150,000 of another, and repays 150,000 at k = 20 and clawback of 53,597.87
    /// (method 9). If a public council gives it, the council's flows are lower by the grant and higher by the amount
    /// returned.
    #[test]
    fn grant_of_a_public_partner_is_given_and_returned() {
        let mut deal = document::open(samples::GD_9.document).unwrap();
        deal.partners[0].public = true;
        for contribution in &mut deal.contributions {
            if let Contribution::Grant { partner, .. } = contribution {
                *partner = Some("C".to_owned());
            }
        }
        let (result, found) = found(&deal);
        let council = &found[0];
        assert_eq!(council.grant_given, Pence(55_000_000));
        assert_eq!(council.grant_returned, Pence(15_000_000 + 5_359_787));
        let economic: Pence = result.partners[0].economic.iter().sum();
        let view = council.with_indirect.as_ref().unwrap();
        assert_eq!(view.total, economic - Pence(55_000_000) + Pence(20_359_787));
        assert_eq!(found[1].grant_given, Pence::ZERO);
    }

    /// 100,000 lent on for a year with a margin of one percentage point: 500 at each half-year, plus council tax; both
    /// are the council's, and not profit of the venture.
    #[test]
    fn margin_and_council_tax_join_the_councils_view() {
        let mut deal = document::open(samples::GD_1.document).unwrap();
        deal.partners[0].public = true;
        deal.funding.scheduled_loans = vec![ScheduledLoan {
            id: "loan".to_owned(),
            name: "Loan".to_owned(),
            lender: Some("C".to_owned()),
            month: 0,
            amount: 100_000.0,
            rate_percent: 4.0,
            margin_percent: 1.0,
            years: 1,
            shape: LoanShape::Maturity,
        }];
        deal.public.council_tax = Some(CouncilTax { band_d: Some(1_000.0), ..CouncilTax::default() });
        let (result, found) = found(&deal);
        assert_eq!(found[0].loan_margin, Pence(100_000));
        assert!(found[0].council_tax.is_positive() && found[1].council_tax == Pence::ZERO);
        let view = found[0].with_indirect.as_ref().unwrap();
        let economic: Pence = result.partners[0].economic.iter().sum();
        assert_eq!(view.total, economic + found[0].loan_margin + found[0].council_tax);
        assert!(view.net_present_value > result.partners[0].net_present_value);
    }
}
