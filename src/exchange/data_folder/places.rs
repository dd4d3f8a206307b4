//! Readers of where and when the public is served: centres, sites, procedure groups, blocks and shifts.

use std::collections::HashMap;

use chrono::Timelike;

use super::cell;
use super::codes::{CodeSet, Codes};
use super::expected::Quantity;
use super::problem::Problem;
use super::report::{ImportError, Report, shown};
use super::table::{Lined, Table};
use crate::domain::block::Block;
use crate::domain::centre::{Centre, CentreLevel, Site, SiteKind};
use crate::domain::ids::{BlockCode, CentreCode, GroupCode, ShiftCode, SkillCode};
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::shift::{Shift, ShiftKind};

/// Minutes of a day.
pub(super) const DAY_MINUTES: i32 = 1440;

/// A dossier that takes longer is a slip of the pen: a working week.
const MAX_HANDLING_MINUTES: f64 = 2400.0;

const LEVELS: &[(&str, CentreLevel)] = &[
    ("province", CentreLevel::Province),
    ("commune", CentreLevel::Commune),
    ("ward", CentreLevel::Ward),
    ("point", CentreLevel::Point),
];

const SITE_KINDS: &[(&str, SiteKind)] =
    &[("office", SiteKind::Office), ("point", SiteKind::Point), ("culture_house", SiteKind::CultureHouse)];

const SHIFT_KINDS: &[(&str, ShiftKind)] = &[
    ("regular", ShiftKind::Regular),
    ("early", ShiftKind::Early),
    ("evening", ShiftKind::Evening),
    ("outreach", ShiftKind::Outreach),
    ("weekend", ShiftKind::Weekend),
    ("standby", ShiftKind::Standby),
    ("hotline", ShiftKind::Hotline),
];

/// `centres.csv`; a parent may be a centre of the same file, on whatever line, or one of `stored`.
pub(super) fn centres(mut table: Table<'_>, stored: &CodeSet, report: &mut Report) -> Option<Vec<Centre>> {
    let optional = table.optional(["parent", "population", "counters"], report);
    let [code, name, level, open_days] = table.required(["code", "name", "level", "open_days"], report)?;
    let [parent, population, counters] = optional;
    let file = table.file().to_owned();
    let errors_before = report.errors.len();
    let lined = table.lined_rows(report, |row| {
        let code = row.need(code, cell::text);
        let name = row.need(name, cell::text);
        let level = row.need(level, cell::one_of(LEVELS));
        let parent = row.maybe(parent, cell::text);
        let population = row.maybe(population, cell::count(Quantity::Residents));
        let counters = row.maybe(counters, cell::count(Quantity::Counters));
        let open_days = row.need(open_days, cell::weekdays);
        Some(Centre {
            code: CentreCode(code?),
            name: name?,
            level: level?,
            parent: parent?.map(CentreCode),
            population: population?,
            counters: counters?,
            open_days: open_days?,
        })
    });
    if report.errors.len() == errors_before {
        refuse_wrong_parents(&lined, &file, stored, report);
    }
    Some(lined.rows)
}

/// `sites.csv`.
pub(super) fn sites(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Site>> {
    let [travel_minutes, residents, unserved] = table.optional(["travel_minutes", "residents", "unserved"], report);
    let [centre, code, name, kind] = table.required(["centre", "code", "name", "kind"], report)?;
    Some(table.rows(report, |row| {
        let centre = row.code(centre, &codes.centres);
        let code = row.need(code, cell::text);
        let name = row.need(name, cell::text);
        let kind = row.need(kind, cell::one_of(SITE_KINDS));
        let travel_minutes = row.maybe(travel_minutes, cell::count(Quantity::Minutes));
        let residents = row.maybe(residents, cell::count(Quantity::Residents));
        let unserved = row.maybe(unserved, cell::count(Quantity::Residents));
        Some(Site {
            centre: CentreCode(centre?),
            code: code?,
            name: name?,
            kind: kind?,
            travel_minutes: travel_minutes?,
            residents: residents?,
            unserved: unserved?,
        })
    }))
}

/// `groups.csv`.
pub(super) fn groups(mut table: Table<'_>, report: &mut Report) -> Option<Vec<ProcedureGroup>> {
    let [copies] = table.optional(["copies_per_dossier"], report);
    let [code, name_vi, name_en, skill, desk_minutes, back_minutes, due] =
        table.required(["code", "name_vi", "name_en", "skill", "desk_minutes", "back_minutes", "due"], report)?;
    Some(table.rows(report, |row| {
        let code = row.need(code, cell::text);
        let name_vi = row.need(name_vi, cell::text);
        let name_en = row.need(name_en, cell::text);
        let skill = row.need(skill, cell::text);
        let desk_minutes = row.need(desk_minutes, cell::decimal(MAX_HANDLING_MINUTES));
        let back_minutes = row.need(back_minutes, cell::decimal(MAX_HANDLING_MINUTES));
        let due = row.need(due, cell::due);
        let copies_per_dossier = row.maybe(copies, cell::decimal(1000.0));
        Some(ProcedureGroup {
            code: GroupCode(code?),
            name_vi: name_vi?,
            name_en: name_en?,
            skill: SkillCode(skill?),
            desk_minutes: desk_minutes?,
            back_minutes: back_minutes?,
            due: due?,
            copies_per_dossier: copies_per_dossier?,
        })
    }))
}

/// `blocks.csv`.
pub(super) fn blocks(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Block>> {
    let [from, to] = table.optional(["from", "to"], report);
    let [centre, code, start, end, weekdays] =
        table.required(["centre", "code", "start", "end", "weekdays"], report)?;
    let (hours, days) = ([start, end], [from, to]);
    Some(table.rows(report, |row| {
        let scope = row.scope(centre, &codes.centres);
        let code = row.need(code, cell::text);
        let start = row.need(start, cell::time);
        let end = row.need(end, cell::time);
        let weekdays = row.need(weekdays, cell::weekdays);
        let from = row.maybe(from, cell::date);
        let to = row.maybe(to, cell::date);
        let in_order = row.has_length(start, end, hours);
        let days_in_order = row.in_order(from.flatten(), to.flatten(), days);
        in_order.and(days_in_order)?;
        Some(Block {
            scope: scope?,
            code: BlockCode(code?),
            start: start?,
            end: end?,
            weekdays: weekdays?,
            from: from?,
            to: to?,
        })
    }))
}

/// `shifts.csv`. A shift without blocks serves no counter, such as a standby; `*` means every block.
pub(super) fn shifts(mut table: Table<'_>, codes: &Codes, report: &mut Report) -> Option<Vec<Shift>> {
    let [from, to] = table.optional(["from", "to"], report);
    let named = table.required(["centre", "code", "name_vi", "name_en", "kind", "blocks", "start", "end"], report);
    let counted = table.required(["normal_minutes", "overtime_minutes", "weekdays", "shift_change"], report);
    let [centre, code, name_vi, name_en, kind, blocks, start, end] = named?;
    let [normal, overtime, weekdays, shift_change] = counted?;
    let (hours, days) = ([start, end], [from, to]);
    Some(table.rows(report, |row| {
        let scope = row.scope(centre, &codes.centres);
        let code = row.need(code, cell::text);
        let name_vi = row.need(name_vi, cell::text);
        let name_en = row.need(name_en, cell::text);
        let kind = row.need(kind, cell::one_of(SHIFT_KINDS));
        let served = if row.cell(blocks) == "*" {
            Some(codes.blocks.all().into_iter().map(BlockCode::from).collect())
        } else {
            row.restriction(blocks, &codes.blocks, BlockCode).map(Option::unwrap_or_default)
        };
        let start = row.need(start, cell::time);
        let end = row.need(end, cell::time);
        let normal_minutes = row.need(normal, cell::minutes(DAY_MINUTES));
        let overtime_minutes = row.need(overtime, cell::minutes(DAY_MINUTES));
        let weekdays = row.need(weekdays, cell::weekdays);
        let shift_change = row.need(shift_change, cell::yes_no);
        let from = row.maybe(from, cell::date);
        let to = row.maybe(to, cell::date);
        let in_order = row.has_length(start, end, hours);
        let days_in_order = row.in_order(from.flatten(), to.flatten(), days);
        in_order.and(days_in_order)?;
        let (start, end, normal_minutes, overtime_minutes) = (start?, end?, normal_minutes?, overtime_minutes?);
        let available = i64::from(end.num_seconds_from_midnight() - start.num_seconds_from_midnight()) / 60;
        if i64::from(normal_minutes + overtime_minutes) > available {
            row.refuse(if overtime_minutes > 0 { overtime } else { normal }, Problem::MoreThanSpan { available });
            return None;
        }
        Some(Shift {
            scope: scope?,
            code: ShiftCode(code?),
            name_vi: name_vi?,
            name_en: name_en?,
            kind: kind?,
            blocks: served?,
            start,
            end,
            normal_minutes,
            overtime_minutes,
            weekdays: weekdays?,
            shift_change: shift_change?,
            from: from?,
            to: to?,
        })
    }))
}

/// Refuses parents that do not exist, and centres that would belong to themselves.
fn refuse_wrong_parents(centres: &Lined<Centre>, file: &str, stored: &CodeSet, report: &mut Report) {
    let parents: HashMap<&CentreCode, Option<&CentreCode>> =
        centres.rows.iter().map(|centre| (&centre.code, centre.parent.as_ref())).collect();
    for (centre, line) in centres.rows.iter().zip(&centres.lines) {
        let Some(parent) = &centre.parent else { continue };
        let problem = if !parents.contains_key(parent) && !stored.contains(parent.as_str()) {
            Problem::UnknownCode { kind: stored.kind }
        } else if is_own_ancestor(&centre.code, &parents) {
            Problem::OwnParent
        } else {
            continue;
        };
        report.refuse(ImportError {
            file: file.to_owned(),
            line: Some(*line),
            column: Some("parent".to_owned()),
            value: Some(shown(parent.as_str())),
            problem,
        });
    }
}

fn is_own_ancestor(code: &CentreCode, parents: &HashMap<&CentreCode, Option<&CentreCode>>) -> bool {
    let mut ancestor = parents.get(code).copied().flatten();
    // A chain longer than the file has run into a ring that does not contain `code`.
    for _ in 0..parents.len() {
        match ancestor {
            Some(found) if found == code => return true,
            Some(found) => ancestor = parents.get(found).copied().flatten(),
            None => return false,
        }
    }
    false
}
