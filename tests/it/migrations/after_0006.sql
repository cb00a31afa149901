insert into deliverables (engagement_id, number, title, line_version, line_key, due_on, state, state_since, submissions, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'To-be process map', 1, 'S1', '2026-03-27', 'submitted', '2026-03-20T08:00:00Z', 1, '00000000-0000-0000-0000-00000000000b', '2026-03-13T08:00:00Z');
insert into deliverable_criteria values ('00000000-0000-0000-0000-00000000000e', 1, 1, 'Every step has an owner');
insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, review_due_at, second_due_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, 'The map', '00000000-0000-0000-0000-00000000000b', '2026-03-20T08:00:00Z', '2026-03-27T16:00:00Z', '2026-04-03T16:00:00Z');
