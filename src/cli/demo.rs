//! `catruc demo`: a sample province in an embedded database, forecast and roster ready, and the web server on loopback.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Datelike, Days, NaiveDate};
use clap::Args;

use super::serve::{address, serve};
use super::worker::Limits;
use super::{CliError, Ending};
use crate::application::actors::{Account, Manager};
use crate::application::administration::import_folder::import_folder;
use crate::application::administration::password;
use crate::application::planning::forecast_demand::{COMPARED_DAYS, forecast_for_comparison};
use crate::application::planning::forecast_province::forecast_province;
use crate::application::planning::propose_roster::{ProposeError, draft_roster};
use crate::application::ports::{Accounts, Centres, Clock, Dossiers, Jobs, StatusStep, StorageError, Store};
use crate::application::review::judge_roster::judge_roster;
use crate::application::review::publish_roster::keep_hard_to_fill;
use crate::config::SystemClock;
use crate::demo::{DemoLogin, DemoOptions, DemoProvince, generate};
use crate::domain::ids::OfficerCode;
use crate::domain::roster::{Assignment, RosterStatus};
use crate::exchange::data_folder::UserRole;
use crate::store::Database;

/// The password of every log-in of the sample; it opens made-up data on this machine only.
const PASSWORD: &str = "catruc-demo";
/// Days ahead that are forecast.
const FORECAST_DAYS: u32 = 62;
/// Weeks of a roster.
const WEEKS: u32 = 4;
/// Wall seconds in which the showcase's draft improves in view.
const SHOWCASE_SECONDS: i32 = 120;
/// Wall seconds for each other centre.
const OTHER_SECONDS: i32 = 15;
/// The showcase goes first.
const SHOWCASE_PRIORITY: i32 = 100;

#[derive(Args)]
pub(super) struct Arguments {
    /// Port on loopback; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the database.
    #[arg(long, default_value = "catruc-demo", value_name = "DIR")]
    dir: PathBuf,
    /// Communes and wards.
    #[arg(long, default_value_t = 99)]
    centres: usize,
    /// Provinces.
    #[arg(long, default_value_t = 1)]
    province_count: usize,
    /// Another seed gives another province.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Stop when the database is ready.
    #[arg(long)]
    no_serve: bool,
    #[command(flatten)]
    limits: Limits,
}

pub(super) fn run(arguments: &Arguments, clock: Arc<SystemClock>) -> Result<Ending, CliError> {
    let folder = arguments.dir.display();
    fs::create_dir_all(&arguments.dir)
        .map_err(|error| CliError::Refused(format!("{folder} cannot be created: {error}; name another --dir")))?;
    let path = arguments.dir.join("catruc.db");
    let database = Database::open(&format!("sqlite:{}", path.display()))?;
    let options = DemoOptions {
        centres: arguments.centres,
        province_count: arguments.province_count,
        seed: arguments.seed,
        ..DemoOptions::new(clock.today())
    };
    let province = generate(&options);
    let ready = database.read::<_, StorageError>(|store| Ok(!store.accounts()?.is_empty()))?;
    if ready {
        eprintln!("The sample of an earlier start is used again ({}).", path.display());
    } else {
        fill(&database, &clock, &province)?;
    }
    print_log_ins(&province);
    if arguments.no_serve {
        println!("Ready: {}", path.display());
        return Ok(Ending::Done);
    }
    let listener = free_port(arguments.port)?;
    println!("http://127.0.0.1:{listener}");
    serve(database, clock, address(&format!("127.0.0.1:{listener}"))?, false, Some(arguments.limits))
}

/// First days of the running period, which ends this week, and of the next one.
fn periods(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let next_monday = today + Days::new(u64::from(7 - today.weekday().num_days_from_monday()));
    (next_monday - Days::new(u64::from(WEEKS) * 7), next_monday)
}

/// The port itself, or a free one for 0.
fn free_port(port: u16) -> Result<u16, CliError> {
    if port != 0 {
        return Ok(port);
    }
    std::net::TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| CliError::Refused(format!("no free port on loopback: {error}")))
}

fn fill(database: &Database, clock: &SystemClock, province: &DemoProvince) -> Result<(), CliError> {
    let started = Instant::now();
    let say = |text: &str| eprintln!("{:5.1} s  {text}", started.elapsed().as_secs_f64());
    let operator = Account::operator();
    let importer = operator.importer().ok_or_else(|| CliError::Refused("the operator may import".to_owned()))?;
    let today = clock.today();
    let (running_since, next_monday) = periods(today);
    // One transaction: a demo that is killed half-way starts anew.
    let showcase_draft = database
        .transaction::<_, ProposeError>(|store| {
            import_folder(store, clock, &importer, &province.folder)?;
            say(&format!("{} dossier counts imported", province.folder.dossiers.len()));
            let centres = store.centres()?;
            // What the data of four weeks ago would have said, so that the page can compare it with what came.
            let last = store.observed_span(&province.showcase)?.map_or(today, |(_, last)| last);
            let earlier = last - Days::new(u64::from(COMPARED_DAYS) - 1);
            forecast_province(store, clock, &centres, earlier, COMPARED_DAYS)?;
            forecast_for_comparison(store, clock, &province.showcase, last)?;
            let forecasts = forecast_province(store, clock, &centres, today, FORECAST_DAYS)?;
            say(&format!("{forecasts} forecasts made for {} centres", centres.len()));
            if let Some(manager) = operator.manager_of(&province.showcase) {
                publish_running(store, clock, &manager, province, running_since)?;
                say("the running roster of the showcase ward is published");
            }
            let mut showcase_draft = None;
            for centre in &centres {
                let (head, _) = draft_roster(store, clock, &centre.code, &operator.login, next_monday, WEEKS)?;
                let showcase = centre.code == province.showcase;
                let (seconds, priority) =
                    if showcase { (SHOWCASE_SECONDS, SHOWCASE_PRIORITY) } else { (OTHER_SECONDS, 0) };
                store.queue_job(head.id, seconds, priority, clock.now())?;
                if showcase {
                    showcase_draft = Some(head.id);
                }
            }
            say("every centre has a lawful roster; the worker improves them");
            if let Some(hash) = password::hash(PASSWORD) {
                for login in &province.logins {
                    store.set_password_hash(&login.login, &hash)?;
                }
            }
            Ok(showcase_draft)
        })
        .map_err(CliError::refused)?;
    if showcase_draft.is_none() {
        return Err(CliError::Refused("the sample has no showcase ward".to_owned()));
    }
    Ok(())
}

/// Publishes the roster of the running period as the sample's ledger knows it, so that officers have a roster and the
/// committee a month.
fn publish_running(
    store: &mut impl Store,
    clock: &SystemClock,
    manager: &Manager,
    province: &DemoProvince,
    first: NaiveDate,
) -> Result<(), ProposeError> {
    let (head, _) = draft_roster(store, clock, manager.centre(), manager.login(), first, WEEKS)?;
    let crew: Vec<OfficerCode> = store.officers(manager.centre())?.into_iter().map(|officer| officer.code).collect();
    let worked: Vec<Assignment> = province
        .folder
        .assignments
        .iter()
        .filter(|row| head.period.contains(row.date) && crew.contains(&row.officer))
        .map(|row| Assignment { officer: row.officer.clone(), date: row.date, shift: row.shift.clone(), pinned: false })
        .collect();
    store.replace_assignments(head.id, head.revision, &worked, None)?;
    let judged = judge_roster(store, head.clone())?;
    keep_hard_to_fill(store, &judged)?;
    for status in [RosterStatus::Submitted, RosterStatus::Approved, RosterStatus::Published] {
        let revision = store.roster(head.id)?.map_or(0, |head| head.revision);
        let step = StatusStep { status, by: manager.login().clone(), reason: None, seal: None };
        store.set_status(head.id, revision, &step, clock.now())?;
    }
    Ok(())
}

fn print_log_ins(province: &DemoProvince) {
    println!("Log-ins (password of all: {PASSWORD}):");
    for login in &province.logins {
        println!("  {:16} {}", login.login, role_and_place(login));
    }
}

fn role_and_place(login: &DemoLogin) -> String {
    let role = match login.role {
        UserRole::Admin => "administrator",
        UserRole::Province => "province",
        UserRole::Manager => "manager",
        UserRole::Approver => "approver",
        UserRole::Officer => "officer",
        UserRole::Committee => "committee",
        UserRole::Auditor => "auditor",
    };
    match login.scope.as_str() {
        "*" => role.to_owned(),
        centre => format!("{role} of {centre}"),
    }
}
