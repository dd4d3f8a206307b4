//! The centres of the province with their loads, and their sites.

use super::dice::Dice;
use super::figures;
use super::names;
use super::procedures::{CERTIFICATION, FIELDS};
use crate::domain::centre::{Centre, CentreLevel, Site, SiteKind};
use crate::domain::ids::CentreCode;
use crate::domain::weekdays::Weekdays;

/// A centre with what the generator decides about it.
pub struct Place {
    /// The row of `centres.csv`.
    pub centre: Centre,
    /// What kind of load it has.
    pub role: PlaceRole,
    /// Load relative to the mean commune's; 1 for the provincial centre.
    pub weight: f64,
    /// Share of each field of [`FIELDS`] in its dossiers; they sum to 1.
    pub mix: [f64; FIELDS.len()],
    /// Officers, volunteers and other agencies' people included.
    pub officers: usize,
}

/// What kind of load a place has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceRole {
    /// The provincial centre.
    Province,
    /// The ward that the demo opens with.
    Showcase,
    /// Any other commune or ward.
    Commune,
}

/// Code and name of the showcase ward of the first province.
pub const SHOWCASE: (&str, &str) = ("SM", "Phường Sao Mai");
/// Officers of the showcase ward: see `showcase`.
pub const SHOWCASE_OFFICERS: usize = super::showcase::CREW.len();

/// The places of province `number` (from 0): the provincial centre, then its communes and wards. The first province has the
/// showcase ward.
pub fn places(seed: u64, number: usize, communes: usize) -> Vec<Place> {
    let mut dice = Dice::new(seed, "places", number);
    let province = CentreCode(format!("P{:02}", number + 1));
    let mut places = vec![provincial_centre(&province, number)];
    let showcase = usize::from(number == 0 && communes > 0);
    if showcase == 1 {
        places.push(showcase_ward(&province));
    }
    let others = communes - showcase;
    let mut weights: Vec<f64> = (0..others).map(|_| (figures::LOAD_SIGMA * dice.normal()).exp()).collect();
    let mean = weights.iter().sum::<f64>() / others.max(1) as f64;
    weights.iter_mut().for_each(|weight| *weight /= mean);
    let wards_wanted = (communes * figures::WARDS).div_ceil(figures::COMMUNES_AND_WARDS) - showcase;
    let wards = wards(&weights, wards_wanted, &mut dice);
    let names = names::places(&mut dice);
    for (index, weight) in weights.into_iter().enumerate() {
        let level = if wards.contains(&index) { CentreLevel::Ward } else { CentreLevel::Commune };
        let officers = posts(weight);
        let kind = if level == CentreLevel::Ward { "Phường" } else { "Xã" };
        let round = index / names.len();
        let name = if round == 0 { String::new() } else { format!(" {}", round + 1) };
        let residents = figures::RESIDENTS_OF_A_UNIT * (0.55 + 0.45 * weight);
        places.push(Place {
            centre: Centre {
                code: CentreCode(format!("{province}-{:02}", index + 1 + showcase)),
                name: format!("{kind} {}{name}", names[index % names.len()]),
                level,
                parent: Some(province.clone()),
                population: Some(residents.round() as u32),
                counters: Some(counters(officers)),
                open_days: Weekdays::WORKING,
            },
            role: PlaceRole::Commune,
            weight,
            mix: jittered_mix(&mut dice),
            officers,
        });
    }
    places
}

/// The rows of `sites.csv`: each centre's office, and the culture houses at which the showcase ward holds its evenings.
pub fn sites(places: &[Place], seed: u64) -> Vec<Site> {
    let mut dice = Dice::new(seed, "sites", 0);
    let mut sites = Vec::new();
    for place in places {
        let site = |code: &str, name: String, kind: SiteKind| Site {
            centre: place.centre.code.clone(),
            code: code.to_owned(),
            name,
            kind,
            travel_minutes: None,
            residents: None,
            unserved: None,
        };
        sites.push(site("TS", format!("Trụ sở {}", place.centre.name), SiteKind::Office));
        if place.role != PlaceRole::Showcase {
            continue;
        }
        for number in 1..=CULTURE_HOUSES {
            let residents = dice.whole(1_800, 5_200);
            sites.push(Site {
                travel_minutes: Some(dice.whole(5, 25)),
                residents: Some(residents),
                unserved: Some((f64::from(residents) * dice.between(0.15, 0.7)) as u32),
                ..site(&culture_house(number), format!("Nhà văn hóa tổ dân phố {number}"), SiteKind::CultureHouse)
            });
        }
    }
    sites
}

/// Residential groups of the showcase ward that have a culture house.
pub const CULTURE_HOUSES: u32 = 9;

/// Code of the culture house of a residential group.
pub fn culture_house(number: u32) -> String {
    format!("NVH{number}")
}

fn provincial_centre(code: &CentreCode, number: usize) -> Place {
    let officers = figures::OFFICERS_OF_THE_PROVINCIAL_CENTRE;
    Place {
        centre: Centre {
            code: code.clone(),
            name: if number == 0 { "Tỉnh mẫu".to_owned() } else { format!("Tỉnh mẫu {}", number + 1) },
            level: CentreLevel::Province,
            parent: None,
            population: None,
            counters: Some(counters(officers)),
            open_days: Weekdays::WORKING,
        },
        role: PlaceRole::Province,
        weight: 1.0,
        mix: FIELDS.each_ref().map(|field| field.of_province),
        officers,
    }
}

fn showcase_ward(province: &CentreCode) -> Place {
    Place {
        centre: Centre {
            code: SHOWCASE.0.into(),
            name: SHOWCASE.1.to_owned(),
            level: CentreLevel::Ward,
            parent: Some(province.clone()),
            population: Some(87_400),
            counters: Some(20),
            open_days: Weekdays::WORKING,
        },
        role: PlaceRole::Showcase,
        weight: 1.0,
        mix: FIELDS.each_ref().map(|field| field.of_commune),
        officers: SHOWCASE_OFFICERS,
    }
}

/// Which of the units are wards: towns draw more people, so that high loads are more often wards.
fn wards(weights: &[f64], count: usize, dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<(usize, f64)> =
        weights.iter().enumerate().map(|(index, weight)| (index, weight * dice.between(0.4, 1.6))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().take(count).map(|(index, _)| index).collect()
}

/// Posts of a centre whose load is `weight` times the mean; their mean is [`figures::POSTS_OF_A_CENTRE`].
fn posts(weight: f64) -> usize {
    let (least, most) = figures::OFFICERS_OF_A_CENTRE;
    let wanted = figures::POSTS_OF_A_CENTRE - 2.7 + 2.4 * weight;
    (wanted.round() as usize).clamp(least, most)
}

fn counters(officers: usize) -> u32 {
    (officers * 6 / 10).clamp(4, 30) as u32
}

/// The communes' mix with every share up to 20 % off, so that no two centres ask for the same skills.
fn jittered_mix(dice: &mut Dice) -> [f64; FIELDS.len()] {
    let shares = FIELDS.each_ref().map(|field| match field.code {
        CERTIFICATION => field.of_commune * dice.between(0.9, 1.1),
        _ => field.of_commune * dice.between(0.8, 1.2),
    });
    let total: f64 = shares.iter().sum();
    shares.map(|share| share / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_province_has_66_communes_and_33_wards() {
        let places = places(1, 0, figures::COMMUNES_AND_WARDS);
        let count = |level| places.iter().filter(|place| place.centre.level == level).count();
        assert_eq!((count(CentreLevel::Province), count(CentreLevel::Commune), count(CentreLevel::Ward)), (1, 66, 33));
    }

    #[test]
    fn a_commune_centre_has_about_nine_officers() {
        for seed in 1..6 {
            let places = places(seed, 0, figures::COMMUNES_AND_WARDS);
            let posts: Vec<usize> =
                places.iter().filter(|place| place.role == PlaceRole::Commune).map(|place| place.officers).collect();
            let mean = posts.iter().sum::<usize>() as f64 / posts.len() as f64;
            assert!((8.6..=9.4).contains(&mean), "seed {seed}: {mean}");
            assert!(posts.iter().all(|posts| (8..=15).contains(posts)));
        }
    }

    #[test]
    fn loads_have_a_heavy_tail() {
        let places = places(1, 0, figures::COMMUNES_AND_WARDS);
        let weights: Vec<f64> =
            places.iter().filter(|place| place.role == PlaceRole::Commune).map(|place| place.weight).collect();
        assert!(weights.iter().any(|weight| *weight > 2.5));
        assert!(weights.iter().filter(|weight| **weight < 1.0).count() > weights.len() / 2);
    }

    #[test]
    fn a_small_demo_has_its_showcase_and_its_provincial_centre() {
        for communes in 1..4 {
            let places = places(1, 0, communes);
            assert_eq!(places.len(), communes + 1);
            assert!(places.iter().any(|place| place.centre.code.as_str() == SHOWCASE.0));
        }
        assert!(places(1, 1, 3).iter().all(|place| place.role != PlaceRole::Showcase));
    }
}
