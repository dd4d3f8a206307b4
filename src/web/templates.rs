//! Pages from templates: one engine for each language, so that a template only names its sentences.
//!
//! In templates, `{{t "key" name=value}}` is the sentence under `key`, escaped like any value,
//! `{{asset "css/base.css"}}` the address of a static file that browsers may keep for ever, and `{{cite text}}` a citation
//! whose numbers stay whole.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use fluent_templates::fluent_bundle::FluentValue;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderError, RenderErrorReason,
    ScopedJson,
};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::assets;
use super::error::{PageError, is_htmx};
use super::frame::Frame;
use super::language::Language;

/// The template files.
#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

/// Every template in every language.
pub struct Templates {
    engines: Vec<(Language, Handlebars<'static>)>,
}

/// What a page's template sees: its own fields, and the frame around it.
#[derive(Serialize)]
struct Data<'a, P> {
    frame: &'a Frame,
    #[serde(flatten)]
    page: &'a P,
}

/// What the layout sees.
#[derive(Serialize)]
struct LayoutData<'a> {
    frame: &'a Frame,
    main: String,
}

impl Templates {
    /// The templates that were embedded when the program was built.
    ///
    /// # Panics
    /// When a template cannot be parsed, which a test would have found.
    #[must_use]
    pub fn embedded() -> Self {
        let engine = |language| {
            let mut engine = Handlebars::new();
            engine.set_strict_mode(true);
            engine.register_embed_templates_with_extension::<Files>(".hbs").expect("embedded templates parse");
            engine.register_helper("t", Box::new(Sentence(language)));
            engine.register_helper("asset", Box::new(Asset));
            engine.register_helper("cite", Box::new(Citation));
            (language, engine)
        };
        Self { engines: Language::ALL.into_iter().map(engine).collect() }
    }

    /// The whole page: `template` filled from `page`, inside the layout.
    ///
    /// # Errors
    /// A broken template becomes the page that gives a reference number.
    pub fn page<P: Serialize>(&self, template: &str, frame: &Frame, page: &P) -> Result<HttpResponse, PageError> {
        self.page_with(StatusCode::OK, template, frame, page)
    }

    /// The same with another status.
    ///
    /// # Errors
    /// A broken template becomes the page that gives a reference number.
    pub fn page_with<P: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        frame: &Frame,
        page: &P,
    ) -> Result<HttpResponse, PageError> {
        let main = self.render(template, frame, page)?;
        let html = self
            .engine(frame.language)
            .render("layout", &LayoutData { frame, main })
            .map_err(|broken| PageError::internal(&broken))?;
        Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
    }

    /// Only the part that htmx asked for.
    ///
    /// # Errors
    /// A broken template becomes the page that gives a reference number.
    pub fn fragment<P: Serialize>(&self, template: &str, frame: &Frame, page: &P) -> Result<HttpResponse, PageError> {
        let html = self.render(template, frame, page)?;
        Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
    }

    /// The fragment under `fragment` where htmx asks for it, the whole page under `template` otherwise.
    ///
    /// # Errors
    /// A broken template becomes the page that gives a reference number.
    pub fn fragment_or_page<P: Serialize>(
        &self,
        request: &HttpRequest,
        (fragment, template): (&str, &str),
        frame: &Frame,
        page: &P,
    ) -> Result<HttpResponse, PageError> {
        if is_htmx(request) { self.fragment(fragment, frame, page) } else { self.page(template, frame, page) }
    }

    fn render<P: Serialize>(&self, template: &str, frame: &Frame, page: &P) -> Result<String, PageError> {
        self.engine(frame.language)
            .render(template, &Data { frame, page })
            .map_err(|broken| PageError::internal(&broken))
    }

    fn engine(&self, language: Language) -> &Handlebars<'static> {
        let found = self.engines.iter().find(|(of, _)| *of == language);
        &found.expect("there is an engine for each language").1
    }
}

/// Every template by name, for tests that read them.
#[cfg(test)]
pub fn names() -> Vec<String> {
    Files::iter().map(|name| name.into_owned()).collect()
}

/// The text of the template `name`.
#[cfg(test)]
pub fn source(name: &str) -> String {
    let file = Files::get(name).expect("the template is embedded");
    String::from_utf8_lossy(&file.data).into_owned()
}

/// `{{t "key" name=value}}`
struct Sentence(Language);

impl HelperDef for Sentence {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let key = text_of(helper, "t")?;
        let arguments = helper.hash().iter().filter_map(|(name, value)| {
            let value = match value.value() {
                serde_json::Value::String(text) => FluentValue::from(text.clone()),
                serde_json::Value::Number(number) => FluentValue::from(number.as_f64()?),
                _ => return None,
            };
            Some(((*name).to_owned(), value))
        });
        Ok(ScopedJson::Derived(self.0.say_with(&key, arguments).into()))
    }
}

/// `{{asset "path"}}`
struct Asset;

impl HelperDef for Asset {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        Ok(ScopedJson::Derived(assets::address(&text_of(helper, "asset")?).into()))
    }
}

/// `{{cite text}}`
struct Citation;

impl HelperDef for Citation {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(&cited(&text_of(helper, "cite")?))?;
        Ok(())
    }
}

/// The citation with every number of a law or an article as one piece: it neither breaks nor turns around among letters
/// that run to the left.
fn cited(text: &str) -> String {
    let pieces = text.split(' ').map(|word| {
        let number = word.trim_end_matches([',', ';', '.', '،', '؛']);
        if number.contains(|letter: char| letter.is_ascii_digit()) {
            let after = &word[number.len()..];
            format!("<bdi class=\"number-of-law\">{}</bdi>{after}", handlebars::html_escape(number))
        } else {
            handlebars::html_escape(word)
        }
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn text_of(helper: &Helper<'_>, name: &'static str) -> Result<String, RenderError> {
    helper
        .param(0)
        .and_then(|parameter| parameter.value().as_str())
        .map(str::to_owned)
        .ok_or_else(|| RenderErrorReason::ParamNotFoundForIndex(name, 0).into())
}

#[cfg(test)]
mod tests {
    use super::cited;

    #[test]
    fn the_numbers_of_a_citation_stay_whole_and_its_signs_are_escaped() {
        assert_eq!(
            cited("قانون <العمل> 45/2019/QH14، المادة 107(2)(b)"),
            "قانون &lt;العمل&gt; <bdi class=\"number-of-law\">45/2019/QH14</bdi>، المادة \
             <bdi class=\"number-of-law\">107(2)(b)</bdi>"
        );
    }
}
