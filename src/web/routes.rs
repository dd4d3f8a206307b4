//! Every address of the web front.

use actix_web::web::{ServiceConfig, get, post, resource, route};

use super::{
    assets, board, cell, emergency, error, forecast_day, forecasts, imports, known_days, language_switch, login,
    overview, own_hours, recognition, remedies, review, roster_steps, rosters, sharing_page, simulation, upload,
};

/// Registers every address.
#[rustfmt::skip]
pub fn routes(config: &mut ServiceConfig) {
    config
        // Log-in and language
        .route("/login",                get().to(login::form))
        .route("/login",                post().to(login::log_in))
        .route("/logout",               post().to(login::log_out))
        .route("/invitation/{token}",   get().to(login::invitation))
        .route("/invitation/{token}",   post().to(login::accept))
        .route("/language",             post().to(language_switch::switch))

        // Overview, forecast, own hours, recognition, imports
        .route("/",                                             get().to(overview::overview))
        .route("/centres/{code}/forecast",                      get().to(forecasts::forecast))
        .route("/centres/{code}/forecast",                      post().to(forecasts::make))
        .route("/centres/{code}/forecast/known",                post().to(known_days::note))
        .route("/centres/{code}/forecast/known/strike",         post().to(known_days::strike))
        .route("/centres/{code}/forecast/{day}",                get().to(forecast_day::day))
        .route("/me",                                           get().to(own_hours::own_hours))
        .route("/recognition",                                  get().to(recognition::recognition))
        .service(
            resource("/admin/imports")
                .app_data(upload::limits())
                .route(get().to(imports::form))
                .route(post().to(imports::import)),
        )

        // The roster board
        .route("/centres/{code}/roster",                        get().to(rosters::current))
        .route("/centres/{code}/rosters",                       get().to(rosters::list))
        .route("/centres/{code}/roster",                        post().to(rosters::propose))
        .route("/centres/{code}/roster/{period}",               get().to(board::board))
        .route("/centres/{code}/roster/{period}/cell",          get().to(cell::cell))
        .route("/centres/{code}/roster/{period}/assignment",    post().to(cell::assign))
        .route("/centres/{code}/roster/{period}/remedies",      get().to(remedies::remedies))
        .route("/centres/{code}/roster/{period}/simulation",    get().to(simulation::simulation))
        .route("/centres/{code}/roster/{period}/sharing",       get().to(sharing_page::sharing_page))
        .route("/centres/{code}/roster/{period}/exchange",      post().to(remedies::exchange))
        .route("/centres/{code}/roster/{period}/undo",          post().to(cell::undo))
        .route("/centres/{code}/roster/{period}/solve",         post().to(roster_steps::solve))
        .route("/centres/{code}/roster/{period}/stop",          post().to(roster_steps::stop))
        .route("/centres/{code}/roster/{period}/submit",        post().to(roster_steps::submit))
        .route("/centres/{code}/roster/{period}/publish",       post().to(roster_steps::publish))

        // The approver's page
        .route("/centres/{code}/roster/{period}/review",        get().to(review::review))
        .route("/centres/{code}/roster/{period}/approve",       post().to(roster_steps::approve))
        .route("/centres/{code}/roster/{period}/return",        post().to(roster_steps::give_back))

        // Emergency orders
        .route("/centres/{code}/emergency",                     get().to(emergency::orders))
        .route("/centres/{code}/emergency",                     post().to(emergency::give))
        .route("/centres/{code}/emergency/end",                 post().to(emergency::end))

        // Static files
        .service(resource("/static/{edition}/{path:.*}").route(get().to(assets::file)))
        .route("/favicon.ico",          get().to(assets::favicon))
        .default_service(route().to(error::no_such_page));
}
