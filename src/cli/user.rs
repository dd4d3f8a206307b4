//! `catruc user`: creates accounts and one-time links.

use clap::{Args, Subcommand};

use super::{CliError, Ending, StoreArguments};
use crate::application::actors::{Account, Grant, Role};
use crate::application::administration::add_account::add_account;
use crate::application::administration::invitation::{InvitationError, invite};
use crate::config::SystemClock;
use crate::domain::centre::CentreScope;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Creates or changes an account.
    Add {
        /// Log-in name.
        login: String,
        /// `ROLE@CODE` or `ROLE@*`; give it once for each role.
        #[arg(long = "role", required = true, value_name = "ROLE@CODE")]
        roles: Vec<String>,
        /// The officer whom the person is.
        #[arg(long, value_name = "CODE")]
        officer: Option<String>,
        /// Name shown; the log-in by default.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        store: StoreArguments,
    },
    /// Prints a one-time link with which the person sets a password.
    Invite {
        /// Log-in name.
        login: String,
        /// Address under which people reach the server.
        #[arg(long, default_value = "http://127.0.0.1:8080", value_name = "URL")]
        public_url: String,
        #[command(flatten)]
        store: StoreArguments,
    },
}

pub(super) fn run(arguments: &Arguments, clock: &SystemClock) -> Result<Ending, CliError> {
    match &arguments.action {
        Action::Add { login, roles, officer, name, store } => {
            let account = Account {
                login: login.clone(),
                name: name.clone().unwrap_or_else(|| login.clone()),
                grants: roles.iter().map(|text| grant(text)).collect::<Result<_, _>>()?,
                officer: officer.as_deref().map(Into::into),
                language: None,
            };
            store.open()?.transaction(|store| add_account(store, &account)).map_err(CliError::refused)?;
            println!("{login} may log in once a link of `catruc user invite {login}` has been opened.");
        }
        Action::Invite { login, public_url, store } => {
            let secret = store
                .open_existing()?
                .transaction::<_, InvitationError>(|store| invite(store, clock, login))
                .map_err(CliError::refused)?;
            println!("{}/invitation/{secret}", public_url.trim_end_matches('/'));
        }
    }
    Ok(Ending::Done)
}

fn grant(text: &str) -> Result<Grant, CliError> {
    let refused = || {
        let roles: Vec<&str> = Role::ALL.into_iter().map(Role::as_str).collect();
        CliError::Refused(format!("--role {text:?} must be ROLE@CODE or ROLE@*, with ROLE one of {}", roles.join(", ")))
    };
    let (role, code) = text.split_once('@').ok_or_else(refused)?;
    let role = Role::parse(role).ok_or_else(refused)?;
    let scope = if code == "*" { CentreScope::All } else { CentreScope::One(code.into()) };
    Ok(Grant { role, scope })
}
