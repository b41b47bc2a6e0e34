-- How drafts become law: proposals, what is said of them, votes, and what a publication did to conventions. Secret ballots lead to
-- nobody: they have a random id and neither person nor time, and the roll of a secret vote has no time either.

-- How a committee votes; a rulebook without a row has the defaults of VoteRules.
create table vote_rules (
    rulebook    varchar(40) character set ascii collate ascii_bin not null primary key,
    quorum      smallint not null comment 'percent of the roll that has to vote',
    majority    varchar(20) character set ascii not null,
    secret      boolean not null,
    days        smallint not null comment 'how long a vote lasts unless its opening says otherwise',
    notice_days smallint not null comment 'what a place is given that the criteria no longer accept',
    changed_by  varchar(40) character set ascii collate ascii_bin not null,
    changed_at  datetime(6) not null,
    constraint vote_rules_quorum check (quorum between 0 and 100),
    constraint vote_rules_days check (days between 1 and 60 and notice_days between 0 and 365)
);

create table proposal (
    id             varchar(40) character set ascii collate ascii_bin not null primary key,
    fund_id        varchar(40) character set ascii collate ascii_bin not null comment 'where it was made: its time zone counts',
    rulebook       varchar(40) character set ascii collate ascii_bin not null,
    number         int not null comment 'of the rulebook, from 1: what people call it by',
    title          varchar(120) not null,
    explanation    mediumtext not null,
    state          varchar(20) character set ascii not null default 'DISCUSSION',
    fingerprint    binary(32) not null comment 'SHA-256 of title, explanation and tables: what is voted is what was read',
    proposed_by    varchar(40) character set ascii collate ascii_bin not null,
    proposer_name  varchar(120) not null comment 'as it was then',
    proposed_at    datetime(6) not null,
    quorum         smallint comment 'percent; this and the next three are those of the opening',
    majority       varchar(20) character set ascii,
    secret         boolean,
    closes_at      datetime(6),
    opened_at      datetime(6),
    closed_at      datetime(6) comment 'when the result was known: at its time, or when all had voted',
    voters         int comment 'on the roll',
    yes            int comment 'this and the next two are counted once, at the end',
    no             int,
    abstentions    int,
    effective_at   datetime(6),
    took_effect    boolean not null default false comment 'whether it is noted that its day has come',
    published_at   datetime(6),
    reopened_at    datetime(6) comment 'when its drafts were taken up again',
    unique (rulebook, number),
    index proposal_state (state, closes_at),
    foreign key (fund_id) references fund (id),
    constraint proposal_state check (state in
        ('DISCUSSION', 'VOTE', 'ADOPTED', 'REJECTED', 'PUBLISHED', 'WITHDRAWN', 'REVOKED', 'OUTDATED')),
    constraint proposal_vote check ((opened_at is null) = (closes_at is null)),
    constraint proposal_count check (yes is null or yes + no + abstentions <= voters)
);

-- The number of each rulebook's last proposal.
create table proposal_counter (
    rulebook varchar(40) character set ascii collate ascii_bin not null primary key,
    last     int not null
);

-- What is proposed, as it was frozen.
create table proposal_table (
    proposal_id    varchar(40) character set ascii collate ascii_bin not null,
    question       varchar(60) character set ascii collate ascii_bin not null,
    draft_id       varchar(40) character set ascii collate ascii_bin not null,
    draft_revision int not null,
    based_on       int comment 'the version of the table that it changes; null for a table that is new',
    csv            mediumtext not null,
    cases          mediumtext not null,
    waivers        mediumtext not null,
    published      int comment 'the version of the table that it became',
    primary key (proposal_id, question),
    index proposal_of_draft (draft_id),
    foreign key (proposal_id) references proposal (id),
    foreign key (draft_id) references draft (id)
);

create table proposal_comment (
    id           bigint not null auto_increment primary key,
    proposal_id  varchar(40) character set ascii collate ascii_bin not null,
    question     varchar(60) character set ascii collate ascii_bin comment 'null for the whole',
    row_id       varchar(40) comment 'null for the whole table',
    person_id    varchar(40) character set ascii collate ascii_bin not null,
    person_name  varchar(120) not null comment 'as it was then',
    written_at   datetime(6) not null,
    body         varchar(2000) not null comment 'empty once removed',
    corrected_at datetime(6),
    removed_at   datetime(6),
    index comment_of_proposal (proposal_id, question, row_id),
    foreign key (proposal_id) references proposal (id),
    constraint comment_place check (row_id is null or question is not null)
);

-- The roll, fixed when the vote opens. The choice and its time are kept of an open vote only.
create table voter (
    proposal_id varchar(40) character set ascii collate ascii_bin not null,
    person_id   varchar(40) character set ascii collate ascii_bin not null,
    name        varchar(120) not null comment 'as it was then',
    voted       boolean not null default false,
    choice      varchar(10) character set ascii,
    voted_at    datetime(6),
    primary key (proposal_id, person_id),
    foreign key (proposal_id) references proposal (id),
    constraint voter_choice check (choice in ('YES', 'NO', 'ABSTENTION')),
    constraint voter_voted check (voted or (choice is null and voted_at is null))
);

-- Secret ballots. The random id is the order of the rows.
create table ballot (
    id          binary(16) not null primary key comment 'random',
    proposal_id varchar(40) character set ascii collate ascii_bin not null,
    choice      varchar(10) character set ascii not null,
    index ballot_of_proposal (proposal_id),
    foreign key (proposal_id) references proposal (id),
    constraint ballot_choice check (choice in ('YES', 'NO', 'ABSTENTION'))
);

-- What became of a proposal, for people: its timeline.
create table proposal_step (
    id          bigint not null auto_increment primary key,
    proposal_id varchar(40) character set ascii collate ascii_bin not null,
    taken_at    datetime(6) not null,
    person_name varchar(120) comment 'as it was then; null where it happened by itself',
    step        varchar(30) character set ascii not null,
    details     varchar(1000) not null default '' comment 'in French',
    index step_of_proposal (proposal_id, id),
    foreign key (proposal_id) references proposal (id)
);

-- Conventions that a publication ends: what they were is kept, for a withdrawal in time.
create table convention_end (
    proposal_id   varchar(40) character set ascii collate ascii_bin not null,
    convention_id varchar(40) character set ascii collate ascii_bin not null,
    ended_on      date not null comment 'the last day before this',
    ends_on       date not null comment 'the last day now; the same where the convention would only have begun after it',
    suspended     boolean not null comment 'it would only have begun after the notice: it does not begin',
    primary key (proposal_id, convention_id),
    foreign key (proposal_id) references proposal (id),
    foreign key (convention_id) references convention (id)
);

create trigger ballot_is_never_updated before update on ballot for each row
    signal sqlstate '45000' set message_text = 'a vote is never changed once cast';
create trigger ballot_is_never_deleted before delete on ballot for each row
    signal sqlstate '45000' set message_text = 'a vote is never taken back';
create trigger voter_is_never_deleted before delete on voter for each row
    signal sqlstate '45000' set message_text = 'the roll is fixed when a vote opens';
delimiter //
create trigger voter_votes_once before update on voter for each row
    if old.voted then signal sqlstate '45000' set message_text = 'a vote is never changed once cast'; end if//
delimiter ;
