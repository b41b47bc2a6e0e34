-- Case files: what people do about one household, merchant or person who is followed, and what is left to do. Each follows a process;
-- what people did is here whether the engine has been told yet or not.

create table case_file (
    id          varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id     varchar(40) character set ascii collate ascii_bin not null,
    process     varchar(40) character set ascii collate ascii_bin not null,
    title       varchar(160) not null comment 'what lists call it: the name of a household, of a merchant',
    stage       varchar(60) character set ascii collate ascii_bin not null comment 'a word of its process',
    waits_at    varchar(80) character set ascii collate ascii_bin comment 'the element of the diagram at which it waits for something else than people',
    opened_at   datetime(6) not null,
    opened_by   varchar(40) character set ascii collate ascii_bin comment 'null where the household or merchant applied by itself',
    changed_at  datetime(6) not null,
    closed_at   datetime(6),
    assigned_to varchar(40) character set ascii collate ascii_bin comment 'who looks after it',
    foreign key (fund_id) references fund (id),
    foreign key (opened_by) references person (id),
    foreign key (assigned_to) references person (id),
    index case_of_fund (fund_id, process, closed_at, changed_at)
);

create table task (
    id              bigint not null auto_increment primary key,
    case_id         varchar(40) character set ascii collate ascii_bin not null,
    element         varchar(80) character set ascii collate ascii_bin not null comment 'of the diagram',
    for_groups      varchar(200) character set ascii not null comment 'who may do it, separated by spaces',
    job_key         bigint not null unique,
    state           varchar(20) character set ascii not null default 'OPEN',
    opened_at       datetime(6) not null,
    due_on          date comment 'null for no hurry',
    postponed_to    date comment 'until then it is not shown as due',
    postponed_why   varchar(400),
    assigned_to     varchar(40) character set ascii collate ascii_bin,
    done_at         datetime(6),
    done_by         varchar(40) character set ascii collate ascii_bin,
    answer          json comment 'what its job is completed with: which way the file goes, no personal data',
    to_answer_again boolean not null default false comment 'its job had ended when it was done: the next one for the same element gets the same answer',
    foreign key (case_id) references case_file (id),
    foreign key (assigned_to) references person (id),
    foreign key (done_by) references person (id),
    index task_of_case (case_id, state, element),
    index task_due (state, due_on),
    constraint task_state check (state in ('OPEN', 'DONE', 'DROPPED'))
);

create table case_event (
    id        bigint not null auto_increment primary key,
    case_id   varchar(40) character set ascii collate ascii_bin not null,
    at        datetime(6) not null,
    person_id varchar(40) character set ascii collate ascii_bin comment 'null where the process did it',
    kind      varchar(80) character set ascii not null comment 'a key of messages/casefile.properties or of its feature''s',
    detail    varchar(400) not null default '' comment 'what the sentence of that key leaves open',
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id),
    index event_of_case (case_id, id)
);

create table case_note (
    id        bigint not null auto_increment primary key,
    case_id   varchar(40) character set ascii collate ascii_bin not null,
    at        datetime(6) not null,
    person_id varchar(40) character set ascii collate ascii_bin not null,
    words     varchar(4000) not null,
    foreign key (case_id) references case_file (id),
    foreign key (person_id) references person (id),
    index note_of_case (case_id, id)
);

create table case_document (
    id         varchar(40) character set ascii collate ascii_bin not null primary key,
    case_id    varchar(40) character set ascii collate ascii_bin not null,
    name       varchar(160) not null,
    media_type varchar(80) character set ascii not null,
    content    mediumblob not null,
    added_at   datetime(6) not null,
    added_by   varchar(40) character set ascii collate ascii_bin not null,
    foreign key (case_id) references case_file (id),
    foreign key (added_by) references person (id),
    index document_of_case (case_id, added_at)
);
