//! Passwords: Argon2id with the parameters that OWASP names as the floor (19 MiB, two passes, one lane).

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// Shortest password.
pub const LEAST_CHARACTERS: usize = 10;

/// The PHC string of a password; `None` when it is too short.
#[must_use]
pub fn hash(password: &str) -> Option<String> {
    if password.chars().count() < LEAST_CHARACTERS {
        return None;
    }
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

/// Whether the password belongs to the PHC string. Without one, as much work is done and the answer is no, so that the
/// time tells nothing about which log-ins exist.
#[must_use]
pub fn verify(password: &str, phc: Option<&str>) -> bool {
    let parsed = phc.and_then(|phc| PasswordHash::new(phc).ok());
    match parsed {
        Some(hash) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
        None => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_by_its_hash_only() {
        let phc = hash("con trâu đi trước").expect("long enough");
        assert!(phc.starts_with("$argon2id$"));
        assert!(verify("con trâu đi trước", Some(&phc)));
        assert!(!verify("con trâu đi sau", Some(&phc)));
        assert!(!verify("con trâu đi trước", None));
        assert_eq!(hash("ngắn"), None);
    }
}
