//! `catruc serve`: the web server, with a worker beside it.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use clap::Args;

use super::worker::Limits;
use super::{CliError, Ending, StoreArguments};
use crate::application::actors::{Account, Grant, Role};
use crate::application::administration::invitation::{InvitationError, invite};
use crate::application::ports::Accounts;
use crate::config::SystemClock;
use crate::domain::centre::CentreScope;
use crate::store::Database;
use crate::web;

/// Log-in of the administrator whom a first start creates.
const FIRST_LOGIN: &str = "admin";

#[derive(Args)]
pub(super) struct Arguments {
    /// Address and port.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    bind: String,
    /// Address under which people reach the server through a TLS proxy, `https://…`.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Leave planning jobs to `catruc worker`.
    #[arg(long)]
    no_worker: bool,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    store: StoreArguments,
}

pub(super) fn run(arguments: &Arguments, clock: Arc<SystemClock>) -> Result<Ending, CliError> {
    let address = address(&arguments.bind)?;
    let behind_tls = arguments.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    if !address.ip().is_loopback() && !behind_tls {
        return Err(CliError::Refused(format!(
            "{address} would send passwords over plain http; bind to 127.0.0.1 behind a TLS proxy and name its address \
             with --public-url https://…"
        )));
    }
    let database = arguments.store.open()?;
    let shown = arguments.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    welcome_first_administrator(&database, &clock, &shown)?;
    println!("{shown}");
    serve(database, clock, address, behind_tls, (!arguments.no_worker).then_some(arguments.limits))
}

/// The address of `HOST:PORT`.
pub(super) fn address(bind: &str) -> Result<SocketAddr, CliError> {
    bind.to_socket_addrs().ok().and_then(|mut addresses| addresses.next()).ok_or_else(|| {
        CliError::Refused(format!("{bind:?} is not an address; write HOST:PORT, for example 127.0.0.1:8080"))
    })
}

/// Serves until the process is told to stop; the worker then keeps its best and ends.
pub(super) fn serve(
    database: Database,
    clock: Arc<SystemClock>,
    address: SocketAddr,
    secure_cookies: bool,
    working: Option<Limits>,
) -> Result<Ending, CliError> {
    let stop = Arc::new(AtomicBool::new(false));
    let working = working.map(|limits| {
        let (database, clock, stop) = (database.clone(), Arc::clone(&clock), Arc::clone(&stop));
        thread::spawn(move || {
            if let Err(error) = limits.work(&database, clock.as_ref(), &stop) {
                tracing::error!(%error, "the worker ended; planning jobs wait until the server starts again");
            }
        })
    });
    let app = web::App::new(database, clock, secure_cookies);
    let served = actix_web_runtime(app, address);
    stop.store(true, Ordering::Relaxed);
    if let Some(working) = working {
        // A worker that panicked has logged why; the server's own outcome is what counts here.
        let _ = working.join();
    }
    served.map(|()| Ending::Done)
}

fn actix_web_runtime(app: web::App, address: SocketAddr) -> Result<(), CliError> {
    web::serve_blocking(app, address)
        .map_err(|error| CliError::Refused(format!("{address} cannot be opened: {error}; choose another port")))
}

/// Without any account nobody could log in: the first start makes an administrator and prints a one-time link.
fn welcome_first_administrator(database: &Database, clock: &SystemClock, shown: &str) -> Result<(), CliError> {
    let secret = database
        .transaction::<_, InvitationError>(|store| {
            if !store.accounts()?.is_empty() {
                return Ok(None);
            }
            store.keep_account(&Account {
                login: FIRST_LOGIN.to_owned(),
                name: FIRST_LOGIN.to_owned(),
                grants: vec![Grant { role: Role::Admin, scope: CentreScope::All }],
                officer: None,
                language: None,
            })?;
            invite(store, clock, FIRST_LOGIN).map(Some)
        })
        .map_err(CliError::refused)?;
    if let Some(secret) = secret {
        println!("First start. Set the administrator's password here (valid once):");
        println!("{}/invitation/{secret}", shown.trim_end_matches('/'));
    }
    Ok(())
}
