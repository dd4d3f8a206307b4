//! Names of people and places, put together by chance. Whoever bears one of them is not meant.

use super::dice::Dice;

/// Common family names.
const FAMILY: [&str; 18] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Trịnh",
];
const MIDDLE_OF_WOMEN: [&str; 8] = ["Thị", "Thu", "Thanh", "Ngọc", "Minh", "Hồng", "Kim", "Bích"];
const GIVEN_OF_WOMEN: [&str; 20] = [
    "An", "Anh", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Linh", "Mai", "Nga",
    "Nhung", "Phương", "Thảo", "Trang", "Yến",
];
const MIDDLE_OF_MEN: [&str; 8] = ["Văn", "Đức", "Quang", "Hữu", "Minh", "Công", "Xuân", "Ngọc"];
const GIVEN_OF_MEN: [&str; 20] = [
    "An", "Bảo", "Chiến", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hùng", "Huy", "Khánh", "Long", "Nam", "Phong",
    "Quân", "Sơn", "Thắng", "Toàn", "Tuấn", "Vinh",
];

/// First and second syllables of the names of communes and wards.
const FIRST_OF_PLACES: [&str; 14] =
    ["An", "Bình", "Đông", "Hòa", "Long", "Minh", "Nam", "Phú", "Quang", "Tân", "Tây", "Thanh", "Vĩnh", "Xuân"];
const SECOND_OF_PLACES: [&str; 14] =
    ["Châu", "Điền", "Giang", "Hải", "Hưng", "Khê", "Lâm", "Lộc", "Phong", "Sơn", "Thạch", "Thịnh", "Trà", "Yên"];

/// A person's name; of two people in one centre it may be the same, as in life.
pub fn person(dice: &mut Dice) -> String {
    let (middle, given) = if dice.happens(0.6) {
        (dice.one_of(&MIDDLE_OF_WOMEN), dice.one_of(&GIVEN_OF_WOMEN))
    } else {
        (dice.one_of(&MIDDLE_OF_MEN), dice.one_of(&GIVEN_OF_MEN))
    };
    // Four families in ten are called Nguyễn.
    let family = if dice.happens(0.38) { "Nguyễn" } else { dice.one_of(&FAMILY) };
    format!("{family} {middle} {given}")
}

/// Every name of a place, in random order: 196 of them, more than a province has communes.
pub fn places(dice: &mut Dice) -> Vec<String> {
    let pairs = FIRST_OF_PLACES.iter().flat_map(|first| SECOND_OF_PLACES.map(|second| format!("{first} {second}")));
    let mut places: Vec<String> = pairs.collect();
    dice.shuffle(&mut places);
    places
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn places_have_different_names() {
        let places = places(&mut Dice::new(1, "places", 0));
        assert_eq!(places.iter().collect::<HashSet<_>>().len(), 196);
    }

    #[test]
    fn a_person_has_family_middle_and_given_name() {
        let mut dice = Dice::new(1, "people", 0);
        for _ in 0..100 {
            assert_eq!(person(&mut dice).split(' ').count(), 3);
        }
    }
}
