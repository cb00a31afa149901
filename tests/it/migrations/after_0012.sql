insert into feedback_replies (engagement_id, entry, number, person_id, side, text, at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, '00000000-0000-0000-0000-00000000000a', 'client', 'Tobias does.', '2026-07-03T08:00:00Z');
