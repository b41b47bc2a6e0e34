-- When tables take effect: a version of the policy knows which tables it brought in, so that a publication for an earlier day,
-- or a withdrawal, can compose again those that have not begun. A composed version never changes; one that never decided is
-- withdrawn and another takes its place.

alter table policy_version
    add withdrawn_at datetime(6) comment 'before it took effect; null for versions that count';

alter table policy_table
    add introduced boolean not null default true comment 'this version brought the table in; otherwise it was so before';

update policy_table p join policy_table earlier
    on earlier.rulebook = p.rulebook and earlier.question = p.question and earlier.table_version = p.table_version
    and earlier.policy_version < p.policy_version
set p.introduced = false;

-- What a committee adopts with a table.
alter table table_version
    add cases   mediumtext not null default '' comment 'reference cases, as written',
    add waivers mediumtext not null default '' comment 'checks that are switched off and why, as written',
    add vote    varchar(40) character set ascii collate ascii_bin comment 'the proposal that was voted; null for what came from elsewhere';
