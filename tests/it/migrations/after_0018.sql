-- A session that was held, with a step that was done and one that a later round dropped; one that runs; an effect with an owner.
insert into working_sessions (engagement_id, number, title, added_by, added_side, added_at, begun_by, begun_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Mapping', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-01T08:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-07-02T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 2, 'Dunning', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-01T08:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-07-03T08:00:00Z');
insert into session_rounds (engagement_id, session, round, place, from_at, to_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 0, 'Kiel', '2026-07-02T08:00:00Z', '2026-07-02T10:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 2, 0, 'Kiel', '2026-07-03T08:00:00Z', '2026-07-03T10:00:00Z');
insert into session_rounds (engagement_id, session, round, place, from_at, to_at, outcome, recorded_by, recorded_side, recorded_at, answer, correction, answered_by, answered_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, 'Kiel', '2026-07-02T08:00:00Z', '2026-07-02T10:00:00Z', 'It maps', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-02T11:00:00Z', 'corrected', 'Not all', '00000000-0000-0000-0000-00000000000a', '2026-07-02T12:00:00Z');
insert into session_rounds (engagement_id, session, round, place, from_at, to_at, outcome, recorded_by, recorded_side, recorded_at, answer, answered_by, answered_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 2, 'Kiel', '2026-07-02T08:00:00Z', '2026-07-02T10:00:00Z', 'Most of it maps', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-02T13:00:00Z', 'confirmed', '00000000-0000-0000-0000-00000000000a', '2026-07-02T14:00:00Z');
insert into session_steps (engagement_id, session, number, round, text, owner, side, due_on, dropped_round, done_by, done_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, 1, 'Send the rest', '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-06', null, '00000000-0000-0000-0000-00000000000a', '2026-07-03T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 1, 2, 1, 'Map the rest', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-06', 2, null, null);
insert into effects (engagement_id, number, area, text, severity, since, seen_by, reported_by, reported_side, reported_at, owner, acknowledged_by, acknowledged_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Purchasing', 'It arrives twice', 'annoying', '2026-07-01', 'Purchasing', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-02T08:00:00Z', 1, '00000000-0000-0000-0000-00000000000a', '2026-07-02T09:00:00Z');
-- And one that goes on being corrected.
insert into working_sessions (engagement_id, number, title, added_by, added_side, added_at) values
    ('00000000-0000-0000-0000-00000000000e', 3, 'Long', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-01T08:00:00Z');
insert into session_rounds (engagement_id, session, round, place, from_at, to_at, outcome, recorded_by, recorded_side, recorded_at, answer, correction, answered_by, answered_at)
select '00000000-0000-0000-0000-00000000000e', 3, n, 'Kiel', '2026-07-02T08:00:00Z', '2026-07-02T10:00:00Z', 'It maps', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-02T11:00:00Z', 'corrected', 'No', '00000000-0000-0000-0000-00000000000a', '2026-07-02T12:00:00Z'
from generate_series(1, 20) n;
