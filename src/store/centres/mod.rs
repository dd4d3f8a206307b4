//! Centres and what they keep about their way of working.

mod local;
mod places;
mod service_hours;

use super::DbConnection;
use super::tables::import::Import;
use crate::application::ports::{Centres, Stored};
use crate::domain::block::Block;
use crate::domain::calendar::OfficialDay;
use crate::domain::centre::{Centre, Site};
use crate::domain::ids::CentreCode;
use crate::domain::period::Period;
use crate::domain::procedure_group::ProcedureGroup;
use crate::domain::shift::Shift;
use crate::exchange::data_folder::{DataFolder, LocalRuleRow, ProfileRow, SessionRow, SettingRow};

pub(super) use local::time_zone;

impl Centres for DbConnection {
    fn centres(&mut self) -> Stored<Vec<Centre>> {
        places::centres(self)
    }

    fn centre(&mut self, code: &CentreCode) -> Stored<Option<Centre>> {
        places::centre(self, code)
    }

    fn sites(&mut self, centre: &CentreCode) -> Stored<Vec<Site>> {
        places::sites_of(self, centre)
    }

    fn groups(&mut self) -> Stored<Vec<ProcedureGroup>> {
        places::groups(self)
    }

    fn blocks(&mut self, centre: &CentreCode) -> Stored<Vec<Block>> {
        service_hours::blocks_for(self, centre)
    }

    fn shifts(&mut self, centre: &CentreCode) -> Stored<Vec<Shift>> {
        service_hours::shifts_for(self, centre)
    }

    fn official_days(&mut self) -> Stored<Vec<OfficialDay>> {
        local::official_days(self)
    }

    fn profiles(&mut self, centre: &CentreCode) -> Stored<Vec<ProfileRow>> {
        local::profiles_for(self, centre)
    }

    fn settings(&mut self, centre: &CentreCode) -> Stored<Vec<SettingRow>> {
        local::settings_for(self, centre)
    }

    fn local_rules(&mut self, centre: &CentreCode) -> Stored<Vec<LocalRuleRow>> {
        local::local_rules_for(self, centre)
    }

    fn sessions(&mut self, centre: &CentreCode, period: Period) -> Stored<Vec<SessionRow>> {
        local::sessions_of(self, centre, period)
    }
}

/// Keeps what a folder brings about centres.
pub(super) fn keep_centres(connection: &mut DbConnection, folder: &DataFolder, import: &mut Import) -> Stored<()> {
    places::keep(connection, folder, import)?;
    service_hours::keep(connection, folder, import)?;
    local::keep(connection, folder, import)
}
