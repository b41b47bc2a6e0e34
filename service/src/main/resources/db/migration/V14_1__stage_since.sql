-- Since when a file stands where it stands: what people read first, and not the same as when something last changed about it.
alter table case_file add column stage_since datetime(6) comment 'null: since it was opened';
