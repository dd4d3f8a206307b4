//! The `catruc` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    catruc::cli::run()
}
