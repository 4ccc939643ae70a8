//! How fast homes are built and sold, and how many people live in them (method 4.1, 3.1).

use super::Rate;
use super::Value::{Between, Named, One, Rule, Usual};
use deal::MarkKind::{Calculated, SecondHand, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "programme.venture_life", what: "Common life of a joint venture of land against cash", value: Between(10.0, 20.0), unit: "years", from: "", to: "", sources: &["J1"], mark: Source, note: "" },
    Rate { id: "programme.sales_per_outlet_week", what: "Market homes sold in a week at one sales outlet", value: Usual(0.57, 0.49, 0.85), unit: "homes", from: "2025-07-01", to: "", sources: &["E15"], mark: Source, note: "A large builder: 0.57 in July to December 2025, 0.59 a year before, 0.49 in January 2023, 0.85 in autumn 2021" },
    Rate { id: "programme.homes_per_outlet_year", what: "Market homes sold in a year at one sales outlet", value: One(30.0), unit: "homes", from: "2025-07-01", to: "", sources: &["E15"], mark: Calculated, note: "0.57 x 52 = 29.6" },
    Rate { id: "programme.outlets", what: "Sales outlets, by homes that the site can hold", value: Named(&[("up to 600 homes", 1.0), ("over 600 homes", 2.0)]), unit: "outlets", from: "2019-10-14", to: "", sources: &["E15"], mark: Source, note: "One consultant's representation; more than two outlets is general knowledge, to be typed" },
    Rate { id: "programme.build_out_smallest_largest", what: "Mean homes finished in a year on one site, smallest and largest sites", value: Named(&[("under 100 homes", 22.0), ("2,000 homes and more", 160.0)]), unit: "homes", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "Second edition of Start to Finish, 97 sites of over 500 homes; the third edition is said to be slightly lower at every size" },
    Rate { id: "programme.build_out_between", what: "Mean homes finished in a year on one site, sizes between", value: Named(&[("100 to 499 homes", 49.0), ("500 to 999 homes", 67.0), ("1,000 to 1,499 homes", 90.0), ("1,500 to 1,999 homes", 110.0)]), unit: "homes", from: "", to: "", sources: &[], mark: Unverified, note: "From memory; to be replaced from the table of the third edition of Start to Finish" },
    Rate { id: "programme.years_to_first_homes", what: "From the first planning application to the first homes", value: Named(&[("under 500 homes", 3.0), ("2,000 homes and more", 8.0)]), unit: "years, about", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "Second edition; the third (2024) says that sites under 100 homes are usually within 5 years and larger ones over 5" },
    Rate { id: "programme.what_is_faster", what: "What makes a site faster", value: Rule("More affordable homes, more outlets and greenfield land make a site faster; with much affordable housing nearly twice as fast"), unit: "", from: "2020-01-01", to: "", sources: &["E14"], mark: SecondHand, note: "" },
    Rate { id: "programme.build_months", what: "Time to build", value: Named(&[("house", 9.0), ("block of flats", 18.0)]), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.sale_lag", what: "From reservation to completion of a sale", value: Named(&[("usual", 3.0), ("home near ready", 2.0)]), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.pre_construction", what: "From drawdown of the land to the start of building", value: One(12.0), unit: "months", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "programme.persons_per_home", what: "Persons in one home", value: One(2.4), unit: "persons", from: "", to: "", sources: &[], mark: Unverified, note: "" },
];
