//! The forecast of one centre: what came, what is expected, how good earlier forecasts were.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::app::App;
use super::error::{PageError, see_other};
use super::forecast_page::{ForecastPage, NoForecastPage};
use super::form::{Form, NoFields};
use super::frame::{Frame, Place};
use super::language::Message;
use super::session::SignedIn;
use crate::application::planning::ViewError;
use crate::application::planning::forecast_demand::{LONGEST_HORIZON, forecast_demand};
use crate::application::planning::view_forecast::view_forecast;
use crate::application::ports::Centres;
use crate::domain::ids::{CentreCode, GroupCode};

/// Which group is shown, and whether its forecast has just been made or an entry been noted.
#[derive(Deserialize)]
pub struct Wanted {
    group: Option<String>,
    made: Option<String>,
    noted: Option<String>,
}

/// GET `/centres/{code}/forecast`
pub async fn forecast(
    signed_in: SignedIn,
    app: Data<App>,
    request: HttpRequest,
    code: Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let viewer = signed_in.viewer(&code)?;
    let may_make = signed_in.account.manager_of(&code).is_some();
    let language = signed_in.language;
    let view = app
        .read(move |store, clock| match view_forecast(store, clock, &viewer) {
            Ok(view) => Ok(Ok(view)),
            // Without a forecast the page can still name the centre and offer to make one.
            Err(ViewError::NotFound) => match store.centre(viewer.centre())? {
                Some(centre) => Ok(Err(centre)),
                None => Err(ViewError::NotFound),
            },
            Err(failed) => Err(failed),
        })
        .await?;
    let wanted = wanted.into_inner();
    let frame = |centre: &str| {
        let title = Message::new("forecast-title-of").with("centre", centre);
        Frame::new(&signed_in, &request, Place::Forecast, Some(&code))
            .titled(language.tell(&title))
            .style("css/pages.css")
    };
    match view {
        Ok(view) => {
            let group = wanted.group.map(GroupCode);
            let today = app.clock().today();
            let done = match (wanted.made, wanted.noted) {
                (Some(_), _) => Some("forecast-made"),
                (None, Some(_)) => Some("known-noted"),
                (None, None) => None,
            };
            let page = ForecastPage::new(language, &view, group.as_ref(), today, (may_make, done));
            app.templates.page("forecast/show", &frame(&view.centre.name), &page)
        }
        Err(centre) => {
            let page = NoForecastPage::new(language, &centre, may_make);
            app.templates.page("forecast/none", &frame(&centre.name), &page)
        }
    }
}

/// POST `/centres/{code}/forecast`
pub async fn make(app: Data<App>, code: Path<String>, form: Form<NoFields>) -> Result<HttpResponse, PageError> {
    let code = CentreCode(code.into_inner());
    let manager = form.signed_in.manager(&code)?;
    app.run(move |store, clock| forecast_demand(store, clock, &manager, LONGEST_HORIZON)).await?;
    Ok(see_other(&format!("/centres/{code}/forecast?made=yes")))
}
