-- A wish, a change and a decision; feedback on one of each kind of thing, the first of it quoted by its event, the second by
-- its turn; files at each kind of place; a waiver that was asked for, and an event on a thing that nobody knows any more.
insert into needs (engagement_id, number, wish, said_by, said_on, recorded_by, recorded_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Less **chaos**,  please', '00000000-0000-0000-0000-00000000000a', '2026-07-06', '00000000-0000-0000-0000-00000000000a', '2026-07-06T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 2, 'Fewer   questions', '00000000-0000-0000-0000-00000000000a', '2026-07-06', '00000000-0000-0000-0000-00000000000a', '2026-07-06T08:00:00Z');
insert into change_requests (engagement_id, number, title, text, raised_by, raised_side, raised_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'Freight lines too', 'They are missing.', '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-06T08:00:00Z');
insert into decisions (engagement_id, number, kind, question, options, due_on, proposed_by, proposed_side, proposed_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'what', 'Which limit?', '{500,1000}', '2026-07-20', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-06T08:00:00Z');
insert into feedback_entries (engagement_id, number, kind, text, about_line, about_deliverable, about_topic, about_milestone, about_need,
                              about_change, about_decision, about_session, about_effect, raised_by, raised_side, raised_at)
select '00000000-0000-0000-0000-00000000000e', 10 + n, 'question', 'On **thing** ' || n || '?',
       case n when 1 then 'S1' end, case n when 2 then 1 end, case n when 3 then 9 end, case n when 4 then 10 end, case n when 5 then 1 end,
       case n when 6 then 1 end, case n when 7 then 1 end, case n when 8 then 2 end, case n when 9 then 1 end,
       '00000000-0000-0000-0000-00000000000a', 'client', '2026-07-06T08:00:00Z' from generate_series(1, 9) n;
insert into waivers (engagement_id, number, milestone, gate, about, gate_reason, reason, until, asked_by, asked_side, asked_at) values
    ('00000000-0000-0000-0000-00000000000e', 1, 1, 'people', 'T1', '{}', 'She is back', '2026-08-01', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-06T08:00:00Z');
insert into files (engagement_id, number, name, deliverable, submission, topic, observation, feedback, session) values
    ('00000000-0000-0000-0000-00000000000e', 10, 'a.pdf', 1, null, null, null, null, null),
    ('00000000-0000-0000-0000-00000000000e', 11, 'a.pdf', 2, 1, null, null, null, null),
    ('00000000-0000-0000-0000-00000000000e', 12, 'a.pdf', null, null, 1, null, null, null),
    ('00000000-0000-0000-0000-00000000000e', 13, 'a.pdf', null, null, null, 2, null, null),
    ('00000000-0000-0000-0000-00000000000e', 14, 'a.pdf', null, null, null, null, 1, null),
    ('00000000-0000-0000-0000-00000000000e', 15, 'a.pdf', null, null, null, null, null, 2);
insert into events (engagement_id, number, at, person_id, side, kind, thing, detail, previous_hash, hash) values
    ('00000000-0000-0000-0000-00000000000e', 2, '2026-07-06T08:00:00Z', '00000000-0000-0000-0000-00000000000a', 'client', 'wishes_stated', 'N1', '{"wishes": [{"number": 1, "excerpt": "Less chaos, please"}], "said_by": "Ines Brandt"}', 'x', 'y'),
    ('00000000-0000-0000-0000-00000000000e', 3, '2026-07-06T08:00:00Z', '00000000-0000-0000-0000-00000000000a', 'client', 'feedback_raised', 'F11', '{"number": 11, "excerpt": "On thing 1?"}', 'y', 'z'),
    ('00000000-0000-0000-0000-00000000000e', 4, '2026-07-06T08:00:00Z', '00000000-0000-0000-0000-00000000000a', 'client', 'echo_answered', 'M9', '{"number": 9, "feedback": 14, "excerpt": "On thing 4?"}', 'z', 'a'),
    ('00000000-0000-0000-0000-00000000000e', 5, '2026-07-06T08:00:00Z', '00000000-0000-0000-0000-00000000000a', 'client', 'survey_closed', 'Q7', '{}', 'a', 'b');
insert into turns (engagement_id, number, thing, title, ask, side, roles, since, due_at) values
    ('00000000-0000-0000-0000-00000000000e', 4, 'F12', 'On thing 2?', 'answer_feedback', 'provider', '{manager,consultant}', '2026-07-06T08:00:00Z', '2026-07-09T16:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 5, 'M1', 'As it was called then', 'sign_milestone', 'client', '{sponsor}', '2026-07-06T08:00:00Z', '2026-07-09T16:00:00Z');
