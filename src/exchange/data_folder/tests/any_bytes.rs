//! No bytes end in a panic: random ones, and sound files with random damage.

use proptest::prelude::*;

use super::super::{KnownCodes, TABLES, read_files};
use super::{SMALL, small};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_are_read_or_refused(table in 0..TABLES.len(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_files(vec![(format!("{}.csv", TABLES[table]), bytes)], &KnownCodes::default());
    }

    #[test]
    fn random_cells_are_read_or_refused(
        table in 0..SMALL.len(),
        cells in prop::collection::vec("[-+0-9:;/*,.\"TZ@a-fé\n\r ]{0,12}", 0..40),
    ) {
        let (name, text) = SMALL[table];
        let header = text.lines().next().unwrap_or_default();
        let width = header.split(',').count();
        let lines: Vec<String> = cells.chunks(width).map(|line| line.join(",")).collect();
        let mut files = small();
        files[table] = (name.to_owned(), format!("{header}\n{}", lines.join("\n")).into_bytes());
        let _ = read_files(files, &KnownCodes::default());
    }

    #[test]
    fn damaged_files_are_read_or_refused_with_a_place_inside_them(
        table in 0..SMALL.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..6),
    ) {
        let (name, text) = SMALL[table];
        let mut bytes = text.as_bytes().to_vec();
        for (place, byte, kind) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        let lines = 2 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
        let mut files = small();
        files[table] = (name.to_owned(), bytes);
        if let Err(errors) = read_files(files, &KnownCodes::default()) {
            for error in errors.0 {
                prop_assert_eq!(error.to_string().lines().count(), 1);
                prop_assert!(error.file != name || error.line.unwrap_or(1) <= lines, "{}", error);
            }
        }
    }
}
