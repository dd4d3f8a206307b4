//! People who log in, and data that comes in.

pub mod add_account;
pub mod import_folder;
pub mod invitation;
pub mod log_in;
pub mod password;
pub mod secret;
