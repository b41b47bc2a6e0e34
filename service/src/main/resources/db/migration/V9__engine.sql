-- What passes between files and the engine that drives them. What the engine asks for is remembered before anything is done about
-- it, and what it is told stands here in the transaction of what it is about: it may be away, or killed, at any moment.

create table engine_case (
    case_id  varchar(40) character set ascii collate ascii_bin not null primary key,
    process  varchar(40) character set ascii collate ascii_bin not null,
    instance bigint comment 'the instance that drives it, from its first job on; any other is cancelled'
);

create table engine_job (
    job_key    bigint not null primary key comment 'the engine''s: the same however often a job is given',
    case_id    varchar(40) character set ascii collate ascii_bin not null,
    type       varchar(120) character set ascii collate ascii_bin not null,
    process    varchar(40) character set ascii collate ascii_bin not null,
    version    int not null comment 'of the process, as the engine counts',
    element    varchar(80) character set ascii collate ascii_bin not null,
    instance   bigint not null,
    headers    json not null,
    state      varchar(20) character set ascii not null default 'RECEIVED',
    tries      smallint not null default 0,
    next_try   datetime(6) not null,
    fault      varchar(400) comment 'why the last try did not succeed, without personal data',
    taken_at   datetime(6) not null,
    done_at    datetime(6),
    index job_to_try (state, next_try),
    index job_of_case (case_id, state),
    constraint job_state check (state in ('RECEIVED', 'OFFERED', 'DONE', 'PARKED'))
);

create table engine_command (
    id            bigint not null auto_increment primary key comment 'in each file, they are sent in this order',
    token         varchar(40) character set ascii collate ascii_bin not null comment 'by which the engine knows it: unique in the world',
    case_id       varchar(40) character set ascii collate ascii_bin not null,
    kind          varchar(20) character set ascii not null,
    name          varchar(80) character set ascii collate ascii_bin not null default '' comment 'of the process or message',
    engine_key    bigint comment 'of the job or instance',
    variables     json not null default '{}' comment 'which way a file goes: no personal data',
    state         varchar(20) character set ascii not null default 'PENDING',
    tries         int not null default 0,
    next_try      datetime(6) not null,
    claimed_until datetime(6) not null comment 'until then one instance of the service is sending it',
    fault         varchar(400),
    created_at    datetime(6) not null,
    sent_at       datetime(6),
    index command_to_send (state, next_try),
    index command_of_case (case_id, state, id),
    constraint command_kind check (kind in ('BEGIN', 'TELL', 'COMPLETE', 'CANCEL')),
    constraint command_state check (state in ('PENDING', 'SENT', 'GONE', 'REFUSED'))
);
