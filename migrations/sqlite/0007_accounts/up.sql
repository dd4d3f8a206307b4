-- People who log in. Tokens are kept only as their SHA-256.
CREATE TABLE accounts (
    login TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    officer TEXT,
    email TEXT,
    language TEXT,
    chosen_language TEXT,
    password_hash TEXT
);

CREATE TABLE login_sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL REFERENCES accounts (login) ON DELETE CASCADE,
    csrf TEXT NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL
);
CREATE INDEX login_sessions_by_login ON login_sessions (login);
CREATE INDEX login_sessions_by_seen ON login_sessions (seen_at);

CREATE TABLE failed_logins (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    login_key TEXT NOT NULL,
    failed_at TIMESTAMP NOT NULL
);
CREATE INDEX failed_logins_by_key ON failed_logins (login_key, failed_at);
CREATE INDEX failed_logins_by_time ON failed_logins (failed_at);

CREATE TABLE invitations (
    token_hash TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL,
    valid_until TIMESTAMP NOT NULL
);
CREATE INDEX invitations_by_login ON invitations (login);
