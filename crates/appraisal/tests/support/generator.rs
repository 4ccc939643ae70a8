//! Makes valid and varied deals from a stream of choices. Choice 0 is always the plainest, so that a failing deal
//! shrinks to the plainest one that fails.

use appraisal::calendar::YearBasis;
use appraisal::deal::*;

/// The tenures of homes sold or transferred.
const SOLD: [Tenure; 7] = [
    Tenure::MarketSale,
    Tenure::DiscountMarketSale,
    Tenure::SocialRent,
    Tenure::AffordableRent,
    Tenure::SharedOwnership,
    Tenure::ServicedPlot,
    Tenure::ExtraCare,
];

/// The tenures of homes that may be retained and let.
const LET: [Tenure; 4] = [Tenure::SocialRent, Tenure::MarketRent, Tenure::AffordableRent, Tenure::ExtraCare];

/// A deal from choices: `next(n)` gives a number below `n`.
pub(crate) fn deal(next: impl FnMut(u32) -> u32) -> Deal {
    let mut choices = Choices(next);
    let partners = choices.partners();
    let (sites, contributions) = choices.land_and_cash(partners.len());
    let home_types = choices.home_types();
    let phases = choices.phases(sites.len(), &home_types);
    let mut deal = Deal {
        title: "Generated".to_owned(),
        summary: String::new(),
        place: String::new(),
        rule_set: "2027-04-01".to_owned(),
        start: choices.pick(["2027-04", "2024-01", "2009-06", "2099-12"]).parse().unwrap(),
        months: 1,
        price_base_month: choices.pick([0, -1, -12, 6, 30]),
        year_basis: choices.pick([YearBasis::Scheme, YearBasis::Financial]),
        view: View::default(),
        costs: choices.costs(),
        growth: choices.growth(),
        funding: choices.funding(),
        sharing: choices.sharing(partners.len()),
        jobs: Jobs { deadweight_percent: choices.pick([0.0, 25.0]), ..Jobs::default() },
        outputs: Outputs::default(),
        community: Community::default(),
        exits: Vec::new(),
        joins: Vec::new(),
        residual_land: None,
        alternatives: Alternatives::default(),
        public: PublicCase::default(),
        landlords: Vec::new(),
        overage: Vec::new(),
        clawback: Vec::new(),
        marks: Default::default(),
        sources: Default::default(),
        scenarios: Default::default(),
        partners,
        sites,
        contributions,
        home_types,
        phases,
    };
    // If no time remains after construction, homes stay unsold.
    deal.months = (earliest_end(&deal) + choices.pick([24, 0, 3, 60, 120])).min(720);
    date_exits(&mut deal);
    deal.residual_land = choices.sometimes(2, |choices| choices.residual_land());
    if choices.below(2) == 1 {
        choices.structures(&mut deal);
    }
    // Last, so that earlier choices do not change.
    deal.public = choices.public_case(&deal);
    deal
}

/// The numbered deal with covenants, exits, outputs and community benefits. These use separate choices, so that they
/// change no figure of the run.
#[allow(dead_code, reason = "not every test file asks for them")]
pub(crate) fn numbered_with_outputs(number: u64) -> Deal {
    let mut deal = numbered(number);
    let mut state = number ^ 0x9e37_79b9_7f4a_7c15;
    Choices(|count| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(count)) as u32
    })
    .outputs(&mut deal);
    deal
}

/// Exits are made as months after completion, and dated once the deal has an end.
fn date_exits(deal: &mut Deal) {
    let finished = deal.phases.iter().map(|phase| phase.build_start_month + phase.build_months - 1).max().unwrap();
    let last = deal.months - 1;
    let date = |month: &mut Option<u32>| *month = month.map(|later| (finished + later).min(last));
    for home in &mut deal.home_types {
        home.letting.iter_mut().for_each(|terms| date(&mut terms.exit_month));
        home.shared_ownership.iter_mut().for_each(|terms| date(&mut terms.exit_month));
    }
    deal.phases.iter_mut().flat_map(|phase| &mut phase.commercial).for_each(|space| date(&mut space.exit_month));
}

/// The deal with this number, the same on every machine.
pub(crate) fn numbered(number: u64) -> Deal {
    let mut state = number;
    deal(|count| {
        // Knuth's linear congruential generator; its upper bits are more random.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % u64::from(count)) as u32
    })
}

/// The fewest months that include everything dated.
fn earliest_end(deal: &Deal) -> u32 {
    let windows = |phase: &Phase| {
        let spends: Vec<Spend> = phase.abnormals.iter().chain(&phase.infrastructure).cloned().collect();
        let windows = spends.into_iter().filter_map(|spend| spend.window);
        let start = phase.build_start_month;
        windows.map(move |window| start.strict_add_signed(window.from_month) + window.months).max().unwrap_or(0)
    };
    let instalments = |phase: &Phase| {
        let levy = phase.community_infrastructure_levy.as_ref();
        let latest = levy.and_then(|levy| levy.instalments.iter().map(|row| row.months_after_start).max());
        phase.build_start_month + latest.unwrap_or(0) + 1
    };
    let bricks = deal.home_types.iter().filter_map(|home| home.stages).map(|stages| stages.golden_brick_month);
    let brick = bricks.max().unwrap_or(0) + 1;
    let phases = deal.phases.iter().map(|phase| {
        let built = phase.build_start_month + phase.build_months;
        built.max(windows(phase)).max(instalments(phase)).max(phase.build_start_month + brick)
    });
    let programme = deal.costs.programme.iter().map(|cost| cost.month);
    phases.chain(programme).chain([deal.price_base_month.max(1) as u32]).max().unwrap_or(1)
}

struct Choices<F>(F);

impl<F: FnMut(u32) -> u32> Choices<F> {
    fn below(&mut self, count: u32) -> u32 {
        (self.0)(count)
    }

    fn pick<T, const COUNT: usize>(&mut self, from: [T; COUNT]) -> T {
        let place = self.below(COUNT as u32) as usize;
        from.into_iter().nth(place).unwrap()
    }

    /// A value, once in `chance` times; the plain choice is none.
    fn sometimes<T>(&mut self, chance: u32, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(chance) == chance - 1).then(|| make(self))
    }

    /// Rows with the ids 0, 1, ...
    fn rows<T>(&mut self, count: u32, mut make: impl FnMut(&mut Self, String) -> T) -> Vec<T> {
        (0..count).map(|index| make(self, index.to_string())).collect()
    }

    /// An amount with odd pence, around a middle.
    fn pounds(&mut self, middle: u32) -> f64 {
        match self.below(4) {
            0 => f64::from(middle),
            1 => f64::from(self.below(2 * middle)),
            2 => f64::from(self.below(200 * middle)) / 100.0,
            _ => f64::from(self.below(middle)) * 3.0 + 0.01,
        }
    }

    fn id(&mut self, count: usize) -> String {
        self.below(count as u32).to_string()
    }

    fn partners(&mut self) -> Vec<Partner> {
        let count = 2 + self.below(4);
        self.rows(count, |choices, id| Partner {
            name: format!("Partner {id}"),
            short_name: id.clone(),
            id,
            kind: choices.pick([PartnerKind::Council, PartnerKind::Developer, PartnerKind::HousingAssociation]),
            public: choices.below(2) == 1,
            votes_percent: 50.0,
            discount_rate_percent: choices.pick([0.0, 4.5, 8.0]),
        })
    }

    fn land_and_cash(&mut self, partners: usize) -> (Vec<Site>, Vec<Contribution>) {
        let count = 1 + self.below(3);
        let sites = self.rows(count, |choices, id| Site {
            name: format!("Site {id}"),
            id,
            owner: choices.id(partners),
            value: choices.sometimes(6, |_| 0.0).unwrap_or_else(|| choices.pounds(1_000_000)),
            ..Site::default()
        });
        let count = self.below(5);
        let mut rows = self.rows(count, |choices, id| {
            let partner = choices.id(partners);
            let amount = choices.pounds(1_500_000);
            Contribution::cash_equity(&format!("cash-{id}"), &partner, amount, choices.pick([0, 0, 5, 18]))
        });
        // Land comes before and after cash in the list.
        for site in &sites {
            let at = self.below(rows.len() as u32 + 1) as usize;
            rows.insert(at, Contribution::land_in_kind(&format!("land-{}", site.id), &site.id));
        }
        if sites.iter().all(|site| site.value == 0.0) {
            rows.push(Contribution::cash_equity("cash", "0", 250_000.0, 0));
        }
        (sites, rows)
    }

    fn home_types(&mut self) -> Vec<HomeType> {
        let count = 1 + self.below(4);
        self.rows(count, |choices, id| {
            let is_first = id == "0";
            let price_from = if is_first { None } else { choices.sometimes(3, |_| "0".to_owned()) };
            let costs_from = if is_first { None } else { choices.sometimes(3, |_| "0".to_owned()) };
            let home = HomeType {
                name: format!("Home {id}"),
                id,
                tenure: choices.pick(SOLD),
                price: price_from.is_none().then(|| choices.pounds(240_000)),
                price_from,
                percent_of_price: choices.pick([100.0, 55.0, 80.0, 0.0]),
                build_cost: choices.sometimes(8, |_| None).unwrap_or_else(|| Some(choices.pounds(90_000))),
                infrastructure_cost: choices.sometimes(3, |choices| choices.pounds(12_000)),
                costs_from,
                area_m2: 85.0,
                launch_month: choices.below(12) as i32 - choices.below(4) as i32,
                sales_a_month: choices.sometimes(2, |choices| choices.pick([2.0, 0.1, 0.35, 7.5])),
                sale_lag_months: choices.below(4) as i32,
                stages: choices.sometimes(4, |choices| Stages {
                    land_percent: choices.pick([20.0, 0.0, 33.3]),
                    build_percent: choices.pick([50.0, 0.0, 66.7]),
                    golden_brick_month: choices.below(8),
                }),
                price_index: choices.sometimes(8, |_| IndexName::ConsumerPrices),
                has_sales_costs: choices.sometimes(8, |choices| choices.below(2) == 1),
                ..HomeType::default()
            };
            choices.retained(home)
        })
    }

    /// The home as made, or retained and let, or retained as shared ownership.
    fn retained(&mut self, home: HomeType) -> HomeType {
        match self.below(6) {
            4 => HomeType { tenure: self.pick(LET), letting: Some(self.letting()), stages: None, ..home },
            5 => {
                let shared_ownership = Some(self.shared_ownership());
                HomeType { tenure: Tenure::SharedOwnership, shared_ownership, stages: None, ..home }
            }
            _ => home,
        }
    }

    fn letting(&mut self) -> Letting {
        let (yield_percent, exit_month) = self.exit();
        Letting {
            rent_a_week: self.pounds(140),
            lets_a_month: self.sometimes(2, |choices| choices.pick([5.0, 0.35, 2.0])),
            rent_index: self.rent_index(),
            void_percent: self.pick([0.0, 2.5]),
            bad_debt_percent: self.pick([0.0, 1.0, 97.5]),
            upkeep: self.upkeep(),
            service_charge_a_year: self.pick([0.0, 333.33]),
            yield_percent,
            purchasers_costs_percent: self.pick([0.0, 6.8]),
            exit_month,
        }
    }

    fn shared_ownership(&mut self) -> SharedOwnership {
        let (yield_percent, exit_month) = self.exit();
        SharedOwnership {
            first_share_percent: self.pick([40.0, 25.0, 0.0, 100.0]),
            rent_percent: self.pick([2.75, 0.0]),
            staircasing_percent: self.pick([0.0, 2.0, 99.0]),
            rent_index: self.rent_index(),
            landlord_repairs_months: self.sometimes(2, |choices| choices.pick([12, 0, 120])),
            upkeep: self.upkeep(),
            yield_percent,
            purchasers_costs_percent: self.pick([0.0, 6.8]),
            exit_month,
        }
    }

    fn upkeep(&mut self) -> Upkeep {
        Upkeep {
            management_a_year: self.pick([0.0, 600.0]),
            repairs_a_year: self.pick([0.0, 499.99]),
            major_repairs_a_year: self.pick([0.0, 800.0]),
            major_repairs_from_year: 1 + self.below(3),
        }
    }

    fn rent_index(&mut self) -> RentIndex {
        self.pick([RentIndex::ConsumerPrices, RentIndex::SocialRent, RentIndex::MarketRent])
    }

    /// The yield, and months from the end of construction to the sale; only homes and space with a yield are sold at
    /// one.
    fn exit(&mut self) -> (f64, Option<u32>) {
        let yield_percent = self.pick([0.0, 5.0, 4.25]);
        let exit_month = self.sometimes(2, |choices| choices.below(60));
        (yield_percent, exit_month.filter(|_| yield_percent > 0.0))
    }

    fn commercial(&mut self) -> Vec<Commercial> {
        let count = self.below(6).saturating_sub(4);
        self.rows(count, |choices, id| {
            let (yield_percent, exit_month) = choices.exit();
            Commercial {
                name: format!("Space {id}"),
                id,
                area_m2: choices.pick([300.0, 84.5]),
                build_cost_per_m2: choices.pounds(1_500),
                rent_per_m2: choices.pounds(160),
                void_months: choices.below(5),
                rent_free_months: choices.below(8),
                void_percent: choices.pick([0.0, 5.0]),
                cost_percent: choices.pick([0.0, 3.0, 100.0]),
                yield_percent,
                purchasers_costs_percent: choices.pick([0.0, 5.0]),
                exit_month,
            }
        })
    }

    fn phases(&mut self, sites: usize, home_types: &[HomeType]) -> Vec<Phase> {
        let count = 1 + self.below(4);
        self.rows(count, |choices, id| {
            let start = choices.below(30);
            let build_months = 1 + choices.below(30);
            Phase {
                name: format!("Phase {id}"),
                id,
                site: choices.id(sites),
                drawdown_month: start - choices.below(start + 1),
                land_value: choices.sometimes(4, |choices| choices.pounds(400_000)),
                build_start_month: start,
                build_months,
                spending_curve: choices.curve(),
                first_completion_months: choices.below(build_months),
                early_fees_months: choices.below(start + 1),
                homes: choices.homes(home_types.len()),
                demolished: choices.pick([0, 0, 7]),
                abnormals: choices.spends(start),
                infrastructure: choices.spends(start),
                section_106: choices.obligations(),
                community_infrastructure_levy: choices.sometimes(4, Self::community_levy),
                levies: choices.levies(),
                commercial: choices.commercial(),
                ..Phase::default()
            }
        })
    }

    fn homes(&mut self, home_types: usize) -> Vec<HomesRow> {
        let count = 1 + self.below(3);
        let mut rows = self.rows(count, |choices, id| HomesRow {
            id,
            home_type: choices.id(home_types),
            count: choices.pick([12, 1, 50, 0, 7, 33]),
        });
        rows[0].count = rows[0].count.max(1);
        rows
    }

    fn curve(&mut self) -> Curve {
        match self.below(5) {
            0 | 1 => Curve::Straight,
            2 => Curve::Smooth,
            3 => Curve::Hudson { c: -0.2, k: 6.0 },
            _ => Curve::Custom { points: vec![(0.0, 0.0), (0.25, 0.1), (0.5, 0.1), (0.9, 0.95), (1.0, 1.0)] },
        }
    }

    fn spends(&mut self, start: u32) -> Vec<Spend> {
        let count = self.below(6).saturating_sub(3);
        self.rows(count, |choices, id| Spend {
            id,
            amount: choices.pounds(90_000),
            window: choices.sometimes(2, |choices| SpendWindow {
                from_month: choices.below(12) as i32 - choices.below(start + 1) as i32,
                months: 1 + choices.below(14),
                curve: choices.curve(),
            }),
        })
    }

    fn obligations(&mut self) -> Vec<Obligation> {
        let count = self.below(4).saturating_sub(1);
        self.rows(count, |choices, id| Obligation {
            id,
            per_home: choices.pick([3_000.0, 0.0]),
            lump_sum: choices.pick([0.0, 45_678.9]),
            at_occupation: choices.sometimes(2, |choices| 1 + choices.below(60)),
            index: choices.sometimes(2, |choices| choices.pick([IndexName::ConsumerPrices, IndexName::BuildCost])),
        })
    }

    fn community_levy(&mut self) -> CommunityInfrastructureLevy {
        let instalment =
            |id: &str, months_after_start, percent| Instalment { id: id.to_owned(), months_after_start, percent };
        CommunityInfrastructureLevy {
            rate: 85.0,
            area_m2: 1_234.5,
            index_ratio: 1.1,
            instalments: match self.below(2) {
                0 => Vec::new(),
                _ => vec![instalment("a", 2, 33.3), instalment("b", self.below(9), 33.3), instalment("c", 8, 33.4)],
            },
        }
    }

    fn levies(&mut self) -> Vec<Levy> {
        let levy = |choices: &mut Self| Levy {
            id: "safety".to_owned(),
            rate: 12.34,
            area_m2: 900.0,
            at_completion: choices.below(2) == 1,
        };
        self.sometimes(4, levy).into_iter().collect()
    }

    fn costs(&mut self) -> Costs {
        let vat =
            VatLost { build_percent: 5.0, infrastructure_percent: 20.0, fees_percent: 20.0, ..VatLost::default() };
        let programme = self.below(6).saturating_sub(2);
        Costs {
            externals_percent: self.pick([0.0, 10.0]),
            contingency_percent: self.pick([0.0, 5.0, 7.77]),
            fees_percent: self.pick([0.0, 8.0]),
            early_fees_percent: self.pick([0.0, 25.0]),
            sales_cost_percent: self.pick([0.0, 3.0]),
            sales_cost_per_home: self.pick([0.0, 749.99]),
            management: self.sometimes(3, |choices| Management {
                percent: choices.pick([2.0, 0.0]),
                per_month: choices.pick([0.0, 1_000.0]),
                from_month: choices.below(5),
                to_month: choices.sometimes(2, |choices| choices.below(40)),
            }),
            land_legal_percent: self.pick([0.0, 1.0]),
            corporation_tax_percent: self.pick([0.0, 0.0, 25.0]),
            stamp_duty: self
                .sometimes(3, |choices| StampDuty { sum_of_lower_proportions_percent: choices.pick([0.0, 50.0]) }),
            vat_lost: self.sometimes(3, |_| vat).unwrap_or_default(),
            partner_income: Vec::new(),
            programme: self.rows(programme, |choices, id| ProgrammeCost {
                label: id.clone(),
                id,
                month: choices.below(48),
                amount: choices.pounds(60_000) * choices.pick([1.0, -1.0]),
            }),
            ..Costs::default()
        }
    }

    fn growth(&mut self) -> Growth {
        let mut rows = || {
            let count = self.below(5).saturating_sub(2);
            self.rows(count, |choices, id| GrowthRow {
                from_month: if id == "0" { choices.pick([0, 10]) } else { choices.below(40) },
                id,
                percent: choices.pick([2.5, -3.0, 0.0, 6.0]),
            })
        };
        Growth {
            house_price: rows(),
            build_cost: rows(),
            infrastructure: rows(),
            fees: rows(),
            consumer_prices: rows(),
            market_rent: rows(),
            commercial_rent: rows(),
            land: rows(),
            ..Growth::default()
        }
    }

    fn funding(&mut self) -> Funding {
        let facilities = self.pick([1, 1, 0, 2]);
        Funding {
            order: FundingOrder::EquityFirst,
            minimum_cash: self.pick([0.0, 0.0, 10_000.0]),
            cash_interest_percent: self.pick([0.0, 1.0]),
            sweep_percent: self.pick([100.0, 80.0, 0.0]),
            facilities: self.rows(facilities, Self::facility),
            ..Funding::default()
        }
    }

    fn facility(&mut self, id: String) -> Facility {
        Facility {
            name: format!("Loan {id}"),
            id,
            limit: self.pick([100_000_000.0, 600_000.0, 45_678.9, 0.0]),
            rate_percent: self.pick([7.2, 0.0, 9.0]),
            interest: self.pick([InterestBasis::Twelfths, InterestBasis::Actual365]),
            arrangement_fee_percent: self.pick([0.0, 1.5]),
            non_utilisation_fee_percent: self.pick([0.0, 1.0]),
            exit_fee_percent: self.pick([0.0, 0.5]),
            loan_to_cost_percent: self.sometimes(3, |choices| choices.pick([55.0, 80.0])),
            loan_to_value_percent: self.sometimes(3, |choices| choices.pick([45.0, 60.0])),
            rolled_to_month: self.sometimes(3, |choices| choices.below(30)),
            available_to_month: self.sometimes(4, |choices| 6 + choices.below(40)),
            revolving: self.below(3) < 2,
        }
    }

    fn sharing(&mut self, partners: usize) -> Sharing {
        Sharing {
            preferred_return_percent: self.pick([0.0, 6.0, 11.1]),
            preferred_return: self.pick([Compounding::Compounding, Compounding::Simple]),
            order: self
                .pick([vec![Claim::PreferredReturn, Claim::Capital], vec![Claim::Capital, Claim::PreferredReturn]]),
            capital_order: self.pick([CapitalOrder::SideBySide, CapitalOrder::LandFirst, CapitalOrder::CashFirst]),
            recycled_percent: self.pick([0.0, 20.0, 100.0, 33.3]),
            split: self.sometimes(2, |choices| choices.split(partners)).unwrap_or_default(),
            dates: self.pick([
                DistributionDates::Monthly,
                DistributionDates::Quarterly,
                DistributionDates::Yearly,
                DistributionDates::AtEnd,
            ]),
            look_ahead_months: self.pick([12, 0, 3, 720]),
            while_loans_stand: self.below(5) == 4,
            ..Sharing::default()
        }
    }

    /// Shares in tenths of a percent that add up to 100%; some partners may have none.
    fn split(&mut self, partners: usize) -> Vec<SplitShare> {
        let mut left = 1_000;
        self.rows(partners as u32, |choices, id| {
            let share = if id == (partners - 1).to_string() { left } else { choices.below(left + 1) };
            left -= share;
            SplitShare { id, percent: f64::from(share) / 10.0 }
        })
    }

    fn residual_land(&mut self) -> ResidualLand {
        ResidualLand {
            target: match self.below(3) {
                0 => {
                    let (affordable_percent, commercial_percent) = (6.0, 15.0);
                    let market_percent = self.pick([17.5, 0.0, 20.0]);
                    ResidualTarget::ProfitOnValue { market_percent, affordable_percent, commercial_percent }
                }
                1 => ResidualTarget::ProfitOnCost { percent: self.pick([15.0, 0.0]) },
                _ => ResidualTarget::RateOfReturn { percent: self.pick([8.0, 0.0, 20.0]) },
            },
            finance_percent: self.pick([7.2, 0.0]),
            legal_percent: self.pick([1.8, 0.0]),
            stamp_duty: self.below(2) == 1,
        }
    }

    /// Every structure a deal may have in addition to capital, equity first and one split.
    fn structures(&mut self, deal: &mut Deal) {
        self.land_forms(deal);
        self.cash_forms(deal);
        self.land_extras(deal);
        self.funding_structure(deal);
        self.sharing_structure(deal);
    }

    fn month(&mut self, deal: &Deal) -> u32 {
        self.below(deal.months + 1)
    }

    fn land_forms(&mut self, deal: &mut Deal) {
        let mut rows = Vec::new();
        for row in std::mem::take(&mut deal.contributions) {
            let Contribution::LandInKind { id, site, .. } = &row else {
                rows.push(row);
                continue;
            };
            let (note, later) = (format!("{id}-note"), format!("{id}-later"));
            match self.below(5) {
                0 => rows.push(row),
                1 => rows.push(self.land_note(&note, site, 100.0)),
                2 => rows.push(self.land_deferred(deal, &later, site, 100.0)),
                3 => {
                    let (id, site, share_percent) = (id.clone(), site.clone(), 60.0);
                    rows.push(self.land_note(&note, &site, 40.0));
                    rows.push(Contribution::LandInKind { id, site, share_percent });
                }
                _ => {
                    rows.push(self.land_deferred(deal, &later, site, 33.3));
                    rows.push(self.land_note(&note, site, 66.7));
                }
            }
        }
        deal.contributions = rows;
    }

    fn compounding(&mut self) -> Compounding {
        self.pick([Compounding::Simple, Compounding::Compounding])
    }

    fn land_note(&mut self, id: &str, site: &str, share_percent: f64) -> Contribution {
        Contribution::LandLoanNote {
            id: id.to_owned(),
            site: site.to_owned(),
            share_percent,
            coupon_percent: self.pick([5.0, 0.0, 12.5]),
            coupon: self.compounding(),
            maturity_month: None,
        }
    }

    fn land_deferred(&mut self, deal: &Deal, id: &str, site: &str, share_percent: f64) -> Contribution {
        let percents = self.pick([vec![100.0], vec![25.0, 35.0, 40.0]]);
        let mut place = 0;
        let instalments = self.rows(percents.len() as u32, |choices, id| {
            place += 1;
            let due = match choices.below(4) {
                0 => LandDue::Drawdown,
                1 => LandDue::Start,
                2 => LandDue::Sale { number: 1 + choices.below(20) },
                _ => LandDue::Date { month: choices.below(deal.months + 1) },
            };
            LandInstalment { id, percent: percents[place - 1], due }
        });
        let long_stop_month = self.sometimes(2, |choices| choices.below(deal.months + 1));
        Contribution::LandDeferred {
            id: id.to_owned(),
            site: site.to_owned(),
            share_percent,
            instalments,
            long_stop_month,
        }
    }

    fn schedule(&mut self, deal: &Deal, pounds: u32) -> Vec<DatedSum> {
        let count = self.below(3);
        self.rows(count, |choices, id| DatedSum {
            id,
            month: choices.below(deal.months + 1),
            amount: choices.pounds(pounds),
        })
    }

    fn cash_forms(&mut self, deal: &mut Deal) {
        for place in 0..deal.contributions.len() {
            let Contribution::CashEquity { id, partner, amount, from_month, .. } = deal.contributions[place].clone()
            else {
                continue;
            };
            let schedule = self.schedule(deal, 100_000);
            deal.contributions[place] = if self.below(3) == 2 {
                let (coupon_percent, coupon) = (self.pick([9.0, 0.0]), self.compounding());
                let maturity_month = None;
                Contribution::CashLoanNote {
                    id,
                    partner,
                    amount,
                    from_month,
                    schedule,
                    coupon_percent,
                    coupon,
                    maturity_month,
                }
            } else {
                let revolving = self.below(4) == 3;
                let price_percent = self.pick([100.0, 100.0, 125.0, 80.0, 133.3]);
                Contribution::CashEquity { id, partner, amount, from_month, schedule, revolving, price_percent }
            };
        }
        let grants = self.below(3);
        for number in 0..grants {
            let grant = Contribution::Grant {
                id: format!("grant-{number}"),
                giver: "Agency".to_owned(),
                partner: None,
                amount: self.pounds(300_000),
                from_month: self.below(12),
                schedule: self.schedule(deal, 80_000),
                repayable_month: self.sometimes(2, |choices| choices.month(deal)),
            };
            deal.contributions.push(grant);
        }
        if self.below(4) == 3 {
            let (partner, schedule) = (self.id(deal.partners.len()), self.schedule(deal, 50_000));
            let (id, limit) = ("services".to_owned(), self.pick([60_000.0, 1e6]));
            deal.contributions.push(Contribution::ServicesInKind { id, partner, schedule, limit });
        }
    }

    fn land_extras(&mut self, deal: &mut Deal) {
        for site in &mut deal.sites {
            site.true_up = self.sometimes(2, |choices| TrueUp {
                share_percent: choices.pick([50.0, 100.0, 0.0]),
                mode: choices.pick([TrueUpMode::TwoWay, TrueUpMode::UpOnly]),
            });
            site.apportioned_by = self.pick([Apportionment::Homes, Apportionment::Homes, Apportionment::FloorArea]);
            site.drawdown_value = self.pick([
                LandValueRule::Fixed,
                LandValueRule::Indexed,
                LandValueRule::Revalued,
                LandValueRule::GreaterOf,
            ]);
        }
        for phase in &mut deal.phases {
            phase.revalued = self.sometimes(2, |choices| choices.pounds(500_000));
            phase.actual_land_value = self.sometimes(2, |choices| choices.pounds(500_000));
        }
        let count = self.below(3);
        deal.overage = self.rows(count, |choices, id| Overage {
            id,
            phase: choices.id(deal.phases.len()),
            share_percent: choices.pick([40.0, 100.0]),
            rank: choices.pick([OverageRank::Payable, OverageRank::Operating]),
            test: choices.overage_test(deal.months),
        });
        let count = self.below(4).saturating_sub(2);
        deal.clawback = self.rows(count, |choices, id| Clawback {
            id,
            partner: choices.sometimes(2, |choices| choices.id(deal.partners.len())),
            month: choices.below(deal.months + 1),
            share_percent: 50.0,
            allowed_profit: choices.pounds(200_000),
            limit: choices.pick([250_000.0, 1e9]),
        });
    }

    fn overage_test(&mut self, months: u32) -> OverageTest {
        let index = self.pick([None, Some(IndexName::HousePrice)]);
        if self.below(3) == 2 {
            let (value, price_paid) = (self.pounds(900_000), self.pounds(400_000));
            return OverageTest::Planning { month: self.below(months), value, price_paid, index };
        }
        let threshold_for = self.pick([Quantity::Home, Quantity::SquareMetre]);
        let threshold = if threshold_for == Quantity::Home { 200_000.0 } else { 2_500.0 };
        OverageTest::Sales { threshold, threshold_for, index, tenures: Vec::new() }
    }

    fn funding_structure(&mut self, deal: &mut Deal) {
        deal.funding.order = match self.below(6) {
            0 => FundingOrder::EquityFirst,
            1 => FundingOrder::DebtFirst,
            2 | 3 => FundingOrder::ProRata { facility_share_percent: self.pick([60.0, 0.0, 100.0, 33.3]) },
            4 => FundingOrder::Matched { ratio: self.pick([0.9, 1.0, 0.0, 3.0]), timing: MatchTiming::OnNeed },
            _ => FundingOrder::Matched { ratio: self.pick([0.9, 1.0]), timing: MatchTiming::AtCredit },
        };
        let count = self.below(4).saturating_sub(1);
        deal.funding.scheduled_loans = self.rows(count, |choices, id| ScheduledLoan {
            name: format!("Scheduled {id}"),
            id,
            lender: None,
            month: choices.below(deal.months + 1),
            amount: choices.pounds(400_000),
            rate_percent: choices.pick([5.0, 0.0]),
            margin_percent: choices.pick([0.0, 1.0]),
            years: 1 + choices.below(40),
            shape: choices.pick([LoanShape::Annuity, LoanShape::EqualPrincipal, LoanShape::Maturity]),
        });
        let count = self.below(3);
        deal.funding.guarantees = self.rows(count, |choices, id| Guarantee {
            id,
            partner: choices.id(deal.partners.len()),
            kind: GuaranteeKind::CostOverrun,
            limit: choices.pounds(100_000),
        });
    }

    fn sharing_structure(&mut self, deal: &mut Deal) {
        let sharing = &mut deal.sharing;
        sharing.land_preference_from = self.pick([LandPreference::Credit, LandPreference::MatchingCashDate]);
        sharing.order = self.pick([
            vec![Claim::PreferredReturn, Claim::Capital],
            vec![Claim::NoteCoupon, Claim::PreferredReturn, Claim::NotePrincipal, Claim::Capital],
            vec![Claim::Capital, Claim::NotePrincipal, Claim::NoteCoupon, Claim::PreferredReturn],
        ]);
        let partners = deal.partners.len();
        let count = self.below(4);
        sharing.tiers = self.rows(count, |choices, id| {
            let class = choices.pick([Vec::new(), vec!["0".to_owned()], vec!["0".to_owned(), "1".to_owned()]]);
            let mut split = choices.split(partners);
            // Some of it must reach the class.
            if split.iter().all(|share| share.percent == 0.0 || !(class.is_empty() || class.contains(&share.id))) {
                split = vec![SplitShare { id: "0".to_owned(), percent: 100.0 }];
            }
            let test = match choices.below(4) {
                0 | 1 => TierTest::RateOfReturn { percent: choices.pick([8.0, 20.0, 0.0]) },
                2 => TierTest::Multiple { times: choices.pick([1.25, 2.0, 0.5]) },
                _ => TierTest::Amount { pounds: choices.pounds(200_000) },
            };
            Tier { id, test, class, split }
        });
    }

    /// The public case; none in most deals.
    fn public_case(&mut self, deal: &Deal) -> PublicCase {
        if self.below(3) < 2 {
            return PublicCase::default();
        }
        PublicCase {
            law: PublicLaw {
                market_interest_percent: self.pick([None, Some(8.0), Some(0.0)]),
                sensitive_sector: self.below(2) == 1,
                partner_delivers_works: self.below(2) == 1,
                yield_only_assets: self.below(2) == 1,
            },
            council_tax: self.sometimes(2, |choices| CouncilTax {
                band_d: choices.pick([None, Some(1_999.99)]),
                bands: choices.pick([
                    CouncilTaxBands::default(),
                    CouncilTaxBands { a: 40.0, b: 35.0, c: 25.0, d: 0.0, ..CouncilTaxBands::default() },
                ]),
                retained_percent: choices.pick([100.0, 12.5]),
                ..CouncilTax::default()
            }),
            temporary_accommodation: self.sometimes(2, |choices| TemporaryAccommodation {
                cost_a_year: choices.pounds(9_000),
                share_percent: choices.pick([50.0, 0.0, 100.0]),
            }),
            business_rates: None,
            new_homes_bonus: None,
            accounts: self.council_accounts(deal),
            economic_case: self.sometimes(2, |choices| choices.economic_case(deal)),
        }
    }

    fn council_accounts(&mut self, deal: &Deal) -> CouncilAccounts {
        CouncilAccounts {
            minimum_revenue_provision: self.sometimes(2, |choices| MinimumRevenueProvision {
                amount: choices.pounds(900_000),
                years: 1 + choices.below(50),
                spent_month: choices.month(deal),
                operational_month: choices.sometimes(2, |choices| choices.month(deal)),
                method: choices.pick([ProvisionMethod::StraightLine, ProvisionMethod::Annuity]),
                annuity_percent: choices.pick([0.0, 4.5]),
            }),
            loans: Vec::new(),
            right_to_buy: self.sometimes(2, |choices| RightToBuy {
                homes: choices.pick([None, Some(120)]),
                attrition_percent: choices.pick([0.3, 0.0, 100.0]),
                exemption_from_month: choices.sometimes(2, |choices| choices.below(60)),
                exempt_years: choices.pick([35, 0]),
                years: 1 + choices.below(60),
            }),
            joins_through_company: self.below(2) == 1,
        }
    }

    fn economic_case(&mut self, deal: &Deal) -> EconomicCase {
        let (effects, biases) = (self.below(3), self.below(2));
        // Without values of their own, phases use the residual value if its terms are given.
        let values = self.pick([deal.phases.len(), 0]);
        EconomicCase {
            years: self.pick([60, 30]),
            counterfactual: self.pick([
                Counterfactual::Held,
                Counterfactual::Sold { buyers_value: None },
                Counterfactual::Sold { buyers_value: Some(345_678.9) },
            ]),
            new_use_values: self.rows(values as u32, |choices, id| PhaseValue { id, value: choices.pounds(700_000) }),
            fees_waived: self.schedule(deal, 20_000),
            external_effects: self.rows(effects, |choices, id| ExternalEffect {
                name: format!("Effect {id}"),
                id,
                unit_value: choices.pounds(500) * choices.pick([1.0, -1.0]),
                quantity: choices.pick([10.0, 0.0, 33.3]),
                from_month: choices.month(deal),
                years: 1 + choices.below(60),
            }),
            optimism_bias: self.rows(biases, |choices, id| OptimismBias {
                id,
                kind: choices.pick([WorksKind::StandardBuildings, WorksKind::NonStandardCivil]),
                share_percent: 100.0,
                mitigated_percent: choices.pick([0.0, 60.0]),
            }),
        }
    }

    fn outputs(&mut self, deal: &mut Deal) {
        use CovenantMeasure as Measure;
        let measures = [
            Measure::LoanToCost,
            Measure::LoanToValue,
            Measure::LoanToGrossDevelopmentValue,
            Measure::InterestCover,
            Measure::DebtServiceCover,
            Measure::EbitdaMriInterestCover,
            Measure::Gearing,
        ];
        deal.funding.covenants = (0..measures.len())
            .map(|row| Covenant { id: row.to_string(), measure: measures[row], limit: self.pick([0.6, 1.1, 0.0]) })
            .collect();
        let (months, partners) = (deal.months, deal.partners.len());
        let count = 1 + self.below(3);
        deal.exits = self.rows(count, |choices, id| Exit {
            id,
            partner: choices.id(partners),
            month: 1 + choices.below(months),
            share_percent: choices.pick([100.0, 90.0]),
            finished_homes_percent: choices.pick([100.0, 80.0]),
            work_in_progress_percent: choices.pick([100.0, 50.0]),
            kept_value: choices.pick([0.0, 500_000.0]),
            unbuilt_land_percent: choices.pick([100.0, 60.0, 150.0]),
            costs_percent: choices.pick([0.0, 3.0]),
        });
        deal.joins = self.rows(count, |choices, id| Join {
            id,
            name: "Late".to_owned(),
            partner: choices.id(partners),
            month: 1 + choices.below(months),
            share_percent: choices.pick([100.0, 50.0, 33.3]),
            price: choices.pick([None, Some(0.0), Some(750_000.0)]),
        });
        for home in &mut deal.home_types {
            home.recipient = self.pick(["", "0", "Housing association"]).to_owned();
            home.nominations_percent = self.pick([0.0, 75.0, 100.0]);
            home.relets_percent = self.pick([0.0, 5.0]);
            home.relet_nominations_percent = self.pick([0.0, 50.0]);
        }
        deal.phases[0].demolished = self.below(5);
        deal.outputs.years_gained = self.pick([0.0, 3.0]);
        let by = Adjustments { leakage_percent: 10.0, displacement_percent: 25.0, ..Adjustments::default() };
        let reference = (self.below(2) == 1).then_some(ReferenceCase { jobs: 5.0, adjustments: by });
        let deadweight_percent = if reference.is_some() { 0.0 } else { self.pick([0.0, 25.0]) };
        deal.outputs.areas =
            vec![Area { id: "city".into(), name: "City".into(), deadweight_percent, adjustments: by, reference }];
        self.outside_the_venture(deal);
        let count = self.below(8);
        deal.community.asks_and_offers = self.rows(count, |choices, id| AskOrOffer {
            id,
            party: "0".to_owned(),
            side: choices.pick([Side::Ask, Side::Offer]),
            kind: choices.pick([ExchangeKind::Homes, ExchangeKind::Land]),
            quantity: f64::from(choices.below(5)),
            unit: choices.pick(["each", "ha"]).to_owned(),
            by_when: String::new(),
            condition: String::new(),
        });
    }

    /// Items outside the run: partners' income within costs, the council's loans and revenue, landlords.
    fn outside_the_venture(&mut self, deal: &mut Deal) {
        let partners = deal.partners.len();
        let count = self.below(3);
        deal.costs.partner_income = self.rows(count, |choices, id| PartnerIncome {
            id,
            partner: choices.id(partners),
            cost: choices.pick([PaidCost::Management, PaidCost::Building, PaidCost::Planning, PaidCost::Programme]),
            percent: choices.pick([100.0, 7.5]),
        });
        let is_council =
            |id: &str| deal.partners.iter().any(|partner| partner.id == id && partner.kind == PartnerKind::Council);
        let notes = deal
            .contributions
            .iter()
            .filter(|row| matches!(row, Contribution::CashLoanNote { partner, .. } if is_council(partner)));
        let lent = deal.funding.scheduled_loans.iter();
        let lent = lent.filter(|loan| loan.lender.as_deref().is_some_and(is_council)).map(|loan| loan.id.clone());
        let lent: Vec<String> = lent.chain(notes.map(|row| row.id().to_owned())).collect();
        let mut loans = lent.into_iter();
        let count = loans.len() as u32;
        deal.public.accounts.loans = self.rows(count, |choices, id| LoanProvision {
            id,
            loan: loans.next().unwrap(),
            treatment: choices.pick([
                LoanTreatment::PrincipalReceipts,
                LoanTreatment::ExpectedCreditLoss { percent: 3.0 },
                LoanTreatment::AssetLife { years: 45 },
            ]),
        });
        deal.public.business_rates = self.sometimes(2, |choices| BusinessRates {
            rateable_value: choices.pounds(90_000),
            multiplier_pence: 49.9,
            reliefs_percent: choices.pick([0.0, 12.0]),
            collection_percent: 98.0,
            retained_percent: choices.pick([100.0, 40.0]),
            from_month: choices.sometimes(2, |choices| choices.month(deal)),
        });
        deal.public.new_homes_bonus = self
            .sometimes(2, |choices| NewHomesBonus { baseline_homes: choices.pick([0.0, 4.0]), share_percent: 80.0 });
        let count = self.below(3);
        deal.landlords = self.rows(count, |choices, id| Landlord {
            name: format!("Landlord {id}"),
            id,
            home_types: Vec::new(),
            price_per_home: choices.pick([None, Some(110_000.0)]),
            on_costs_percent: choices.pick([0.0, 2.5]),
            grant_per_home: choices.pick([0.0, 40_000.0]),
            rent_a_week: choices.pick([120.0, 0.0]),
            rent_index: choices.pick([RentIndex::SocialRent, RentIndex::MarketRent]),
            void_percent: 2.5,
            bad_debt_percent: 1.0,
            upkeep: Upkeep { management_a_year: 900.0, ..Upkeep::default() },
            borrowing_percent: choices.pick([5.0, 0.0]),
            discount_percent: choices.pick([None, Some(3.5)]),
            years: 1 + choices.below(60),
            right_to_buy: choices.below(2) == 1,
        });
    }
}
