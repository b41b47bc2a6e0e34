-- Health follow-up: who is followed and how far; what they say is sealed by their own key, and the key by one that is not in here.
-- Of somebody's health nothing can be read from these tables, and nothing at all once the key is gone.

create table follow_up (
    case_id      varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id      varchar(40) character set ascii collate ascii_bin not null,
    member_id    varchar(40) character set ascii collate ascii_bin not null,
    open_member  varchar(40) character set ascii collate ascii_bin unique comment 'the member as long as the file is open: nobody is followed twice at once',
    consented_on date comment 'null before',
    started_on   date comment 'the day of the first check-up',
    absences     smallint not null default 0 comment 'in a row',
    appointment  datetime comment 'by the fund''s clocks',
    withdrawn_at datetime(6) comment 'when the consent was taken back',
    fictitious   boolean not null default false comment 'of the demonstration',
    foreign key (case_id) references case_file (id),
    foreign key (fund_id) references fund (id),
    foreign key (member_id) references member (id),
    index follow_up_of_member (member_id),
    index follow_up_of_fund (fund_id, started_on)
);

create table health_key (
    member_id    varchar(40) character set ascii collate ascii_bin not null primary key,
    wrapped      varbinary(80) comment 'sealed by the master key; null once it is destroyed',
    master       binary(8) not null comment 'tells which master key, and nothing about it',
    made_at      datetime(6) not null,
    destroyed_at datetime(6),
    foreign key (member_id) references member (id)
);

create table check_up (
    id          bigint not null auto_increment primary key,
    case_id     varchar(40) character set ascii collate ascii_bin not null,
    month       smallint not null comment 'after the first one, as it was planned: 0, 3, 6, 12',
    held_on     date not null,
    came        boolean not null,
    next_month  smallint comment 'of the next one, as the protocol says; null for none',
    next_on     date,
    has_actions boolean not null default false comment 'whether the protocol has prevention actions at this point, whatever is answered',
    foreign key (case_id) references case_file (id),
    index check_up_of_case (case_id, id)
);

create table health_record (
    id       varchar(40) character set ascii collate ascii_bin not null primary key,
    case_id  varchar(40) character set ascii collate ascii_bin not null,
    kind     varchar(20) character set ascii collate ascii_bin not null,
    check_up bigint comment 'null for what belongs to none',
    at       datetime(6) not null,
    person   varchar(40) character set ascii collate ascii_bin comment 'who wrote it down; null in the demonstration',
    sealed   mediumblob not null,
    foreign key (case_id) references case_file (id),
    foreign key (check_up) references check_up (id),
    foreign key (person) references person (id),
    index record_of_case (case_id, kind, id)
);

-- What people write down and add about a file whose kind seals it.
alter table case_note
    modify column words varchar(4000) not null default '' comment 'empty where they are sealed',
    add column sealed mediumblob comment 'null where the words can be read';
alter table case_document
    add column sealed_name varbinary(1000) comment 'null where name and content can be read';
