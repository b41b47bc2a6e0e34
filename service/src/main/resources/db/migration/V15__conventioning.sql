-- Conventioning: what a place tells when it applies, what the tables said with how many points, what was seen on a visit, how the
-- committee voted, and the conventions that were signed, which purchases read in the table convention.

create table fund_conventioning (
    fund_id             varchar(40) character set ascii collate ascii_bin not null primary key comment 'locked by whoever gives an open file its SIRET',
    merchants_may_apply boolean not null default false comment 'by themselves, on the public page',
    renewal_days        smallint not null default 60 comment 'how long before a convention''s last day its renewal is to be decided',
    foreign key (fund_id) references fund (id),
    constraint fund_renewal check (renewal_days between 7 and 180)
);

create table candidacy (
    case_id    varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id    varchar(40) character set ascii collate ascii_bin not null,
    form_token varchar(64) character set ascii collate ascii_bin not null unique comment 'of the form: one that is sent twice opens one file',
    reference  varchar(12) character set ascii collate ascii_bin not null unique comment 'what the merchant quotes',
    channel    varchar(20) character set ascii not null,
    name       varchar(120) not null comment 'of the place',
    contact    varchar(120) not null default '' comment 'whom to ask for',
    email      varchar(254) not null default '',
    phone      varchar(30) not null default '',
    siret      varchar(14) character set ascii not null default '' comment '14 digits; empty as long as nobody told it',
    town       varchar(120) not null default '',
    families   varchar(400) character set ascii not null default '' comment 'what it sells: product families, separated by spaces',
    answers    json not null default '{}' comment 'to the columns of the conventioning tables, by column id, as a cell would write them',
    is_open    boolean not null default true,
    open_siret varchar(14) character set ascii as (nullif(if(is_open, siret, ''), '')) persistent comment 'one open file a SIRET',
    reminders  smallint not null default 0,
    foreign key (case_id) references case_file (id),
    foreign key (fund_id) references fund (id),
    unique (fund_id, open_siret),
    index candidacy_of_siret (fund_id, siret),
    constraint candidacy_channel check (channel in ('FUND', 'MERCHANT')),
    constraint candidacy_siret check (siret = '' or siret rlike '^[0-9]{14}$')
);

create table conventioning (
    case_id       varchar(40) character set ascii collate ascii_bin not null primary key,
    merchant_id   varchar(64) character set ascii collate ascii_bin comment 'null until a convention is signed',
    suspended_at  datetime(6),
    suspended_why varchar(400) not null default '' comment 'as the merchant was told; kept after it was taken up again',
    ended_at      datetime(6) comment 'when its end was decided',
    ended_why     varchar(400) not null default '' comment 'as the merchant was told',
    last_day      date comment 'as it was decided then',
    foreign key (case_id) references case_file (id),
    foreign key (merchant_id) references merchant (id)
);

-- What the tables said of a place; the last one counts. Never changed.
create table conventioning_decision (
    id            bigint not null auto_increment primary key,
    case_id       varchar(40) character set ascii collate ascii_bin not null,
    decided_at    datetime(6) not null,
    after_visit   boolean not null,
    verdict       varchar(20) character set ascii not null,
    points        bigint not null,
    reason        varchar(1000) not null comment 'in French, to be told to the merchant',
    table_version int comment 'of the conventioning table; null where no row answered',
    row_id        varchar(64) character set utf8mb4,
    adopted_by    varchar(200) not null default '' comment 'the vote that adopted the row',
    scored        json not null default '[]' comment 'the rows of the grid that gave points: row, words, points',
    facts         json not null default '{}' comment 'what the tables were asked with',
    foreign key (case_id) references case_file (id),
    index conventioning_decision_of_case (case_id, id),
    constraint conventioning_verdict check (verdict in ('ADMITTED', 'REVIEW', 'REFUSED'))
);

create table merchant_visit (
    case_id    varchar(40) character set ascii collate ascii_bin not null primary key,
    visited_on date not null,
    words      varchar(4000) not null default '',
    corrected  varchar(1000) not null default '' comment 'what was found to be otherwise than told, in French',
    person_id  varchar(40) character set ascii collate ascii_bin not null,
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id)
);

create table merchant_vote (
    case_id     varchar(40) character set ascii collate ascii_bin not null primary key,
    voted_on    date not null,
    adopted     boolean not null,
    yes         smallint not null,
    no          smallint not null,
    abstentions smallint not null,
    reason      varchar(1000) not null default '' comment 'to be told to the merchant',
    person_id   varchar(40) character set ascii collate ascii_bin not null comment 'who noted it',
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id),
    constraint merchant_vote_count check (yes >= 0 and no >= 0 and abstentions >= 0)
);

create table signed_convention (
    convention_id varchar(40) character set ascii collate ascii_bin not null primary key,
    case_id       varchar(40) character set ascii collate ascii_bin not null,
    signed_on     date not null,
    renewal       boolean not null,
    person_id     varchar(40) character set ascii collate ascii_bin not null comment 'who noted it',
    foreign key (convention_id) references convention (id),
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id),
    index signed_of_case (case_id)
);

-- What a suspension suspended: these are taken up again with it, and no other.
create table convention_suspension (
    case_id       varchar(40) character set ascii collate ascii_bin not null,
    convention_id varchar(40) character set ascii collate ascii_bin not null,
    primary key (case_id, convention_id),
    foreign key (case_id) references case_file (id),
    foreign key (convention_id) references convention (id)
);

alter table merchant add index merchant_of_siret (fund_id, siret);
