insert into topics (engagement_id, number, title, line_key, critical, people_needed, target_level, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Price mismatch', 'S1', true, 2, 4, '00000000-0000-0000-0000-00000000000b', '2026-04-01T08:00:00Z');
insert into observations (engagement_id, number, topic, seat, mode, observed_on, real_case, text, logged_by, logged_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, 1, 'alone', '2026-06-10', true, 'Cleared two', '00000000-0000-0000-0000-00000000000b', '2026-06-10T08:00:00Z');
insert into milestones (engagement_id, number, title, agreement, at, owner, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Handover', 'From 31 July', '2026-07-31T16:00:00Z', 1, '00000000-0000-0000-0000-00000000000b', '2026-04-01T08:00:00Z');
