insert into feedback_entries (engagement_id, number, kind, text, raised_by, raised_side, raised_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'question', 'Who owns it?', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-03-02T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 2, 'request', 'Could it do more?', '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-01T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 3, 'request', 'Could you free somebody?', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-01T08:00:00Z');
insert into turns (engagement_id, number, thing, title, ask, side, roles, since, due_at) values
    ('00000000-0000-0000-0000-00000000000e', 2, 'F2', 'excerpt', 'answer_feedback', 'provider', '{manager,consultant}', '2026-07-01T08:00:00Z', '2026-07-04T16:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 3, 'F3', 'excerpt', 'answer_feedback', 'client', '{sponsor}', '2026-07-01T08:00:00Z', '2026-07-04T16:00:00Z');
