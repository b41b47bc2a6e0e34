-- Tables as a committee writes them before a vote. A draft is a document of cells, which need not be readable yet; every change of
-- it is kept, so that two people who write at once lose nothing.

create table draft (
    id         varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id    varchar(40) character set ascii collate ascii_bin not null comment 'where it was begun',
    rulebook   varchar(40) character set ascii collate ascii_bin not null,
    question   varchar(60) character set ascii collate ascii_bin not null,
    name       varchar(120) not null comment 'what tells it from other drafts of the same table',
    based_on   int comment 'the version of the table that it was copied from; null for a table that the fund doesn''t have yet',
    state      varchar(20) character set ascii not null default 'OPEN',
    revision   int not null default 0 comment 'counts changes',
    written    mediumtext not null comment 'the table as CSV, readable or not',
    cases      mediumtext not null default '' comment 'reference cases, as written',
    waivers    mediumtext not null default '' comment 'checks that are switched off and why, as written',
    created_by varchar(40) character set ascii collate ascii_bin not null,
    created_at datetime(6) not null,
    changed_by varchar(40) character set ascii collate ascii_bin not null,
    changed_at datetime(6) not null,
    foreign key (fund_id) references fund (id),
    index draft_of_rulebook (rulebook, question, state),
    constraint draft_state check (state in ('RECEIVED', 'OPEN', 'FROZEN', 'DISCARDED', 'PUBLISHED'))
);

create table draft_change (
    draft_id   varchar(40) character set ascii collate ascii_bin not null,
    revision   int not null comment 'the one it made',
    token      varchar(40) character set ascii collate ascii_bin not null comment 'given by who writes: a change that is sent twice is made once',
    person_id  varchar(40) character set ascii collate ascii_bin not null,
    changed_at datetime(6) not null,
    edits      mediumtext not null comment 'JSON',
    primary key (draft_id, revision),
    unique (draft_id, token),
    foreign key (draft_id) references draft (id)
);

create table draft_presence (
    draft_id  varchar(40) character set ascii collate ascii_bin not null,
    person_id varchar(40) character set ascii collate ascii_bin not null,
    seen_at   datetime(6) not null,
    row_id    varchar(40) not null default '' comment 'where they write; empty for nowhere in particular',
    primary key (draft_id, person_id),
    foreign key (draft_id) references draft (id)
);
