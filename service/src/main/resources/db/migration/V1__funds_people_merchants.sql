-- Who there is: funds, households, cards, merchants, conventions, gateways, and the tables a fund decides by.
-- Codes and tokens are ASCII and compared byte by byte; money is whole cents; an instant is UTC, a date is the fund's.

create table fund (
    id          varchar(40) character set ascii collate ascii_bin not null primary key,
    name        varchar(120) not null,
    territory   varchar(200) not null,
    rulebook    varchar(40) character set ascii collate ascii_bin not null comment 'tables it decides by; funds may share them',
    status      varchar(20) character set ascii not null,
    currency    char(3) character set ascii not null default 'EUR',
    time_zone   varchar(40) character set ascii not null default 'Europe/Paris',
    hold_days   smallint not null default 7 comment 'how long a purchase captured later keeps its money',
    constraint fund_status check (status in ('DESIGNING', 'OPEN', 'PAUSED', 'CLOSED')),
    constraint fund_hold check (hold_days between 1 and 400)
);

create table table_version (
    rulebook     varchar(40) character set ascii collate ascii_bin not null,
    question     varchar(40) character set ascii collate ascii_bin not null,
    version      int not null,
    csv          mediumtext not null comment 'the table as written',
    published_at datetime(6) not null,
    primary key (rulebook, question, version)
);

create table policy_version (
    rulebook     varchar(40) character set ascii collate ascii_bin not null,
    version      int not null,
    effective_at datetime(6) not null,
    published_at datetime(6) not null,
    primary key (rulebook, version)
);

create table policy_table (
    rulebook       varchar(40) character set ascii collate ascii_bin not null,
    policy_version int not null,
    question       varchar(40) character set ascii collate ascii_bin not null,
    table_version  int not null,
    primary key (rulebook, policy_version, question),
    foreign key (rulebook, policy_version) references policy_version (rulebook, version),
    foreign key (rulebook, question, table_version) references table_version (rulebook, question, version)
);

create table household (
    id       varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id  varchar(40) character set ascii collate ascii_bin not null,
    adults   smallint not null,
    children smallint not null,
    foreign key (fund_id) references fund (id),
    constraint household_people check (adults >= 0 and children >= 0 and adults + children between 1 and 30)
);

create table member (
    id           varchar(40) character set ascii collate ascii_bin not null primary key,
    household_id varchar(40) character set ascii collate ascii_bin not null,
    name         varchar(120) not null,
    status       varchar(20) character set ascii not null,
    foreign key (household_id) references household (id),
    constraint member_status check (status in ('ACTIVE', 'SUSPENDED', 'LEFT'))
);

create table card (
    id         varchar(64) character set ascii collate ascii_bin not null primary key comment 'an opaque token, never a PAN',
    member_id  varchar(40) character set ascii collate ascii_bin not null,
    status     varchar(20) character set ascii not null,
    expires_on date not null comment 'the last day it pays',
    foreign key (member_id) references member (id),
    constraint card_status check (status in ('ISSUED', 'ACTIVE', 'BLOCKED'))
);

create table merchant (
    id            varchar(64) character set ascii collate ascii_bin not null primary key,
    fund_id       varchar(40) character set ascii collate ascii_bin not null,
    name          varchar(120) not null,
    kind          varchar(40) character set ascii not null,
    siret         char(14) character set ascii,
    town          varchar(120) not null,
    distance_km   decimal(6, 1) comment 'from the centre of the fund; null is unknown',
    certification varchar(40) character set ascii comment 'organic; null is unknown',
    direct_sale   boolean,
    organic_share smallint comment 'percent of turnover',
    local_share   smallint comment 'percent of turnover',
    charter_signed boolean,
    workers       smallint,
    criteria      json not null default '{}' comment 'answers to criteria of the fund''s own, by column id: amounts in euros, rates in percent',
    foreign key (fund_id) references fund (id)
);

create table convention (
    id          varchar(40) character set ascii collate ascii_bin not null primary key,
    merchant_id varchar(64) character set ascii collate ascii_bin not null,
    starts_on   date not null,
    ends_on     date not null comment 'the last day',
    suspended   boolean not null default false,
    families    varchar(400) character set ascii not null comment 'product families, separated by spaces',
    coverage    smallint not null comment 'percent of a purchase without lines',
    decided_by  varchar(120) not null comment 'table, version and row of the decision',
    foreign key (merchant_id) references merchant (id),
    constraint convention_dates check (ends_on >= starts_on),
    constraint convention_coverage check (coverage between 0 and 100)
);

create table gateway (
    id              varchar(40) character set ascii collate ascii_bin not null primary key,
    name            varchar(120) not null,
    key_hash        binary(32) not null unique comment 'SHA-256 of a key of 256 random bits',
    operations      varchar(200) character set ascii not null comment 'what it may do, separated by spaces',
    rate_per_second int not null default 2000,
    created_at      datetime(6) not null,
    revoked_at      datetime(6)
);

create table gateway_fund (
    gateway_id varchar(40) character set ascii collate ascii_bin not null,
    fund_id    varchar(40) character set ascii collate ascii_bin not null,
    primary key (gateway_id, fund_id),
    foreign key (gateway_id) references gateway (id),
    foreign key (fund_id) references fund (id)
);

-- What changed, in commit order: the counter's row stays locked until the change that takes a number commits, so that a
-- reader who saw number n has seen, or will never see, every smaller one.
create table change_counter (
    only_row tinyint not null primary key,
    last     bigint not null
);
insert into change_counter values (1, 0);

create table change_feed (
    id         bigint not null primary key,
    topic      varchar(40) character set ascii not null,
    subject    varchar(64) character set ascii collate ascii_bin not null comment '* for all of the topic',
    changed_at datetime(6) not null
);
