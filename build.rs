//! Looks for the files that the build embeds, and says in one line what to do when npm has not brought them yet.

use std::path::Path;

/// Packages of `package.json` whose files the web front embeds (`src/web/assets.rs`).
const PACKAGES: [&str; 3] = ["htmx.org", "@fontsource/noto-sans", "@fontsource/noto-sans-arabic"];

fn main() {
    // Folders that are embedded whole: a new file in one of them must be seen too.
    for folder in ["locales", "migrations", "static", "templates", "node_modules/.package-lock.json"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    for package in PACKAGES.iter().filter(|package| !Path::new("node_modules").join(package).exists()) {
        println!("cargo::error=node_modules/{package} is missing; run `make setup` (it runs `npm ci`) and build again");
    }
}
