insert into milestone_topics values ('00000000-0000-0000-0000-00000000000e', 1, 1);
insert into milestone_signatures (engagement_id, milestone, side, person_id, typed_name, signed_at, gates) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'provider', '00000000-0000-0000-0000-00000000000b', 'Lea Ahrens', '2026-07-01T08:00:00Z', '[]');
