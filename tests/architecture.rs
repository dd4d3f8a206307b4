//! Dependencies point one way.
//!
//! Reads every path in `src` (imports, nested imports, and paths in the middle of code) and holds the picture of
//! ARCHITECTURE.md:
//!
//! ```text
//! main → cli → web, worker, demo → application → forecast, staffing, optimiser, checker, twin, exchange → domain
//!         store → application::ports, application::actors, exchange::data_folder, domain
//! ```
//!
//! The engines are strangers to each other, but the optimiser asks the checker. Each heavy library has one home.

#[path = "architecture/source.rs"]
mod source;

use std::path::{Path, PathBuf};

use source::{NamedPath, module_of, paths_in};

/// A top-level module, and what it may name besides itself. A name covers what lies below it.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("forecast", &["domain"]),
    ("staffing", &["domain"]),
    ("checker", &["domain"]),
    ("optimiser", &["domain", "checker"]),
    ("twin", &["domain"]),
    // Files of the benchmark protocols speak the types of the engine that they measure.
    ("exchange", &["domain", "forecast", "staffing"]),
    ("export", &["domain"]),
    ("application", &["domain", "exchange", "export", "forecast", "staffing", "optimiser", "checker", "twin"]),
    ("store", &["domain", "application::ports", "application::actors", "exchange::data_folder"]),
    ("config", &["domain", "application::ports"]),
    ("demo", &["domain", "exchange::data_folder"]),
    ("worker", &["config", "store", "application", "exchange", "optimiser", "checker", "domain"]),
    // The tests of the pages fill their worlds with the sample province.
    ("web", &["config", "store", "application", "exchange", "export", "domain", "demo"]),
    (
        "cli",
        &[
            "config",
            "web",
            "worker",
            "demo",
            "store",
            "application",
            "exchange",
            "export",
            "forecast",
            "staffing",
            "optimiser",
            "checker",
            "twin",
            "domain",
        ],
    ),
];

/// A library, and the only module that may name it.
const HOME_OF_LIBRARY: &[(&str, &str)] = &[
    ("diesel", "store"),
    ("diesel_migrations", "store"),
    ("libsqlite3_sys", "store"),
    ("pq_sys", "store"),
    ("actix_web", "web"),
    ("actix_http", "web"),
    ("actix_multipart", "web"),
    ("actix_files", "web"),
    ("handlebars", "web"),
    ("good_lp", "optimiser"),
    ("highs", "optimiser"),
    ("highs_sys", "optimiser"),
    ("clap", "cli"),
];

#[test]
fn every_path_points_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 20, "the source tree was found");
    let mut complaints = Vec::new();
    for file in &files {
        let place = file.strip_prefix(&root).expect("a file below src");
        let text = std::fs::read_to_string(file).expect("a readable source file");
        complaints.extend(judge(place, &text));
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// What `text`, the file `place` below `src`, names and must not: one line for each offence.
fn judge(place: &Path, text: &str) -> Vec<String> {
    let module = module_of(place);
    // lib.rs declares the modules and main.rs hands over: both may name everything but a library with a home.
    let top = module.first().map_or("", String::as_str);
    let Some(allowed) = MAY_NAME.iter().find(|(name, _)| *name == top).map(|(_, allowed)| *allowed) else {
        if !top.is_empty() {
            return vec![format!("src/{}: `{top}` has no line in MAY_NAME", place.display())];
        }
        return offences(place, text, &module, |path| forbidden_library(path, top));
    };
    offences(place, text, &module, |path| forbidden_library(path, top).or_else(|| forbidden_module(path, top, allowed)))
}

fn offences(place: &Path, text: &str, module: &[String], why: impl Fn(&NamedPath) -> Option<String>) -> Vec<String> {
    let line_of = |path: &NamedPath| text.lines().nth(path.line - 1).unwrap_or_default().trim().to_owned();
    paths_in(text, module)
        .iter()
        .filter_map(|path| {
            why(path).map(|why| format!("src/{}:{}: {why}\n    {}", place.display(), path.line, line_of(path)))
        })
        .collect()
}

fn forbidden_library(path: &NamedPath, top: &str) -> Option<String> {
    if path.ours {
        return None;
    }
    let (library, home) =
        HOME_OF_LIBRARY.iter().find(|(library, _)| path.segments.first().is_some_and(|s| s == library))?;
    (*home != top).then(|| format!("`{library}` belongs to `{home}` alone"))
}

fn forbidden_module(path: &NamedPath, top: &str, allowed: &[&str]) -> Option<String> {
    let named = path.segments.first().filter(|_| path.ours)?;
    let known = MAY_NAME.iter().any(|(name, _)| name == named);
    // Test support is compiled for tests alone, so that only tests can borrow it.
    let borrowed = path.segments.get(1).is_some_and(|segment| segment == "test_support");
    if !known || named == top || borrowed {
        return None;
    }
    let full = path.segments.join("::");
    let covered = allowed.iter().any(|allowed| full == *allowed || full.starts_with(&format!("{allowed}::")));
    (!covered).then(|| format!("`{top}` may not name `{full}`"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn complaints(place: &str, text: &str) -> usize {
    judge(Path::new(place), text).len()
}

#[test]
fn an_import_against_the_stream_is_reported_with_its_line() {
    let found = judge(Path::new("domain/shift.rs"), "//! A shift.\n\nuse crate::store::schema;\n");
    assert_eq!(found, ["src/domain/shift.rs:3: `domain` may not name `store::schema`\n    use crate::store::schema;"]);
}

#[test]
fn engines_are_strangers_but_the_optimiser_asks_the_checker() {
    assert_eq!(complaints("forecast/method.rs", "use crate::staffing::erlang;"), 1);
    assert_eq!(complaints("checker/mod.rs", "use crate::optimiser::solve;"), 1);
    assert_eq!(complaints("optimiser/solve.rs", "use crate::checker::check;"), 0);
    assert_eq!(complaints("checker/tests.rs", "use crate::optimiser::test_support::small_instance;"), 0);
}

#[test]
fn paths_hidden_in_groups_code_and_supers_are_seen() {
    assert_eq!(
        complaints("forecast/method.rs", "use crate::{\n    domain::ids,\n    web::{pages, routes as r},\n};"),
        2
    );
    assert_eq!(complaints("forecast/method.rs", "fn f() -> u8 { crate::web::port() }"), 1);
    assert_eq!(complaints("forecast/method.rs", "use super::super::web::pages;"), 1);
    assert_eq!(complaints("forecast/mod.rs", "use super::web;"), 1);
    assert_eq!(complaints("forecast/method.rs", "mod tests { use super::super::super::web::pages; }"), 1);
    assert_eq!(complaints("forecast/method.rs", "mod tests { use super::super::series; }"), 0);
}

#[test]
fn words_in_comments_and_texts_are_not_paths() {
    let text = "// crate::web::x\n/* crate::web /* nested */ crate::web */\nconst A: &str = \"crate::web::x\";\n\
                const B: &str = r#\"crate::web \"quoted\" diesel::x\"#;\nfn f<'a>(c: &'a char) -> bool { *c == '\"' }";
    assert_eq!(complaints("domain/ids.rs", text), 0);
    assert_eq!(complaints("domain/ids.rs", "fn f() -> bool { '\"' == crate::web::QUOTE || '\\'' == 'a' }"), 1);
}

#[test]
fn the_store_sees_ports_and_actors_only() {
    assert_eq!(complaints("store/rosters.rs", "use crate::application::ports::Rosters;"), 0);
    assert_eq!(
        complaints("store/rosters.rs", "use crate::application::{actors::Account, ports::{Stored, Rosters}};"),
        0
    );
    assert_eq!(complaints("store/rosters.rs", "use crate::application::planning::plan;"), 1);
    assert_eq!(complaints("store/rosters.rs", "use crate::application;"), 1);
    assert_eq!(complaints("application/ports.rs", "use crate::store::Pool;"), 1);
}

#[test]
fn a_library_stays_at_home() {
    assert_eq!(complaints("store/rosters.rs", "use diesel::prelude::*;"), 0);
    assert_eq!(complaints("application/ports.rs", "#[derive(diesel::Queryable)]\nstruct Row;"), 1);
    assert_eq!(complaints("main.rs", "#[actix_web::main]\nasync fn main() {}"), 1);
    assert_eq!(complaints("web/app.rs", "use clap;"), 1);
    assert_eq!(complaints("cli/solve.rs", "let clap = 1; self.clap(); x.diesel"), 0);
    assert_eq!(complaints("optimiser/model.rs", "use good_lp::{constraint, variable};"), 0);
    assert_eq!(complaints("staffing/erlang.rs", "use good_lp::{constraint, variable};"), 2);
}

#[test]
fn a_new_module_needs_a_line_of_its_own() {
    assert_eq!(complaints("helpers/mod.rs", "fn f() {}"), 1);
}
