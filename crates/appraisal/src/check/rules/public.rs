//! The public case, the council's accounts, landlords and other outputs: shares that add up, and rows that exist.

use super::super::Problem;
use super::Rules;
use deal::{BusinessRates, Contribution, Deal, PartnerKind, calendar};

impl Rules<'_> {
    /// Checks that the shares of bands and kinds of works add up, named phases exist, and dates are within the deal.
    pub(super) fn public_case(&mut self) {
        let (public, months) = (&self.deal.public, i64::from(self.deal.months));
        if let Some(tax) = &public.council_tax {
            self.adds_up("/public/council_tax/bands", tax.bands.shares().iter().sum(), false);
        }
        self.council_and_landlords();
        let Some(case) = &public.economic_case else { return };
        let path = |list: &str, id: &str| format!("/public/economic_case/{list}/{id}");
        for row in &case.new_use_values {
            let phases = self.deal.phases.iter().map(|phase| &phase.id);
            self.points_at(phases, &row.id, || path("new_use_values", &row.id));
        }
        for row in &case.fees_waived {
            self.before_end(&format!("{}/month", path("fees_waived", &row.id)), i64::from(row.month), months);
        }
        let shares = case.optimism_bias.iter().map(|row| row.share_percent).sum();
        self.adds_up("/public/economic_case/optimism_bias", shares, case.optimism_bias.is_empty());
    }

    /// Checks that loans with provision, and home types that a landlord acquires, are those of the deal.
    fn council_and_landlords(&mut self) {
        let deal = self.deal;
        for row in &deal.public.accounts.loans {
            let notes = deal.contributions.iter().filter_map(|row| match row {
                Contribution::CashLoanNote { id, .. } => Some(id),
                _ => None,
            });
            let loans = deal.funding.scheduled_loans.iter().map(|loan| &loan.id).chain(notes);
            let path = || format!("/public/accounts/loans/{}/loan", row.id);
            if loans.clone().any(|id| *id == row.loan) {
                self.require(is_lent_by_council(deal, &row.loan), path, Problem::NotACouncilLoan);
            } else {
                self.points_at(loans, &row.loan, path);
            }
        }
        for row in &deal.landlords {
            for id in &row.home_types {
                let types = deal.home_types.iter().map(|home| &home.id);
                self.points_at(types, id, || format!("/landlords/{}/home_types", row.id));
            }
            let lost = row.void_percent + row.bad_debt_percent;
            let path = || format!("/landlords/{}/bad_debt_percent", row.id);
            self.require(lost <= 100.0, path, Problem::SharesDoNotAddUp { sum: lost });
        }
        if let Some(BusinessRates { from_month: Some(month), .. }) = deal.public.business_rates {
            self.before_end("/public/business_rates/from_month", i64::from(month), i64::from(deal.months));
        }
    }

    /// Checks that outputs and exits name rows of the deal, and that nothing is deducted twice from gross to net
    /// (method 3.3, trap 14).
    pub(super) fn outputs(&mut self) {
        let deal = self.deal;
        for row in &deal.outputs.floorspace {
            let Some(space) = &row.commercial else { continue };
            let spaces = deal.phases.iter().flat_map(|phase| &phase.commercial).map(|space| &space.id);
            self.points_at(spaces, space, || format!("/outputs/floorspace/{}/commercial", row.id));
        }
        for area in &deal.outputs.areas {
            let is_one = area.reference.is_none() || area.deadweight_percent == 0.0;
            let path = || format!("/outputs/areas/{}/deadweight_percent", area.id);
            self.require(is_one, path, Problem::ReferenceAndDeadweight);
        }
        for asset in &deal.community.assets {
            if let Some(phase) = &asset.phase {
                let phases = deal.phases.iter().map(|phase| &phase.id);
                self.points_at(phases, phase, || format!("/community/assets/{}/phase", asset.id));
            }
            let is_dated = asset.valued_on.is_empty() || calendar::is_day(&asset.valued_on);
            self.require(is_dated, || format!("/community/assets/{}/valued_on", asset.id), Problem::NotADate);
        }
        let exits = deal.exits.iter().map(|row| (format!("/exits/{}", row.id), &row.partner, row.month));
        let joins = deal.joins.iter().map(|row| (format!("/joins/{}", row.id), &row.partner, row.month));
        for (path, partner, month) in exits.chain(joins) {
            let partners = deal.partners.iter().map(|partner| &partner.id);
            self.points_at(partners, partner, || format!("{path}/partner"));
            self.before_end(&format!("{path}/month"), i64::from(month), i64::from(deal.months));
        }
    }
}

/// Whether a council among the partners is the lender of a scheduled loan or a cash loan note: the council makes
/// provision only for those (method 1.11).
fn is_lent_by_council(deal: &Deal, loan: &str) -> bool {
    let scheduled =
        deal.funding.scheduled_loans.iter().find(|row| row.id == loan).and_then(|row| row.lender.as_deref());
    let lender = scheduled.or_else(|| {
        deal.contributions.iter().find_map(|row| match row {
            Contribution::CashLoanNote { id, partner, .. } if id == loan => Some(partner.as_str()),
            _ => None,
        })
    });
    let is_council = |partner: &deal::Partner| partner.kind == PartnerKind::Council;
    deal.partners.iter().any(|partner| Some(partner.id.as_str()) == lender && is_council(partner))
}
