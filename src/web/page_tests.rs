//! Overview, forecast, own hours, recognition and imports over HTTP: who sees them, and what an upload leaves behind.

use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Data;
use tempfile::TempDir;

use super::{App, server};
use crate::application::actors::Account;
use crate::application::administration::import_folder::import_folder;
use crate::application::administration::secret::secret_hash;
use crate::application::ports::{Accounts, Centres, Clock, StorageError, Tables};
use crate::config::{SystemClock, UPLOAD_LIMIT};
use crate::exchange::data_folder::read_files;
use crate::store::Database;

const TABLES: [(&str, &str); 5] = [
    ("centres.csv", "code,name,level,open_days\nA,Phường An,ward,1;2;3;4;5\nB,Phường Bình,ward,1;2;3;4;5\n"),
    (
        "groups.csv",
        "code,name_vi,name_en,skill,desk_minutes,back_minutes,due\ncert,Chứng thực,Certification,cert,4,0,same_day\n",
    ),
    (
        "officers.csv",
        "code,name,centre,worker_type,skills,weekly_minutes,overtime\nA-1,Cán bộ 01,A,CC,cert,2400,allowed\n",
    ),
    (
        "users.csv",
        "login,name,roles,officer,language\nmanager,M,manager@A,,en\nofficer,O,officer@A,A-1,en\n\
         committee,C,committee@A,,en\nprovince,P,province@*,,en\nreader,R,province@*,,ar\n",
    ),
    ("dossiers.csv", "date,centre,group,received\n2026-12-01,A,cert,30\n"),
];

/// A small province in a database of its own, with an open session for everybody.
struct House {
    _dir: TempDir,
    database: Database,
    app: Data<App>,
}

impl House {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let database = Database::open(&format!("sqlite:{}", dir.path().join("test.db").display())).expect("a database");
        let clock = SystemClock { today: "2026-12-07".parse().ok() };
        let files = TABLES.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec();
        let importer = Account::operator().importer().expect("the operator imports");
        database
            .transaction(|store| -> Result<(), StorageError> {
                let folder = read_files(files, &store.known_codes()?).expect("sound tables");
                import_folder(store, &clock, &importer, &folder)?;
                for login in ["manager", "officer", "committee", "province", "reader"] {
                    store.open_session(&secret_hash(login), login, &format!("csrf-{login}"), clock.now())?;
                }
                Ok(())
            })
            .expect("a filled database");
        let app = Data::new(App::new(database.clone(), Arc::new(clock), false));
        Self { _dir: dir, database, app }
    }

    /// Sends a request as `login` and gives status, address to go to and page.
    async fn send(&self, login: &str, request: TestRequest) -> (StatusCode, String, String) {
        let service = init_service(server(self.app.clone())).await;
        let request = request.cookie(Cookie::new("catruc", login.to_owned()));
        let response =
            call_service(&service, request.insert_header(("sec-fetch-site", "same-origin")).to_request()).await;
        let status = response.status();
        let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let location = location.to_owned();
        (status, location, String::from_utf8_lossy(&read_body(response).await).into_owned())
    }

    async fn get(&self, login: &str, address: &str) -> (StatusCode, String, String) {
        self.send(login, TestRequest::get().uri(address)).await
    }

    /// Uploads files with the other fields of the form.
    async fn upload(&self, login: &str, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> (StatusCode, String) {
        let token = format!("csrf-{login}");
        let fields: Vec<_> = std::iter::once(("_csrf", token.as_str())).chain(fields.iter().copied()).collect();
        self.upload_form(login, files, &fields).await
    }

    /// Uploads files with exactly these other fields.
    async fn upload_form(&self, login: &str, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> (StatusCode, String) {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"");
            body.extend(format!("{head}\r\n\r\n{value}\r\n").bytes());
        }
        for (name, content) in files {
            let head = "Content-Disposition: form-data; name=\"files\"";
            body.extend(format!("--edge\r\n{head}; filename=\"{name}\"\r\n\r\n").bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let request = TestRequest::post().uri("/admin/imports").set_payload(body);
        let request = request.insert_header((CONTENT_TYPE, "multipart/form-data; boundary=edge"));
        let (status, _, page) = self.send(login, request).await;
        (status, page)
    }

    fn centres(&self) -> usize {
        self.database.read(|store| store.centres()).expect("the centres").len()
    }
}

#[actix_web::test]
async fn everybody_lands_on_the_page_that_is_theirs() {
    let house = House::new();
    for (login, address) in [("officer", "/me"), ("committee", "/recognition")] {
        let (status, location, _) = house.get(login, "/").await;
        assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, address));
        assert_eq!(house.get(login, address).await.0, StatusCode::OK);
    }
    let (status, _, page) = house.get("manager", "/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Phường An") && !page.contains("Phường Bình"));
    assert!(page.contains("name=\"first\" value=\"2026-12-14\""), "the next roster can be proposed");
    assert!(house.get("province", "/?sort=-load&q=b%C3%ACnh").await.2.contains("Phường Bình"));
}

#[actix_web::test]
async fn a_foreign_centre_and_a_foreign_role_are_refused() {
    let house = House::new();
    for (login, address) in [
        ("manager", "/centres/B/forecast"),
        ("manager", "/centres/nowhere/forecast"),
        ("officer", "/centres/A/forecast"),
        ("committee", "/recognition?centre=B"),
        ("manager", "/recognition?centre=A"),
        ("manager", "/me"),
        ("manager", "/admin/imports"),
        ("officer", "/admin/imports"),
    ] {
        assert_eq!(house.get(login, address).await.0, StatusCode::FORBIDDEN, "{login} {address}");
    }
    let (status, _, page) = house.get("manager", "/centres/A/forecast").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("There is no forecast for this centre yet"));
    let make = TestRequest::post().uri("/centres/B/forecast").set_payload("_csrf=csrf-manager");
    assert_eq!(house.send("manager", make).await.0, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn every_place_to_mend_is_shown_and_nothing_is_kept() {
    let house = House::new();
    let centres = "code,name,level,open_days\nC,Phường Cao,ward,1;2;3;4;5\n";
    let dossiers = "date,centre,group,received\n2026-12-02,A,cert,-3\n2026-12-03,XX,cert,5\n";
    let files = [("centres.csv", centres.as_bytes()), ("dossiers.csv", dossiers.as_bytes())];
    let (status, page) = house.upload("province", &files, &[("action", "check")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in
        ["2 places to mend", "dossiers.csv", "received", "-3", "cannot be negative", "XX", "Nothing was written"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(house.centres(), 2);
}

#[actix_web::test]
async fn only_what_was_checked_is_imported() {
    let house = House::new();
    let files = [("centres.csv", "code,name,level,open_days\nC,Phường Cao,ward,1;2;3;4;5\n".as_bytes())];
    let (status, unchecked) = house.upload("province", &files, &[("action", "import")]).await;
    assert_eq!((status, house.centres()), (StatusCode::OK, 2));
    assert!(unchecked.contains("were not checked yet"));
    let digest = unchecked.split("name=\"checked\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let digest = digest.expect("the digest of the check");
    let other = [("centres.csv", "code,name,level,open_days\nD,Phường Dầu,ward,1;2;3;4;5\n".as_bytes())];
    house.upload("province", &other, &[("action", "import"), ("checked", digest)]).await;
    assert_eq!(house.centres(), 2, "other files than those that were checked");
    let (_, done) = house.upload("province", &files, &[("action", "import"), ("checked", digest)]).await;
    assert!(done.contains("One new row"));
    assert_eq!(house.centres(), 3);
}

#[actix_web::test]
async fn too_much_at_once_is_refused_in_the_readers_language_with_the_remedy() {
    let house = House::new();
    let half = vec![b'x'; UPLOAD_LIMIT / 2 + 1];
    let files = [("dossiers.csv", half.as_slice()), ("cases.csv", half.as_slice())];
    let (status, page) = house.upload("province", &files, &[("action", "check")]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("50\u{a0}MB") && page.contains("catruc import"), "{page}");
    let (status, page) = house.upload("reader", &files, &[("action", "check")]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("dir=\"rtl\"") && page.contains("50\u{a0}MB"));
}

#[actix_web::test]
async fn an_upload_needs_files_the_role_and_the_token() {
    let house = House::new();
    let (status, page) = house.upload("province", &[], &[("action", "check")]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("No file was chosen"));
    let files = [("centres.csv", b"code\n".as_slice())];
    assert_eq!(house.upload("manager", &files, &[]).await.0, StatusCode::FORBIDDEN);
    assert_eq!(house.upload_form("province", &files, &[("_csrf", "guessed")]).await.0, StatusCode::FORBIDDEN);
    assert_eq!(house.upload_form("province", &files, &[]).await.0, StatusCode::BAD_REQUEST);
}
