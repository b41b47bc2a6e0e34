-- What is typed about health is sealed like what is sent, with the key of the person whom the file is about.

alter table task_draft
    add column sealed mediumblob comment 'the same of a confidential file, whose fields are empty then';
