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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_before_its_number() {
        assert_eq!(signed(Language::English, 3.0, "3"), "+3");
        assert_eq!(signed(Language::Vietnamese, -3.0, "3"), "−3");
        assert_eq!(signed(Language::Arabic, -3.0, "3"), "\u{200e}−3");
        assert_eq!(signed(Language::Arabic, 0.0, "0"), "0");
    }
}
