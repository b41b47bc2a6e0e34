-- What the pages of case files keep for people: what somebody has typed into a form and not sent yet, and the addresses at which their
-- calendars ask for what they have to do.

create table task_draft (
    task_id   bigint not null,
    person_id varchar(40) character set ascii collate ascii_bin not null,
    fields    json not null comment 'names and texts; shown to this person alone, gone when the task is',
    saved_at  datetime(6) not null,
    primary key (task_id, person_id),
    foreign key (task_id) references task (id),
    foreign key (person_id) references person (id)
);

create table calendar_link (
    person_id  varchar(40) character set ascii collate ascii_bin not null,
    fund_id    varchar(40) character set ascii collate ascii_bin not null,
    token_hash binary(32) not null unique comment 'SHA-256 of what stands in the address',
    created_at datetime(6) not null,
    primary key (person_id, fund_id),
    foreign key (person_id) references person (id),
    foreign key (fund_id) references fund (id)
);
