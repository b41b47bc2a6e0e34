-- What drafts would have changed: each simulation is a job that any instance may take, and its result is kept with the revisions of
-- the drafts that it was made of. No figure in a result is of fewer than 11 people.

create table simulation (
    id             varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id        varchar(40) character set ascii collate ascii_bin not null,
    rulebook       varchar(40) character set ascii collate ascii_bin not null,
    policy_version int comment 'what is compared with; null where nothing was in force',
    source         varchar(10) character set ascii not null,
    seed           bigint not null comment 'everything that is drawn comes from it',
    first_day      date not null,
    last_day       date not null,
    households     int not null comment 'to be drawn for a demonstration year; 0 for the fund''s own',
    market_days    varchar(80) character set ascii not null comment 'of a demonstration year, separated by spaces',
    person_id      varchar(40) character set ascii collate ascii_bin not null comment 'who started it',
    person_name    varchar(120) not null,
    created_at     datetime(6) not null,
    state          varchar(10) character set ascii not null,
    per_mille      smallint not null default 0,
    runs           smallint not null default 0 comment 'how often an instance took it up',
    runner         varchar(40) character set ascii collate ascii_bin comment 'the instance that works on it',
    runs_until     datetime(6) comment 'by the database''s clock: whoever is silent for longer is taken for dead',
    ended_at       datetime(6),
    result         mediumtext comment 'JSON',
    foreign key (fund_id) references fund (id),
    index simulation_of_fund (fund_id, created_at),
    index simulation_to_do (state, created_at),
    constraint simulation_state check (state in ('QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    constraint simulation_source check (source in ('PAST', 'YEAR')),
    constraint simulation_done check (state <> 'DONE' or result is not null)
);

create table simulation_draft (
    simulation_id varchar(40) character set ascii collate ascii_bin not null,
    draft_id      varchar(40) character set ascii collate ascii_bin not null,
    revision      int not null,
    question      varchar(60) character set ascii collate ascii_bin not null,
    name          varchar(120) not null,
    title         varchar(200) not null comment 'of the table',
    csv           mediumtext not null comment 'the table of that revision',
    primary key (simulation_id, draft_id),
    index simulation_draft_draft (draft_id),
    foreign key (simulation_id) references simulation (id),
    foreign key (draft_id) references draft (id)
);
