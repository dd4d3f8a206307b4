//! Whole figures of a table that add up to the whole figure beside it.

/// The `parts` as whole numbers that add up to the `whole`, rounded: each is rounded down, and the largest remainders are
/// rounded up until the sum is right. Parts that do not make up the whole are left as near to it as whole numbers beside
/// them can be.
pub fn whole_parts(parts: &[f64], whole: f64) -> Vec<f64> {
    let mut rounded: Vec<f64> = parts.iter().map(|part| part.floor()).collect();
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by(|one, other| parts[*other].fract().total_cmp(&parts[*one].fract()));
    let mut missing = whole.round() - rounded.iter().sum::<f64>();
    for at in by_remainder {
        if missing < 1.0 {
            break;
        }
        rounded[at] += 1.0;
        missing -= 1.0;
    }
    rounded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_largest_remainders_are_rounded_up() {
        assert_eq!(whole_parts(&[5.4, 71.4, 34.6, 7.6], 119.0), [5.0, 71.0, 35.0, 8.0]);
        assert_eq!(whole_parts(&[0.4, 0.4, 0.4], 1.2), [1.0, 0.0, 0.0], "each alone would be nothing");
        assert_eq!(whole_parts(&[], 3.0), [0.0; 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_less_than_one_away(parts in prop::collection::vec(0.0..500.0_f64, 1..12)) {
            let whole: f64 = parts.iter().sum();
            let rounded = whole_parts(&parts, whole);
            prop_assert_eq!(rounded.iter().sum::<f64>(), whole.round());
            prop_assert!(parts.iter().zip(&rounded).all(|(part, rounded)| (part - rounded).abs() <= 1.0));
        }
    }
}
