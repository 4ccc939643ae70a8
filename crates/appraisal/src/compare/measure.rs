//! What is compared: the measures, and the figure that explains each.

use super::Amount;
use deal::{Deal, YearMonth};

/// A measure in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Present value of the venture to the landowner, less that of selling its land: one sale for all cases.
    AgainstSale,
    /// Homes finished within the deal.
    HomesFinished,
    /// Affordable homes planned.
    AffordableHomes,
    /// The share of them among all homes planned.
    AffordableShare,
    /// The month in which the last home is finished.
    LastHome,
    /// Person-years of construction work.
    PersonYears,
    /// Building jobs a year.
    JobsAYear,
    /// What a partner puts in, land at its accepted value.
    PutsIn(usize),
    /// What a partner receives.
    GetsBack(usize),
    /// The present value of what it receives, at its own rate.
    PresentValue(usize),
    /// When its capital is repaid.
    RepaidBy(usize),
    /// Its rate of return.
    Return(usize),
    /// Its equity multiple.
    Multiple(usize),
    /// The surplus: pot plus split.
    Surplus,
    /// Paid into the pot; none where the deal has no pot.
    Pot,
    /// The present value of the pot; none where the deal has no pot.
    PotPresentValue,
    /// Peak funding: partners' cash and loans.
    PeakFunding,
    /// Peak debt.
    PeakLoan,
    /// How far prices can fall before the deal fails, or must rise.
    PriceHeadroom,
    /// How far costs can rise before the deal fails, or must fall.
    CostHeadroom,
    /// What a partner receives in the combined downside, for what it then puts in.
    GetsBackInDownside(usize),
    /// The surplus in the combined downside.
    SurplusInDownside,
    /// Gross public cash per home.
    PublicCashPerHome,
    /// The scheme's value in real terms, at the Green Book's real rate.
    RealValue,
    /// What the venture retains at the end, at its yield.
    KeptValue,
}

impl Measure {
    /// The index of the partner measured.
    #[must_use]
    pub const fn partner(self) -> Option<usize> {
        match self {
            Self::PutsIn(place)
            | Self::GetsBack(place)
            | Self::PresentValue(place)
            | Self::RepaidBy(place)
            | Self::Return(place)
            | Self::Multiple(place)
            | Self::GetsBackInDownside(place) => Some(place),
            _ => None,
        }
    }

    /// The same measure of the partner at another index.
    #[must_use]
    pub const fn of_partner(self, place: usize) -> Self {
        match self {
            Self::PutsIn(_) => Self::PutsIn(place),
            Self::GetsBack(_) => Self::GetsBack(place),
            Self::PresentValue(_) => Self::PresentValue(place),
            Self::RepaidBy(_) => Self::RepaidBy(place),
            Self::Return(_) => Self::Return(place),
            Self::Multiple(_) => Self::Multiple(place),
            Self::GetsBackInDownside(_) => Self::GetsBackInDownside(place),
            other => other,
        }
    }

    /// Whether more of it is better, or less; none where it is neither: a partner that puts in more takes more of the risk, and
    /// jobs a year are the same work over more or fewer years, and the share of affordable homes is said with their number.
    #[must_use]
    pub const fn more_is_better(self) -> Option<bool> {
        match self {
            Self::PutsIn(_) | Self::JobsAYear | Self::AffordableShare => None,
            Self::LastHome | Self::RepaidBy(_) | Self::PeakFunding | Self::PeakLoan | Self::PublicCashPerHome => {
                Some(false)
            }
            Self::AgainstSale
            | Self::HomesFinished
            | Self::AffordableHomes
            | Self::PersonYears
            | Self::GetsBack(_)
            | Self::PresentValue(_)
            | Self::Return(_)
            | Self::Multiple(_)
            | Self::Surplus
            | Self::Pot
            | Self::PotPresentValue
            | Self::PriceHeadroom
            | Self::CostHeadroom
            | Self::GetsBackInDownside(_)
            | Self::SurplusInDownside
            | Self::RealValue
            | Self::KeptValue => Some(true),
        }
    }

    /// Whether it is discounted, so that a comparison discounts it to one date (method 2.13, 3.9).
    #[must_use]
    pub const fn is_present_value(self) -> bool {
        matches!(self, Self::AgainstSale | Self::PresentValue(_) | Self::PotPresentValue | Self::RealValue)
    }

    /// The figure of the open book that explains it; none where other runs produce it, where it is only a date, or where
    /// it is discounted to another month than the start of the deal. Of capital that is never all repaid it is what is missing.
    #[must_use]
    pub fn figure(self, amount: Amount, deal: &Deal, valued_at: YearMonth) -> Option<String> {
        if self.is_present_value() && deal.start != valued_at {
            return None;
        }
        let of = |place: usize, name: &str| Some(format!("partner/{}/{name}", deal.partners.get(place)?.id));
        let own = match self {
            Self::PutsIn(place) => return of(place, "put_in"),
            Self::GetsBack(place) => return of(place, "received"),
            Self::PresentValue(place) => return of(place, "present_value_received"),
            Self::RepaidBy(place) if matches!(amount, Amount::NotRepaid | Amount::CoveredByReturn) => {
                return of(place, "capital_unpaid");
            }
            Self::RepaidBy(place) => return of(place, "last_capital_k"),
            Self::Return(place) => return of(place, "rate_of_return"),
            Self::Multiple(place) => return of(place, "multiple"),
            Self::HomesFinished => "homes/completed",
            Self::AffordableHomes => "homes/affordable",
            Self::PersonYears => "jobs/person_years",
            Self::JobsAYear => "jobs/a_year",
            Self::Pot => "pot/total",
            Self::PotPresentValue => "pot/present_value",
            Self::Surplus => "value/surplus",
            Self::PeakFunding => "peak_funding",
            Self::PeakLoan => "peak_funding/debt",
            Self::PublicCashPerHome => "public_money/cash_per_home",
            Self::RealValue => "value/real_value",
            Self::KeptValue => "value/kept_value",
            Self::AgainstSale
            | Self::AffordableShare
            | Self::LastHome
            | Self::PriceHeadroom
            | Self::CostHeadroom
            | Self::GetsBackInDownside(_)
            | Self::SurplusInDownside => return None,
        };
        Some(own.to_owned())
    }
}
