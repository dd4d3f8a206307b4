//! The three languages say the same things, and nothing is asked of them that they do not know.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use fluent_templates::fluent_bundle::FluentValue;

use crate::web::language::Language;
use crate::web::templates;

/// Every message of one language with the names of its arguments.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language.code());
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in fs::read_dir(folder).expect("a folder of messages") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("readable messages");
        let mut current = String::new();
        for line in text.lines() {
            let key = line.split_once('=').map(|(key, _)| key.trim_end());
            let is_key = |key: &&str| {
                key.starts_with(|first: char| first.is_ascii_alphabetic())
                    && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
            };
            if let Some(key) = key.filter(is_key) {
                current = key.to_owned();
                let twice = messages.insert(current.clone(), BTreeSet::new()).is_some();
                assert!(!twice, "{}: {key} stands twice", language.code());
            }
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect::<String>()
            });
            if let Some(arguments) = messages.get_mut(&current).filter(|_| !line.starts_with('#')) {
                arguments.extend(names);
            }
        }
    }
    messages
}

/// Keys of every message of one language.
fn keys(language: Language) -> BTreeSet<String> {
    messages(language).into_keys().collect()
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
        for (key, arguments) in messages(language) {
            let words = language.say_with(&key, arguments.into_iter().map(|name| (name, FluentValue::from(3))));
            assert!(
                !words.is_empty() && !words.contains("Unknown localization"),
                "{}: {key}: {words}",
                language.code()
            );
        }
    }
}

#[test]
fn arabic_counts_seconds_as_arabic_does() {
    for (count, word) in [(1, "ثانية واحدة"), (2, "ثانيتان"), (10, "10 ثوانٍ"), (60, "60 ثانية"), (100, "100 ثانية")]
    {
        let texts = ["best", "bound", "gap"].map(|name| (name, FluentValue::from("7")));
        let counted = [("count", FluentValue::from(count)), ("seconds", FluentValue::from(count.to_string()))];
        let words = Language::Arabic.say_with("solve-last", counted.into_iter().chain(texts));
        assert!(words.contains(word), "{words}");
    }
}

/// The code gives a message its arguments without knowing the language, so a name that only one language uses is never
/// filled. English has plurals and so uses the most of them.
#[test]
fn no_language_asks_for_an_argument_that_english_does_not_know() {
    let english = messages(Language::English);
    for language in [Language::Vietnamese, Language::Arabic] {
        for (key, arguments) in messages(language) {
            let known = english.get(&key).cloned().unwrap_or_default();
            assert!(arguments.is_subset(&known), "{}: {key}: {arguments:?}, English has {known:?}", language.code());
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
