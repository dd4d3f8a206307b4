//! What a cell should have held: a count of something, a code of some kind, or a value of some form.

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Dossiers.
    Dossiers,
    /// Citizens.
    Citizens,
    /// Copies or procedures.
    Procedures,
    /// Residents.
    Residents,
    /// Counters.
    Counters,
    /// Minutes.
    Minutes,
    /// Officers.
    Officers,
}

impl Quantity {
    /// The stable word for it, English and plural.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dossiers => "dossiers",
            Self::Citizens => "citizens",
            Self::Procedures => "procedures",
            Self::Residents => "residents",
            Self::Counters => "counters",
            Self::Minutes => "minutes",
            Self::Officers => "officers",
        }
    }
}

/// What a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeKind {
    /// A centre.
    Centre,
    /// A site of the row's centre.
    Site,
    /// A procedure group.
    Group,
    /// An officer.
    Officer,
    /// A shift.
    Shift,
    /// A block.
    Block,
    /// What a local rule applies to: a centre, an officer or a skill.
    RuleScope,
}

impl CodeKind {
    /// The stable word for it, English.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Site => "site",
            Self::Group => "group",
            Self::Officer => "officer",
            Self::Shift => "shift",
            Self::Block => "block",
            Self::RuleScope => "scope",
        }
    }

    /// The file that defines such codes.
    #[must_use]
    pub fn defined_in(self) -> &'static str {
        match self {
            Self::Centre => "centres.csv",
            Self::Site => "sites.csv",
            Self::Group => "groups.csv",
            Self::Officer => "officers.csv",
            Self::Shift => "shifts.csv",
            Self::Block => "blocks.csv",
            Self::RuleScope => "centres.csv, officers.csv or groups.csv",
        }
    }
}

/// The form that a cell should have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Digits only.
    WholeNumber,
    /// Minutes without a fraction.
    WholeMinutes,
    /// A number with a decimal point.
    Decimal,
    /// A number with at most three decimals.
    ThreeDecimals,
    /// `yes` or `no`.
    YesNo,
    /// `1` to `7`.
    Weekday,
    /// A list of `1` to `7`.
    Weekdays,
    /// `same_day` or `days:N`.
    Due,
    /// A full or half hour.
    HalfHour,
    /// `role@CODE` entries.
    Roles,
    /// `role:number` entries.
    Crew,
    /// A name of the time zone database.
    TimeZone,
}

impl Expected {
    /// The stable key of the form.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WholeNumber => "whole-number",
            Self::WholeMinutes => "whole-minutes",
            Self::Decimal => "decimal",
            Self::ThreeDecimals => "three-decimals",
            Self::YesNo => "yes-no",
            Self::Weekday => "weekday",
            Self::Weekdays => "weekdays",
            Self::Due => "due",
            Self::HalfHour => "half-hour",
            Self::Roles => "roles",
            Self::Crew => "crew",
            Self::TimeZone => "time-zone",
        }
    }

    /// The English wording: what is expected and how to write it.
    pub(super) fn wording(self) -> &'static str {
        match self {
            Self::WholeNumber => "a whole number is expected; write digits only, such as 12",
            Self::WholeMinutes => "whole minutes are expected; write digits only, such as 480",
            Self::Decimal => "a number is expected; write it with a decimal point, such as 0.5",
            Self::ThreeDecimals => "a number with at most three decimals is expected; write it like 2.34",
            Self::YesNo => "yes or no is expected",
            Self::Weekday => "a weekday is expected; write 1 (Monday) to 7 (Sunday)",
            Self::Weekdays => {
                "a list of weekdays is expected; write it like 1;2;3;4;5, where 1 is Monday, or * for all"
            }
            Self::Due => "same_day or days:N is expected, N being working days",
            Self::HalfHour => "a half-hour is expected; write a time such as 07:30 or 08:00",
            Self::Roles => "a list of role@CENTRE is expected; write it like manager@SB;approver@SB",
            Self::Crew => "a list of role:number is expected; write it like greeter:2;guide:6",
            Self::TimeZone => "a time zone is expected; write a name such as Asia/Ho_Chi_Minh",
        }
    }
}
