//! What partners do, and what a deal counts or pays twice (method 1.10, 2.14).

use super::{FlagCode, Found, OperandName};
use crate::alternatives::beside_sale;
use crate::indirect::indirect;
use crate::plan::LandForm;
use crate::units::Pence;
use deal::{Contribution, LandPreference, LandValueRule, PartnerKind};

/// Months between drawdown and construction that are usual (method 4.1); land drawn down earlier is flagged.
const USUAL_WAIT: usize = 12;

impl Found<'_> {
    /// Other conduct of partners: works for the venture, and council money in assets owned primarily for yield.
    pub(super) fn conduct(&mut self) {
        let deal = self.deal();
        let services = |row: &Contribution| matches!(row, Contribution::ServicesInKind { .. });
        if deal.public.law.partner_delivers_works || deal.contributions.iter().any(services) {
            self.raise(FlagCode::Procurement, "", &[]);
        }
        let space = deal.phases.iter().flat_map(|phase| &phase.commercial);
        let keeps_space = space.into_iter().any(|space| space.exit_month.is_none());
        for (partner, result) in deal.partners.iter().zip(&self.appraisal.partners) {
            let lends = deal.funding.scheduled_loans.iter().filter(|loan| loan.lender.as_deref() == Some(&partner.id));
            let funding = result.cash_in + lends.map(|loan| Pence::from_pounds(loan.amount)).sum();
            let is_council = partner.kind == PartnerKind::Council;
            if is_council && funding.is_positive() && (deal.public.law.yield_only_assets || keeps_space) {
                self.raise(FlagCode::BorrowingForYield, &partner.id, &[(OperandName::PublicFunding, funding)]);
            }
        }
    }

    /// Public cost, leverage and the economic case count only public partners: a council without the mark is missing
    /// from all of them.
    pub(super) fn councils_not_public(&mut self) {
        let partners = self.deal().partners.iter().zip(&self.appraisal.partners);
        for (partner, result) in partners.filter(|(partner, _)| partner.kind == PartnerKind::Council && !partner.public)
        {
            let funding = result.cash_in + result.guarantees_in + result.land_in;
            self.raise(FlagCode::CouncilNotPublic, &partner.id, &[(OperandName::PublicFunding, funding)]);
        }
    }

    /// Grant is no contribution of the partner that gives it (method 2.9): only the view with indirect flows counts it.
    pub(super) fn grant_of_partners(&mut self) {
        let (checked, appraisal) = (self.checked, self.appraisal);
        if checked.plan.grants.iter().all(|grant| grant.partner.is_none()) {
            return;
        }
        let (sale, gap) = beside_sale(checked, appraisal);
        for flows in indirect(checked, appraisal).iter().filter(|flows| flows.grant_given.is_positive()) {
            let mut operands = vec![(OperandName::Grant, flows.grant_given)];
            let view = flows.with_indirect.as_ref();
            operands.extend(view.map(|view| (OperandName::PresentValueWithIndirect, view.net_present_value)));
            if sale.seller == flows.partner && sale.terms.price.is_positive() {
                operands.push((OperandName::OverSaleWithGrant, gap - flows.grant_present_value));
            }
            self.raise(FlagCode::PartnerGivesGrant, &checked.deal.partners[flows.partner].id, &operands);
        }
    }

    /// A cost per m² is in addition to a cost per home; one of the two may be left over from an earlier draft.
    pub(super) fn build_costs(&mut self) {
        for home in self.deal().home_types.iter().filter(|home| home.costs_from.is_none()) {
            let per_home = Pence::from_pounds(home.build_cost.unwrap_or(0.0));
            let of_area = Pence::from_pounds(home.build_cost_per_m2 * home.area_m2);
            if per_home.is_positive() && of_area.is_positive() {
                let operands = [
                    (OperandName::BuildCostPerHome, per_home),
                    (OperandName::BuildCostOfArea, of_area),
                    (OperandName::BuildCostInAll, per_home + of_area),
                ];
                self.raise(FlagCode::TwoBuildCosts, &home.id, &operands);
            }
        }
    }

    pub(super) fn double_counting(&mut self) {
        let deal = self.deal();
        for phase in &deal.phases {
            let Some(site) = deal.sites.iter().find(|site| site.id == phase.site) else { continue };
            let trued_up = phase.actual_land_value.is_some() && site.true_up.is_some_and(|up| up.share_percent > 0.0);
            let has_overage = deal.overage.iter().any(|row| row.phase == phase.id && row.share_percent > 0.0);
            let is_residual = site.drawdown_value == LandValueRule::Residual;
            if [trued_up, has_overage, is_residual].into_iter().filter(|is_on| *is_on).count() > 1 {
                self.raise(FlagCode::UpliftSharedTwice, &phase.id, &[]);
            }
        }
        if deal.sharing.preferred_return_percent > 0.0 {
            self.notes_beside_preference();
            self.land_upfront();
        }
    }

    fn notes_beside_preference(&mut self) {
        for (place, partner) in self.deal().partners.iter().enumerate() {
            let book = &self.appraisal.cash.partners[place];
            let sum = |lines: [&[Pence]; 2]| lines.iter().map(|line| line.iter().sum::<Pence>()).sum::<Pence>();
            let (notes, capital) = (sum([&book.land_note_in, &book.cash_note_in]), sum([&book.land_in, &book.cash_in]));
            if notes.is_positive() && capital.is_positive() {
                let operands = [(OperandName::Notes, notes), (OperandName::PreferredCapital, capital)];
                self.raise(FlagCode::NoteAndPreference, &partner.id, &operands);
            }
        }
    }

    /// The run credits land at drawdown and never before, so the flag is for land drawn down long before it is used.
    fn land_upfront(&mut self) {
        let deal = self.deal();
        if deal.sharing.land_preference_from == LandPreference::MatchingCashDate {
            return;
        }
        for (row, phase) in deal.phases.iter().zip(&self.checked.plan.phases) {
            let earns = phase.land.iter().any(|part| matches!(part.form, LandForm::InKind));
            if earns && phase.land_value.is_positive() && phase.start > phase.drawdown + USUAL_WAIT {
                self.raise(FlagCode::LandUpfront, &row.id, &[(OperandName::AcceptedValue, phase.land_value)]);
            }
        }
    }
}
