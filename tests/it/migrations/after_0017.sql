-- Content that was brought before uploads were told apart, some that was taken away then, and an upload that was under way.
insert into file_versions (engagement_id, file, version, sha256, bytes, media_type, uploaded_by, uploaded_side, uploaded_at) values
    ('00000000-0000-0000-0000-00000000000e', 9, 1, sha256('x'), 1, 'text/plain', '00000000-0000-0000-0000-00000000000b', 'provider', '2026-07-03T08:00:00Z');
insert into loose_objects (engagement_id, id, sha256, swept_after) values
    ('00000000-0000-0000-0000-00000000000e', '00000000-0000-0000-0000-0000000000f1', null, '2026-07-04T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', '00000000-0000-0000-0000-0000000000f2', sha256('y'), '2026-07-04T08:00:00Z');
