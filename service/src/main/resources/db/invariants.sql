-- What must hold at every moment, as queries whose every row is a violation: a subject and what is wrong with it.
-- Run together in one snapshot, beside a running service or on its database. Each begins with its name.

-- name: accounts_of_a_fund_sum_to_zero
-- Each transfer stays within its fund, whose accounts therefore sum to zero.
select t.id as subject, concat('transfer of ', t.fund_id, ' touches ', d.fund_id, ' and ', c.fund_id) as wrong
from transfer t
join account d on d.id = t.debited
join account c on c.id = t.credited
join journal j on j.id = t.journal_id
where t.fund_id <> d.fund_id or t.fund_id <> c.fund_id or t.fund_id <> j.fund_id
union all
select fund_id, concat('entries sum to ', sum(amount)) from entry group by fund_id having sum(amount) <> 0;

-- name: a_household_balance_is_the_sum_of_its_entries
select a.id as subject, concat('balance ', a.balance, ', entries ', coalesce(e.total, 0)) as wrong
from account a
left join (select account_id, sum(amount) as total from entry group by account_id) e on e.account_id = a.id
where a.kind = 'household' and a.balance <> coalesce(e.total, 0);

-- name: other_balances_are_the_sum_of_sealed_entries
select a.id as subject, concat('balance ', a.balance, ', sealed entries ', coalesce(e.total, 0)) as wrong
from account a
left join (
    select e.account_id, sum(e.amount) as total
    from entry e join journal j on j.id = e.journal_id and j.sequence is not null
    group by e.account_id) e on e.account_id = a.id
where a.kind <> 'household' and a.balance <> coalesce(e.total, 0);

-- name: reserved_is_what_open_authorizations_hold
select a.id as subject, concat('reserved ', a.reserved, ', open ', coalesce(o.total, 0)) as wrong
from account a
left join (
    select account_id, sum(approved - captured - released - expired) as total
    from authorization group by account_id) o on o.account_id = a.id
where a.reserved <> coalesce(o.total, 0);

-- name: the_journal_explains_balance_and_reserved
select a.id as subject,
    concat('account ', a.balance, '/', a.reserved, ', journal ', coalesce(j.balance, 0), '/', coalesce(j.reserved, 0)) as wrong
from account a
left join (
    select account_id, sum(balance_change) as balance, sum(reserved_change) as reserved
    from journal where account_id is not null group by account_id) j on j.account_id = a.id
where a.kind = 'household' and (a.balance <> coalesce(j.balance, 0) or a.reserved <> coalesce(j.reserved, 0));

-- name: a_journal_line_moves_what_its_transfers_move
select j.id as subject, concat('line says ', j.balance_change, ', transfers ', coalesce(sum(e.amount), 0)) as wrong
from journal j
left join entry e on e.journal_id = j.id and e.account_id = j.account_id
where j.account_id is not null
group by j.id, j.balance_change
having j.balance_change <> coalesce(sum(e.amount), 0);

-- name: nothing_is_ever_spent_that_was_not_allocated
-- Ids of one account's lines are given under its lock, so their order is the order of their commits.
select account_id as subject, concat('after line ', id, ': available ', running) as wrong
from (
    select account_id, id,
        sum(balance_change - reserved_change) over w as running,
        sum(reserved_change) over w as held
    from journal where account_id is not null
    window w as (partition by account_id order by id)) history
where running < 0 or held < 0;

-- name: one_outcome_for_one_key
select a.id as subject, 'its key has no outcome, or another one' as wrong
from authorization a
left join idempotency i on i.gateway_id = a.gateway_id and i.idempotency_key = a.idempotency_key
where i.authorization_id is null or i.authorization_id <> a.id or i.operation <> 'authorization' or i.response is null
union all
select i.idempotency_key, 'its outcome has no authorization'
from idempotency i left join authorization a on a.id = i.authorization_id
where i.response is not null and a.id is null;

-- name: captured_released_expired_and_open_are_what_was_reserved
select a.id as subject,
    concat('captured ', a.captured, ' of which moved ', coalesce(m.taken, 0), ', refunded ', a.refunded,
        ' of which moved ', coalesce(m.given, 0), ', open ', a.approved - a.captured - a.released - a.expired,
        ' of which held ', coalesce(h.held, 0)) as wrong
from authorization a
left join (
    select j.authorization_id,
        sum(if(t.kind in ('captured', 'purchased'), t.amount, 0)) as taken,
        sum(if(t.kind = 'refunded', t.amount, 0)) as given
    from journal j join transfer t on t.journal_id = j.id
    where j.authorization_id is not null group by j.authorization_id) m on m.authorization_id = a.id
left join (
    select authorization_id, sum(reserved_change) as held
    from journal where authorization_id is not null group by authorization_id) h on h.authorization_id = a.id
where a.captured <> coalesce(m.taken, 0)
    or a.refunded <> coalesce(m.given, 0)
    or a.approved - a.captured - a.released - a.expired <> coalesce(h.held, 0)
    or (a.closed and a.approved <> a.captured + a.released + a.expired)
    or (a.status = 'declined' and a.approved <> 0);

-- name: operations_add_up
select a.id as subject, 'captures, releases, expiries or refunds differ from the operations' as wrong
from authorization a
join (
    select authorization_id,
        sum(if(kind = 'capture', amount, 0)) as captured,
        sum(if(kind = 'reversal', amount, 0)) as reversed,
        sum(if(kind = 'expiry', amount, 0)) as expired,
        sum(if(kind = 'refund', amount, 0)) as refunded
    from operation group by authorization_id) o on o.authorization_id = a.id
where (o.captured > 0 and o.captured <> a.captured) or o.reversed > a.released or o.expired <> a.expired
    or o.refunded <> a.refunded;

-- name: lines_add_up
select a.id as subject, concat('approved ', a.approved, ', lines ', sum(l.cents)) as wrong
from authorization a, json_table(a.line_amounts, '$[*]' columns (cents bigint path '$')) l
group by a.id, a.approved having a.approved <> sum(l.cents)
union all
select o.id, concat(o.kind, ' ', o.amount, ', lines ', sum(l.cents))
from operation o, json_table(o.line_amounts, '$[*]' columns (cents bigint path '$')) l
group by o.id, o.kind, o.amount having o.amount <> sum(l.cents);

-- name: no_line_is_refunded_more_than_it_was_captured
select a.authorization_id as subject, concat('line ', a.line, ': captured ', a.captured, ', refunded ', r.refunded) as wrong
from (
    select id as authorization_id, line,
        least(cents, greatest(0, captured - (sum(cents) over (partition by id order by line) - cents))) as captured
    from (
        select a.id, a.captured, l.line, l.cents
        from authorization a,
            json_table(a.line_amounts, '$[*]' columns (line for ordinality, cents bigint path '$')) l
        where a.refunded > 0) each_line) a
join (
    select o.authorization_id, l.line, sum(l.cents) as refunded
    from operation o,
        json_table(o.line_amounts, '$[*]' columns (line for ordinality, cents bigint path '$')) l
    where o.kind = 'refund' group by o.authorization_id, l.line) r
    on r.authorization_id = a.authorization_id and r.line = a.line
where r.refunded > a.captured;

-- name: nothing_is_approved_after_its_deadline
select id as subject, concat('decided at ', decided_at) as wrong
from authorization
where approved > 0 and json_value(request, '$.deadline') is not null
    and decided_at > cast(replace(replace(json_value(request, '$.deadline'), 'T', ' '), 'Z', '') as datetime(6));

-- name: nothing_is_held_after_its_cancellation
select a.id as subject, 'its key is cancelled' as wrong
from cancellation c
join authorization a on a.gateway_id = c.gateway_id and a.idempotency_key = c.idempotency_key
where json_value(c.response, '$.status') = 'reversed' and a.approved - a.captured - a.released - a.expired > 0;

-- name: a_ceiling_counter_is_the_sum_of_its_uses
select concat_ws(' ', c.account_id, c.ceiling, c.period, c.window_start) as subject,
    concat('used ', c.used, ', counted ', coalesce(u.counted, 0)) as wrong
from ceiling_counter c
left join (
    select account_id, ceiling, period, window_start, sum(amount) as counted
    from ceiling_use group by account_id, ceiling, period, window_start) u
    on u.account_id = c.account_id and u.ceiling = c.ceiling and u.period = c.period
        and u.window_start = c.window_start
where c.used <> coalesce(u.counted, 0)
union all
select concat_ws(' ', u.account_id, u.ceiling, u.period, u.window_start), 'used without a counter'
from ceiling_use u
left join ceiling_counter c on u.account_id = c.account_id and u.ceiling = c.ceiling and u.period = c.period
    and u.window_start = c.window_start
where c.account_id is null;

-- name: ceilings_count_what_lines_kept
-- A line counts for what was approved of it, less what was released, expired or refunded.
select u.authorization_id as subject,
    concat('line ', u.line, ' counts ', u.counted, ', keeps ', k.kept - coalesce(r.refunded, 0)) as wrong
from (
    select authorization_id, line, ceiling, period, sum(amount) as counted
    from ceiling_use group by authorization_id, line, ceiling, period) u
join (
    select id as authorization_id, line - 1 as line,
        if(closed, least(cents, greatest(0, captured - (sum(cents) over (partition by id order by line) - cents))), cents)
            as kept
    from (
        select a.id, a.closed, a.captured, l.line, l.cents
        from authorization a,
            json_table(a.line_amounts, '$[*]' columns (line for ordinality, cents bigint path '$')) l) each_line) k
    on k.authorization_id = u.authorization_id and k.line = u.line
left join (
    select o.authorization_id, l.line - 1 as line, sum(l.cents) as refunded
    from operation o,
        json_table(o.line_amounts, '$[*]' columns (line for ordinality, cents bigint path '$')) l
    where o.kind = 'refund' group by o.authorization_id, l.line) r
    on r.authorization_id = u.authorization_id and r.line = u.line
where u.counted <> k.kept - coalesce(r.refunded, 0);

-- name: one_event_for_each_change_of_state
select a.id as subject, concat(coalesce(j.events, 0), ' events of its decision') as wrong
from authorization a
left join (
    select authorization_id, count(*) as events, max(kind) as kind
    from journal where kind in ('authorized', 'purchased', 'declined') group by authorization_id) j
    on j.authorization_id = a.id
where coalesce(j.events, 0) <> 1 or (a.status = 'declined') <> (j.kind = 'declined')
union all
select o.id, concat(coalesce(j.events, 0), ' events of the operation')
from operation o
left join (
    select operation_id, count(*) as events from journal where operation_id is not null group by operation_id) j
    on j.operation_id = o.id
where o.amount > 0 and coalesce(j.events, 0) <> 1;

-- name: a_decision_has_one_policy_version
select id as subject, 'approved without a policy version' as wrong
from authorization where approved > 0 and (policy_version is null or rulebook is null);

-- name: the_hash_chain_is_whole
-- Written a second time in SQL, so that it doesn't lean on the code that seals.
select j.id as subject, 'not what was sealed' as wrong
from (
    select j.*, t.moved,
        coalesce(lag(j.hash) over (partition by j.fund_id order by j.sequence), unhex(repeat('00', 32))) as before_it
    from journal j
    left join (
        select journal_id, group_concat(concat(debited, '>', credited, ':', amount) order by id separator ',') as moved
        from transfer group by journal_id) t on t.journal_id = j.id
    where j.sequence is not null) j
where j.hash <> unhex(sha2(concat_ws('|', lower(hex(j.before_it)), j.sequence, j.id, j.fund_id, j.kind,
    coalesce(j.account_id, ''), coalesce(j.authorization_id, ''), coalesce(j.operation_id, ''),
    j.balance_change, j.reserved_change, date_format(j.recorded_at, '%Y-%m-%dT%H:%i:%s.%f'), coalesce(j.moved, '')), 256))
union all
select fund_id, concat('the chain has ', count(*), ' lines and ends at ', max(sequence))
from journal where sequence is not null group by fund_id
having count(*) <> max(sequence) or min(sequence) <> 1
union all
select h.fund_id, concat('the head stands at ', h.sequence)
from seal_head h
left join journal j on j.fund_id = h.fund_id and j.sequence = h.sequence
where h.sequence > 0 and (j.id is null or j.hash <> h.hash)
    or h.sequence <> (select coalesce(max(sequence), 0) from journal where fund_id = h.fund_id);
