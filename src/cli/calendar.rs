//! `catruc calendar`: lunar holidays by year.

use clap::Args;

use super::{CliError, Ending};
use crate::domain::calendar::{hung_kings_day, lunar_holidays_csv, tet_first_day};

#[derive(Args)]
pub(super) struct Arguments {
    /// First year.
    #[arg(long)]
    from: i32,
    /// Last year.
    #[arg(long)]
    to: i32,
    /// Print `year,tet_first_day,hung_kings_day`.
    #[arg(long)]
    csv: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Ending, CliError> {
    if arguments.from > arguments.to {
        return Err(CliError::Refused(format!(
            "--from {} lies after --to {}; give the earlier year first",
            arguments.from, arguments.to
        )));
    }
    for year in arguments.from..=arguments.to {
        if tet_first_day(year).is_none() {
            return Err(CliError::Refused(format!("the lunar calendar is computed for 1900 to 2100, not for {year}")));
        }
    }
    if arguments.csv {
        print!("{}", lunar_holidays_csv(arguments.from, arguments.to));
        return Ok(Ending::Done);
    }
    for year in arguments.from..=arguments.to {
        if let (Some(tet), Some(kings)) = (tet_first_day(year), hung_kings_day(year)) {
            println!("{year}: Tết {}, Giỗ Tổ {}", tet.format("%d/%m"), kings.format("%d/%m"));
        }
    }
    Ok(Ending::Done)
}
