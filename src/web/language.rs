//! The reader's language: which one, and what a message says in it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::future::{Ready, ready};

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{FromRequest, HttpRequest};
use chrono::NaiveDate;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use unic_langid::{LanguageIdentifier, langid};

use super::wording;

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "vi",
        // Isolation marks would stand inside attributes, exports and tests; directions are set on elements instead.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static VIETNAMESE: LanguageIdentifier = langid!("vi");
static ENGLISH: LanguageIdentifier = langid!("en");
static ARABIC: LanguageIdentifier = langid!("ar");

/// The cookie that keeps the choice of somebody who is not logged in.
const COOKIE: &str = "catruc-language";

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vietnamese,
    /// English.
    English,
    /// العربية, written from right to left.
    Arabic,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Language; 3] = [Self::Vietnamese, Self::English, Self::Arabic];

    /// Its code in HTML, cookies and accounts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    /// The language of that code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What it calls itself.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Vietnamese => "Tiếng Việt",
            Self::English => "English",
            Self::Arabic => "العربية",
        }
    }

    /// The direction of its writing.
    #[must_use]
    pub fn direction(self) -> &'static str {
        match self {
            Self::Vietnamese | Self::English => "ltr",
            Self::Arabic => "rtl",
        }
    }

    /// The language that the browser asks for: by the cookie of the switch, else by `Accept-Language`.
    #[must_use]
    pub fn of_request(request: &HttpRequest) -> Self {
        if let Some(chosen) = request.cookie(COOKIE).and_then(|cookie| Self::parse(cookie.value())) {
            return chosen;
        }
        let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self::accepted(header)
    }

    /// The first language of an `Accept-Language` header that we speak; browsers list them by preference.
    fn accepted(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|entry| entry.trim().split(['-', ';']).next())
            .find_map(|code| Self::parse(&code.to_ascii_lowercase()))
            .unwrap_or_default()
    }

    /// The cookie that keeps this choice for a year.
    #[must_use]
    pub fn cookie(self, secure: bool) -> Cookie<'static> {
        Cookie::build(COOKIE, self.code())
            .path("/")
            .http_only(true)
            .secure(secure)
            .same_site(SameSite::Lax)
            .max_age(Duration::days(365))
            .finish()
    }

    /// The sentence without arguments under `key`.
    #[must_use]
    pub fn say(self, key: &str) -> String {
        LOCALES.lookup(self.identifier(), key)
    }

    /// The sentence under `key` with its arguments filled in.
    #[must_use]
    pub fn say_with<'a, N: Into<Cow<'static, str>>>(
        self,
        key: &str,
        arguments: impl IntoIterator<Item = (N, FluentValue<'a>)>,
    ) -> String {
        let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> =
            arguments.into_iter().map(|(name, value)| (name.into(), value)).collect();
        LOCALES.lookup_with_args(self.identifier(), key, &arguments)
    }

    /// The word without arguments under `key` where the locales know one; codes that a centre has made up have none.
    #[must_use]
    pub fn word(self, key: &str) -> Option<String> {
        LOCALES.try_lookup(self.identifier(), key)
    }

    /// What `message` says.
    #[must_use]
    pub fn tell(self, message: &Message) -> String {
        self.say_with(message.key, message.arguments.iter().map(|(name, value)| (*name, value.in_language(self))))
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Vietnamese => &VIETNAMESE,
            Self::English => &ENGLISH,
            Self::Arabic => &ARABIC,
        }
    }
}

/// The language of somebody who is not logged in.
impl FromRequest for Language {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of_request(request)))
    }
}

/// A sentence that is not worded yet, because its maker does not know the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    key: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Argument {
    Text(String),
    Count(i64),
    Day(NaiveDate),
    Hours(i32),
    Rule(&'static str),
}

impl Argument {
    fn in_language(&self, language: Language) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.clone()),
            Self::Count(count) => FluentValue::from(*count),
            Self::Day(day) => FluentValue::from(language.date(*day)),
            Self::Hours(minutes) => FluentValue::from(language.hours(*minutes)),
            Self::Rule(rule) => FluentValue::from(wording::rule_name(language, rule)),
        }
    }
}

impl Message {
    /// The sentence under `key`.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, arguments: Vec::new() }
    }

    /// With a text as argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.arguments.push((name, Argument::Text(text.into())));
        self
    }

    /// With a day as argument, written as the reader's language writes days.
    #[must_use]
    pub fn day(mut self, name: &'static str, day: NaiveDate) -> Self {
        self.arguments.push((name, Argument::Day(day)));
        self
    }

    /// With minutes as argument, written as hours.
    #[must_use]
    pub fn hours(mut self, name: &'static str, minutes: i32) -> Self {
        self.arguments.push((name, Argument::Hours(minutes)));
        self
    }

    /// With a rule as argument, called by its name in the reader's language.
    #[must_use]
    pub fn rule(mut self, name: &'static str, rule: &'static str) -> Self {
        self.arguments.push((name, Argument::Rule(rule)));
        self
    }

    /// With a number as argument, which may choose the plural form.
    #[must_use]
    pub fn count(mut self, name: &'static str, count: impl TryInto<i64>) -> Self {
        self.arguments.push((name, Argument::Count(count.try_into().unwrap_or(i64::MAX))));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_speak_is_taken() {
        assert_eq!(Language::accepted("fr-FR,fr;q=0.9,en-GB;q=0.8,vi;q=0.7"), Language::English);
        assert_eq!(Language::accepted("ar-EG"), Language::Arabic);
        assert_eq!(Language::accepted("de"), Language::Vietnamese);
        assert_eq!(Language::accepted(""), Language::Vietnamese);
    }
}
