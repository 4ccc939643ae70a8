//! Disposals of council land: what the council receives for it, and section 123 and other consents (method 1.10).

use super::{FlagCode, Found, OperandName, threshold};
use crate::appraise::Appraisal;
use crate::borne::sole_partner;
use crate::check::CheckedDeal;
use crate::measures::discounting::net_present_value;
use crate::stages::cash::PartnerBook;
use crate::units::{Pence, subtract};
use deal::{HeldFor, PartnerKind, Site};
use serde::Serialize;

/// The consideration a landowner receives for its land, at its own discount rate, in pence (method 1.10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Consideration {
    /// Unrestricted value of its land.
    pub unrestricted_value: Pence,
    /// Present value of items without a condition: deferred price, notes with coupon, capital returned on land with its preferred
    /// return.
    pub non_contingent: Pence,
    /// Present value of contingent items: overage and the land's part of the split.
    pub contingent: Pence,
}

impl Consideration {
    /// `UV - PV(consideration)`, without contingent items.
    #[must_use]
    pub fn undervalue(&self) -> Pence {
        self.unrestricted_value - self.non_contingent
    }
}

/// The consideration of one partner for all of its land; none where one of its sites has no unrestricted value.
#[must_use]
pub fn consideration(checked: &CheckedDeal, appraisal: &Appraisal, partner: usize) -> Option<Consideration> {
    let owner = &checked.deal.partners[partner];
    let sites = checked.deal.sites.iter().filter(|site| site.owner == owner.id);
    let unrestricted_value: Option<Pence> = sites.map(|site| site.unrestricted_value.map(Pence::from_pounds)).sum();
    let rate = owner.discount_rate_percent / 100.0;
    let (non_contingent, contingent) = for_land(&appraisal.cash.partners[partner]);
    Some(Consideration {
        unrestricted_value: unrestricted_value?,
        non_contingent: net_present_value(&non_contingent, rate),
        contingent: net_present_value(&contingent, rate),
    })
}

/// A partner's receipts for its land: non-contingent and contingent ones. Cash notes and cash capital are excluded;
/// note coupon, preferred return and the split count for land in proportion to the balances that earn them.
fn for_land(book: &PartnerBook) -> (Vec<Pence>, Vec<Pence>) {
    let sum = |line: &[Pence]| line.iter().sum::<Pence>().as_f64();
    let part = |land: f64, other: f64| if land > 0.0 { land / (land + other) } else { 0.0 };
    let cash_capital = sum(&book.cash_in) - sum(&book.cash_premium) + sum(&book.services_in);
    let of_capital = part(sum(&book.land_in), cash_capital);
    let of_notes = part(sum(&book.land_note_in), sum(&book.cash_note_in));
    let of_split = part(land_in_the_split(book), cash_capital + sum(&book.cash_note_in));
    let mut non_contingent = book.capital.clone();
    subtract(&mut non_contingent, &book.cash_capital);
    let mut contingent = book.overage.clone();
    for k in 0..non_contingent.len() {
        let note_principal = book.note_principal[k] - book.cash_note_principal[k];
        non_contingent[k] += book.land_paid[k] + note_principal + book.coupon[k].times(of_notes);
        non_contingent[k] += book.preferred_return[k].times(of_capital);
        contingent[k] += book.split[k].times(of_split);
    }
    (non_contingent, contingent)
}

/// The part of the split earned by land: in kind and as a note (method 1.5). Land with a deferred price earns none if
/// its owner puts in anything else; if it is all that its owner puts in, the split can only be for the land.
fn land_in_the_split(book: &PartnerBook) -> f64 {
    let sum = |line: &[Pence]| line.iter().sum::<Pence>();
    let contributed = book.contributed();
    let land = if contributed.is_positive() {
        sum(&book.land_in) + sum(&book.land_note_in)
    } else {
        sum(&book.land_deferred_in)
    };
    land.as_f64()
}

impl Found<'_> {
    /// Council land that is disposed of: section 123 and the other regimes.
    pub(super) fn disposals(&mut self) {
        let deal = self.deal();
        for (place, partner) in deal.partners.iter().enumerate() {
            let mut sites = deal.sites.iter().filter(|site| site.owner == partner.id).peekable();
            if partner.kind != PartnerKind::Council || sites.peek().is_none() || self.keeps_its_land(place) {
                continue;
            }
            for site in sites {
                self.site(site);
            }
            match consideration(self.checked, self.appraisal, place) {
                Some(terms) => self.section_123(&partner.id, &terms),
                None => self.raise(FlagCode::NoUnrestrictedValue, &partner.id, &[]),
            }
        }
    }

    /// Whether a partner disposes of nothing, because the venture is its own: it alone has a stake.
    pub(super) fn keeps_its_land(&self, partner: usize) -> bool {
        sole_partner(self.deal()) == Some(partner)
    }

    fn site(&mut self, site: &Site) {
        if matches!(site.held_for, Some(HeldFor::Housing | HeldFor::Planning)) {
            self.raise(FlagCode::OtherConsents, &site.id, &[]);
        }
        if site.open_space {
            self.raise(FlagCode::OpenSpace, &site.id, &[]);
        }
    }

    /// The undervalue is tested without contingent items; the figure with contingent items is shown too.
    fn section_123(&mut self, owner: &str, terms: &Consideration) {
        let whole = terms.non_contingent + terms.contingent;
        let consent = threshold("public_law.general_disposal_consent", &self.deal().rule_set).unwrap_or_default();
        let operands = [
            (OperandName::UnrestrictedValue, terms.unrestricted_value),
            (OperandName::NonContingentConsideration, terms.non_contingent),
            (OperandName::WholeConsideration, whole),
            (OperandName::Undervalue, terms.undervalue()),
            (OperandName::UndervalueWithContingent, terms.unrestricted_value - whole),
            (OperandName::Threshold, consent),
        ];
        if terms.undervalue() > consent {
            self.raise(FlagCode::AboveConsent, owner, &operands);
        } else if terms.undervalue().is_positive() {
            self.raise(FlagCode::WithinConsent, owner, &operands);
        }
        if terms.contingent.is_positive() {
            self.raise(FlagCode::ContingentConsideration, owner, &operands[..5]);
        }
    }
}
