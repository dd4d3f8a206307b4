//! Days off, make-up days and closures as notices announce them.
//!
//! The Prime Minister fixes the breaks of each year and the Minister of Home Affairs notifies them (NĐ 128/2025/NĐ-CP art.
//! 7(2)). A swap (*hoán đổi*) makes a working day free and a Saturday a normal working day without an overtime rate. The
//! table below holds what was announced for 2024–2026; imported rows come on top of it.

use chrono::NaiveDate;

use crate::domain::centre::CentreScope;

/// What a notice makes of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfficialKind {
    /// A public holiday.
    Holiday,
    /// A working day made free by a swap.
    OffInLieu,
    /// A rest day made a normal working day by a swap.
    WorkInLieu,
    /// The day off after a holiday on a rest day (Labour Code art. 111(3)).
    Compensatory,
    /// A day on which a centre does not serve, for its own reason.
    Closed,
}

/// One row of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialDay {
    /// The day.
    pub date: NaiveDate,
    /// What it becomes.
    pub kind: OfficialKind,
    /// The centres it holds for.
    pub scope: CentreScope,
    /// Its name, as people say it.
    pub name: String,
    /// The notice.
    pub citation: Option<String>,
}

/// The official days of 2024 to 2026, by date. 24 November is not among them: it is computed while its switch is on.
#[must_use]
pub fn announced() -> Vec<OfficialDay> {
    ANNOUNCED
        .iter()
        .filter_map(|&(year, month, day, kind, name, citation)| {
            Some(OfficialDay {
                date: NaiveDate::from_ymd_opt(year, month, day)?,
                kind,
                scope: CentreScope::All,
                name: name.to_owned(),
                citation: Some(citation.to_owned()),
            })
        })
        .collect()
}

const LAW: &str = "Labour Code 45/2019/QH14, Art. 112(1)";
const MADE_GOOD: &str = "Labour Code 45/2019/QH14, Art. 111(3)";
const SWAP_APRIL_2024: &str = "2450/VPCP-KGVX";
const TET_2025: &str = "6150/TB-BLĐTBXH";
const SWAP_JANUARY_2026: &str = "12729/VPCP-KGVX (25/12/2025)";
const TET_2026: &str = "9859/VPCP-KGVX; 9441/TB-BNV";
const NATIONAL_DAY_2026: &str = "9441/TB-BNV";
const NATIONAL_DAY_2024_2025: &str = "Labour Code 45/2019/QH14, Art. 112(1) and the notice of the year";

use OfficialKind::{Compensatory, Holiday, OffInLieu, WorkInLieu};

type Row = (i32, u32, u32, OfficialKind, &'static str, &'static str);

const ANNOUNCED: [Row; 44] = [
    (2024, 1, 1, Holiday, "Tết Dương lịch", LAW),
    (2024, 2, 8, Holiday, "29 Tết", LAW),
    (2024, 2, 9, Holiday, "Giao thừa Tết Nguyên Đán", LAW),
    (2024, 2, 10, Holiday, "Tết Nguyên Đán", LAW),
    (2024, 2, 11, Holiday, "Mùng hai Tết Nguyên Đán", LAW),
    (2024, 2, 12, Holiday, "Mùng ba Tết Nguyên Đán", LAW),
    (2024, 2, 13, Compensatory, "Mùng bốn Tết Nguyên Đán (nghỉ bù)", MADE_GOOD),
    (2024, 2, 14, Compensatory, "Mùng năm Tết Nguyên Đán (nghỉ bù)", MADE_GOOD),
    (2024, 4, 18, Holiday, "Ngày Giỗ Tổ Hùng Vương", LAW),
    (2024, 4, 29, OffInLieu, "Ngày nghỉ (thay cho ngày 04/05/2024)", SWAP_APRIL_2024),
    (2024, 4, 30, Holiday, "Ngày Chiến thắng", LAW),
    (2024, 5, 1, Holiday, "Ngày Quốc tế Lao động", LAW),
    (2024, 5, 4, WorkInLieu, "Ngày làm bù (cho ngày 29/04/2024)", SWAP_APRIL_2024),
    (2024, 9, 2, Holiday, "Quốc khánh", LAW),
    (2024, 9, 3, Holiday, "Quốc khánh", NATIONAL_DAY_2024_2025),
    (2025, 1, 1, Holiday, "Tết Dương lịch", LAW),
    (2025, 1, 27, Holiday, "28 Tết", TET_2025),
    (2025, 1, 28, Holiday, "Giao thừa Tết Nguyên Đán", TET_2025),
    (2025, 1, 29, Holiday, "Tết Nguyên Đán", TET_2025),
    (2025, 1, 30, Holiday, "Mùng hai Tết Nguyên Đán", TET_2025),
    (2025, 1, 31, Holiday, "Mùng ba Tết Nguyên Đán", TET_2025),
    (2025, 4, 7, Holiday, "Ngày Giỗ Tổ Hùng Vương", LAW),
    (2025, 4, 26, WorkInLieu, "Ngày làm bù (cho ngày 02/05/2025)", "Prime Minister's approval of March 2025"),
    (2025, 4, 30, Holiday, "Ngày Chiến thắng", LAW),
    (2025, 5, 1, Holiday, "Ngày Quốc tế Lao động", LAW),
    (2025, 5, 2, OffInLieu, "Ngày nghỉ (thay cho ngày 26/04/2025)", "Prime Minister's approval of March 2025"),
    (2025, 9, 1, Holiday, "Quốc khánh", NATIONAL_DAY_2024_2025),
    (2025, 9, 2, Holiday, "Quốc khánh", LAW),
    (2026, 1, 1, Holiday, "Tết Dương lịch", LAW),
    (2026, 1, 2, OffInLieu, "Ngày nghỉ (thay cho ngày 10/01/2026)", SWAP_JANUARY_2026),
    (2026, 1, 10, WorkInLieu, "Ngày làm bù (cho ngày 02/01/2026)", SWAP_JANUARY_2026),
    (2026, 2, 16, Holiday, "Giao thừa Tết Nguyên Đán", TET_2026),
    (2026, 2, 17, Holiday, "Tết Nguyên Đán", TET_2026),
    (2026, 2, 18, Holiday, "Mùng hai Tết Nguyên Đán", TET_2026),
    (2026, 2, 19, Holiday, "Mùng ba Tết Nguyên Đán", TET_2026),
    (2026, 2, 20, Holiday, "Mùng bốn Tết Nguyên Đán", TET_2026),
    (2026, 4, 26, Holiday, "Ngày Giỗ Tổ Hùng Vương", LAW),
    (2026, 4, 27, Compensatory, "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)", MADE_GOOD),
    (2026, 4, 30, Holiday, "Ngày Chiến thắng", LAW),
    (2026, 5, 1, Holiday, "Ngày Quốc tế Lao động", LAW),
    (2026, 8, 22, WorkInLieu, "Ngày làm bù (cho ngày 31/08/2026)", NATIONAL_DAY_2026),
    (2026, 8, 31, OffInLieu, "Ngày nghỉ (thay cho ngày 22/08/2026)", NATIONAL_DAY_2026),
    (2026, 9, 1, Holiday, "Quốc khánh", NATIONAL_DAY_2026),
    (2026, 9, 2, Holiday, "Quốc khánh", NATIONAL_DAY_2026),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{Datelike, Weekday};

    use super::*;

    #[test]
    fn every_announced_day_off_stands_in_the_table() {
        let published = include_str!("../../../tests/data/calendar/official_days_off_2024_2026.csv");
        let ours: BTreeMap<NaiveDate, OfficialKind> = announced().into_iter().map(|day| (day.date, day.kind)).collect();
        for line in published.lines().skip(1) {
            let date: NaiveDate = line[..10].parse().expect("an ISO date");
            // Saturday 1 February 2025 is the weekly rest beside the break; 24 November 2026 hangs on its switch.
            if ["2025-02-01", "2026-11-24"].contains(&&line[..10]) {
                continue;
            }
            assert!(ours.contains_key(&date), "{line}");
            assert_eq!(line.ends_with("in_lieu"), ours[&date] == OffInLieu, "{line}");
        }
    }

    #[test]
    fn every_swapped_day_has_its_make_up_saturday() {
        let of = |kind| announced().into_iter().filter(move |day| day.kind == kind).collect::<Vec<_>>();
        assert_eq!(of(OffInLieu).len(), of(WorkInLieu).len());
        assert!(of(WorkInLieu).iter().all(|day| day.date.weekday() == Weekday::Sat && day.citation.is_some()));
        assert!(of(OffInLieu).iter().all(|day| day.date.weekday().num_days_from_monday() < 5));
    }

    #[test]
    fn the_table_is_in_order_and_names_no_day_twice() {
        assert!(announced().windows(2).all(|pair| pair[0].date < pair[1].date));
        assert_eq!(announced().len(), ANNOUNCED.len());
    }
}
