//! Payments for land: drawdowns, true-ups, instalments of a deferred price, and overage. Dates and amounts depend only
//! on the plan and on sales, so they are known before anything is funded (method 1.3, 1.4).

use crate::check::{MOST_CONTRIBUTIONS, MOST_ROWS};
use crate::plan::{LandForm, OveragePlan, OverageTestPlan, PhasePlan, Plan, TrueUpPlan};
use crate::stages::receipts::Sale;
use crate::stages::timetable::Timetable;
use crate::units::{Pence, split_by_shares};
use deal::{IndexName, LandDue, OverageRank, Tenure};

/// All payments due for land.
#[derive(Clone, Debug, Default)]
pub(crate) struct LandDates {
    /// Time point and phase of each drawdown, in the order of time.
    pub(crate) drawdowns: Vec<(usize, usize)>,
    /// Time point and phase of each true-up (k = b + D), in the order of time.
    pub(crate) true_ups: Vec<(usize, usize)>,
    /// Instalments of deferred prices, in the order of the phases, forms and rows.
    pub(crate) instalments: Vec<Instalment>,
    /// Overage by row of the plan.
    pub(crate) overage: Vec<OverageDue>,
}

/// One payment of a deferred price. True-ups are included, so the hold-back knows every payment from the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instalment {
    pub(crate) k: usize,
    pub(crate) phase: usize,
    /// The index of the form among those of the phase.
    pub(crate) form: usize,
    /// The amount paid, after any cut.
    pub(crate) amount: Pence,
    /// The cut by a downward true-up.
    pub(crate) cut: Pence,
    /// Whether an upward true-up adds this instalment.
    pub(crate) is_true_up: bool,
    /// Whether it falls due at the opening of a month: at drawdown, or when building starts (method 2.4).
    pub(crate) is_at_opening: bool,
}

/// An overage when it falls due.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverageDue {
    pub(crate) k: usize,
    pub(crate) owner: usize,
    pub(crate) amount: Pence,
    pub(crate) rank: OverageRank,
}

impl LandDates {
    /// Finds every date and amount, with sales at prices times `price`.
    pub(crate) fn of(plan: &Plan, timetable: &Timetable, price: f64) -> Self {
        let mut dates = Self::default();
        dates.fill(plan, timetable, price);
        dates
    }

    /// Refills the dates, reusing the buffers.
    pub(crate) fn fill(&mut self, plan: &Plan, timetable: &Timetable, price: f64) {
        self.drawdowns.clear();
        self.true_ups.clear();
        self.instalments.clear();
        for (index, phase) in plan.phases.iter().enumerate() {
            self.drawdowns.push((phase.drawdown, index));
            if phase.true_up.is_some() {
                self.true_ups.push((phase.start + phase.months, index));
            }
            let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
            share_over_forms(phase, phase.land_value, &mut parts[..phase.land.len()]);
            for (form, part) in parts[..phase.land.len()].iter().enumerate() {
                self.add_instalments(plan, timetable, (index, form), *part);
            }
            self.true_up_instalments(index, phase);
        }
        // At the same time point the first phase comes first.
        self.drawdowns.sort_unstable();
        self.true_ups.sort_unstable();
        self.overage.clear();
        self.overage.extend(plan.overage.iter().map(|row| overage(plan, timetable, price, row)));
    }

    fn add_instalments(&mut self, plan: &Plan, timetable: &Timetable, (phase, form): (usize, usize), price: Pence) {
        let of_phase = &plan.phases[phase];
        let LandForm::Deferred(parts, long_stop) = &of_phase.land[form].form else { return };
        let (mut shares, mut amounts) = ([0.0; MOST_ROWS], [Pence::ZERO; MOST_ROWS]);
        shares.iter_mut().zip(parts).for_each(|(share, (of, _))| *share = *of);
        split_by_shares(price, &shares[..parts.len()], &mut amounts);
        for ((_, due), amount) in parts.iter().zip(amounts) {
            let trigger = match *due {
                LandDue::Drawdown => Some(of_phase.drawdown),
                LandDue::Start => Some(of_phase.start),
                LandDue::Sale { number } => timetable.nth_sale(phase, number).map(|month| month + 1),
                LandDue::Date { month } => Some(month as usize),
            };
            let long_stop = long_stop.unwrap_or(plan.months);
            let k = trigger.unwrap_or(long_stop).min(long_stop).clamp(of_phase.drawdown, plan.months);
            let is_at_opening = k == of_phase.drawdown || (matches!(due, LandDue::Start) && k == of_phase.start);
            let cut = Pence::ZERO;
            self.instalments.push(Instalment { k, phase, form, amount, cut, is_true_up: false, is_at_opening });
        }
    }

    /// Trues up the deferred parts of a phase's price. Up: one more payment, due at completion. Down: instalments
    /// unpaid at completion are cut, starting with the last.
    fn true_up_instalments(&mut self, index: usize, phase: &PhasePlan) {
        let Some(true_up) = phase.true_up else { return };
        let k = phase.start + phase.months;
        let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
        share_true_up(phase, true_up, &mut parts[..phase.land.len()]);
        let deferred = phase.land.iter().zip(parts).enumerate();
        for (form, (_, part)) in deferred.filter(|(_, (land, _))| matches!(land.form, LandForm::Deferred(..))) {
            if part.is_positive() {
                let (amount, cut) = (part, Pence::ZERO);
                let phase = index;
                self.instalments.push(Instalment {
                    k,
                    phase,
                    form,
                    amount,
                    cut,
                    is_true_up: true,
                    is_at_opening: false,
                });
            } else {
                self.cut_instalments(k, (index, form), -part);
            }
        }
    }

    /// Cuts an amount from the instalments of one form due at or after `k`, starting with the last; of those due
    /// together, the later row first. Any excess over them is not recovered.
    fn cut_instalments(&mut self, k: usize, of: (usize, usize), sum: Pence) {
        let mut left = sum;
        while left.is_positive() {
            let unpaid = self.instalments.iter_mut().enumerate();
            let unpaid =
                unpaid.filter(|(_, row)| (row.phase, row.form) == of && row.k >= k && row.amount.is_positive());
            let Some((_, last)) = unpaid.max_by_key(|(place, row)| (row.k, *place)) else { return };
            let cut = left.min(last.amount);
            last.amount -= cut;
            last.cut += cut;
            left -= cut;
        }
    }

    /// The total cut by a downward true-up from the instalments of one form of a phase's land.
    pub(crate) fn cut_of(&self, phase: usize, form: usize) -> Pence {
        self.instalments.iter().filter(|row| (row.phase, row.form) == (phase, form)).map(|row| row.cut).sum()
    }
}

/// Splits the true-up `T = s x (actual - accepted)` between the forms of a phase's land; zero downward unless it is
/// two-way (method 1.4).
pub(crate) fn share_true_up(phase: &PhasePlan, true_up: TrueUpPlan, parts: &mut [Pence]) {
    let whole = (true_up.actual - phase.land_value).times(true_up.share);
    share_over_forms(phase, if true_up.is_two_way { whole } else { whole.or_zero() }, parts);
}

/// Splits an amount between the forms of a phase's land.
pub(crate) fn share_over_forms(phase: &PhasePlan, sum: Pence, parts: &mut [Pence]) {
    match phase.land.as_slice() {
        [_] => parts[0] = sum,
        forms => {
            let mut shares = [0.0; MOST_CONTRIBUTIONS];
            shares.iter_mut().zip(forms).for_each(|(share, form)| *share = form.share);
            split_by_shares(sum, &shares[..forms.len()], parts);
        }
    }
}

/// `share x max(0, R - B)`, due at the close of the month of the test.
fn overage(plan: &Plan, timetable: &Timetable, price: f64, row: &OveragePlan) -> OverageDue {
    let tested = OverageTested::of(plan, timetable, price, row);
    let owner = plan.phases[row.phase].owner;
    OverageDue { k: tested.month + 1, owner, amount: tested.gain().or_zero().times(row.share), rank: row.rank }
}

/// What an overage is tested on.
pub(crate) struct OverageTested {
    /// The month of the test.
    month: usize,
    /// Receipts less sales costs, or the value with the new consent (R in method 1.4).
    pub(crate) value: Pence,
    /// The threshold of all that is sold, or the price paid, indexed (B in method 1.4).
    pub(crate) base: Pence,
    /// The homes or square metres sold that the threshold counts; 1 for a new consent.
    pub(crate) quantity: f64,
    /// The index of the threshold or the price at the month of the test, or 1.
    pub(crate) index: f64,
}

impl OverageTested {
    /// Tests an overage, with sales at prices times `price`.
    pub(crate) fn of(plan: &Plan, timetable: &Timetable, price: f64, row: &OveragePlan) -> Self {
        match &row.test {
            OverageTestPlan::Planning { month, value, price_paid, index } => {
                let index = index_at(timetable, *index, *month);
                Self { month: *month, value: *value, base: price_paid.times(index), quantity: 1.0, index }
            }
            OverageTestPlan::Sales { threshold, by_area, index, tenures } => {
                let sales = SalesToTest::of(plan, timetable, price, row.phase, tenures);
                let month = sales.month_of_test(plan.months);
                let quantity = if *by_area { sales.area_m2 } else { f64::from(sales.homes) };
                let index = index_at(timetable, *index, month);
                let base = Pence::from_pounds(threshold * quantity * index);
                Self { month, value: sales.received, base, quantity, index }
            }
        }
    }

    /// The value over its base; negative if it is below.
    pub(crate) fn gain(&self) -> Pence {
        self.value - self.base
    }
}

/// The index at a month, or 1 where none is named.
fn index_at(timetable: &Timetable, name: Option<IndexName>, month: usize) -> f64 {
    name.map_or(1.0, |name| timetable.indices.at(name, month))
}

/// The base of an overage on sales: the homes of its tenures for sale or transfer in its phase. Let homes are never
/// sold, so they do not count (method 1.4).
#[derive(Default)]
struct SalesToTest {
    /// The month of the last sale.
    last_sale: usize,
    /// Receipts as they are paid, including stage payments, less sales costs.
    received: Pence,
    homes: u32,
    area_m2: f64,
    unsold: u32,
}

impl SalesToTest {
    fn of(plan: &Plan, timetable: &Timetable, price: f64, phase: usize, tenures: &[Tenure]) -> Self {
        let mut all = Self::default();
        let rows = plan.phases[phase].homes.iter().zip(&timetable.progress[phase]);
        for (homes, progress) in rows.filter(|(homes, _)| tenures.contains(&homes.tenure) && homes.letting.is_none()) {
            let sale = Sale::of(homes, progress, timetable, price);
            let sale = homes.shared_ownership.map_or(sale, |terms| sale.of_share(terms.first_share));
            let mut sold = 0;
            for month in sale.receipts(&plan.phases[phase], plan.months) {
                all.received += month.receipt - sale.costs(&plan.costs, month.month, month.receipt, month.homes);
                if month.homes > 0 {
                    all.last_sale = all.last_sale.max(month.month);
                    sold += month.homes;
                }
            }
            all.homes += sold;
            all.area_m2 += f64::from(sold) * homes.area_m2;
            all.unsold += homes.count - sold;
        }
        all
    }

    /// The month of the last sale, or the last month of the deal if homes are still unsold.
    fn month_of_test(&self, months: usize) -> usize {
        if self.unsold == 0 { self.last_sale } else { months - 1 }
    }
}
