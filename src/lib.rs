//! Ca Trực plans the working day of public service centres. The modules follow the road that data takes.

pub mod application; // use-cases: import, plan, review, publish, own hours, recognition
pub mod checker; // any roster → what it breaks and costs, independent of the optimiser
pub mod cli; // the command line
pub mod config; // settings of one process
pub mod demo; // a sample province
pub mod domain; // what is true whatever database or screen we have: officers, shifts, the calendar, the labour rules
pub mod exchange; // files that come in and go out: data folders, instances, rosters
pub mod forecast; // past counts → expected demand with quantiles
pub mod optimiser; // officers required + officers + rules → proposed roster with a bound
pub mod staffing; // expected demand → officers required per block and skill
pub mod store; // the same use-cases over SQLite or PostgreSQL
pub mod twin; // roster + load → what citizens will feel
pub mod web; // pages for managers, approvers, officers and committees
pub mod worker; // takes queued planning jobs, each in a process of its own
