-- Money: accounts, transfers, the journal, authorizations and what became of them.

create table account (
    id       bigint not null auto_increment primary key,
    fund_id  varchar(40) character set ascii collate ascii_bin not null,
    kind     varchar(20) character set ascii not null,
    owner    varchar(64) character set ascii collate ascii_bin not null comment 'household or merchant id; empty for the fund''s own',
    balance  bigint not null default 0 comment 'households: every transfer; others: sealed transfers only',
    reserved bigint not null default 0 comment 'held by open authorizations',
    unique (fund_id, kind, owner),
    foreign key (fund_id) references fund (id),
    constraint account_kind check (kind in ('treasury', 'outside', 'household', 'merchant')),
    constraint never_overspent check (kind <> 'household' or (reserved >= 0 and balance >= reserved))
);

-- One row a change of state, numbered and chained by sealing, in commit order. It is also the outbox.
create table journal (
    id               bigint not null auto_increment primary key,
    fund_id          varchar(40) character set ascii collate ascii_bin not null,
    kind             varchar(30) character set ascii not null,
    account_id       bigint comment 'the household account it concerns',
    authorization_id varchar(30) character set ascii collate ascii_bin,
    operation_id     varchar(30) character set ascii collate ascii_bin,
    balance_change   bigint not null default 0,
    reserved_change  bigint not null default 0,
    recorded_at      datetime(6) not null,
    sequence         bigint comment 'given once, by sealing',
    hash             binary(32) comment 'SHA-256 of the previous hash and of this row with its transfers',
    unique (fund_id, sequence),
    key journal_account (account_id),
    foreign key (fund_id) references fund (id)
);

-- Where the chain of each fund stands; locked by whoever seals.
create table seal_head (
    fund_id  varchar(40) character set ascii collate ascii_bin not null primary key,
    sequence bigint not null,
    hash     binary(32) not null,
    foreign key (fund_id) references fund (id)
);

-- Double entry in one row: an amount leaves the debited account and reaches the credited one. Never updated, never deleted.
create table transfer (
    id         bigint not null auto_increment primary key,
    journal_id bigint not null,
    fund_id    varchar(40) character set ascii collate ascii_bin not null,
    kind       varchar(20) character set ascii not null,
    debited    bigint not null,
    credited   bigint not null,
    amount     bigint not null,
    key transfer_journal (journal_id),
    key transfer_debited (debited),
    key transfer_credited (credited),
    foreign key (journal_id) references journal (id),
    constraint transfer_moves_money check (amount > 0 and debited <> credited)
);

create view entry as
    select id as transfer_id, journal_id, fund_id, debited as account_id, -amount as amount from transfer
    union all
    select id, journal_id, fund_id, credited, amount from transfer;

create trigger transfer_is_never_updated before update on transfer for each row
    signal sqlstate '45000' set message_text = 'transfers are never updated: write another one';
create trigger transfer_is_never_deleted before delete on transfer for each row
    signal sqlstate '45000' set message_text = 'transfers are never deleted: write another one';
create trigger journal_is_never_deleted before delete on journal for each row
    signal sqlstate '45000' set message_text = 'the journal is never deleted';
delimiter //
create trigger journal_is_only_sealed before update on journal for each row
    if old.sequence is not null or new.sequence is null or new.hash is null
        or not (new.id, new.fund_id, new.kind, new.balance_change, new.reserved_change, new.recorded_at)
             = (old.id, old.fund_id, old.kind, old.balance_change, old.reserved_change, old.recorded_at)
        or not new.account_id <=> old.account_id
        or not new.authorization_id <=> old.authorization_id
        or not new.operation_id <=> old.operation_id
    then signal sqlstate '45000' set message_text = 'a line of the journal is sealed once and not changed otherwise';
    end if//
delimiter ;

create table authorization (
    id              varchar(30) character set ascii collate ascii_bin not null primary key,
    gateway_id      varchar(40) character set ascii collate ascii_bin not null,
    idempotency_key varchar(64) character set ascii collate ascii_bin not null,
    fund_id         varchar(40) character set ascii collate ascii_bin not null,
    account_id      bigint comment 'the household account; null where the card is unknown',
    card_id         varchar(64) character set ascii collate ascii_bin not null,
    merchant_id     varchar(64) character set ascii collate ascii_bin not null,
    merchant_account bigint comment 'null where nothing is approved',
    status          varchar(20) character set ascii not null,
    requested       bigint not null,
    approved        bigint not null,
    captured        bigint not null default 0,
    released        bigint not null default 0,
    expired         bigint not null default 0,
    refunded        bigint not null default 0,
    line_amounts    text character set ascii not null comment 'approved cents of each line, in order: a JSON array',
    closed          boolean not null default false comment 'a final capture, a reversal or the expiry ended it',
    occurred_at     datetime(6) not null,
    decided_at      datetime(6) not null,
    expires_at      datetime(6) comment 'of the reservation; null when nothing is reserved any more',
    rulebook        varchar(40) character set ascii collate ascii_bin,
    policy_version  int,
    request         mediumtext not null comment 'as received',
    circumstances   mediumtext not null comment 'the facts that it was decided on',
    key authorization_expiry (expires_at),
    key authorization_account (account_id),
    foreign key (gateway_id) references gateway (id),
    foreign key (fund_id) references fund (id),
    constraint authorization_status check (status in ('approved', 'partially_approved', 'declined')),
    constraint nothing_twice check (approved >= captured + released + expired and refunded <= captured
        and approved between 0 and requested and least(captured, released, expired, refunded) >= 0)
);

-- One outcome for one key, for ever. A row without response is a key that was cancelled before its purchase arrived.
create table idempotency (
    gateway_id       varchar(40) character set ascii collate ascii_bin not null,
    idempotency_key  varchar(64) character set ascii collate ascii_bin not null,
    operation        varchar(20) character set ascii not null,
    fingerprint      binary(32) comment 'SHA-256 of operation, target and body',
    authorization_id varchar(30) character set ascii collate ascii_bin,
    response         mediumblob,
    recorded_at      datetime(6) not null,
    primary key (gateway_id, idempotency_key)
);

-- Captures, reversals and refunds that were accepted, and expiries.
create table operation (
    id               varchar(30) character set ascii collate ascii_bin not null primary key,
    authorization_id varchar(30) character set ascii collate ascii_bin not null,
    kind             varchar(20) character set ascii not null,
    amount           bigint not null,
    line_amounts     text character set ascii not null comment 'cents of each line of the authorization: a JSON array',
    recorded_at      datetime(6) not null,
    key operation_authorization (authorization_id),
    foreign key (authorization_id) references authorization (id),
    constraint operation_kind check (kind in ('capture', 'reversal', 'refund', 'expiry')),
    constraint operation_amount check (amount >= 0)
);

create table cancellation (
    gateway_id      varchar(40) character set ascii collate ascii_bin not null,
    idempotency_key varchar(64) character set ascii collate ascii_bin not null,
    response        mediumblob not null,
    recorded_at     datetime(6) not null,
    primary key (gateway_id, idempotency_key)
);

create table ceiling_counter (
    account_id   bigint not null,
    ceiling      varchar(64) not null comment 'id of the row of the ceilings table',
    period       varchar(10) character set ascii not null,
    window_start date not null,
    used         bigint not null,
    primary key (account_id, ceiling, period, window_start),
    constraint ceiling_used check (used >= 0)
);

create table ceiling_use (
    id               bigint not null auto_increment primary key,
    authorization_id varchar(30) character set ascii collate ascii_bin not null,
    account_id       bigint not null,
    ceiling          varchar(64) not null,
    period           varchar(10) character set ascii not null,
    window_start     date not null,
    line             smallint not null comment 'index of the line',
    amount           bigint not null comment 'negative where it is given back',
    key ceiling_use_authorization (authorization_id)
);
