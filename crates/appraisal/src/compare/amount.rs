//! The value of a measure, and the difference between two values.

use crate::units::Pence;
use crate::verdict::{Failure, Headroom, Unfunded};
use deal::YearMonth;

/// Fractions that differ by less than this are the same.
const NOISE: f64 = 1e-9;

/// The value of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Money.
    Money(Pence),
    /// A whole number.
    Count(i64),
    /// Jobs, with fractions.
    Jobs(f64),
    /// A fraction.
    Fraction(f64),
    /// A multiple.
    Times(f64),
    /// A calendar month, in which something happens or at whose end it is paid: deals that start in different months are
    /// compared by it.
    Month(YearMonth),
    /// Headroom, and what fails where it ends.
    Headroom(Headroom, Option<Failure>),
    /// Money more than an alternative, or less if negative.
    Beyond(Pence),
    /// What is put in, where more is committed than called.
    PutInOf {
        /// What is put in.
        put_in: Pence,
        /// What would be put in if all cash committed were called.
        committed: Pence,
    },
    /// Money received for money put in, where cases differ in both: compared by the gain, which is negative for a loss.
    BackFor {
        /// What is received.
        back: Pence,
        /// What is put in for it.
        put_in: Pence,
        /// What the partner still owes then: see `Downside::own_debt`.
        own_debt: Pence,
        /// What the deal cannot pay then.
        unfunded: Unfunded,
    },
    /// Money of a deal that cannot pay everything.
    IfFunded {
        /// The money.
        sum: Pence,
        /// What the deal cannot pay.
        unfunded: Unfunded,
    },
    /// No date, because capital is never repaid.
    NotRepaid,
    /// No date: capital is not repaid, but the return already paid covers it, so that nothing is lost.
    CoveredByReturn,
    /// No value.
    None,
}

impl Amount {
    /// The difference from another of the same kind; none where they are the same or cannot be subtracted.
    #[must_use]
    pub fn less(self, other: Self) -> Option<Self> {
        self.minus(other).filter(|difference| !difference.is_nothing())
    }

    /// Whether a deal can lead with it: there is a value, and everything is paid.
    #[must_use]
    pub fn can_lead(self) -> bool {
        self != Self::None && !self.unfunded().is_any()
    }

    fn minus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Beyond(now), Self::Beyond(was)) => Some(Self::Money(now - was)),
            (Self::BackFor { .. }, Self::BackFor { .. }) => Some(Self::Money(self.gain()? - other.gain()?)),
            (Self::Count(now), Self::Count(was)) => Some(Self::Count(now - was)),
            (Self::Jobs(now), Self::Jobs(was)) => Some(Self::Jobs(now - was)),
            (Self::Fraction(now), Self::Fraction(was)) => Some(Self::Fraction(now - was)),
            (Self::Times(now), Self::Times(was)) => Some(Self::Times(now - was)),
            (Self::Month(now), Self::Month(was)) => Some(Self::Count(i64::from(now.months_since(was)))),
            (Self::Headroom(now, _), Self::Headroom(was, _)) => now.less(was).map(Self::Fraction),
            (now, was) => Some(Self::Money(now.money()? - was.money()?)),
        }
    }

    /// The sum, if it is one.
    #[must_use]
    pub const fn money(self) -> Option<Pence> {
        match self {
            Self::Money(sum) | Self::PutInOf { put_in: sum, .. } | Self::IfFunded { sum, .. } => Some(sum),
            _ => None,
        }
    }

    /// What the deal cannot pay then: everything is paid unless the value says otherwise.
    #[must_use]
    pub fn unfunded(self) -> Unfunded {
        match self {
            Self::BackFor { unfunded, .. } | Self::IfFunded { unfunded, .. } => unfunded,
            _ => Unfunded::default(),
        }
    }

    /// Money received, less money put in for it and what is still owed.
    const fn gain(self) -> Option<Pence> {
        match self {
            Self::BackFor { back, put_in, own_debt, .. } => Some(Pence(back.0 - put_in.0 - own_debt.0)),
            _ => None,
        }
    }

    /// Whether a difference is zero, or only the noise of floating-point numbers.
    fn is_nothing(self) -> bool {
        match self {
            Self::Money(sum) => sum == Pence::ZERO,
            Self::Count(number) => number == 0,
            Self::Jobs(number) | Self::Fraction(number) | Self::Times(number) => number.abs() < NOISE,
            _ => false,
        }
    }

    /// Whether a difference is an increase.
    pub(super) fn is_more(self) -> bool {
        match self {
            Self::Money(sum) => sum.is_positive(),
            Self::Count(number) => number > 0,
            Self::Jobs(number) | Self::Fraction(number) | Self::Times(number) => number > 0.0,
            _ => false,
        }
    }
}
