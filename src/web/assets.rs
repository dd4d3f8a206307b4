//! Static files, embedded when the program was built: our own, and what npm brought.
//!
//! All of them stand under one folder named by the hash of all of them, so that browsers keep them for ever, a stylesheet
//! finds its fonts by relative address, and a new build is seen at once.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::error::PageError;

/// Our own files.
#[derive(RustEmbed)]
#[folder = "static/"]
struct Own;

macro_rules! packages {
    ($($address:literal => $file:literal),* $(,)?) => {
        /// Files of npm packages: address, content.
        const PACKAGES: &[(&str, &[u8])] = &[
            $(($address, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/", $file)))),*
        ];
    };
}

packages! {
    "htmx.js" => "htmx.org/dist/htmx.min.js",
    "fonts/latin-400.woff2" => "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2",
    "fonts/latin-600.woff2" => "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2",
    "fonts/latin-700.woff2" => "@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2",
    "fonts/vietnamese-400.woff2" => "@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2",
    "fonts/vietnamese-600.woff2" => "@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff2",
    "fonts/vietnamese-700.woff2" => "@fontsource/noto-sans/files/noto-sans-vietnamese-700-normal.woff2",
    "fonts/arabic-400.woff2" => "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
    "fonts/arabic-600.woff2" => "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2",
    "fonts/arabic-700.woff2" => "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2",
}

/// The name of the folder: the beginning of the SHA-256 over all files.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    let mut names: Vec<_> = Own::iter().collect();
    names.sort();
    for name in names {
        hash.update(name.as_bytes());
        hash.update(find(&name).unwrap_or_default());
    }
    for (name, content) in PACKAGES {
        hash.update(name.as_bytes());
        hash.update(content);
    }
    hash.finalize().iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
});

/// The address of the static file `path`.
pub fn address(path: &str) -> String {
    format!("/static/{}/{path}", *EDITION)
}

/// GET `/static/{edition}/{path}`
pub async fn file(path: web::Path<(String, String)>) -> Result<HttpResponse, PageError> {
    let (edition, path) = path.into_inner();
    let content = find(&path).ok_or_else(PageError::no_such_page)?;
    let keep = if edition == *EDITION { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, content_type(&path)))
        .insert_header((CACHE_CONTROL, keep))
        .body(content.into_owned()))
}

/// GET `/favicon.ico`, which browsers ask for unasked.
pub async fn favicon() -> Result<HttpResponse, PageError> {
    file(web::Path::from((EDITION.clone(), "icon.svg".to_owned()))).await
}

fn find(path: &str) -> Option<Cow<'static, [u8]>> {
    let packaged = PACKAGES.iter().find(|(name, _)| *name == path).map(|(_, content)| Cow::Borrowed(*content));
    packaged.or_else(|| Own::get(path).map(|file| file.data))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_that_the_stylesheet_names_is_embedded() {
        let css = find("css/base.css").expect("the stylesheet is embedded");
        let css = String::from_utf8_lossy(&css).into_owned();
        let named: Vec<&str> = css.split("url(\"../").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!named.is_empty());
        for file in named {
            assert!(find(file).is_some(), "{file}");
        }
    }
}
