//! Build and sales rates, and people per home (method 4.1, 3.1).

use super::Rate;
use super::Value::{Between, Named, One, Rule, Usual};
use deal::MarkKind::{Calculated, SecondHand, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "programme.venture_life", what: "Usual life of a joint venture of land and cash", value: Between(10.0, 20.0), unit: "years", from: "", to: "", sources: &["J1"], mark: Source, note: "" },
    Rate { id: "programme.sales_per_outlet_week", what: "Market homes sold per outlet and week", value: Usual(0.57, 0.49, 0.85), unit: "homes", from: "2025-07-01", to: "", sources: &["E15"], mark: Source, note: "A large builder: 0.57 in July to December 2025, 0.59 a year before, 0.49 in January 2023, 0.85 in autumn 2021" },
    Rate { id: "programme.homes_per_outlet_year", what: "Market homes sold per outlet and year", value: One(30.0), unit: "homes", from: "2025-07-01", to: "", sources: &["E15"], mark: Calculated, note: "0.57 x 52 = 29.6" },
    Rate { id: "programme.outlets", what: "Sales outlets, by site capacity", value: Named(&[("up to 600 homes", 1.0), ("over 600 homes", 2.0)]), unit: "outlets", from: "2019-10-14", to: "", sources: &["E15"], mark: Source, note: "One consultant's representation; that sites can have more than two outlets is general knowledge: type the number" },
    Rate { id: "programme.build_out_smallest_largest", what: "Average homes completed per site and year, smallest and largest sites", value: Named(&[("under 100 homes", 22.0), ("2,000 homes and more", 160.0)]), unit: "homes", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "Second edition of Start to Finish, 97 sites of over 500 homes; the third edition is said to be slightly lower at every size" },
    Rate { id: "programme.build_out_between", what: "Average homes completed per site and year, other sizes", value: Named(&[("100 to 499 homes", 49.0), ("500 to 999 homes", 67.0), ("1,000 to 1,499 homes", 90.0), ("1,500 to 1,999 homes", 110.0)]), unit: "homes", from: "", to: "", sources: &[], mark: Unverified, note: "From memory; to be replaced by the table in the third edition of Start to Finish" },
    Rate { id: "programme.years_to_first_homes", what: "Time from the first planning application to the first homes", value: Named(&[("under 500 homes", 3.0), ("2,000 homes and more", 8.0)]), unit: "years, about", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "Second edition; the third (2024) says sites under 100 homes usually take less than 5 years and larger ones more than 5" },
    Rate { id: "programme.what_is_faster", what: "What speeds up a site", value: Rule("More affordable homes, more outlets and greenfield land make a site faster; with much affordable housing nearly twice as fast"), unit: "", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "" },
    Rate { id: "programme.build_months", what: "Construction period", value: Named(&[("house", 9.0), ("block of flats", 18.0)]), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.sale_lag", what: "Time from reservation to completion of a sale", value: Named(&[("usual", 3.0), ("home near ready", 2.0)]), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.pre_construction", what: "Time from drawdown of the land to the start of construction", value: One(12.0), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.persons_per_home", what: "People per home", value: One(2.4), unit: "people", from: "", to: "", sources: &[], mark: Unverified, note: "" },
];
