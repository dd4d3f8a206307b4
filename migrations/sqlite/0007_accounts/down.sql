DROP TABLE invitations;
DROP TABLE failed_logins;
DROP TABLE login_sessions;
DROP TABLE accounts;
