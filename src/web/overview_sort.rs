//! The order of the centres on the overview, as links ask for it.

use std::cmp::Ordering;

use super::overview_row::{load_share, missing, standing};
use crate::application::views::CentreOverview;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name.
    Centre,
    /// Load against capacity.
    Load,
    /// How the centre stands, then officer turns missing, then capacity minus load.
    Gap,
    /// Officers employed.
    Officers,
    /// Dossiers per day.
    Demand,
    /// Highest overtime of one officer.
    Overtime,
    /// Share of dossiers on time.
    OnTime,
    /// Breaches and missing officers of the roster.
    Roster,
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Column; 8] =
        [Self::Centre, Self::Load, Self::Gap, Self::Officers, Self::Demand, Self::Overtime, Self::OnTime, Self::Roster];

    /// Its name in addresses and styles.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Centre => "centre",
            Self::Load => "load",
            Self::Gap => "gap",
            Self::Officers => "officers",
            Self::Demand => "demand",
            Self::Overtime => "overtime",
            Self::OnTime => "on_time",
            Self::Roster => "roster",
        }
    }

    /// The key of its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Centre => "overview-centre",
            Self::Load => "overview-load",
            Self::Gap => "overview-gap",
            Self::Officers => "overview-officers",
            Self::Demand => "overview-demand",
            Self::Overtime => "overview-overtime",
            Self::OnTime => "overview-on-time",
            Self::Roster => "overview-roster",
        }
    }

    /// Whether the first click shows the largest first; the worst comes first where there is one.
    #[must_use]
    pub fn starts_descending(self) -> bool {
        matches!(self, Self::Load | Self::Officers | Self::Demand | Self::Overtime | Self::Roster)
    }

    /// What the rows are compared by; rows without a value come last.
    fn value(self, centre: &CentreOverview) -> Option<f64> {
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        match self {
            Self::Centre | Self::Gap => None,
            Self::Load => load_share(centre),
            Self::Officers => Some(count(centre.officers)),
            Self::Demand => centre.expected_per_day,
            Self::Overtime => Some(f64::from(centre.highest_overtime)),
            Self::OnTime => centre.on_time_share,
            Self::Roster => Some(
                centre
                    .roster
                    .as_ref()
                    .map_or(f64::MAX, |roster| count(roster.hard_breaches) * 10_000.0 + f64::from(roster.missing)),
            ),
        }
    }
}

/// An order of the rows: a column's key, with `-` before it when the largest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

impl Sort {
    /// Whoever lacks most stands first.
    pub const MOST_URGENT_FIRST: Sort = Sort { column: Column::Gap, descending: false };

    /// The order that an address asks for.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        let column = Column::ALL.into_iter().find(|column| column.key() == key)?;
        Some(Self { column, descending })
    }

    /// As it stands in addresses.
    #[must_use]
    pub fn text(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.key())
    }

    /// Orders the rows; equals stay by code.
    pub fn apply(self, centres: &mut [&CentreOverview]) {
        centres.sort_by(|one, other| {
            if self.column == Column::Centre {
                let order = one.centre.name.cmp(&other.centre.name);
                return if self.descending { order.reverse() } else { order };
            }
            if self.column == Column::Gap {
                return by_gap(one, other, self.descending);
            }
            match (self.column.value(one), self.column.value(other)) {
                (Some(one), Some(other)) if self.descending => other.total_cmp(&one),
                (Some(one), Some(other)) => one.total_cmp(&other),
                (one, other) => other.is_some().cmp(&one.is_some()),
            }
        });
    }
}

/// Whoever lacks most comes first, or last when `reversed`; whoever knows nothing always comes last.
fn by_gap(one: &CentreOverview, other: &CentreOverview, reversed: bool) -> Ordering {
    let spare = |centre: &CentreOverview| centre.load_minutes.map_or(0.0, |load| centre.capacity_minutes - load);
    match (standing(one), standing(other)) {
        (Some(here), Some(there)) => {
            let order = here.cmp(&there).then(missing(other).cmp(&missing(one)));
            let order = order.then(spare(one).total_cmp(&spare(other)));
            if reversed { order.reverse() } else { order }
        }
        (here, there) => there.is_some().cmp(&here.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_survives_its_address_and_an_unknown_column_is_none() {
        for column in Column::ALL {
            for descending in [false, true] {
                let sort = Sort { column, descending };
                assert_eq!(Sort::parse(&sort.text()), Some(sort));
            }
        }
        assert_eq!(Sort::parse("-no-such-column"), None);
    }
}
