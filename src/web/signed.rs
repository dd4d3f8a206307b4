//! Differences with their sign.

use super::language::Language;

/// `+6,7 g`, `−12 g`, `0 g`: the sign of `difference` before its `magnitude`, in every direction of writing.
pub fn signed(language: Language, difference: f64, magnitude: &str) -> String {
    let sign = match difference {
        difference if difference > 0.0 => "+",
        difference if difference < 0.0 => "−",
        _ => return magnitude.to_owned(),
    };
    // Among letters that run to the left, a bare sign would fall behind its number.
    let mark = if language.direction() == "rtl" { "\u{200e}" } else { "" };
    format!("{mark}{sign}{magnitude}")
}

/// Points of the objective, in whole ones.
pub fn signed_points(language: Language, points: f64) -> String {
    let whole = points.round();
    signed(language, whole, &language.number(whole.abs(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_before_its_number() {
        assert_eq!(signed(Language::English, 3.0, "3"), "+3");
        assert_eq!(signed(Language::Vietnamese, -3.0, "3"), "−3");
        assert_eq!(signed(Language::Arabic, -3.0, "3"), "\u{200e}−3");
        assert_eq!(signed(Language::Arabic, 0.0, "0"), "0");
        assert_eq!(signed_points(Language::Arabic, -120.4), "\u{200e}−120");
        assert_eq!(signed_points(Language::English, 12.0), "+12");
        assert_eq!(signed_points(Language::English, -0.4), "0");
    }
}
