-- Two results under review, one window over, the other with its end far ahead (on a Monday), and one that was accepted.
insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by, planned_at)
select '00000000-0000-0000-0000-00000000000e', n, 'Result', 1, 'S1', '2026-07-17', case n when 3 then 'accepted' else 'submitted' end,
       '2026-07-10T08:00:00Z', 1, '00000000-0000-0000-0000-00000000000b', '2026-07-06T08:00:00Z' from generate_series(2, 3) n;
insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, review_due_at, second_due_at, deems)
select '00000000-0000-0000-0000-00000000000e', n, 1, 'Done', '00000000-0000-0000-0000-00000000000b', '2099-07-08T08:00:00Z',
       '2099-07-13T15:00:00Z', '2099-07-20T15:00:00Z', true from generate_series(2, 3) n;
insert into organization_holidays values ('00000000-0000-0000-0000-000000000001', '2099-07-10', 'Works outing');
