//! The board's page: head with its three answers, the grid, the reasons, the legend.

use chrono::{Days, NaiveDate};
use fluent_templates::fluent_bundle::FluentValue;
use serde::{Deserialize, Serialize};

use super::board_grid::{Grid, Shown, grid};
use super::board_legend::{Legend, legend};
use super::emergency;
use super::emergency_page::{Banner, banners};
use super::language::Language;
use super::reasons::{Reasons, reasons};
use super::wording;
use crate::application::ports::JobTrouble;
use crate::application::views::{BoardView, SolveState};
use crate::domain::roster::RosterStatus;
use crate::domain::rules::Severity;

/// Which days of the period are shown.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Span {
    /// The first day wanted.
    pub from: Option<NaiveDate>,
    /// How many weeks; without it as many as the screen holds.
    pub weeks: Option<u32>,
}

/// What the reader may do here.
#[derive(Clone, Copy, Debug)]
pub struct Rights {
    /// Sees drafts and what planning weighs; whoever does not reads who works when.
    pub plans: bool,
    /// Plans the centre.
    pub manages: bool,
    /// Answers for the centre's rosters.
    pub approves: bool,
}

/// `templates/roster/_board.hbs`
#[derive(Serialize)]
pub struct BoardPage {
    address: String,
    /// Where a new version begins.
    first_address: String,
    rosters_address: String,
    /// Drafts, reasons and the review are open to the reader.
    plans: bool,
    review_label: &'static str,
    pub title: String,
    /// Version, status and what the forecast expects; a line breaks between them.
    facts: Vec<String>,
    returned_because: Option<String>,
    /// Emergency orders under which days of the period stand.
    orders: Vec<Banner>,
    /// Their page, for whoever may read it.
    orders_href: Option<String>,
    status: &'static str,
    revision: i32,
    first: NaiveDate,
    total_weeks: u32,
    chips: Vec<Chip>,
    can_edit: bool,
    can_undo: bool,
    can_solve: bool,
    can_submit: bool,
    can_review: bool,
    can_publish: bool,
    /// The review is what comes next.
    review_is_next: bool,
    can_begin_again: bool,
    solving: Option<Solving>,
    solve_failed: Option<String>,
    from: NaiveDate,
    weeks: Option<u32>,
    view_class: &'static str,
    views: Vec<ViewLink>,
    earlier: Option<String>,
    later: Option<String>,
    phone_earlier: Option<String>,
    phone_later: Option<String>,
    grid: Grid,
    reasons: Reasons,
    /// The way to the reasons where they stand far below the grid.
    to_reasons: Option<String>,
    legend: Legend,
    /// What has just been done, for whoever hears the page.
    announcement: Option<String>,
    conflict: Option<Conflict>,
}

/// One answer in the head.
#[derive(Serialize)]
pub struct Chip {
    class: &'static str,
    sign: &'static str,
    /// In words.
    pub text: String,
}

/// The optimiser at work on a draft, or what it did last.
#[derive(Serialize)]
struct Solving {
    running: bool,
    queued: bool,
    /// The stop was asked for and comes within a second.
    stopping: bool,
    line: String,
    seconds: i32,
    limit: i32,
}

#[derive(Serialize)]
struct ViewLink {
    weeks: u32,
    label: String,
    href: String,
    current: bool,
}

/// An edit that met somebody else's: what was wanted and what stands there now.
#[derive(Serialize)]
pub struct Conflict {
    /// What the reader wanted.
    pub wanted: String,
    /// What the cell holds now.
    pub now: String,
    /// The fields of the edit, for trying again on the new state.
    pub officer: String,
    pub date: NaiveDate,
    pub shift: String,
    pub pinned: bool,
}

/// The page of `view`.
pub fn board_page(language: Language, view: &BoardView, rights: Rights, span: Span, today: NaiveDate) -> BoardPage {
    let head = &view.head;
    let address = address(view);
    let total_weeks = head.period.days.div_ceil(7);
    let (shown, from) = shown(view, span, today);
    let draft = head.status == RosterStatus::Draft;
    let link = |from: NaiveDate, weeks: Option<u32>| match weeks {
        Some(weeks) => format!("{address}?from={from}&weeks={weeks}"),
        None => format!("{address}?from={from}"),
    };
    let in_period = |date: NaiveDate| head.period.contains(date).then(|| link(date, span.weeks));
    let shown_first = view.days.get(shown.days.start).map_or(head.period.first, |day| day.date);
    let more_to_come = shown.days.end < view.days.len();
    BoardPage {
        first_address: format!("/centres/{}/roster", head.centre),
        plans: rights.plans,
        rosters_address: format!("/centres/{}/rosters", head.centre),
        review_label: match head.status {
            RosterStatus::Submitted if rights.approves => "board-approve",
            _ => "board-review",
        },
        title: language.say_with(
            "board-title",
            [("dates", FluentValue::from(language.dates(head.period.first, head.period.last())))],
        ),
        facts: facts(language, view),
        returned_because: head.returned_because.clone().filter(|_| draft),
        orders: banners(language, view),
        orders_href: rights.plans.then(|| emergency::address(&head.centre)),
        status: head.status.as_str(),
        revision: head.revision,
        first: head.period.first,
        total_weeks,
        chips: if rights.plans { chips(language, view) } else { Vec::new() },
        can_edit: rights.manages && draft,
        can_undo: rights.manages && draft && view.can_undo,
        can_solve: rights.manages && draft,
        can_submit: rights.manages && draft,
        can_review: rights.plans && !draft,
        review_is_next: head.status == RosterStatus::Submitted,
        can_publish: rights.manages && head.status == RosterStatus::Approved,
        can_begin_again: rights.manages && matches!(head.status, RosterStatus::Published | RosterStatus::Approved),
        solving: draft.then(|| solving(language, &view.solve)),
        solve_failed: view.solve.trouble.as_ref().map(|trouble| trouble_words(language, trouble)),
        from,
        weeks: span.weeks,
        view_class: match span.weeks {
            None => "view-auto",
            Some(1) => "view-1",
            Some(2) => "view-2",
            Some(_) => "view-4",
        },
        views: [1, 2, 4]
            .into_iter()
            .filter(|weeks| *weeks <= total_weeks)
            .map(|weeks| ViewLink {
                weeks,
                label: language.say_with("board-weeks", [("count", FluentValue::from(weeks))]),
                href: link(from, Some(weeks)),
                current: span.weeks.unwrap_or(2) == weeks,
            })
            .collect(),
        earlier: in_period(shown_first - Days::new(7)),
        later: in_period(shown_first + Days::new(7)).filter(|_| more_to_come),
        phone_earlier: in_period(from - Days::new(7)),
        phone_later: in_period(from + Days::new(7)),
        grid: grid(language, view, &shown),
        reasons: reasons(language, view, &address, rights.manages && draft),
        to_reasons: to_reasons(language, view),
        legend: legend(language, view),
        announcement: None,
        conflict: None,
        address,
    }
}

impl BoardPage {
    /// With words on what has just been done.
    #[must_use]
    pub fn announcing(mut self, words: String) -> Self {
        self.announcement = Some(words);
        self
    }

    /// With an edit that met somebody else's.
    #[must_use]
    pub fn conflicting(mut self, conflict: Conflict) -> Self {
        self.conflict = Some(conflict);
        self
    }
}

/// The address of the board of `view`.
pub fn address(view: &BoardView) -> String {
    format!("/centres/{}/roster/{}", view.head.centre, view.head.period.first)
}

/// The days shown, and the first day of the week asked for: the one of `from`, else this week, else the first one.
fn shown(view: &BoardView, span: Span, today: NaiveDate) -> (Shown, NaiveDate) {
    let all = view.days.len();
    let wanted = span.from.unwrap_or(today);
    let week = view.head.period.offset(wanted).map_or(0, |offset| offset / 7);
    let weeks = usize::try_from(span.weeks.unwrap_or(2).clamp(1, 8)).unwrap_or(2);
    let last_start = all.div_ceil(7).saturating_sub(weeks);
    let start = week.min(last_start) * 7;
    // With a chosen number of weeks a phone shows them all and scrolls.
    let phone_week = if span.weeks.is_some() { start..start + weeks * 7 } else { week * 7..(week * 7 + 7).min(all) };
    let from = view.days.get(week * 7).map_or(view.head.period.first, |day| day.date);
    (Shown { days: start..(start + weeks * 7).min(all), phone_week, today }, from)
}

/// How many reasons there are to read, when there are any.
fn to_reasons(language: Language, view: &BoardView) -> Option<String> {
    // Warnings are no breach of law: a lawful roster must not be said to have some.
    let breaches = view.breaches.iter().filter(|breach| breach.severity == Severity::Hard).count();
    let (key, count) = match (breaches, view.shortfalls.len()) {
        (0, 0) => return None,
        (0, shortfalls) => ("reasons-jump-shortfalls", shortfalls),
        _ => ("reasons-jump-breaches", breaches),
    };
    Some(language.say_with(key, [("count", FluentValue::from(count))]))
}

/// Version, status and what the forecast expects.
fn facts(language: Language, view: &BoardView) -> Vec<String> {
    let mut parts = vec![
        view.centre.name.clone(),
        language.say_with("board-version", [("version", FluentValue::from(view.head.version))]),
        wording::status(language, view.head.status),
    ];
    if let Some((mean, low, high)) = view.expected {
        parts.push(language.say_with(
            "board-expected",
            [
                ("mean", FluentValue::from(language.number(mean, 0))),
                ("low", FluentValue::from(language.number(low, 0))),
                ("high", FluentValue::from(language.number(high, 0))),
            ],
        ));
    }
    parts
}

/// Is it lawful, how good is it, what is missing.
pub fn chips(language: Language, view: &BoardView) -> Vec<Chip> {
    let hard = view.breaches.iter().filter(|breach| breach.severity == Severity::Hard).count();
    let missing = missing(view);
    let below_floor: i32 =
        view.cover.iter().flat_map(|row| row.days.iter().flatten()).map(|cover| cover.missing_floor).sum();
    let lawful = match hard {
        0 => Chip { class: "ok", sign: "✓", text: language.say("chip-lawful") },
        _ => Chip {
            class: "bad",
            sign: "!",
            text: language.say_with("chip-unlawful", [("count", FluentValue::from(hard))]),
        },
    };
    let missing = match missing {
        0 => Chip { class: "ok", sign: "●", text: language.say("chip-nobody-missing") },
        _ => Chip {
            class: if below_floor > 0 { "bad" } else { "warn" },
            sign: if below_floor > 0 { "▼" } else { "▽" },
            text: language.say_with("chip-missing", [("count", FluentValue::from(missing))]),
        },
    };
    vec![lawful, quality(language, view), missing]
}

/// Officers missing below the targets, summed over days and blocks.
pub fn missing(view: &BoardView) -> i32 {
    view.cover.iter().flat_map(|row| row.days.iter().flatten()).map(|cover| (cover.want - cover.have).max(0)).sum()
}

fn quality(language: Language, view: &BoardView) -> Chip {
    let (class, sign, text) = match view.solve.proof.or(view.head.proof) {
        _ if view.solve.running => ("", "…", language.say("chip-solving")),
        Some(proof) if proof.proven => ("ok", "✓", language.say("chip-proven")),
        Some(proof) => match proof.gap() {
            Some(gap) => ("", "≤", language.say_with("chip-gap", [("gap", FluentValue::from(at_most(language, gap)))])),
            None => ("", "?", language.say("chip-no-bound")),
        },
        None if view.solve.edited => ("", "✎", language.say("chip-edited")),
        None => ("", "?", language.say("chip-no-proof")),
    };
    Chip { class, sign, text }
}

fn solving(language: Language, solve: &SolveState) -> Solving {
    #[expect(clippy::cast_possible_truncation, reason = "seconds of one solve fit many times")]
    let seconds = solve.proof.map_or(0, |proof| proof.seconds.round() as i32).clamp(0, solve.limit_seconds.max(0));
    let line = match solve.proof {
        _ if solve.queued => language.say("solve-queued"),
        _ if solve.stopping => language.say("solve-stopping"),
        None if solve.running => language.say("solve-begun"),
        None if solve.edited => language.say("solve-edited"),
        None => language.say("solve-none"),
        Some(proof) => language.say_with(
            match (proof.bound, solve.running) {
                (None, _) => "solve-progress-no-bound",
                (Some(_), true) => "solve-progress",
                (Some(_), false) => "solve-last",
            },
            [
                ("seconds", FluentValue::from(language.whole(seconds))),
                ("limit", FluentValue::from(language.whole(solve.limit_seconds))),
                // The number beside the word for seconds chooses its form.
                ("count", FluentValue::from(if solve.running { solve.limit_seconds } else { seconds })),
                ("best", FluentValue::from(language.number(proof.objective, 0))),
                // Rounding in the solver can lift the bound a hair above the roster that it bounds.
                ("bound", FluentValue::from(language.number(proof.bound.unwrap_or_default().min(proof.objective), 0))),
                ("gap", FluentValue::from(at_most(language, proof.gap().unwrap_or_default()))),
            ],
        ),
    };
    Solving {
        running: solve.running,
        queued: solve.queued,
        stopping: solve.stopping,
        line,
        seconds,
        limit: solve.limit_seconds,
    }
}

/// Why the last planning run ended before its time, and what to do now.
fn trouble_words(language: Language, trouble: &JobTrouble) -> String {
    match trouble {
        JobTrouble::Memory { mebibytes } => {
            // A ceiling in the unit in which memory is bought.
            let gibibytes = f64::from(u32::try_from(*mebibytes).unwrap_or(u32::MAX)) / 1024.0;
            language.say_with("solve-out-of-memory", [("memory", FluentValue::from(language.number(gibibytes, 1)))])
        }
        JobTrouble::Lost { attempts } => language.say_with("solve-lost", [("count", FluentValue::from(*attempts))]),
        JobTrouble::NothingLawful => language.say("solve-nothing-lawful"),
        JobTrouble::Failed(_) => language.say("solve-failed"),
    }
}

/// A gap, rounded up, so that "at most" stays true.
fn at_most(language: Language, gap: f64) -> String {
    language.percent((gap * 1000.0).ceil() / 1000.0, 1)
}
