-- The people who work for funds: who they are, what they may do where, and everything they did that others rely on.
-- Tokens are 256 random bits and stored as their SHA-256; passwords are stored as Argon2id hashes.

create table person (
    id              varchar(40) character set ascii collate ascii_bin not null primary key,
    email           varchar(254) character set utf8mb4 collate utf8mb4_bin not null unique comment 'in lower case',
    name            varchar(120) not null comment 'as colleagues call them',
    password_hash   varchar(200) character set ascii collate ascii_bin not null,
    password_set_at datetime(6) not null,
    created_at      datetime(6) not null
);

create table person_role (
    person_id varchar(40) character set ascii collate ascii_bin not null,
    fund_id   varchar(40) character set ascii collate ascii_bin not null,
    role      varchar(30) character set ascii collate ascii_bin not null,
    given_at  datetime(6) not null,
    primary key (person_id, fund_id, role),
    key person_role_fund (fund_id, role),
    foreign key (person_id) references person (id),
    foreign key (fund_id) references fund (id)
);

create table session (
    token_hash binary(32) not null primary key,
    person_id  varchar(40) character set ascii collate ascii_bin not null,
    begun_at   datetime(6) not null,
    seen_at    datetime(6) not null comment 'to the minute',
    key session_person (person_id),
    key session_seen (seen_at),
    foreign key (person_id) references person (id)
);

create table invitation (
    id          varchar(40) character set ascii collate ascii_bin not null primary key,
    token_hash  binary(32) not null unique,
    fund_id     varchar(40) character set ascii collate ascii_bin not null,
    person_id   varchar(40) character set ascii collate ascii_bin comment 'whose password it renews; null: it invites to join',
    email       varchar(254) character set utf8mb4 collate utf8mb4_bin not null comment 'in lower case',
    name        varchar(120) not null,
    roles       varchar(400) character set ascii not null comment 'separated by spaces',
    invited_by  varchar(40) character set ascii collate ascii_bin comment 'null: by the operator of the machine',
    invited_at  datetime(6) not null,
    expires_at  datetime(6) not null,
    accepted_at datetime(6),
    withdrawn_at datetime(6),
    key invitation_fund (fund_id, expires_at),
    foreign key (fund_id) references fund (id),
    foreign key (person_id) references person (id),
    foreign key (invited_by) references person (id)
);

-- Failed sign-ins by account and by network address. Neither is readable here: the subject is a keyed-by-kind SHA-256.
create table sign_in_failure (
    subject      binary(32) not null primary key,
    failures     int not null,
    last_at      datetime(6) not null,
    locked_until datetime(6),
    key sign_in_failure_last (last_at)
);

-- Funds whose tables in force anyone may read.
create table public_page (
    fund_id   varchar(40) character set ascii collate ascii_bin not null primary key,
    opened_at datetime(6) not null,
    foreign key (fund_id) references fund (id)
);

-- Who did what, when. Never updated, never deleted. No key leads out of it: what it tells of may be gone.
create table audit_log (
    id          bigint not null auto_increment primary key,
    recorded_at datetime(6) not null,
    fund_id     varchar(40) character set ascii collate ascii_bin comment 'null where it concerns all funds of the rulebook, or none',
    rulebook    varchar(40) character set ascii collate ascii_bin,
    person_id   varchar(40) character set ascii collate ascii_bin comment 'null where the service acted by itself',
    person_name varchar(120) comment 'as it was then',
    action      varchar(40) character set ascii collate ascii_bin not null,
    subject     varchar(120) not null comment 'what it was done to: a table, a draft, a role',
    details     varchar(2000) not null default '' comment 'figures and versions, in French; no other person''s data',
    key audit_fund (fund_id, id),
    key audit_rulebook (rulebook, id)
);

create trigger audit_log_is_never_updated before update on audit_log for each row
    signal sqlstate '45000' set message_text = 'the audit log is never updated: write another line';
create trigger audit_log_is_never_deleted before delete on audit_log for each row
    signal sqlstate '45000' set message_text = 'the audit log is never deleted';
