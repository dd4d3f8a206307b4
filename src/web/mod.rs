//! The pages: requests become typed arguments of use-cases, and what use-cases answer becomes sentences in the reader's
//! language. Nothing outside this folder knows HTTP, HTML or a language.

mod accuracy_words;
pub mod app;
mod assets;
mod board;
mod board_grid;
mod board_legend;
mod board_page;
mod cell;
mod cell_reasons;
mod chart;
mod emergency;
mod emergency_page;
mod error;
mod forecast_day;
mod forecast_page;
mod forecasts;
mod form;
mod formats;
mod frame;
mod headers;
mod imports;
mod imports_page;
mod known_days;
mod language;
mod language_switch;
mod login;
mod month;
mod needs;
mod overview;
mod overview_page;
mod overview_row;
mod overview_sort;
mod own_hours;
mod own_hours_page;
mod reasons;
mod recognition;
mod recognition_page;
mod remedies;
mod review;
mod review_page;
mod roster_steps;
mod rosters;
mod rounding;
mod routes;
mod same_origin;
mod session;
mod sharing;
mod sharing_page;
mod signed;
mod simulation;
mod templates;
mod upload;
mod wording;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;

use std::net::SocketAddr;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::web::Data;
use actix_web::{App as Server, Error, HttpServer, middleware};

pub use app::App;

/// Serves every page of `app` on `address` until the process is told to stop.
///
/// # Errors
/// Returns the reason when the address cannot be opened.
pub async fn serve(app: App, address: SocketAddr) -> std::io::Result<()> {
    let app = Data::new(app);
    HttpServer::new(move || server(app.clone())).bind(address)?.run().await
}

/// [`serve`] on a runtime of its own, for callers that are not asynchronous.
///
/// # Errors
/// Returns the reason when the address cannot be opened.
pub fn serve_blocking(app: App, address: SocketAddr) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(serve(app, address))
}

/// The pages with everything that stands around each of them; the last one named sees a request first.
fn server(
    app: Data<App>,
) -> Server<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    Server::new()
        .app_data(app)
        .wrap(middleware::from_fn(same_origin::only))
        .wrap(middleware::from_fn(error::pages))
        .wrap(middleware::from_fn(headers::set))
        .wrap(middleware::Compress::default())
        .configure(routes::routes)
}
