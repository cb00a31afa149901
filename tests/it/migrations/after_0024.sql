-- What stands in the way of a handover, and what did: feedback that blocks, open and closed; changes that are talked about, rest
-- or edit lines; an effect that nobody has answered yet; a deliverable that is only deemed accepted. One gate was judged by such a change.
update feedback_entries set blocking = true where number in (11, 13);
update feedback_entries set closed_by = raised_by, closed_at = '2026-07-07T08:00:00Z' where number = 13;
insert into scope_keys values ('00000000-0000-0000-0000-00000000000e', 'S8', 'service') on conflict do nothing;
update change_requests set touches = 'S1' where number = 1;
insert into change_edits (engagement_id, change, key, action, content, base, edited_by, edited_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'S8', 'add', '{}', null, '00000000-0000-0000-0000-00000000000b', '2026-07-07T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 1, 'S1', 'remove', null, 'x', '00000000-0000-0000-0000-00000000000b', '2026-07-07T08:00:00Z');
insert into change_requests (engagement_id, number, title, text, raised_by, raised_side, raised_at, state, reason, ended_by, ended_at) values
    ('00000000-0000-0000-0000-00000000000e', 2, 'Austria', 'Later.', '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-06T08:00:00Z',
     'parked', 'Next year', '00000000-0000-0000-0000-00000000000a', '2026-07-07T08:00:00Z');
update deliverables set state = 'deemed_accepted' where number = 2;
insert into judgements (engagement_id, milestone, light, since, passed, warned, waived, blocked, day, due_on, time_left, judged_at, holds_until) values
    ('00000000-0000-0000-0000-00000000000e', 21, 'late', '2026-07-07T08:00:00Z', 0, 0, 0, 1, '2026-07-07', '2099-07-17', '{}', '2026-07-07T08:00:00Z',
     '2099-07-01T08:00:00Z');
insert into effects (engagement_id, number, area, text, severity, since, seen_by, reported_by, reported_side, reported_at) values
    ('00000000-0000-0000-0000-00000000000e', 2, 'Sales', 'Prices differ', 'Slow', '2026-07-01', 'Sales', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-06T08:00:00Z');
insert into things (engagement_id, reference, title) values ('00000000-0000-0000-0000-00000000000e', 'E2', 'Prices differ');
-- An echo that was answered with a no, which became F14.
insert into echoes (engagement_id, milestone, days, due_on, asked_at, alone, feedback, answered_by, answered_at) values
    ('00000000-0000-0000-0000-00000000000e', 10, 30, '2025-08-01', '2025-08-01T08:00:00Z', false, 14, '00000000-0000-0000-0000-00000000000a',
     '2025-08-02T08:00:00Z');
