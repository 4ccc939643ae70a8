//! Recalculates a figure from its derivation alone: the arithmetic of its formula on its operands, or the series of its
//! steps.

use appraisal::Pence;
use appraisal::explain::{Derivation, Made, NoRate, Operand, Step, Value};
use appraisal::fields::{self, Unit};
use appraisal::measures::payback::Dated;

/// The derivation gives the figure.
pub(crate) fn assert_gives(what: &str, derived: &Derivation) {
    match derived.made {
        Made::Found => assert_found(what, derived),
        Made::Sum if derived.operands.iter().all(|operand| operand.enters.is_none()) => {}
        Made::Sum | Made::Arithmetic => assert_arithmetic(what, derived),
    }
}

/// Money in pounds, percentages as fractions.
fn number(operand: &Operand) -> f64 {
    let unit = operand.path.as_deref().and_then(fields::of).and_then(|field| field.number()).map(|number| number.unit);
    match operand.value {
        Value::Pence(sum) => sum.0 as f64 / 100.0,
        Value::Count(count) => count as f64,
        Value::Number(number) if matches!(unit, Some(Unit::Percent | Unit::PercentAYear)) => number / 100.0,
        Value::Number(number) => number,
        ref other => panic!("{} is {other:?}", operand.name),
    }
}

fn assert_arithmetic(what: &str, derived: &Derivation) {
    let mut names: Vec<(&str, f64)> = Vec::new();
    for operand in &derived.operands {
        match names.iter_mut().find(|(name, _)| *name == operand.name) {
            Some((_, sum)) => *sum += number(operand),
            None => names.push((operand.name, number(operand))),
        }
    }
    // The longest name first, since one may start with another.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut reader = Reader { text: &derived.formula, names: &names };
    let given = reader.sum();
    assert!(reader.text.is_empty(), "{what}: {:?} is left of {:?}", reader.text, derived.formula);
    let (figure, most_off) = match derived.value {
        Value::Pence(sum) => (sum.0 as f64 / 100.0, 0.005_1),
        Value::Dated(dated) => (dated.amount.0 as f64 / 100.0, 0.005),
        Value::Count(count) => (count as f64, 0.0),
        Value::Number(number) => (number, 1e-9 * number.abs().max(1.0)),
        // Nothing to divide by.
        Value::None => return assert!(!given.is_finite() || given <= 0.0, "{what}: {given}"),
        ref other => panic!("{what}: {other:?}"),
    };
    // A share of zero capital is zero. A share of the pot may gain a penny left over from the split.
    let given = if given.is_nan() { 0.0 } else { given };
    let most_off = if derived.figure.ends_with("notional_pot") { 0.010_1 } else { most_off };
    assert!((given - figure).abs() <= most_off, "{what}: {} gives {given}, not {figure}", derived.formula);
}

/// Reads `a + b - c x (1 - d) / e`, where a name can be any text.
struct Reader<'a> {
    text: &'a str,
    names: &'a [(&'a str, f64)],
}

impl Reader<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.text.strip_prefix(sign);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut sum = if self.takes("minus ") { -self.product() } else { self.product() };
        loop {
            if self.takes(" + ") {
                sum += self.product();
            } else if self.takes(" - ") {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut product = self.factor();
        loop {
            if self.takes(" x ") {
                product *= self.factor();
            } else if self.takes(" / ") {
                product /= self.factor();
            } else {
                return product;
            }
        }
    }

    fn factor(&mut self) -> f64 {
        if self.takes("(") {
            let sum = self.sum();
            assert!(self.takes(")"), "{:?}", self.text);
            return sum;
        }
        if let Some((_, value)) = self.names.iter().find(|(name, _)| self.text.starts_with(name)).copied() {
            let name = self.names.iter().find(|(name, _)| self.text.starts_with(name)).unwrap().0;
            self.text = &self.text[name.len()..];
            return value;
        }
        let digits = self.text.trim_start_matches('£');
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(digits.len());
        let (number, rest) = digits.split_at(end);
        self.text = rest;
        number.replace(',', "").parse().unwrap_or_else(|_| panic!("{:?}", self.text))
    }
}

fn series(derived: &Derivation) -> &[Pence] {
    match derived.steps.first() {
        Some(Step::Series { values, .. }) => values,
        other => panic!("{} begins with {other:?}", derived.figure),
    }
}

fn factors(derived: &Derivation, place: usize) -> &[f64] {
    match &derived.steps[place] {
        Step::Factors { values, .. } => values,
        other => panic!("{} has {other:?}", derived.figure),
    }
}

fn assert_found(what: &str, derived: &Derivation) {
    let last = derived.figure.rsplit('/').next().unwrap();
    let given = match last {
        "rate_of_return" | "cash_rate_of_return" | "dated_rate_of_return" => return assert_rate(what, derived),
        "years_of_work" => Value::Count(derived.operands.iter().filter(|year| number(year) > 0.0).count() as i64),
        "real_value" => real_value(derived),
        "present_value" | "present_value_received" | "net_present_value" => present_value(derived),
        "first_k" => time(series(derived).iter().position(|sum| sum.is_positive())),
        "last_k" | "last_capital_k" | "last_receipt_k" => {
            time(series(derived).iter().rposition(|sum| sum.is_positive()))
        }
        "payback" | "payback_first_touch" => payback(derived, last == "payback"),
        "deepest" => most(series(derived)).map_or(Value::None, Value::Dated),
        "at_end" if series(derived).iter().all(|sum| *sum == Pence::ZERO) => Value::None,
        "at_end" => Value::Pence(*series(derived).last().unwrap()),
        other => panic!("{other} is found in no way that this test knows"),
    };
    assert_eq!(given, derived.value, "{what}: {}", derived.formula);
}

fn time(k: Option<usize>) -> Value {
    k.map_or(Value::None, Value::TimePoint)
}

/// The highest amount above zero, and the first time point that reaches it.
fn most(sums: &[Pence]) -> Option<Dated> {
    let amount = *sums.iter().max()?;
    amount.is_positive().then(|| Dated { k: sums.iter().position(|sum| *sum == amount).unwrap(), amount })
}

/// A peak: the maximum of its series is the figure, if there is one.
pub(crate) fn assert_peak(what: &str, derived: &Derivation) {
    let Some(Step::Maximum(shown)) = derived.steps.get(1) else { return };
    assert!(matches!(derived.value, Value::Dated(_) | Value::TimePoint(_) | Value::None), "{what}");
    let found = most(series(derived)).unwrap_or(Dated { k: 0, amount: Pence::ZERO });
    assert_eq!(found.amount, shown.amount.max(Pence::ZERO), "{what}");
    if found.amount.is_positive() {
        assert_eq!(found.k, shown.k, "{what}");
    }
}

/// The time point from which cumulative contributions less receipts are zero or less: for good, or for the first time.
fn payback(derived: &Derivation, is_lasting: bool) -> Value {
    let at_risk = series(derived);
    let Some(first) = at_risk.iter().position(|sum| sum.is_positive()) else { return Value::None };
    let back = at_risk[first..].iter().position(|sum| !sum.is_positive()).map(|after| first + after);
    if !is_lasting {
        return time(back);
    }
    let last = at_risk.iter().rposition(|sum| sum.is_positive()).unwrap();
    time(back.and((last + 1 < at_risk.len()).then_some(last + 1)))
}

fn real_value(derived: &Derivation) -> Value {
    let (flows, prices, factors) = (series(derived), factors(derived, 1), factors(derived, 2));
    let each = flows.iter().zip(prices).zip(factors).map(|((flow, price), factor)| flow.0 as f64 / price * factor);
    Value::Pence(Pence(each.sum::<f64>().round() as i64))
}

fn present_value(derived: &Derivation) -> Value {
    let rate = number(derived.operands.iter().find(|operand| operand.name == "discount rate").unwrap());
    let at = |(k, flow): (usize, &Pence)| flow.0 as f64 * (1.0 + rate).powf(-(k as f64) / 12.0);
    Value::Pence(Pence(series(derived).iter().enumerate().map(at).sum::<f64>().round() as i64))
}

/// The present value of the flows is zero at every root, relative to the gross; XIRR is tested separately.
fn assert_rate(what: &str, derived: &Derivation) {
    let Value::Rates(rates) = &derived.value else { panic!("{what}") };
    let flows = series(derived);
    let why = derived.steps.iter().find_map(|step| if let Step::NoRate(why) = step { Some(*why) } else { None });
    let has = |is_of_kind: fn(&Pence) -> bool| flows.iter().any(is_of_kind);
    let moves = derived.operands.iter().any(|operand| number(operand) != 0.0);
    let wanted = match (has(|sum| sum.0 < 0), has(|sum| sum.0 > 0)) {
        (false, false) if moves => NoRate::CancelsOut,
        (false, false) => NoRate::NoFlows,
        (false, true) => NoRate::NothingIn,
        (true, false) => NoRate::NothingBack,
        (true, true) if flows.iter().map(|sum| sum.0).sum::<i64>() > 0 => NoRate::AlwaysMore,
        (true, true) => NoRate::AlwaysLess,
    };
    assert_eq!(why, rates.roots.is_empty().then_some(wanted), "{what}");
    let roots = derived.steps[1..].iter().filter(|step| !matches!(step, Step::NoRate(_)));
    let shown = roots.map(|step| match step {
        Step::Root { rate, .. } => *rate,
        other => panic!("{what}: {other:?}"),
    });
    assert_eq!(shown.collect::<Vec<_>>(), rates.roots, "{what}");
    if derived.figure.ends_with("dated_rate_of_return") {
        return;
    }
    for rate in &rates.roots {
        let at = |(k, flow): (usize, &Pence)| flow.0 as f64 * (1.0 + rate).powf(-(k as f64) / 12.0);
        let worth: Vec<f64> = flows.iter().enumerate().map(at).collect();
        let (sum, gross) = (worth.iter().sum::<f64>(), worth.iter().map(|one| one.abs()).sum::<f64>());
        assert!(sum.abs() <= gross * 1e-6, "{what}: {rate} leaves {sum} of {gross}");
    }
}
