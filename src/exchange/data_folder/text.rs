//! A file as text: what its bytes must be before they are split into cells, and on which line a record stands.

use csv::ReaderBuilder;

use super::problem::Problem;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Counts lines while records are read in order.
#[derive(Debug)]
pub(super) struct Place {
    byte: usize,
    line: u64,
}

impl Place {
    pub fn start() -> Self {
        Self { byte: 0, line: 1 }
    }

    /// The line on which the record begins that the reader found at or after byte `start`.
    ///
    /// The reader's own count points at skipped empty lines, and one line early after `\r\n`.
    pub fn line_of_record(&mut self, text: &str, start: usize) -> u64 {
        let bytes = text.as_bytes();
        let blank = bytes.get(start..).unwrap_or_default().iter().take_while(|byte| matches!(**byte, b'\r' | b'\n'));
        let start = start + blank.count();
        let passed = bytes.get(self.byte..start).unwrap_or_default();
        self.line += line_breaks(passed);
        self.byte = start;
        self.line
    }
}

/// The text without byte-order mark, or the line and problem of its first wrong byte.
pub(super) fn checked_text(bytes: &[u8]) -> Result<&str, (Option<u64>, Problem)> {
    let line_at = |byte: usize| Some(1 + line_breaks(bytes.get(..byte).unwrap_or_default()));
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        (line_at(byte), Problem::NotUtf8 { byte })
    })?;
    if let Some(byte) = bytes.iter().position(|byte| *byte == 0) {
        return Err((line_at(byte), Problem::NulByte { byte }));
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.trim().is_empty() { Err((None, Problem::EmptyFile)) } else { Ok(text) }
}

/// Semicolon when the header has more of them than commas.
pub(super) fn delimiter_of(header: &str) -> u8 {
    let count = |delimiter| header.bytes().filter(|byte| *byte == delimiter).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// A reader of every record, the header too, whatever its number of cells.
pub(super) fn csv_reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The line on which a quote opens that nothing closes. The CSV reader takes the end of the file for its end.
pub(super) fn unterminated_quote(text: &str, delimiter: u8) -> Option<u64> {
    let bytes = text.as_bytes();
    // Closed quotes come in pairs; most files have none and cost one pass.
    let mut open: Option<usize> = None;
    let mut field_start = true;
    let mut at = bytes.iter().position(|byte| *byte == b'"').map(|first| first.saturating_sub(1))?;
    if at > 0 || bytes.first() != Some(&b'"') {
        field_start = false;
    }
    while let Some(byte) = bytes.get(at) {
        if open.is_some() {
            if *byte == b'"' {
                if bytes.get(at + 1) == Some(&b'"') {
                    at += 1;
                } else {
                    open = None;
                }
            }
            field_start = false;
        } else if *byte == b'"' && field_start {
            open = Some(at);
        } else {
            field_start = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        }
        at += 1;
    }
    open.map(|at| 1 + line_breaks(&bytes[..at]))
}

/// Lines ended in `bytes`: by `\n`, `\r\n`, or `\r` alone.
fn line_breaks(bytes: &[u8]) -> u64 {
    let mut breaks = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            breaks += 1;
        }
    }
    breaks
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    #[test]
    fn a_quote_that_nothing_closes_is_found_at_its_line() {
        assert_eq!(unterminated_quote("a,b\n1,\"2\n3,4\n", b','), Some(2));
        assert_eq!(unterminated_quote("\"a", b','), Some(1));
        for fine in ["a,b\n1,\"2\n3\"\n", "\"a\"\"b\",c\n", "5\" pipe,b\n", "a,b\n", "\"\",\"\"\n", "\"a\"b\"c,d\n"] {
            assert_eq!(unterminated_quote(fine, b','), None, "{fine}");
        }
    }

    #[test]
    fn lines_are_counted_for_every_kind_of_line_break() {
        assert_eq!(line_breaks(b"a\nb\r\nc\rd"), 3);
        for text in ["h\n\n1\n2\n", "h\r\n\r\n1\r\n2\r\n", "h\r\r1\r2\r"] {
            let mut reader = csv_reader(text, b',');
            let mut record = StringRecord::new();
            let mut place = Place::start();
            let mut lines = Vec::new();
            while reader.read_record(&mut record).expect("text") {
                let start = record.position().expect("a position").byte();
                lines.push(place.line_of_record(text, usize::try_from(start).expect("small")));
            }
            assert_eq!(lines, [1, 3, 4], "{text:?}");
        }
    }

    #[test]
    fn wrong_bytes_are_named_with_their_line() {
        assert_eq!(checked_text(b"a\nb\xff"), Err((Some(2), Problem::NotUtf8 { byte: 3 })));
        assert_eq!(checked_text(b"a\n\0"), Err((Some(2), Problem::NulByte { byte: 2 })));
        assert_eq!(checked_text(b" \n"), Err((None, Problem::EmptyFile)));
        assert_eq!(checked_text(b"\xef\xbb\xbfa"), Ok("a"));
    }
}
