-- A file that was attached before sessions had some.
insert into files (engagement_id, number, name, topic) values ('00000000-0000-0000-0000-00000000000e', 9, 'runbook.pdf', 9);
