-- Enrollment: what a household tells when it applies, what was decided and by which row of which table, and where it stands. Neither
-- income nor family quotient is ever in here: they show a line of a table and are forgotten.

create table fund_enrollment (
    fund_id              varchar(40) character set ascii collate ascii_bin not null primary key comment 'locked by whoever takes or frees a place',
    places               int comment 'households that may be in at once; null for no limit',
    households_may_apply boolean not null default false comment 'by themselves, on the public page',
    foreign key (fund_id) references fund (id),
    constraint fund_places check (places between 0 and 10000)
);

create table application (
    case_id     varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id     varchar(40) character set ascii collate ascii_bin not null,
    form_token  varchar(64) character set ascii collate ascii_bin not null unique comment 'of the form: one that is sent twice opens one file',
    reference   varchar(12) character set ascii collate ascii_bin not null unique comment 'what the household quotes',
    channel     varchar(20) character set ascii not null,
    referrer    varchar(40) character set ascii collate ascii_bin comment 'the person who sent the household; null for none',
    referral    varchar(20) character set ascii not null comment 'a code of the column referral, or unknown',
    name        varchar(120) not null comment 'whom to ask for',
    email       varchar(254) not null default '',
    phone       varchar(30) not null default '',
    town        varchar(120) not null default '',
    language    varchar(60) not null default '',
    adults      smallint not null,
    children    smallint not null,
    answers     json not null default '{}' comment 'to the columns of the admission table, by column id, as a cell would write them',
    name_key    varchar(120) not null comment 'the words of the name without accents and case, in order',
    phone_key   varchar(30) character set ascii not null default '' comment 'its digits',
    town_key    varchar(120) not null default '',
    reminders   smallint not null default 0,
    earlier     varchar(40) character set ascii collate ascii_bin comment 'a file of the same household that was closed',
    foreign key (case_id) references case_file (id),
    foreign key (fund_id) references fund (id),
    foreign key (referrer) references person (id),
    index application_of_name (fund_id, name_key),
    index application_of_referrer (referrer, fund_id),
    constraint application_channel check (channel in ('SOCIAL_WORKER', 'REFERRER', 'HOUSEHOLD')),
    constraint application_people check (adults between 1 and 30 and children >= 0 and adults + children <= 30)
);

create table enrollment (
    case_id           varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id           varchar(40) character set ascii collate ascii_bin not null,
    has_place         boolean not null default false comment 'from admission to departure; a pause gives it up',
    queued_at         datetime(6) comment 'since when it waits for a place; null where it does not',
    no_place_was_free boolean not null default false comment 'that alone had it wait',
    priority          int not null default 0 comment 'what the admission table gives, the higher the sooner',
    interview_on      date,
    contribution      bigint comment 'cents a month, as freely agreed',
    household_id      varchar(40) character set ascii collate ascii_bin unique,
    member_id         varchar(40) character set ascii collate ascii_bin,
    workshop_on       date,
    workshop_attended boolean not null default false,
    active_since      date,
    paused_at         datetime(6),
    reviewed_on       date,
    same_as           varchar(40) character set ascii collate ascii_bin comment 'the file that this one is a duplicate of',
    foreign key (case_id) references case_file (id),
    foreign key (fund_id) references fund (id),
    foreign key (household_id) references household (id),
    foreign key (member_id) references member (id),
    foreign key (same_as) references case_file (id),
    index enrollment_place (fund_id, has_place),
    index enrollment_queue (fund_id, queued_at),
    constraint enrollment_contribution check (contribution >= 0),
    constraint waits_without_place check (queued_at is null or not has_place)
);

-- What was decided about coming in; the last one counts. Never changed.
create table admission_decision (
    id            bigint not null auto_increment primary key,
    case_id       varchar(40) character set ascii collate ascii_bin not null,
    decided_at    datetime(6) not null,
    admission     varchar(20) character set ascii not null,
    reason        varchar(1000) not null comment 'in French, to be told to the household',
    table_version int comment 'of the admission table; null where people decided',
    row_id        varchar(64) character set utf8mb4 comment 'its row; null where none answered, or people decided',
    adopted_by    varchar(200) not null default '' comment 'the vote that adopted the row',
    facts         json not null default '{}' comment 'what the table was asked with',
    person_id     varchar(40) character set ascii collate ascii_bin comment 'null where the table decided',
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id),
    index decision_of_case (case_id, id),
    constraint decision_admission check (admission in ('ADMITTED', 'WAITING', 'PEOPLE', 'REFUSED'))
);
