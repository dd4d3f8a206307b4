//! What a centre promises and assumes when it turns load into officers.

use super::erlang::{WaitTarget, WaitTargetError};

/// Targets and assumptions; the defaults are modelling assumptions that a centre may change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StaffingSettings {
    /// Minutes within which a citizen should start at the desk.
    pub wait_target_minutes: f64,
    /// Share of citizens, in `0.0..1.0`, who should start within them.
    pub service_level: f64,
    /// Quantile of the day's dossiers, in `0.0..1.0`, for which targets are set. The caller picks the forecast by it.
    pub service_quantile: f64,
    /// Share of the time on duty that goes to dossiers, in `0.0..=1.0`.
    pub productive_share: f64,
    /// Share of rostered officers who are away (training, meetings, leave not yet known), in `0.0..1.0`.
    pub shrinkage: f64,
    /// Minutes that citizens wait on average before they leave, above 0; none where everybody stays.
    pub patience_minutes: Option<f64>,
}

impl Default for StaffingSettings {
    fn default() -> Self {
        Self {
            wait_target_minutes: 15.0,
            service_level: 0.9,
            service_quantile: 0.8,
            productive_share: 0.8,
            shrinkage: 0.0,
            patience_minutes: None,
        }
    }
}

/// A setting out of its range.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// `wait_target_minutes` or `service_level`.
    #[error(transparent)]
    WaitTarget(#[from] WaitTargetError),
    /// `productive_share`.
    #[error("productive_share must be more than 0 and at most 1, not {0}")]
    ProductiveShare(f64),
    /// `shrinkage`.
    #[error("shrinkage must be at least 0 and less than 1, not {0}")]
    Shrinkage(f64),
    /// `service_quantile`.
    #[error("service_quantile must lie between 0 and 1, both excluded, not {0}")]
    Quantile(f64),
    /// `patience_minutes`.
    #[error("patience_minutes must be more than 0, not {0}")]
    Patience(f64),
}

impl SettingsError {
    /// The key of the setting.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::WaitTarget(WaitTargetError::Minutes(_)) => "wait_target_minutes",
            Self::WaitTarget(WaitTargetError::Share(_)) => "service_level",
            Self::ProductiveShare(_) => "productive_share",
            Self::Shrinkage(_) => "shrinkage",
            Self::Quantile(_) => "service_quantile",
            Self::Patience(_) => "patience_minutes",
        }
    }
}

impl StaffingSettings {
    /// The wait target, once all settings are in range.
    ///
    /// # Errors
    /// The first setting that is out of range.
    pub fn wait_target(&self) -> Result<WaitTarget, SettingsError> {
        if !(self.productive_share > 0.0 && self.productive_share <= 1.0) {
            return Err(SettingsError::ProductiveShare(self.productive_share));
        }
        if !(0.0..1.0).contains(&self.shrinkage) {
            return Err(SettingsError::Shrinkage(self.shrinkage));
        }
        if !(self.service_quantile > 0.0 && self.service_quantile < 1.0) {
            return Err(SettingsError::Quantile(self.service_quantile));
        }
        if let Some(patience) = self.patience_minutes.filter(|patience| !(*patience > 0.0 && patience.is_finite())) {
            return Err(SettingsError::Patience(patience));
        }
        Ok(WaitTarget::new(self.wait_target_minutes, self.service_level)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_in_range() {
        let target = StaffingSettings::default().wait_target().expect("the defaults are in range");
        assert_eq!((target.minutes(), target.share()), (15.0, 0.9));
    }

    #[test]
    fn nobody_productive_and_everybody_away_are_refused() {
        let settings = StaffingSettings { productive_share: 0.0, ..StaffingSettings::default() };
        assert_eq!(settings.wait_target(), Err(SettingsError::ProductiveShare(0.0)));
        let settings = StaffingSettings { shrinkage: 1.0, ..StaffingSettings::default() };
        assert_eq!(settings.wait_target(), Err(SettingsError::Shrinkage(1.0)));
        let settings = StaffingSettings { service_level: 1.0, ..StaffingSettings::default() };
        assert!(settings.wait_target().is_err());
    }

    #[test]
    fn citizens_without_any_patience_are_refused() {
        let with = |patience: f64| StaffingSettings { patience_minutes: Some(patience), ..StaffingSettings::default() };
        assert_eq!(with(0.0).wait_target(), Err(SettingsError::Patience(0.0)));
        assert!(with(-5.0).wait_target().is_err() && with(f64::INFINITY).wait_target().is_err());
        assert!(with(0.5).wait_target().is_ok());
    }
}
