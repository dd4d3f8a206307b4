//! Why a requirement is what it is: from load over minutes to officers.

/// The way from load to officers, for the page that explains a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Why {
    /// Dossiers that come in the block, at the chosen quantile.
    pub arrivals: f64,
    /// Minutes at the desk for them.
    pub desk_minutes: f64,
    /// Minutes in the back office: in a regular block its part of the day's work and of what earlier days left, in an
    /// extended block those of its own dossiers.
    pub back_minutes: f64,
    /// Minutes of backlog: in an extended block what it takes over; in a regular block what the whole day leaves over.
    pub backlog_minutes: f64,
    /// Minutes of those that waited since before the plan and are done in the block.
    pub waited_minutes: f64,
    /// Minutes that wait since before the plan and that the whole day leaves for later ones.
    pub still_waiting_minutes: f64,
    /// Minutes of work from which `officers_by_workload` follows.
    pub workload_minutes: f64,
    /// Largest offered load of a half-hour of the block, in erlangs.
    pub peak_offered_load: f64,
    /// Officers present that the wait target asks for by the formula of a steady queue; 0 in an extended block.
    pub officers_by_erlang: u32,
    /// Officers present that it asks for when the day is simulated; none where nobody did, or hardly anybody comes.
    pub officers_by_simulation: Option<u32>,
    /// Officers present that the minutes of work ask for.
    pub officers_by_workload: u32,
    /// Officers that the regular day's capacity amounts to; work beyond them becomes backlog, not target.
    pub officers_at_capacity: Option<u32>,
    /// Share of the block's citizens who start in time with the target's officers; only where there is a queue. From the
    /// simulation where that decided the target, else by the formula.
    pub share_in_time: Option<f64>,
    /// What decided the target.
    pub driver: Driver,
}

/// What decided a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Driver {
    /// The wait target at the desk.
    #[default]
    Wait,
    /// More work than the desk officers can finish.
    Workload,
    /// An extended block: the dossiers of its hours and the backlog.
    Backlog,
    /// The counter must not stand empty although hardly anybody comes.
    Presence,
    /// The crew of a planned session.
    Session,
}
