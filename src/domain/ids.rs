//! The codes by which people call things. A code is unique in its file and never reused, so it is the identifier
//! everywhere: in tables, in URLs, in exports.

use std::fmt;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub String);

        impl $name {
            /// The code as it is written in files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(code: &str) -> Self {
                Self(code.to_owned())
            }
        }
    };
}

code!(/// A service centre, for example `SB`.
    CentreCode);
code!(/// A procedure group, for example `civil`.
    GroupCode);
code!(/// A skill that an officer has and a counter asks for, for example `land`.
    SkillCode);
code!(/// A span of the day in which the public is served, for example `MOR`.
    BlockCode);
code!(/// What one officer works on one day, for example `R`.
    ShiftCode);
code!(/// An officer, unique over all centres, for example `SB-01`.
    OfficerCode);

/// One version of a roster; numbers are given by the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RosterId(pub i64);

impl fmt::Display for RosterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
