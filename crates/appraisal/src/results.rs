//! Every result of a deal under one name per part, for files, workbooks and other programs. The page requests the parts
//! separately, since it shows them separately.

use crate::alternatives::{Alternatives, alternatives};
use crate::appraise::{Appraisal, appraise};
use crate::check::CheckedDeal;
use crate::community::{CommunityResult, community};
use crate::council_accounts::{CouncilAccountsResult, council_accounts};
use crate::council_revenue::{CouncilRevenue, council_revenue};
use crate::covenants::{CovenantResult, covenants};
use crate::economic_case::{EconomicResult, economic_case};
use crate::exit::{ExitPrice, exits};
use crate::flags::{Flag, flags};
use crate::homes_cube::{HomesCube, homes_cube};
use crate::indirect::{IndirectFlows, indirect};
use crate::joining::{JoinResult, joins};
use crate::landlords::{LandlordResult, landlords};
use crate::local_jobs::{LocalJobs, local_jobs};
use crate::public_money::{PublicCost, public_cost};
use crate::rates::{self, Rate};
use crate::real_terms::{RealTerms, real_terms};
use crate::residual::{Residual, residual};
use crate::returns::{Returns, returns};
use crate::sensitivity::{BreakEvens, Sensitivity, break_evens, sensitivities};
use crate::verdict::{Verdict, verdict};
use serde::Serialize;

/// Every output of method 3, with the rates used. Money is in pence, rates of return are yearly effective fractions,
/// `k` counts time points from the start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    /// The figures of the run (method 3.1, 3.2, 3.4, 3.5).
    pub appraisal: Appraisal,
    /// The verdict, with its weak points and headroom.
    pub verdict: Verdict,
    /// Every rate of return (method 2.12).
    pub returns: Returns,
    /// The deal in real terms (method 2.3).
    pub real_terms: RealTerms,
    /// What each partner gains and gives outside the waterfall (method 2.9).
    pub indirect: Vec<IndirectFlows>,
    /// Homes by year, tenure, phase and recipient (method 3.1).
    pub homes_cube: HomesCube,
    /// Permanent jobs, and the chain from gross to net for each area (method 3.2, 3.3).
    pub local_jobs: LocalJobs,
    /// The residual value of the land, where the deal says how it is found (method 2.11).
    pub residual_land: Option<Residual>,
    /// Public cost per home and per job (method 3.5).
    pub public_cost: PublicCost,
    /// Effects on the council's revenue (method 3.5).
    pub council_revenue: CouncilRevenue,
    /// The council's accounts (method 1.11).
    pub council_accounts: CouncilAccountsResult,
    /// Cash flows of landlords on the homes they acquire, year by year (method 3.4, 3.5).
    pub landlords: Vec<LandlordResult>,
    /// Benefits and costs, where the deal has an economic case (method 3.6).
    pub economic_case: Option<EconomicResult>,
    /// Social value, community ownership, the register of assets, asks and offers (method 3.7, 3.8).
    pub community: CommunityResult,
    /// Covenants of loans, tested every quarter (method 1.8).
    pub covenants: Vec<CovenantResult>,
    /// The prices at which partners may leave (method 1.7).
    pub exits: Vec<ExitPrice>,
    /// Partners that join later by buying part of an interest (method 1.6).
    pub joins: Vec<JoinResult>,
    /// A sale today, and building alone, compared with the deal (P9 and P10 of method 1.2).
    pub alternatives: Alternatives,
    /// Issues that need advice (method 1.10); never a legal opinion.
    pub flags: Vec<Flag>,
    /// The required sensitivities (method 3.10).
    pub sensitivities: Vec<Sensitivity>,
    /// How far prices and costs can move before profit, or a partner's net present value, is zero (method 3.10).
    pub break_evens: BreakEvens,
    /// The public rates in force on the date of the deal's rule set, each with its sources and mark (method 4).
    pub rates: Vec<&'static Rate>,
}

impl Results {
    /// Calculates everything. The verdict, the sensitivities and the break-evens cost most of the time, since they run
    /// the deal repeatedly.
    #[must_use]
    pub fn of(checked: &CheckedDeal) -> Self {
        let appraisal = appraise(checked);
        let day = checked.deal().rule_set.as_str();
        Self {
            verdict: verdict(checked, &appraisal),
            returns: returns(checked, &appraisal),
            real_terms: real_terms(checked, &appraisal),
            indirect: indirect(checked, &appraisal),
            homes_cube: homes_cube(checked, &appraisal),
            local_jobs: local_jobs(checked, &appraisal),
            residual_land: residual(checked),
            public_cost: public_cost(checked, &appraisal),
            council_revenue: council_revenue(checked),
            council_accounts: council_accounts(checked, &appraisal),
            landlords: landlords(checked, &appraisal),
            economic_case: economic_case(checked),
            community: community(checked, &appraisal),
            covenants: covenants(checked, &appraisal),
            exits: exits(checked),
            joins: joins(checked, &appraisal),
            alternatives: alternatives(checked, &appraisal),
            flags: flags(checked, &appraisal),
            sensitivities: sensitivities(checked),
            break_evens: break_evens(checked),
            rates: rates::all().filter(|rate| rate.holds_on(day)).collect(),
            appraisal,
        }
    }
}
