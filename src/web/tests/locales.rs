//! The three languages say the same things, and nothing is asked of them that they do not know.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use crate::web::language::Language;
use crate::web::templates;

/// Keys of every message of one language.
fn keys(language: Language) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.code());
    let mut keys = BTreeSet::new();
    for file in fs::read_dir(folder).expect("a folder of messages") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("readable messages");
        for line in text.lines() {
            let key = line.split_once('=').map(|(key, _)| key.trim_end());
            let is_key = |key: &&str| {
                key.starts_with(|first: char| first.is_ascii_alphabetic())
                    && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
            };
            if let Some(key) = key.filter(is_key) {
                assert!(keys.insert(key.to_owned()), "{}: {key} stands twice", language.code());
            }
        }
    }
    keys
}

#[test]
fn every_language_has_the_same_messages() {
    let vietnamese = keys(Language::Vietnamese);
    for language in [Language::English, Language::Arabic] {
        let other = keys(language);
        let missing: Vec<_> = vietnamese.difference(&other).collect();
        let extra: Vec<_> = other.difference(&vietnamese).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, extra {extra:?}", language.code());
    }
}

#[test]
fn every_message_can_be_said() {
    for language in Language::ALL {
        for key in keys(language) {
            assert!(language.word(&key).is_some_and(|words| !words.is_empty()), "{}: {key}", language.code());
        }
    }
}

#[test]
fn every_message_that_a_template_names_exists() {
    let known = keys(Language::Vietnamese);
    for name in templates::names() {
        let template = templates::source(&name);
        for opening in ["{{t \"", "(t \""] {
            for rest in template.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(known.contains(key), "{name}: {key}");
            }
        }
    }
}

#[test]
fn every_message_that_the_code_names_exists() {
    let known = keys(Language::Vietnamese);
    for (name, source) in sources().expect("readable sources") {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default().replace(['\n', ' '], "");
        for opening in [".say(\"", ".say_with(\"", "Message::new(\""] {
            for rest in code.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                assert!(known.contains(key), "{name}: {key}");
            }
        }
    }
}

/// Every file of the web front with its text, tests left out.
fn sources() -> io::Result<Vec<(String, String)>> {
    let folder = Path::new(file!()).ancestors().nth(2).expect("the folder of the web front").to_owned();
    let folder = if folder.is_absolute() { folder } else { Path::new(env!("CARGO_MANIFEST_DIR")).join(folder) };
    let mut files = Vec::new();
    for folder in [folder.clone(), folder.join("error")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((path.display().to_string(), fs::read_to_string(&path)?));
            }
        }
    }
    Ok(files)
}
