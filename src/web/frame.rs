//! What stands around every page: title, navigation, who is logged in, the language switch.

use actix_web::HttpRequest;
use serde::Serialize;

use super::language::Language;
use super::session::SignedIn;
use crate::application::actors::{Account, Role};
use crate::domain::centre::CentreScope;
use crate::domain::ids::CentreCode;

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Centres at a glance.
    Overview,
    /// Dossiers expected.
    Forecast,
    /// The board and its review.
    Roster,
    /// My own hours.
    Me,
    /// The committee's list.
    Recognition,
    /// Data folders.
    Imports,
    /// Log-in, errors.
    Nowhere,
}

/// What the layout shows around a page.
#[derive(Serialize)]
pub struct Frame {
    #[serde(skip)]
    pub language: Language,
    lang: &'static str,
    dir: &'static str,
    title: String,
    /// The address shown, to which the language switch returns.
    address: String,
    csrf: Option<String>,
    person: Option<Person>,
    navigation: Vec<Entry>,
    languages: Vec<LanguageChoice>,
    styles: Vec<&'static str>,
    scripts: Vec<&'static str>,
}

#[derive(Serialize)]
struct Person {
    name: String,
    /// Centre and role in words.
    about: String,
}

#[derive(Serialize)]
struct Entry {
    label: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct LanguageChoice {
    code: &'static str,
    name: &'static str,
    current: bool,
}

impl Frame {
    /// The frame of a page for somebody who is logged in. `centre` is the centre that the page speaks of; without it
    /// the navigation leads to the person's own centre, when there is just one.
    #[must_use]
    pub fn new(signed_in: &SignedIn, request: &HttpRequest, place: Place, centre: Option<&CentreCode>) -> Self {
        let language = signed_in.language;
        let account = &signed_in.account;
        let own = own_centre(account);
        let centre = centre.or(own.as_ref());
        let mut frame = Self::outside(language, request);
        frame.csrf = Some(signed_in.csrf.clone());
        frame.navigation = navigation(account, language, place, centre);
        frame.person = Some(Person { name: account.name.clone(), about: about(account, language) });
        frame
    }

    /// The frame for somebody who is not logged in.
    #[must_use]
    pub fn outside(language: Language, request: &HttpRequest) -> Self {
        let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
        Self {
            language,
            lang: language.code(),
            dir: language.direction(),
            title: String::new(),
            address: address.to_owned(),
            csrf: None,
            person: None,
            navigation: Vec::new(),
            languages: Language::ALL
                .into_iter()
                .map(|choice| LanguageChoice {
                    code: choice.code(),
                    name: choice.own_name(),
                    current: choice == language,
                })
                .collect(),
            styles: Vec::new(),
            scripts: Vec::new(),
        }
    }

    /// With a title for the browser's tab.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// With a stylesheet of `static/` beside the base one.
    #[must_use]
    pub fn style(mut self, path: &'static str) -> Self {
        self.styles.push(path);
        self
    }

    /// With a script (a module) of `static/` beside htmx.
    #[must_use]
    pub fn script(mut self, path: &'static str) -> Self {
        self.scripts.push(path);
        self
    }
}

/// The one centre in which the person holds roles.
pub(super) fn own_centre(account: &Account) -> Option<CentreCode> {
    let mut centres = account.grants.iter().filter_map(|grant| match &grant.scope {
        CentreScope::One(centre) => Some(centre),
        CentreScope::All => None,
    });
    let first = centres.next()?;
    centres.all(|centre| centre == first).then(|| first.clone())
}

fn navigation(account: &Account, language: Language, place: Place, centre: Option<&CentreCode>) -> Vec<Entry> {
    let sees = |role| account.holds(role);
    let sees_centres =
        [Role::Manager, Role::Approver, Role::Province, Role::Admin, Role::Auditor].into_iter().any(sees);
    let viewed = centre.filter(|centre| account.viewer_of(centre).is_some());
    let mut places = Vec::new();
    if sees_centres {
        places.push((Place::Overview, "nav-overview", "/".to_owned()));
    }
    if let Some(centre) = viewed {
        places.push((Place::Forecast, "nav-forecast", format!("/centres/{centre}/forecast")));
        places.push((Place::Roster, "nav-roster", format!("/centres/{centre}/roster")));
    } else if let Some(centre) = centre.filter(|centre| account.reader_of(centre).is_some()) {
        places.push((Place::Roster, "nav-roster", format!("/centres/{centre}/roster")));
    }
    if account.own_hours().is_some() {
        places.push((Place::Me, "nav-me", "/me".to_owned()));
    }
    if sees(Role::Committee) || sees(Role::Auditor) {
        places.push((Place::Recognition, "nav-recognition", "/recognition".to_owned()));
    }
    if account.importer().is_some() {
        places.push((Place::Imports, "nav-imports", "/admin/imports".to_owned()));
    }
    places
        .into_iter()
        .map(|(of, label, href)| Entry { label: language.say(label), href, current: of == place })
        .collect()
}

fn about(account: &Account, language: Language) -> String {
    let mut roles: Vec<Role> = account.grants.iter().map(|grant| grant.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let words = roles.into_iter().map(|role| {
        language.say(match role {
            Role::Admin => "role-admin",
            Role::Province => "role-province",
            Role::Manager => "role-manager",
            Role::Approver => "role-approver",
            Role::Officer => "role-officer",
            Role::Committee => "role-committee",
            Role::Auditor => "role-auditor",
        })
    });
    words.collect::<Vec<_>>().join(language.say("list-separator").as_str())
}
