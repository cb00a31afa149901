-- What was seen before sessions were kept, and feedback that becomes an effect later.
insert into observations (engagement_id, number, topic, seat, mode, observed_on, real_case, text, logged_by, logged_at) values
    ('00000000-0000-0000-0000-00000000000e', 2, 1, 1, 'together', '2026-06-11', true, 'Side by side', '00000000-0000-0000-0000-00000000000b', '2026-06-11T08:00:00Z');
insert into feedback_entries (engagement_id, number, kind, text, raised_by, raised_side, raised_at) values
    ('00000000-0000-0000-0000-00000000000e', 4, 'concern', 'It arrives twice.', '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-03T08:00:00Z');
