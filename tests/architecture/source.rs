//! The paths that a Rust source file names, found by reading its tokens.

use std::path::Path;

/// A path as code names it, made absolute.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// Line of its last segment, from 1.
    pub line: usize,
    /// Whether it starts at our crate's root; otherwise its first segment is a library, a type or a local module.
    pub ours: bool,
    /// Its segments, without `crate`.
    pub segments: Vec<String>,
}

/// The module of the file `place` below `src`; empty for `lib.rs` and `main.rs`.
pub fn module_of(place: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        place.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let last = module.last().map(String::as_str);
    if last == Some("mod") || (module.len() == 1 && matches!(last, Some("lib" | "main"))) {
        module.pop();
    }
    module
}

/// Every path in `text`, the source of `module`. Paths of one segment count only in imports, where they are a library.
pub fn paths_in(text: &str, module: &[String]) -> Vec<NamedPath> {
    let tokens = tokens(text);
    let mut walk = Walk { tokens: &tokens, at: 0, found: Vec::new() };
    // For each open brace: whether it belongs to an inline module, whose name is then at the end of `here`.
    let mut braces = Vec::new();
    let mut here = module.to_vec();
    let mut opens_module = None;
    let mut in_use = false;
    let mut paths = Vec::new();
    while let Some(token) = walk.tokens.get(walk.at) {
        match token.text.as_str() {
            "mod" => opens_module = walk.tokens.get(walk.at + 1).map(|name| name.text.clone()),
            "use" => in_use = true,
            ";" => (in_use, opens_module) = (false, None),
            "{" if !in_use => {
                braces.push(opens_module.is_some());
                here.extend(opens_module.take());
            }
            "}" if !in_use => {
                let ends_module = braces.pop() == Some(true);
                here.truncate(here.len() - usize::from(ends_module));
            }
            word if is_word(word) && walk.starts_path() => {
                walk.found.clear();
                walk.path(&mut Vec::new());
                let several = |path: &(Vec<String>, usize)| in_use || path.0.len() > 1;
                paths.extend(walk.found.drain(..).filter(several).map(|(path, line)| absolute(path, line, &here)));
                continue;
            }
            _ => {}
        }
        walk.at += 1;
    }
    paths
}

fn absolute(path: Vec<String>, line: usize, here: &[String]) -> NamedPath {
    let from = match path.first().map(String::as_str) {
        Some("crate") => Vec::new(),
        Some("self" | "super") => here.to_vec(),
        _ => return NamedPath { line, ours: false, segments: path },
    };
    let mut segments = from;
    for segment in path {
        match segment.as_str() {
            "crate" | "self" => {}
            "super" => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    NamedPath { line, ours: true, segments }
}

struct Token {
    text: String,
    line: usize,
}

struct Walk<'a> {
    tokens: &'a [Token],
    at: usize,
    found: Vec<(Vec<String>, usize)>,
}

impl Walk<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// Whether the word at hand begins a path: it continues none and is no field or method.
    fn starts_path(&self) -> bool {
        self.at == 0
            || !matches!(self.text(self.at - 1), "::" | "." | "mod" | "fn" | "let" | "struct" | "enum" | "trait")
    }

    /// Reads `a::b`, `a::{b, c::d}` or `a::*` after `prefix`, and leaves `at` on the first token that is not its own.
    fn path(&mut self, prefix: &mut Vec<String>) {
        let depth = prefix.len();
        let mut line = self.tokens.get(self.at).map_or(0, |token| token.line);
        while is_word(self.text(self.at)) {
            line = self.tokens[self.at].line;
            prefix.push(self.text(self.at).to_owned());
            self.at += 1;
            if self.text(self.at) != "::" {
                break;
            }
            self.at += 1;
            if self.text(self.at) == "{" {
                self.group(prefix);
                prefix.truncate(depth);
                return;
            }
        }
        if prefix.len() > depth {
            self.found.push((prefix.clone(), line));
        }
        prefix.truncate(depth);
    }

    fn group(&mut self, prefix: &mut Vec<String>) {
        self.at += 1;
        while self.at < self.tokens.len() && self.text(self.at) != "}" {
            if is_word(self.text(self.at)) && self.text(self.at - 1) != "as" && self.text(self.at) != "as" {
                self.path(prefix);
            } else {
                self.at += 1;
            }
        }
        self.at += 1;
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Words, `::` and single signs, without comments, texts, characters and lifetimes.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < chars.len() {
        let from = index;
        match at(index) {
            '/' if at(index + 1) == '/' => {
                while index < chars.len() && at(index) != '\n' {
                    index += 1;
                }
            }
            '/' if at(index + 1) == '*' => index = end_of_comment(&chars, index),
            '"' => index = end_of_text(&chars, index),
            'r' | 'b' if raw_text(&chars, index).is_some() => index = raw_text(&chars, index).unwrap_or(index + 1),
            '\'' if at(index + 1) == '\\' => {
                index += 3;
                while index < chars.len() && at(index) != '\'' {
                    index += 1;
                }
                index += 1;
            }
            '\'' if at(index + 2) == '\'' => index += 3,
            '\'' => index += 1,
            first if first.is_alphanumeric() || first == '_' => {
                while at(index).is_alphanumeric() || at(index) == '_' {
                    index += 1;
                }
                // The name of a lifetime is no path.
                if from == 0 || at(from - 1) != '\'' {
                    tokens.push(Token { text: chars[from..index].iter().collect(), line });
                }
            }
            ':' if at(index + 1) == ':' => {
                index += 2;
                tokens.push(Token { text: "::".to_owned(), line });
            }
            sign => {
                index += 1;
                if !sign.is_whitespace() {
                    tokens.push(Token { text: sign.to_string(), line });
                }
            }
        }
        line += chars[from..index.min(chars.len())].iter().filter(|char| **char == '\n').count();
    }
    tokens
}

fn end_of_comment(chars: &[char], mut index: usize) -> usize {
    let mut depth = 0;
    while index < chars.len() {
        match (chars[index], chars.get(index + 1)) {
            ('/', Some('*')) => (depth, index) = (depth + 1, index + 2),
            ('*', Some('/')) => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
        if depth == 0 {
            break;
        }
    }
    index
}

fn end_of_text(chars: &[char], mut index: usize) -> usize {
    index += 1;
    while index < chars.len() && chars[index] != '"' {
        index += if chars[index] == '\\' { 2 } else { 1 };
    }
    index + 1
}

/// The end of `r"…"`, `r#"…"#`, `br"…"` that begins at `index`, if one does.
fn raw_text(chars: &[char], index: usize) -> Option<usize> {
    if index > 0 && (chars[index - 1].is_alphanumeric() || chars[index - 1] == '_') {
        return None;
    }
    let mut at = index + usize::from(chars[index] == 'b');
    if chars.get(at) != Some(&'r') {
        return None;
    }
    at += 1;
    let hashes = chars[at..].iter().take_while(|char| **char == '#').count();
    at += hashes;
    if chars.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    while at < chars.len() {
        let closes =
            chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|char| **char == '#').count() == hashes;
        at += 1;
        if closes {
            return Some(at + hashes);
        }
    }
    Some(at)
}
