//! What the use-cases ask of the store. One trait for each aggregate; [`Store`] is all of them together.
//!
//! Every method runs inside the transaction that the caller opened, and every list comes in a stated order.

use chrono::{NaiveDate, NaiveDateTime};

use super::actors::Account;
use crate::domain::block::Block;
use crate::domain::calendar::{KnownDay, OfficialDay};
use crate::domain::centre::{Centre, Site};
use crate::domain::demand::{DemandForecast, Made};
use crate::domain::dossiers::{CountedSingly, DossierCount, OpenDossier};
use crate::domain::emergency::{EmergencyOrder, Ending};
use crate::domain::ids::{CentreCode, GroupCode, OfficerCode, RosterId, ShiftCode};
use crate::domain::officer::{Consent, Leave, Officer, Preference, Unavailability};
use crate::domain::overtime::LedgerEntry;
use crate::domain::period::Period;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::roster::{Assignment, Proof, RosterHead, RosterStatus};
use crate::domain::shift::Shift;
use crate::exchange::data_folder::{
    AssignmentRow, DataFolder, KnownCodes, LocalRuleRow, ProfileRow, SessionRow, SettingRow,
};

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused or failed; the text is for the log, never for a page.
    #[error("the database failed: {0}")]
    Database(String),
    /// A stored value cannot be read back, which is a bug or a foreign hand.
    #[error("{table}: stored value {value:?} cannot be read")]
    Corrupt {
        /// Table.
        table: &'static str,
        /// Value found.
        value: String,
    },
    /// Somebody changed the roster meanwhile.
    #[error("the roster was changed by somebody else")]
    Stale,
}

/// Result of a store method.
pub type Stored<T> = Result<T, StorageError>;

/// Centres and what they keep about their way of working.
pub trait Centres {
    /// Every centre, by code.
    fn centres(&mut self) -> Stored<Vec<Centre>>;
    /// One centre.
    fn centre(&mut self, code: &CentreCode) -> Stored<Option<Centre>>;
    /// The centre's sites, by code.
    fn sites(&mut self, centre: &CentreCode) -> Stored<Vec<Site>>;
    /// Every procedure group, by code.
    fn groups(&mut self) -> Stored<Vec<ProcedureGroup>>;
    /// Blocks that apply to the centre, by start; a row of the centre itself replaces one of `*` with the same code.
    fn blocks(&mut self, centre: &CentreCode) -> Stored<Vec<Block>>;
    /// Shifts that apply to the centre, by code; a row of the centre itself replaces one of `*` with the same code.
    fn shifts(&mut self, centre: &CentreCode) -> Stored<Vec<Shift>>;
    /// Imported official days of every scope, by date.
    fn official_days(&mut self) -> Stored<Vec<OfficialDay>>;
    /// Arrival profiles that apply to the centre (`*` rows too), by centre, group, weekday, start.
    fn profiles(&mut self, centre: &CentreCode) -> Stored<Vec<ProfileRow>>;
    /// Settings that apply to the centre, `*` rows first, then by key and date.
    fn settings(&mut self, centre: &CentreCode) -> Stored<Vec<SettingRow>>;
    /// Local rules that may concern the centre: of every centre, of this one, of its officers and of skills, by identifier.
    fn local_rules(&mut self, centre: &CentreCode) -> Stored<Vec<LocalRuleRow>>;
    /// Outreach sessions of the centre in the period, by date and start.
    fn sessions(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<SessionRow>>;
}

/// What managers know of days to come.
pub trait KnownDays {
    /// The entries of the centre, by first day, then by kind and name.
    fn known_days(&mut self, centre: &CentreCode) -> Stored<Vec<KnownDay>>;
    /// The entries of every centre, by centre, first day, kind and name.
    fn known_days_of_all(&mut self) -> Stored<Vec<KnownDay>>;
    /// Keeps an entry; one of the same centre, kind, first day and name is replaced.
    fn keep_known_day(&mut self, day: &KnownDay) -> Stored<()>;
    /// Removes the entry of that centre, kind, first day and name; whether there was one.
    fn remove_known_day(&mut self, day: &KnownDay) -> Stored<bool>;
}

/// Emergency orders. None is ever removed.
pub trait EmergencyOrders {
    /// The orders of the centre, the latest first.
    fn emergency_orders(&mut self, centre: &CentreCode) -> Stored<Vec<EmergencyOrder>>;
    /// The orders of every centre with a day in `from <= date < to`, an early end aside; by centre, the latest first.
    fn emergency_orders_between(&mut self, from: NaiveDate, to: NaiveDate) -> Stored<Vec<EmergencyOrder>>;
    /// Keeps an order; its centre and number must be new.
    fn keep_emergency_order(&mut self, order: &EmergencyOrder) -> Stored<()>;
    /// Ends an order that was not ended yet; whether there was one.
    fn end_emergency_order(&mut self, centre: &CentreCode, number: i32, ending: &Ending) -> Stored<bool>;
}

/// Officers and what they agreed to, asked for and worked.
pub trait Officers {
    /// The centre's officers, by code.
    fn officers(&mut self, centre: &CentreCode) -> Stored<Vec<Officer>>;
    /// One officer.
    fn officer(&mut self, code: &OfficerCode) -> Stored<Option<Officer>>;
    /// Leaves of the centre's officers that touch the period, by officer and first day.
    fn leave(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<Leave>>;
    /// Consents of the centre's officers that touch the period, by officer and first day.
    fn consents(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<Consent>>;
    /// Unavailabilities of the centre's officers, by officer.
    fn unavailable(&mut self, centre: &CentreCode) -> Stored<Vec<Unavailability>>;
    /// Wishes of the centre's officers, by officer.
    fn preferences(&mut self, centre: &CentreCode) -> Stored<Vec<Preference>>;
    /// Ledger entries of the centre's officers with `from <= date < to`, by officer, date and start.
    fn ledger(&mut self, centre: &CentreCode, from: NaiveDate, to: NaiveDate) -> Stored<Vec<LedgerEntry>>;
}

/// Observed counts.
pub trait Dossiers {
    /// Counts of the centre with `from <= date < to`, by group and date. Days of `cases.csv` without a row in
    /// `dossiers.csv` are counted from the cases.
    fn counts(&mut self, centre: &CentreCode, from: NaiveDate, to: NaiveDate) -> Stored<Vec<DossierCount>>;
    /// When dossiers of the centre were handed in at the desk (or nobody knows where) with `from <= date < to`, as the
    /// clocks of the centres show it, by group and time; only `cases.csv` knows.
    fn arrival_times(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(GroupCode, NaiveDateTime)>>;
    /// When dossiers of the centre were received by whatever way with `from <= date < to`, as the clocks of the centres show
    /// it, by group and time; only `cases.csv` knows.
    fn receipt_times(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(GroupCode, NaiveDateTime)>>;
    /// The groups of the centre of which `cases.csv` has single dossiers, by group.
    fn counted_singly(&mut self, centre: &CentreCode) -> Stored<Vec<CountedSingly>>;
    /// Single dossiers received by the end of `day` and not completed by then, by group and time; only `cases.csv` knows.
    /// None of a group of which no dossier is noted as completed: then nobody writes down when one is (a dossier that is
    /// closed without a result needs a completion as well); none of a group of which none came or was completed in the last
    /// seven days.
    fn open_dossiers(&mut self, centre: &CentreCode, day: NaiveDate) -> Stored<Vec<OpenDossier>>;
    /// First and last day observed in the centre.
    fn observed_span(&mut self, centre: &CentreCode) -> Stored<Option<(NaiveDate, NaiveDate)>>;
}

/// Forecasts with the data cut that they saw. None is ever lost: another one of the same centre, group and cut is a new
/// version.
pub trait Forecasts {
    /// Keeps a forecast; one that says the same as the version before it, made from the same knowledge, is not kept twice.
    fn keep_forecast(&mut self, forecast: &DemandForecast, made: Made, made_at: NaiveDateTime) -> Stored<()>;
    /// The centre's forecasts with the latest cut on or before `cut`, one for each group in its last version, by group.
    fn latest_forecasts(&mut self, centre: &CentreCode, cut: NaiveDate) -> Stored<Vec<DemandForecast>>;
    /// When the last version of the forecasts of that cut was made; none where there is none.
    fn forecasts_made_at(&mut self, centre: &CentreCode, cut: NaiveDate) -> Stored<Option<NaiveDateTime>>;
    /// The cuts with `after < cut <= to` of which forecasts of the sum of all groups are kept, and how those were made; by cut.
    fn kept_cuts(&mut self, centre: &CentreCode, after: NaiveDate, to: NaiveDate) -> Stored<Vec<(NaiveDate, Made)>>;
    /// The first version of the forecasts of that cut that were made so, one for each group, by group.
    fn first_forecasts(&mut self, centre: &CentreCode, cut: NaiveDate, made: Made) -> Stored<Vec<DemandForecast>>;
}

/// A new version of a roster.
#[derive(Clone, Debug)]
pub struct NewRoster {
    /// Centre.
    pub centre: CentreCode,
    /// Days.
    pub period: Period,
    /// The instance that the optimiser solves, as text of the exchange format.
    pub instance: String,
    /// Officers' rosters of an earlier solve of the period, as text of the exchange format.
    pub officer_rosters: Option<String>,
    /// Assignments to start from.
    pub assignments: Vec<Assignment>,
    /// What was proved about them.
    pub proof: Option<Proof>,
}

/// One change of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Who.
    pub officer: OfficerCode,
    /// When.
    pub date: NaiveDate,
    /// Shift before, if any.
    pub before: Option<ShiftCode>,
    /// Shift after, if any.
    pub after: Option<ShiftCode>,
    /// Whether the cell is pinned afterwards.
    pub pinned: bool,
}

/// Rosters: versions, their assignments and their way to publication.
pub trait Rosters {
    /// One version.
    fn roster(&mut self, id: RosterId) -> Stored<Option<RosterHead>>;
    /// The highest version of the centre for the period that starts on `first`.
    fn latest_roster(&mut self, centre: &CentreCode, first: NaiveDate) -> Stored<Option<RosterHead>>;
    /// Every version of the centre, by first day (latest first) and version (highest first).
    fn rosters(&mut self, centre: &CentreCode) -> Stored<Vec<RosterHead>>;
    /// The highest versions of every centre whose period contains `date`, by centre.
    fn rosters_on(&mut self, date: NaiveDate) -> Stored<Vec<RosterHead>>;
    /// Assignments, by officer and date.
    fn assignments(&mut self, id: RosterId) -> Stored<Vec<Assignment>>;
    /// Text of the instance.
    fn instance(&mut self, id: RosterId) -> Stored<String>;
    /// Text of the officers' rosters that the last solve kept.
    fn officer_rosters(&mut self, id: RosterId) -> Stored<Option<String>>;
    /// Published (or closed) assignments of one officer with `from <= date < to` in any centre, by date, each with its
    /// centre; of several versions of a period the highest published one counts.
    fn published_work(
        &mut self,
        officer: &OfficerCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(CentreCode, Assignment)>>;
    /// Published (or closed) assignments of all officers of the centre with `from <= date < to`, in any centre, by
    /// officer and date.
    fn published_work_of_centre(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(CentreCode, Assignment)>>;
    /// Assignments made elsewhere (`assignments.csv`) of the centre's officers, `from <= date < to`, by officer and date.
    fn outside_assignments(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<AssignmentRow>>;
    /// Hard-to-fill shifts of the centre's published (or closed) rosters with `from <= date < to`, by date and shift.
    fn hard_to_fill_shifts(
        &mut self,
        centre: &CentreCode,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Stored<Vec<(NaiveDate, ShiftCode)>>;
    /// Keeps which shifts of a roster are hard to fill, in place of those kept before.
    fn set_hard_to_fill_shifts(&mut self, id: RosterId, shifts: &[(NaiveDate, ShiftCode)]) -> Stored<()>;
    /// Creates the next version, as a draft, and returns its head.
    fn create_roster(&mut self, roster: &NewRoster, by: &str, at: NaiveDateTime) -> Stored<RosterHead>;
    /// Replaces the instance of a draft with one of today's facts.
    fn set_instance(&mut self, id: RosterId, instance: &str) -> Stored<()>;
    /// Keeps officers' rosters for the next solve of a roster.
    fn set_officer_rosters(&mut self, id: RosterId, rosters: &str) -> Stored<()>;
    /// Replaces all assignments and the proof of a draft whose revision is `revision`, without touching pins; returns the
    /// new revision.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the revision has moved on.
    fn replace_assignments(
        &mut self,
        id: RosterId,
        revision: i32,
        assignments: &[Assignment],
        proof: Option<Proof>,
    ) -> Stored<i32>;
    /// Changes some cells of a draft whose revision is `revision`, drops the proof, and keeps the changes for undo as one;
    /// returns the new revision.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the revision has moved on.
    fn change_cells(
        &mut self,
        id: RosterId,
        revision: i32,
        changes: &[CellChange],
        by: &str,
        at: NaiveDateTime,
    ) -> Stored<i32>;
    /// The last change by hand that has not been undone.
    fn last_change(&mut self, id: RosterId) -> Stored<Option<CellChange>>;
    /// Whether a cell was ever changed by hand, undone or not.
    fn was_changed_by_hand(&mut self, id: RosterId) -> Stored<bool>;
    /// Takes the last change back, with the cells that changed together with it, and with it the proof that stood before it, unless the roster was planned again since;
    /// returns the new revision.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the revision has moved on.
    fn undo_change(&mut self, id: RosterId, revision: i32) -> Stored<i32>;
    /// Sets the status (with who submitted, the reason of a return, the seal), when the revision is still `revision`;
    /// returns the new revision.
    ///
    /// # Errors
    /// [`StorageError::Stale`] when the revision has moved on.
    fn set_status(&mut self, id: RosterId, revision: i32, step: &StatusStep, at: NaiveDateTime) -> Stored<i32>;
}

/// One step on the way to publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusStep {
    /// The new status.
    pub status: RosterStatus,
    /// Who takes the step.
    pub by: String,
    /// Reason of a return.
    pub reason: Option<String>,
    /// SHA-256 over the canonical roster, on approval.
    pub seal: Option<String>,
}

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Waits.
    Queued,
    /// A worker holds it.
    Running,
    /// Finished.
    Done,
    /// Gave up; `error` says why.
    Failed,
}

/// Why a planning job ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobTrouble {
    /// The solve needed more memory than it may have; its best roster until then was kept.
    Memory {
        /// The ceiling, in MiB.
        mebibytes: u64,
    },
    /// Whoever worked on it died each time; the best roster found until then was kept.
    Lost {
        /// How often it was tried.
        attempts: i32,
    },
    /// By the facts that it met, no lawful roster exists; the draft is as it was.
    NothingLawful,
    /// It could not be done, in the words of the log.
    Failed(String),
}

/// What a worker is to do with the job that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobOrder {
    /// Go on.
    GoOn,
    /// Somebody asked to stop: keep the best and finish.
    Stop,
    /// Another worker holds the job, or it is over: keep nothing.
    Lost,
}

/// A planning job: improve one draft roster.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanningJob {
    /// Number given by the store.
    pub id: i64,
    /// The roster to improve.
    pub roster: RosterId,
    /// Wall seconds that it may take.
    pub seconds: i32,
    /// Where it stands.
    pub state: JobState,
    /// How often a worker has taken it.
    pub attempts: i32,
    /// Seconds since it began, objective and bound of the best roster so far.
    pub progress: Option<Proof>,
    /// Whether somebody asked it to stop.
    pub stop_requested: bool,
    /// Why it ended before its time.
    pub trouble: Option<JobTrouble>,
}

/// The queue of planning jobs. A worker names itself in every call, so that one which lost its lease cannot report on,
/// keep rosters for or end the job that another holds now.
pub trait Jobs {
    /// Queues a job unless one is queued or running for the roster; higher `priority` goes first. Returns its number.
    fn queue_job(&mut self, roster: RosterId, seconds: i32, priority: i32, at: NaiveDateTime) -> Stored<i64>;
    /// Takes the next queued job, or one whose lease has run out, for `worker` until `lease_until`; a job is claimed by
    /// one worker only, and after three attempts it fails.
    fn claim_job(
        &mut self,
        worker: &str,
        now: NaiveDateTime,
        lease_until: NaiveDateTime,
    ) -> Stored<Option<PlanningJob>>;
    /// Extends the lease of `worker`, with what is known of the best roster, and says what to do.
    fn report_job(
        &mut self,
        id: i64,
        worker: &str,
        progress: Option<Proof>,
        lease_until: NaiveDateTime,
    ) -> Stored<JobOrder>;
    /// What `worker` is to do with the job; changes nothing.
    fn job_order(&mut self, id: i64, worker: &str) -> Stored<JobOrder>;
    /// Ends a job that `worker` holds; says whether it did.
    fn finish_job(&mut self, id: i64, worker: &str, trouble: Option<&JobTrouble>) -> Stored<bool>;
    /// Puts a job that `worker` holds back into the queue, because whatever solved it died; after three attempts it
    /// fails, and one that was asked to stop is over.
    fn give_back_job(&mut self, id: i64, worker: &str) -> Stored<()>;
    /// Asks the roster's job to stop and keep its best.
    fn stop_job(&mut self, roster: RosterId) -> Stored<()>;
    /// The roster's latest job.
    fn latest_job(&mut self, roster: RosterId) -> Stored<Option<PlanningJob>>;
    /// How many jobs are queued or running.
    fn open_jobs(&mut self) -> Stored<i64>;
}

/// A session that lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Whose it is.
    pub login: String,
    /// Secret of its forms.
    pub csrf: String,
    /// When it was last marked as seen.
    pub seen_at: NaiveDateTime,
}

/// People who log in, and their sessions.
pub trait Accounts {
    /// One account.
    fn account(&mut self, login: &str) -> Stored<Option<Account>>;
    /// Every account, by log-in.
    fn accounts(&mut self) -> Stored<Vec<Account>>;
    /// Creates or replaces an account, keeping its password.
    fn keep_account(&mut self, account: &Account) -> Stored<()>;
    /// The Argon2id hash of the account's password, when it has one.
    fn password_hash(&mut self, login: &str) -> Stored<Option<String>>;
    /// Sets the hash and ends every session of the account.
    fn set_password_hash(&mut self, login: &str, hash: &str) -> Stored<()>;
    /// Opens a session under the SHA-256 of its token.
    fn open_session(&mut self, token_hash: &str, login: &str, csrf: &str, now: NaiveDateTime) -> Stored<()>;
    /// The session when it was seen after `idle_since` and opened after `opened_since`; changes nothing.
    fn session(
        &mut self,
        token_hash: &str,
        idle_since: NaiveDateTime,
        opened_since: NaiveDateTime,
    ) -> Stored<Option<OpenSession>>;
    /// Marks a session as seen.
    fn mark_session_seen(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<()>;
    /// Ends a session.
    fn close_session(&mut self, token_hash: &str) -> Stored<()>;
    /// Failed log-ins under `key` since `since`.
    fn failed_logins(&mut self, key: &str, since: NaiveDateTime) -> Stored<i64>;
    /// Keeps a failed log-in under `key`.
    fn keep_failed_login(&mut self, key: &str, at: NaiveDateTime) -> Stored<()>;
    /// Forgets one failed log-in under `key` that was kept with `at`.
    fn forget_failed_login(&mut self, key: &str, at: NaiveDateTime) -> Stored<()>;
    /// Forgets failed log-ins under `key`.
    fn forget_failed_logins(&mut self, key: &str) -> Stored<()>;
    /// Keeps the SHA-256 of a one-time invitation.
    fn keep_invitation(&mut self, token_hash: &str, login: &str, until: NaiveDateTime) -> Stored<()>;
    /// Whether an invitation is still good; it stays so.
    fn has_invitation(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<bool>;
    /// Uses up an invitation and says whose it was.
    fn take_invitation(&mut self, token_hash: &str, now: NaiveDateTime) -> Stored<Option<String>>;
    /// The language that the person chose.
    fn set_language(&mut self, login: &str, language: &str) -> Stored<()>;
}

/// One row of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: NaiveDateTime,
    /// Who.
    pub by: String,
    /// The centre it concerns, if one.
    pub centre: Option<CentreCode>,
    /// What was done: `import`, `roster.edit`, `roster.submit` …
    pub action: String,
    /// To what.
    pub subject: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// The audit trail, append-only, each row with the SHA-256 of the row before it.
pub trait AuditTrail {
    /// Appends a row.
    fn append_audit(&mut self, entry: &AuditEntry) -> Stored<()>;
    /// The latest rows of one centre, latest first.
    fn audit_of_centre(&mut self, centre: &CentreCode, limit: i64) -> Stored<Vec<AuditEntry>>;
    /// The latest rows of one centre whose subject is `subject` or a part of it (a cell of a roster), latest first.
    fn audit_of_subject(&mut self, centre: &CentreCode, subject: &str, limit: i64) -> Stored<Vec<AuditEntry>>;
    /// The rows about no one centre of that action and subject that came after `after`, in the order in which they came.
    fn audit_since(&mut self, action: &str, subject: &str, after: NaiveDateTime) -> Stored<Vec<AuditEntry>>;
    /// Whether the chain of hashes holds; the number of the first broken row otherwise.
    fn verify_audit(&mut self) -> Stored<Option<i64>>;
}

/// What an import did to one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Rows that were not there.
    pub added: usize,
    /// Rows that were there with other values.
    pub changed: usize,
    /// Rows that were there just so.
    pub unchanged: usize,
}

/// Data folders.
pub trait Tables {
    /// Codes that imported rows may refer to.
    fn known_codes(&mut self) -> Stored<KnownCodes>;
    /// Adds new rows and updates changed ones (each with an audit entry by `by`); absent rows stay. Returns a report per
    /// file name, in the order of the format's table, files without rows left out.
    fn keep_folder(
        &mut self,
        folder: &DataFolder,
        by: &str,
        at: NaiveDateTime,
    ) -> Stored<Vec<(&'static str, TableReport)>>;
}

/// The whole store.
pub trait Store:
    Centres
    + KnownDays
    + EmergencyOrders
    + Officers
    + Dossiers
    + Forecasts
    + Rosters
    + Jobs
    + Accounts
    + AuditTrail
    + Tables
{
}

/// The time, so that tests, demo and screenshots can fix it.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> NaiveDateTime;
    /// Now, in the time zone of the centres.
    fn local_now(&self) -> NaiveDateTime;
    /// Today, in the time zone of the centres.
    fn today(&self) -> NaiveDate {
        self.local_now().date()
    }
}
