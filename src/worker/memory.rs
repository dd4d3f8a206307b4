//! How much memory a process uses.

use std::fs;

/// Bytes of the process `id` that are in memory now (`VmRSS` of `/proc/ID/status`); `None` when it is gone or the system
/// does not tell.
pub fn resident_bytes(id: u32) -> Option<u64> {
    kibibytes_in(&fs::read_to_string(format!("/proc/{id}/status")).ok()?).map(|kibibytes| kibibytes * 1024)
}

fn kibibytes_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_resident_size_is_read_in_bytes() {
        assert_eq!(kibibytes_in("Name:\tcatruc\nVmHWM:\t  900 kB\nVmRSS:\t  812 kB\n"), Some(812));
        assert_eq!(kibibytes_in("Name:\tzombie\nState:\tZ\n"), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_that_fills_memory_is_seen_to_grow() {
        let before = resident_bytes(std::process::id()).expect("our own size");
        let filled = std::hint::black_box(vec![1_u8; 64 * 1024 * 1024]);
        let after = resident_bytes(std::process::id()).expect("our own size");
        assert!(after > before + 48 * 1024 * 1024, "{before} {after} {}", filled.len());
    }
}
