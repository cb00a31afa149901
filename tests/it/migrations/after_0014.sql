-- A handover of a topic that both sides signed before anybody asked afterwards, and one of a deliverable only.
insert into topics (engagement_id, number, title, line_key, critical, people_needed, target_level, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 9, 'Failed XML', 'S1', true, 2, 4, '00000000-0000-0000-0000-00000000000b', '2026-03-13T08:00:00Z');
insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at) values
    ('00000000-0000-0000-0000-00000000000e', 8, 'Design agreed', 'The map', '2026-03-27T16:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-03-13T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 9, 'Handover', 'Alone', '2026-06-30T16:00:00Z', '00000000-0000-0000-0000-00000000000b', '2026-03-13T08:00:00Z');
insert into milestone_topics values ('00000000-0000-0000-0000-00000000000e', 9, 9);
update milestones set signed_at = '2026-07-01T08:00:00Z' where number in (8, 9);
-- And one that will be handed over in a far year.
update milestones set at = '2099-06-30T16:00:00Z' where number = 9;
insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at, signed_at) values
    ('00000000-0000-0000-0000-00000000000e', 10, 'Long past', 'Alone', '2025-06-30T16:00:00Z', '00000000-0000-0000-0000-00000000000b', '2025-03-13T08:00:00Z', '2025-07-01T08:00:00Z');
insert into milestone_topics values ('00000000-0000-0000-0000-00000000000e', 10, 9);
