-- A milestone that waits for the other side's signature, and one that is only planned.
insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 21, 'Unaided week', 'Alone', '2099-07-17T16:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-07-01T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 22, 'Handover', 'Alone', '2099-07-31T16:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-07-01T08:00:00Z');
insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at) values
    ('00000000-0000-0000-0000-00000000000e', 21, 'M21', 'sign_milestone', 'client', '{sponsor}', '2026-07-02T08:00:00Z', '2026-07-07T16:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 22, 'M9', 'answer_echo', 'client', '{sponsor,lead}', '2026-07-02T08:00:00Z', '2026-07-07T16:00:00Z');
