insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'draft', '00000000-0000-0000-0000-00000000000b', '2026-03-05T08:00:00Z');
insert into scope_keys values ('00000000-0000-0000-0000-00000000000e', 'S1', 'service');
insert into scope_lines (engagement_id, version, key, position, title, days) values ('00000000-0000-0000-0000-00000000000e', 1, 'S1', 1, 'Process and role map', 6);
insert into scope_criteria values ('00000000-0000-0000-0000-00000000000e', 1, 'S1', 1, 'Every step has an owner');
