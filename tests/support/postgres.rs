//! A throw-away PostgreSQL cluster for tests: started once per test process, one database for each test, gone when the
//! process ends, however it ends.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// The URL of an empty database, or `None` (said loudly, once) when no server is installed.
///
/// # Panics
/// When the server does not start, or none is installed and `CATRUC_REQUIRE_POSTGRES=1`.
pub fn empty_database() -> Option<String> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(Cluster::start).as_ref()?;
    let name = format!("test_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::establish(&cluster.url("postgres")).expect("the test cluster lets us in");
    connection.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0")).expect("a new database");
    Some(cluster.url(&name))
}

/// A running cluster. The shell that started it waits for the end of its standard input, which comes with our end even
/// when we are killed; then it stops the server and removes the folder.
struct Cluster {
    folder: String,
    _shell: Child,
}

impl Cluster {
    fn start() -> Option<Self> {
        let Some(programs) = server_programs() else {
            assert!(
                std::env::var("CATRUC_REQUIRE_POSTGRES").as_deref() != Ok("1"),
                "no PostgreSQL server found and CATRUC_REQUIRE_POSTGRES=1: install the package `postgresql`"
            );
            // Past the test harness, which keeps what a passing test prints to itself.
            let notice =
                "\n*** PostgreSQL tests are SKIPPED: no server found. Install the package `postgresql`. ***\n\n";
            let _ = std::io::stderr().write_all(notice.as_bytes());
            return None;
        };
        let mut shell = as_ordinary_user()
            .args(["sh", "-c", SCRIPT, "postgres-for-tests"])
            .arg(&programs)
            .current_dir("/")
            // Signals that end the tests by their process group must not keep the shell from tidying up.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut folder = String::new();
        let stdout = shell.stdout.take().expect("the shell's output is piped");
        BufReader::new(stdout).read_line(&mut folder).expect("the shell says where the cluster is");
        let folder = folder.trim().to_owned();
        assert!(!folder.is_empty(), "PostgreSQL in {} did not start; see the messages above", programs.display());
        Some(Self { folder, _shell: shell })
    }

    fn url(&self, name: &str) -> String {
        format!("postgres:///{name}?host={}&user=app", self.folder)
    }
}

/// Durability is off: the cluster lives as long as the tests. The socket stands in a short path of its own, because the
/// name of a socket may have 107 bytes only.
const SCRIPT: &str = r#"
set -e
folder=$(mktemp -d /tmp/catruc-pg-XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$1/initdb" -D "$folder/data" -U app -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
"$1/pg_ctl" -D "$folder/data" -s -w -t 120 -l "$folder/log" -o "-c listen_addresses='' \
  -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
  -c shared_buffers=64MB -c max_connections=200" start || { cat "$folder/log" >&2; exit 1; }
echo "$folder"
cat >/dev/null
"$1/pg_ctl" -D "$folder/data" -m immediate -s stop
"#;

/// The start of a command that is not run by root, as whom PostgreSQL refuses to run.
fn as_ordinary_user() -> Command {
    let user = Command::new("id").arg("-u").output().expect("the program `id`");
    if user.stdout.trim_ascii() == b"0" {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env"]);
        command
    } else {
        Command::new("env")
    }
}

/// The folder of the newest server's programs.
fn server_programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|folder| has_server(folder))
        .max_by_key(|folder| version_of(folder));
    let paths = std::env::var_os("PATH").unwrap_or_default();
    newest.or_else(|| std::env::split_paths(&paths).find(|folder| has_server(folder)))
}

fn has_server(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
}

fn version_of(folder: &Path) -> u32 {
    let name = folder.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    name.and_then(|name| name.parse().ok()).unwrap_or(0)
}
