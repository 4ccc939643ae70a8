//! Flags: public law thresholds that a deal crosses, and problems its run leaves unresolved (method 1.10, 2.7, 2.14). A
//! flag says which advice to take or what to check; none says that a deal may or may not be made.

use crate::appraise::Appraisal;
use crate::cash_notes::cash_notes;
use crate::check::CheckedDeal;
use crate::measures::discounting::net_present_value;
use crate::plan::{LandForm, NotePlan};
use crate::rates;
use crate::real_terms::without_real_twin;
use crate::residual::residual;
use crate::stages::cash::PartnerBook;
use crate::stages::scheduled_loans::owed;
use crate::units::{Pence, subtract};
use deal::{Contribution, Deal, GrowthRow, HeldFor, LandPreference, LandValueRule, MarkKind, PartnerKind, Site, View};
use serde::Serialize;

/// The usual maximum of months between drawdown and construction (method 4.1); land that waits longer is flagged.
const USUAL_WAIT: usize = 12;

/// The referral threshold in sensitive sectors.
const SENSITIVE_REFERRAL: &str = "public_law.subsidy_referral_sensitive";

/// The codes of the flags, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum FlagCode {
    /// Undervalue above the General Disposal Consent.
    #[serde(rename = "F-S123a")]
    AboveConsent,
    /// Undervalue within the General Disposal Consent.
    #[serde(rename = "F-S123b")]
    WithinConsent,
    /// Contingent items in the consideration.
    #[serde(rename = "F-S123c")]
    ContingentConsideration,
    /// Land held for housing or planning.
    #[serde(rename = "F-S123d")]
    OtherConsents,
    /// Council land without an unrestricted value: section 123 is not tested.
    #[serde(rename = "F-S123")]
    NoUnrestrictedValue,
    /// Open space.
    #[serde(rename = "F-OPEN")]
    OpenSpace,
    /// An advantage to an enterprise.
    #[serde(rename = "F-SUB1")]
    Subsidy,
    /// A subsidy that must be referred.
    #[serde(rename = "F-SUB2")]
    SubsidyReferral,
    /// A partner delivers works or services.
    #[serde(rename = "F-PROC")]
    Procurement,
    /// Council funding in assets held only for yield.
    #[serde(rename = "F-PWLB")]
    BorrowingForYield,
    /// Two land extras on one uplift.
    #[serde(rename = "F-LAND2")]
    UpliftSharedTwice,
    /// A note and preferred capital of one partner.
    #[serde(rename = "F-PREF2")]
    NoteAndPreference,
    /// Preferred return on land long before construction starts on it.
    #[serde(rename = "F-UPFRONT")]
    LandUpfront,
    /// Homes or plots unsold at the end.
    UnsoldAtEnd,
    /// A loan note unpaid after its maturity.
    NoteAfterMaturity,
    /// Overage, clawback or grant repayment, unpaid at the end.
    PayablesUnpaid,
    /// An obligation whose trigger is never reached.
    ObligationNeverDue,
    /// Land accepted above its residual value.
    AboveResidual,
    /// Loans outstanding at the end.
    ClosingDebt,
    /// A cash shortfall.
    Shortfall,
    /// Prices or costs grow and CPI does not: real discount rates would apply to nominal flows.
    RealAndNominalMixed,
    /// The deal is shown in real terms, and some of its inputs are fixed in nominal money.
    NoRealTwin,
    /// A council not marked public: public cost excludes its land and cash.
    CouncilNotPublic,
}

impl FlagCode {
    /// The text of the flag, in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AboveConsent => {
                "The General Disposal Consent does not cover it: the Secretary of State's consent is needed"
            }
            Self::WithinConsent => {
                "Record why the disposal helps the area's economic, social or environmental well-being; consider fiduciary duty"
            }
            Self::ContingentConsideration => "A valuer must say what contingent items are worth today",
            Self::OtherConsents => {
                "Other consents apply: Housing Act 1985 s32, or Town and Country Planning Act 1990 s233"
            }
            Self::NoUnrestrictedValue => "No unrestricted value is given, so section 123 is not tested",
            Self::OpenSpace => "Advertise before disposal, section 123(2A)",
            Self::Subsidy => "Assess against the subsidy principles, or use minimal assistance",
            Self::SubsidyReferral => "Referral to the Subsidy Advice Unit is mandatory",
            Self::Procurement => "Take advice on the Procurement Act 2023",
            Self::BorrowingForYield => "The access rule of the Public Works Loan Board applies",
            Self::UpliftSharedTwice => "Two rules share the same rise in land value",
            Self::NoteAndPreference => "A note and preferred capital stand side by side: no pound may be in both",
            Self::LandUpfront => "Land earns preferred return long before it is built on",
            Self::UnsoldAtEnd => "Homes or plots are unsold at the end",
            Self::NoteAfterMaturity => "A loan note is unpaid after its maturity",
            Self::PayablesUnpaid => "Overage, clawback or grant is unpaid at the end",
            Self::ObligationNeverDue => "An obligation is never triggered",
            Self::AboveResidual => "The accepted land value is above the residual value",
            Self::ClosingDebt => "Loans are owed at the end",
            Self::Shortfall => "Cash could not be found when it was due",
            Self::RealAndNominalMixed => {
                "Prices or costs grow but consumer prices do not: real discount rates fall on money of the day"
            }
            Self::NoRealTwin => "Inputs that are fixed in money have no exact counterpart in real terms",
            Self::CouncilNotPublic => "A council is not marked as a public body, so public cost leaves it out",
        }
    }

    /// The row of dated rates for the rule, if it is public law.
    fn rule(self) -> Option<&'static str> {
        Some(match self {
            Self::AboveConsent | Self::ContingentConsideration | Self::NoUnrestrictedValue => {
                "public_law.general_disposal_consent"
            }
            Self::WithinConsent => "public_law.well_being",
            Self::OtherConsents => "public_law.other_consents",
            Self::OpenSpace => "public_law.open_space",
            Self::Subsidy => "public_law.minimal_assistance",
            Self::SubsidyReferral => "public_law.subsidy_referral",
            Self::Procurement => "public_law.procurement",
            Self::BorrowingForYield => "public_law.pwlb_access",
            _ => return None,
        })
    }
}

/// The name of a figure in a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OperandName {
    /// Unrestricted value (UV).
    UnrestrictedValue,
    /// Present value of the consideration without contingent items.
    CertainConsideration,
    /// Present value of the consideration including contingent items.
    WholeConsideration,
    /// Unrestricted value less consideration without contingent items.
    Undervalue,
    /// The same, counting contingent items.
    UndervalueWithContingent,
    /// The threshold of the rule.
    Threshold,
    /// Gross grant equivalent of land: the undervalue, never below zero.
    GrantEquivalentOfLand,
    /// Gross grant equivalent of loans below market rate.
    GrantEquivalentOfLoans,
    /// Grant at its face value.
    Grant,
    /// Total of all advantages.
    Advantage,
    /// Public funding.
    PublicFunding,
    /// Accepted value of land.
    AcceptedValue,
    /// Residual value of land; if negative, the funding gap.
    ResidualValue,
    /// An amount unpaid, owed or short.
    Unpaid,
    /// An amount that never falls due.
    NeverDue,
    /// Principal of notes.
    Notes,
    /// Capital that earns preferred return.
    PreferredCapital,
}

/// One figure behind a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// Its name.
    pub name: OperandName,
    /// The amount, in pence.
    pub amount: Pence,
}

/// An issue to take advice on, or to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// Its code.
    pub code: FlagCode,
    /// The id of the site, partner or phase it applies to; empty for the whole deal.
    pub subject: String,
    /// How many homes, plots or rows it concerns, if it counts any.
    pub count: Option<u32>,
    /// The figures behind it, in pence.
    pub operands: Vec<Operand>,
    /// The codes of the publications that state the rule.
    pub sources: &'static [&'static str],
    /// How reliable the rule is.
    pub mark: MarkKind,
}

/// Every flag of a deal, from its appraisal, in the order of their codes.
#[must_use]
pub fn flags(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<Flag> {
    let mut found = Found { checked, appraisal, flags: Vec::new() };
    found.disposals();
    found.subsidy();
    found.conduct();
    found.councils_not_public();
    found.double_counting();
    found.run();
    found.flags.sort_by_key(|flag| flag.code);
    found.flags
}

/// The consideration a landowner receives for its land, at its own discount rate, in pence (method 1.10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Consideration {
    /// Unrestricted value of its land.
    pub unrestricted_value: Pence,
    /// Present value of fixed items: deferred price, notes with coupon, capital returned on land with its preferred
    /// return.
    pub certain: Pence,
    /// Present value of contingent items: overage and the land's part of the split.
    pub contingent: Pence,
}

impl Consideration {
    /// `UV - PV(consideration)`, without contingent items.
    #[must_use]
    pub fn undervalue(&self) -> Pence {
        self.unrestricted_value - self.certain
    }
}

/// The consideration of one partner for all of its land; none where one of its sites has no unrestricted value.
#[must_use]
pub fn consideration(checked: &CheckedDeal, appraisal: &Appraisal, partner: usize) -> Option<Consideration> {
    let owner = &checked.deal.partners[partner];
    let sites = checked.deal.sites.iter().filter(|site| site.owner == owner.id);
    let unrestricted_value: Option<Pence> = sites.map(|site| site.unrestricted_value.map(Pence::from_pounds)).sum();
    let rate = owner.discount_rate_percent / 100.0;
    let (certain, contingent) = for_land(&appraisal.cash.partners[partner]);
    Some(Consideration {
        unrestricted_value: unrestricted_value?,
        certain: net_present_value(&certain, rate),
        contingent: net_present_value(&contingent, rate),
    })
}

/// A partner's receipts for its land: fixed amounts, and contingent ones. Cash notes and cash capital are excluded;
/// note coupon, preferred return and the split count for land in proportion to the balances that earn them.
fn for_land(book: &PartnerBook) -> (Vec<Pence>, Vec<Pence>) {
    let sum = |line: &[Pence]| line.iter().sum::<Pence>().as_f64();
    let part = |land: f64, other: f64| if land > 0.0 { land / (land + other) } else { 0.0 };
    let cash_capital = sum(&book.cash_in) - sum(&book.cash_premium) + sum(&book.services_in);
    let of_capital = part(sum(&book.land_in), cash_capital);
    let of_notes = part(sum(&book.land_note_in), sum(&book.cash_note_in));
    let of_split = part(land_in_the_split(book), cash_capital + sum(&book.cash_note_in));
    let mut certain = book.capital.clone();
    subtract(&mut certain, &book.cash_capital);
    let mut contingent = book.overage.clone();
    for k in 0..certain.len() {
        let note_principal = book.note_principal[k] - book.cash_note_principal[k];
        certain[k] += book.land_paid[k] + note_principal + book.coupon[k].times(of_notes);
        certain[k] += book.preferred_return[k].times(of_capital);
        contingent[k] += book.split[k].times(of_split);
    }
    (certain, contingent)
}

/// The share of the split earned by land: in kind and as a note (method 1.5). Land with a deferred price earns none if
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

/// `sum over k of (market interest - actual interest) x DF(k)` at the market rate, on loans of public partners:
/// scheduled loans that they lend on, and their notes for cash. A land note is consideration for land, and is not
/// counted twice. A loan above the market rate offsets nothing: another borrower may have the cheap one, and subsidy is
/// judged loan by loan, so each counts from zero up.
#[must_use]
pub fn grant_equivalent_of_loans(checked: &CheckedDeal) -> Option<Pence> {
    let (deal, plan) = (&checked.deal, &checked.plan);
    let market = deal.public.law.market_interest_percent? / 100.0;
    let is_public = |id: &str| deal.partners.iter().any(|partner| partner.id == id && partner.public);
    let monthly = libm::pow(1.0 + market, -1.0 / 12.0);
    let value = |(k, saved): (usize, f64)| saved * libm::pow(monthly, k as f64);
    let loans = plan.funding.scheduled_loans.iter().zip(&deal.funding.scheduled_loans);
    let lent_on = loans.filter(|(_, row)| row.lender.as_deref().is_some_and(is_public)).map(|(loan, _)| {
        let saved =
            |(k, months, owed): (usize, usize, Pence)| (k, owed.as_f64() * (market - loan.rate) / 12.0 * months as f64);
        owed(loan, plan.months).into_iter().map(saved).map(value).sum::<f64>()
    });
    let is_counted = |note: &NotePlan| !note.is_land && deal.partners[note.partner].public;
    let flows = if plan.notes.iter().any(is_counted) { cash_notes(plan) } else { Vec::new() };
    let notes = plan.notes.iter().zip(&flows).filter(|(note, _)| is_counted(note)).map(|(note, flows)| {
        let mut owed = Pence::ZERO;
        let saved = (0..=plan.months).map(|k| {
            let saved = owed.as_f64() * (market / 12.0 - note.monthly_coupon);
            owed += flows.advanced[k] - flows.principal_paid[k];
            (k, saved)
        });
        saved.map(value).sum::<f64>()
    });
    Some(lent_on.chain(notes).map(|advantage| Pence::round(advantage).or_zero()).sum())
}

/// A threshold of the dated rates, in pence.
fn threshold(id: &str, day: &str) -> Option<Pence> {
    rates::on(id, day).and_then(|row| row.value.numbers().first().copied()).map(Pence::from_pounds)
}

struct Found<'a> {
    checked: &'a CheckedDeal,
    appraisal: &'a Appraisal,
    flags: Vec<Flag>,
}

impl<'a> Found<'a> {
    fn deal(&self) -> &'a Deal {
        &self.checked.deal
    }

    fn raise(&mut self, code: FlagCode, subject: &str, operands: &[(OperandName, Pence)]) {
        self.raise_count(code, subject, None, operands);
    }

    fn raise_count(&mut self, code: FlagCode, subject: &str, count: Option<u32>, operands: &[(OperandName, Pence)]) {
        let is_sensitive = code == FlagCode::SubsidyReferral && self.deal().public.law.sensitive_sector;
        let id = if is_sensitive { Some(SENSITIVE_REFERRAL) } else { code.rule() };
        let rule = id.and_then(|id| rates::on(id, &self.deal().rule_set));
        // Flags that follow from the run are calculated from the deal, not from a source.
        let (sources, mark) = rule.map_or((&[][..], MarkKind::Calculated), |row| (row.sources, row.mark));
        let operands = operands.iter().map(|(name, amount)| Operand { name: *name, amount: *amount }).collect();
        self.flags.push(Flag { code, subject: subject.to_owned(), count, operands, sources, mark });
    }

    /// Council land: section 123 and the other regimes.
    fn disposals(&mut self) {
        let deal = self.deal();
        for (place, partner) in deal.partners.iter().enumerate() {
            let mut sites = deal.sites.iter().filter(|site| site.owner == partner.id).peekable();
            if partner.kind != PartnerKind::Council || sites.peek().is_none() {
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

    fn site(&mut self, site: &Site) {
        if matches!(site.held_for, Some(HeldFor::Housing | HeldFor::Planning)) {
            self.raise(FlagCode::OtherConsents, &site.id, &[]);
        }
        if site.open_space {
            self.raise(FlagCode::OpenSpace, &site.id, &[]);
        }
    }

    /// The undervalue is tested on fixed items; the figure with contingent items is shown too.
    fn section_123(&mut self, owner: &str, terms: &Consideration) {
        let whole = terms.certain + terms.contingent;
        let consent = threshold("public_law.general_disposal_consent", &self.deal().rule_set).unwrap_or_default();
        let operands = [
            (OperandName::UnrestrictedValue, terms.unrestricted_value),
            (OperandName::CertainConsideration, terms.certain),
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

    /// Advantages to the venture: land below value, loans below market rate, grant at face value.
    fn subsidy(&mut self) {
        let deal = self.deal();
        let public = (0..deal.partners.len()).filter(|place| deal.partners[*place].public);
        let undervalues = public.filter_map(|place| {
            let owns = deal.sites.iter().any(|site| site.owner == deal.partners[place].id);
            owns.then(|| consideration(self.checked, self.appraisal, place)).flatten()
        });
        let land: Pence = undervalues.map(|terms| terms.undervalue().or_zero()).sum();
        let loans = grant_equivalent_of_loans(self.checked).unwrap_or_default();
        let grant: Pence = self.appraisal.cash.grant.iter().sum();
        let advantage = land + loans + grant;
        if !advantage.is_positive() {
            return;
        }
        let day = &deal.rule_set;
        let operands = |threshold| {
            [
                (OperandName::GrantEquivalentOfLand, land),
                (OperandName::GrantEquivalentOfLoans, loans),
                (OperandName::Grant, grant),
                (OperandName::Advantage, advantage),
                (OperandName::Threshold, threshold),
            ]
        };
        let minimal = threshold("public_law.minimal_assistance", day).unwrap_or_default();
        self.raise(FlagCode::Subsidy, "", &operands(minimal));
        let sensitive = deal.public.law.sensitive_sector;
        let id = if sensitive { SENSITIVE_REFERRAL } else { "public_law.subsidy_referral" };
        if let Some(referral) = threshold(id, day).filter(|referral| advantage > *referral) {
            self.raise(FlagCode::SubsidyReferral, "", &operands(referral));
        }
    }

    /// Other conduct of partners: works for the venture, and council money in assets held only for yield.
    fn conduct(&mut self) {
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
    fn councils_not_public(&mut self) {
        let partners = self.deal().partners.iter().zip(&self.appraisal.partners);
        for (partner, result) in partners.filter(|(partner, _)| partner.kind == PartnerKind::Council && !partner.public)
        {
            let funding = result.cash_in + result.guarantees_in + result.land_in;
            self.raise(FlagCode::CouncilNotPublic, &partner.id, &[(OperandName::PublicFunding, funding)]);
        }
    }

    fn double_counting(&mut self) {
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

    /// Problems that the run leaves unresolved.
    fn run(&mut self) {
        let (checked, appraisal) = (self.checked, self.appraisal);
        let unsold = appraisal.homes.unsold + appraisal.homes.plots_unsold;
        if unsold > 0 {
            self.raise_count(FlagCode::UnsoldAtEnd, "", Some(unsold), &[]);
        }
        self.notes_after_maturity();
        let sums = [
            (FlagCode::PayablesUnpaid, appraisal.cash.payables_unpaid),
            (FlagCode::ClosingDebt, appraisal.peak.debt_at_end),
            (FlagCode::Shortfall, appraisal.shortfall.map_or(Pence::ZERO, |short| short.deepest.amount)),
        ];
        for (code, sum) in sums.into_iter().filter(|(_, sum)| sum.is_positive()) {
            self.raise(code, "", &[(OperandName::Unpaid, sum)]);
        }
        self.obligations();
        self.real_and_nominal();
        if let Some(residual) = residual(checked) {
            let accepted: Pence = checked.plan.phases.iter().map(|phase| phase.land_value).sum();
            let value = match residual {
                crate::residual::Residual::Value(value) => value,
                crate::residual::Residual::FundingGap(gap) => -gap,
            };
            if accepted > value {
                let operands = [(OperandName::AcceptedValue, accepted), (OperandName::ResidualValue, value)];
                self.raise(FlagCode::AboveResidual, "", &operands);
            }
        }
    }

    /// Real and nominal must not be mixed (method 2.3, 2.13).
    fn real_and_nominal(&mut self) {
        let deal = self.deal();
        let grows = |rows: &[GrowthRow]| rows.iter().any(|row| row.percent != 0.0);
        let deflates = grows(&deal.growth.consumer_prices) || grows(&deal.growth.gdp_deflator);
        if !deflates && deal.growth.lists().iter().any(|(_, rows)| grows(rows)) {
            self.raise(FlagCode::RealAndNominalMixed, "", &[]);
        }
        if deal.view == View::Real {
            let count = without_real_twin(deal).len() as u32;
            if count > 0 {
                self.raise_count(FlagCode::NoRealTwin, "", Some(count), &[]);
            }
        }
    }

    /// Notes of one partner are paid in proportion, so while any of its principal is unpaid, so is part of each note.
    fn notes_after_maturity(&mut self) {
        let plan = &self.checked.plan;
        for (place, partner) in self.deal().partners.iter().enumerate() {
            let notes = plan.notes.iter().filter(|note| note.partner == place);
            let within = notes.filter_map(|note| note.maturity).filter(|maturity| *maturity <= plan.months);
            let Some(maturity) = within.min() else { continue };
            let book = &self.appraisal.cash.partners[place];
            let to_date = |line: &[Pence]| line.iter().take(maturity + 1).sum::<Pence>();
            let put_in = to_date(&book.land_note_in) + to_date(&book.cash_note_in);
            let unpaid = put_in - to_date(&book.note_principal);
            if unpaid.is_positive() {
                self.raise(FlagCode::NoteAfterMaturity, &partner.id, &[(OperandName::Unpaid, unpaid)]);
            }
        }
    }

    /// An obligation triggered by an occupation that the phase never reaches is not posted.
    fn obligations(&mut self) {
        let rows = &self.appraisal.homes.by_row.rows;
        for (index, phase) in self.checked.plan.phases.iter().enumerate() {
            let years = rows.iter().filter(|row| row.phase == index).flat_map(|row| &row.by_year);
            let occupied: u32 = years.map(|year| year.sold + year.let_).sum();
            let never = phase.obligations.iter().filter(|row| row.at_occupation.is_some_and(|homes| homes > occupied));
            let (count, sum) = never.fold((0, Pence::ZERO), |(count, sum), row| (count + 1, sum + row.amount));
            if count > 0 {
                let id = &self.deal().phases[index].id;
                self.raise_count(FlagCode::ObligationNeverDue, id, Some(count), &[(OperandName::NeverDue, sum)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{LoanShape, ScheduledLoan};

    fn raised(deal: &Deal) -> Vec<Flag> {
        let checked = check(deal).unwrap();
        flags(&checked, &appraise(&checked))
    }

    fn gd(sample: samples::Sample) -> Deal {
        document::open(sample.document).unwrap()
    }

    fn of(flags: &[Flag], code: FlagCode) -> Option<&Flag> {
        flags.iter().find(|flag| flag.code == code)
    }

    fn operand(flag: &Flag, name: OperandName) -> Pence {
        flag.operands.iter().find(|operand| operand.name == name).unwrap().amount
    }

    /// GD-1 with a council whose discount rate is 0%: present values are sums.
    fn undiscounted(unrestricted_value: f64) -> Deal {
        let mut deal = gd(samples::GD_1);
        deal.partners[0].discount_rate_percent = 0.0;
        deal.sites[0].unrestricted_value = Some(unrestricted_value);
        deal
    }

    #[test]
    fn undervalue_is_measured_on_what_is_certain() {
        // GD-1 pays the council 1,750,546.80: capital 1,200,000, preferred return, and a contingent split.
        let deal = undiscounted(1_500_000.0);
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let terms = consideration(&checked, &result, 0).unwrap();
        assert_eq!(terms.certain, Pence(120_000_000) + result.partners[0].preferred_return);
        assert_eq!(terms.contingent, result.partners[0].split);
        assert_eq!(terms.certain + terms.contingent, Pence(175_054_680));
        let found = flags(&checked, &result);
        let flag = of(&found, FlagCode::WithinConsent).unwrap();
        assert_eq!(operand(flag, OperandName::Undervalue), Pence(150_000_000) - terms.certain);
        assert_eq!((flag.mark, flag.sources), (MarkKind::Source, &["L2", "L5"][..]));
        assert!(of(&found, FlagCode::ContingentConsideration).is_some());
        assert!(of(&found, FlagCode::Subsidy).is_some() && of(&found, FlagCode::SubsidyReferral).is_none());
    }

    #[test]
    fn above_two_millions_the_consent_does_not_cover_it() {
        let found = raised(&undiscounted(4_000_000.0));
        let flag = of(&found, FlagCode::AboveConsent).unwrap();
        assert_eq!(operand(flag, OperandName::Threshold), Pence(200_000_000));
        assert!(of(&found, FlagCode::WithinConsent).is_none());
        // 40,000,000 of land for 1.75m is above 25m, and above 5m in a sensitive sector.
        assert!(of(&raised(&undiscounted(40_000_000.0)), FlagCode::SubsidyReferral).is_some());
        let mut sensitive = undiscounted(9_000_000.0);
        assert!(of(&raised(&sensitive), FlagCode::SubsidyReferral).is_none());
        sensitive.public.law.sensitive_sector = true;
        assert!(of(&raised(&sensitive), FlagCode::SubsidyReferral).is_some());
    }

    #[test]
    fn a_cheap_loan_is_worth_the_interest_it_saves() {
        // 100,000 for a year at 4% against 10%: 3,000 is saved at each half-year, at 1.1^-0.5 and 1.1^-1:
        // 2,860.39 + 2,727.27 = 5,587.66.
        let mut deal = gd(samples::GD_1);
        deal.funding.scheduled_loans = vec![ScheduledLoan {
            id: "loan".to_owned(),
            name: "Loan".to_owned(),
            lender: Some(deal.partners[0].id.clone()),
            month: 0,
            amount: 100_000.0,
            rate_percent: 4.0,
            margin_percent: 0.0,
            years: 1,
            shape: LoanShape::Maturity,
        }];
        deal.public.law.market_interest_percent = Some(10.0);
        let checked = check(&deal).unwrap();
        assert_eq!(grant_equivalent_of_loans(&checked), Some(Pence(558_766)));
        // At the market rate there is no advantage.
        deal.public.law.market_interest_percent = Some(4.0);
        assert_eq!(grant_equivalent_of_loans(&check(&deal).unwrap()), Some(Pence::ZERO));
    }

    #[test]
    fn ticks_and_purposes_are_flagged() {
        let mut deal = gd(samples::GD_1);
        deal.sites[0].held_for = Some(HeldFor::Housing);
        deal.sites[0].open_space = true;
        deal.public.law.partner_delivers_works = true;
        deal.phases[0].build_start_month = 13;
        let codes: Vec<FlagCode> = raised(&deal).iter().map(|flag| flag.code).collect();
        for code in [
            FlagCode::OtherConsents,
            FlagCode::OpenSpace,
            FlagCode::Procurement,
            FlagCode::NoUnrestrictedValue,
            FlagCode::LandUpfront,
        ] {
            assert!(codes.contains(&code), "{code:?} is not in {codes:?}");
        }
    }

    #[test]
    fn a_failing_run_says_what_it_leaves_open() {
        // GD-8: 8 of 24 unsold, largest shortfall 543,933.33, final debt 317,891.89 (method 9).
        let found = raised(&gd(samples::GD_8));
        assert_eq!(of(&found, FlagCode::UnsoldAtEnd).unwrap().count, Some(8));
        assert_eq!(operand(of(&found, FlagCode::Shortfall).unwrap(), OperandName::Unpaid), Pence(54_393_333));
        assert_eq!(operand(of(&found, FlagCode::ClosingDebt).unwrap(), OperandName::Unpaid), Pence(31_789_189));
    }

    #[test]
    fn real_and_nominal_are_never_mixed_in_silence() {
        // GD-10 without growth mixes nothing; with only prices rising it does; with CPI rising too it does not, but
        // shown in real terms its cash commitment is fixed in money.
        let mut deal = gd(samples::GD_10);
        let codes = |deal: &Deal| raised(deal).iter().map(|flag| flag.code).collect::<Vec<_>>();
        assert!(!codes(&deal).contains(&FlagCode::RealAndNominalMixed));
        let row = GrowthRow { id: "all".to_owned(), from_month: 0, percent: 2.5 };
        deal.growth.house_price = vec![row.clone()];
        assert!(codes(&deal).contains(&FlagCode::RealAndNominalMixed));
        deal.growth.consumer_prices = vec![row];
        deal.price_base_month = -1;
        assert!(!codes(&deal).contains(&FlagCode::RealAndNominalMixed));
        assert!(!codes(&deal).contains(&FlagCode::NoRealTwin));
        deal.view = View::Real;
        assert_eq!(of(&raised(&deal), FlagCode::NoRealTwin).unwrap().count, Some(1));
    }

    #[test]
    fn no_words_judge_the_deal() {
        use FlagCode::*;
        let all = [
            AboveConsent,
            WithinConsent,
            ContingentConsideration,
            OtherConsents,
            NoUnrestrictedValue,
            OpenSpace,
            Subsidy,
            SubsidyReferral,
            Procurement,
            BorrowingForYield,
            UpliftSharedTwice,
            NoteAndPreference,
            LandUpfront,
            UnsoldAtEnd,
            NoteAfterMaturity,
            PayablesUnpaid,
            ObligationNeverDue,
            AboveResidual,
            ClosingDebt,
            Shortfall,
            RealAndNominalMixed,
            NoRealTwin,
            CouncilNotPublic,
        ];
        for code in all {
            assert!(!code.words().to_lowercase().contains("lawful"), "{code:?}");
            let rule = code.rule();
            assert!(rule.is_none_or(|id| rates::on(id, "2027-04-01").is_some()), "{code:?}: {rule:?}");
        }
    }

    /// A council that contributes its own cash and lends 600,000, for space held only for yield.
    #[test]
    fn what_a_council_funds_for_yield_is_its_cash_and_its_loans() {
        let mut deal = gd(samples::GD_1);
        deal.public.law.yield_only_assets = true;
        let loan = |id: &str, lender: &str, amount: f64| ScheduledLoan {
            id: id.to_owned(),
            name: id.to_owned(),
            lender: Some(lender.to_owned()),
            month: 0,
            amount,
            rate_percent: 5.0,
            margin_percent: 0.0,
            years: 3,
            shape: LoanShape::Maturity,
        };
        let (council, other) = (deal.partners[0].id.clone(), deal.partners[1].id.clone());
        deal.funding.scheduled_loans = vec![loan("own", &council, 600_000.0), loan("other", &other, 100_000.0)];
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let found = flags(&checked, &result);
        let flag = of(&found, FlagCode::BorrowingForYield).unwrap();
        assert_eq!(flag.subject, council);
        assert_eq!(operand(flag, OperandName::PublicFunding), result.partners[0].cash_in + Pence(60_000_000));
    }

    /// Overage and a true-up on one phase share its uplift twice; overage on another phase, or a 0% share, does not.
    #[test]
    fn uplift_is_shared_twice_only_within_a_phase() {
        let mut deal = gd(samples::GD_4);
        deal.overage.truncate(1);
        let site = deal.phases.iter().find(|phase| phase.id == deal.overage[0].phase).unwrap().site.clone();
        for other in &mut deal.sites {
            other.true_up =
                (other.id == site).then_some(deal::TrueUp { share_percent: 50.0, mode: deal::TrueUpMode::TwoWay });
        }
        for phase in &mut deal.phases {
            phase.actual_land_value = (phase.id == deal.overage[0].phase).then_some(900_000.0);
        }
        let twice = |deal: &Deal| of(&raised(deal), FlagCode::UpliftSharedTwice).map(|flag| flag.subject.clone());
        assert_eq!(twice(&deal), Some(deal.overage[0].phase.clone()));
        let mut nothing = deal.clone();
        nothing.overage[0].share_percent = 0.0;
        assert_eq!(twice(&nothing), None);
        let mut no_share = deal.clone();
        no_share.sites.iter_mut().for_each(|site| {
            if let Some(up) = &mut site.true_up {
                up.share_percent = 0.0;
            }
        });
        assert_eq!(twice(&no_share), None);
    }

    /// GD-1 sells 24 homes: an obligation at the 24th is due, one at the 25th never is.
    #[test]
    fn an_obligation_at_a_home_that_is_never_occupied_is_told_of() {
        let deal = gd(samples::GD_1);
        let homes: u32 = deal.phases[0].homes.iter().map(|row| row.count).sum();
        let with = |at: u32| {
            let mut deal = deal.clone();
            deal.phases[0].section_106 = vec![deal::Obligation {
                id: "school".to_owned(),
                per_home: 0.0,
                lump_sum: 70_000.0,
                at_occupation: Some(at),
                index: None,
            }];
            raised(&deal)
        };
        assert!(of(&with(homes), FlagCode::ObligationNeverDue).is_none());
        let found = with(homes + 1);
        let flag = of(&found, FlagCode::ObligationNeverDue).unwrap();
        assert_eq!((operand(flag, OperandName::NeverDue), flag.count), (Pence(7_000_000), Some(1)));
    }
}
