-- The catalogue of packaged products, shared by all funds.
create table product (
    gtin       char(14) character set ascii collate ascii_bin not null primary key comment 'zeros on the left',
    name       varchar(250) not null,
    family     varchar(40) character set ascii not null,
    labels     varchar(2000) character set utf8mb4 comment 'labels_tags, separated by spaces; null is unknown',
    nova_group tinyint comment 'null is unknown',
    origin     varchar(40) character set ascii comment 'null is unknown',
    constraint product_nova check (nova_group between 1 and 4)
);
