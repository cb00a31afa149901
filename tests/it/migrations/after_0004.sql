insert into events (engagement_id, number, at, person_id, side, kind, detail, previous_hash, hash) values
    ('00000000-0000-0000-0000-00000000000e', 1, '2026-03-02T08:00:00Z', '00000000-0000-0000-0000-00000000000b', 'provider', 'engagement_created', '{"title": "Invoices with one owner"}', '', 'x');
insert into turns (engagement_id, number, thing, title, ask, side, roles, since, due_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'F1', 'excerpt', 'answer_feedback', 'client', '{sponsor}', '2026-03-02T08:00:00Z', '2026-03-05T16:00:00Z');
