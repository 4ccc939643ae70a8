//! The seats of a comparison: which partners of different deals have the same role.

use crate::{Contribution, Deal, Partner, PartnerKind};

/// The contribution of the partner in a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brings {
    /// Land of its own, and perhaps cash.
    Land,
    /// Cash, or nothing.
    Cash,
}

/// A seat: its partner's contribution, and the index of its partner in each deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The contribution of its first partner.
    pub brings: Brings,
    /// The index of the partner in each deal; none if the seat is empty there.
    pub partners: Vec<Option<usize>>,
}

/// The seats of several deals, those of the first deal first. A partner has the seat of the partner with the same id in
/// an earlier deal; one with a new id has the first free seat with the same contribution, or else a new seat.
#[must_use]
pub fn seats(deals: &[&Deal]) -> Vec<Seat> {
    let mut seats: Vec<(Vec<&str>, Seat)> = Vec::new();
    for (place, deal) in deals.iter().enumerate() {
        for (_, seat) in &mut seats {
            seat.partners.push(None);
        }
        let mut newcomers = Vec::new();
        for (partner, own) in deal.partners.iter().enumerate() {
            match seats.iter_mut().find(|(ids, seat)| ids.contains(&own.id.as_str()) && seat.partners[place].is_none())
            {
                Some((_, seat)) => seat.partners[place] = Some(partner),
                None => newcomers.push((partner, own)),
            }
        }
        for (partner, own) in newcomers {
            let brings = brings(deal, own);
            match seats.iter_mut().find(|(_, seat)| seat.brings == brings && seat.partners[place].is_none()) {
                Some((ids, seat)) => {
                    ids.push(&own.id);
                    seat.partners[place] = Some(partner);
                }
                None => {
                    let mut partners = vec![None; place];
                    partners.push(Some(partner));
                    seats.push((vec![&own.id], Seat { brings, partners }));
                }
            }
        }
    }
    seats.into_iter().map(|(_, seat)| seat).collect()
}

fn brings(deal: &Deal, partner: &Partner) -> Brings {
    let owns = |site: &str| deal.sites.iter().any(|own| own.id == site && own.owner == partner.id);
    let has_land = deal.contributions.iter().filter_map(Contribution::land).any(|(site, _)| owns(site));
    if has_land { Brings::Land } else { Brings::Cash }
}

/// The partners of a deal with another name than in the deal it came from that still count as public bodies because
/// that one did: the partner meant now may not be one. A council is one under any name.
#[must_use]
pub fn renamed_public<'a>(from: &Deal, deal: &'a Deal) -> Vec<&'a Partner> {
    let is_renamed = |now: &&Partner| {
        let was = from.partners.iter().find(|was| was.id == now.id);
        let keeps = |was: &Partner| was.public && now.public && was.kind == now.kind;
        now.kind != PartnerKind::Council && was.is_some_and(|was| was.name != now.name && keeps(was))
    };
    deal.partners.iter().filter(is_renamed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, samples};

    fn norwich() -> Deal {
        document::open(samples::NORWICH_2009.document).unwrap()
    }

    #[test]
    fn partners_with_one_id_share_a_seat_in_whatever_order_they_are_listed() {
        let base = norwich();
        let mut turned = base.clone();
        turned.partners.reverse();
        let seats = seats(&[&base, &turned]);
        assert_eq!(seats.len(), 2);
        assert_eq!(seats[0], Seat { brings: Brings::Land, partners: vec![Some(0), Some(1)] });
        assert_eq!(seats[1], Seat { brings: Brings::Cash, partners: vec![Some(1), Some(0)] });
    }

    #[test]
    fn a_newcomer_takes_the_seat_of_who_brings_the_same_and_a_third_partner_one_of_its_own() {
        let base = norwich();
        let mut other = base.clone();
        "lovell".clone_into(&mut other.partners[1].id);
        let mut third = other.clone();
        third.partners.push(Partner { id: "builder".to_owned(), ..base.partners[1].clone() });
        let seats = seats(&[&base, &other, &third]);
        let places: Vec<_> = seats.iter().map(|seat| seat.partners.clone()).collect();
        assert_eq!(
            places,
            [vec![Some(0), Some(0), Some(0)], vec![Some(1), Some(1), Some(1)], vec![None, None, Some(2)]]
        );
    }

    #[test]
    fn a_public_partner_that_is_renamed_alone_is_found_and_one_whose_standing_was_set_is_not() {
        let base = norwich();
        let mut other = base.clone();
        "Lovell".clone_into(&mut other.partners[1].name);
        let names =
            |deal: &Deal| renamed_public(&base, deal).iter().map(|partner| partner.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&other), ["Lovell"]);
        "The city".clone_into(&mut other.partners[0].name);
        assert_eq!(names(&other), ["Lovell"], "a council is a public body under any name");
        other.partners[1].public = false;
        assert!(names(&other).is_empty() && names(&base).is_empty());
    }
}
