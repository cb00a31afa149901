insert into scope_keys values ('00000000-0000-0000-0000-00000000000e', 'X1', 'exclusion');
insert into scope_lines (engagement_id, version, key, position, title) values ('00000000-0000-0000-0000-00000000000e', 1, 'X1', 2, 'Tax advice');
update scope_versions set state = 'proposed', proposed_by = '00000000-0000-0000-0000-00000000000b', proposed_at = '2026-03-11T08:00:00Z', digest = sha256('text');
insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest) values
    ('00000000-0000-0000-0000-00000000000e', 1, 'client', '00000000-0000-0000-0000-00000000000a', 'Ines', '2026-03-13T08:00:00Z', sha256('text')),
    ('00000000-0000-0000-0000-00000000000e', 1, 'provider', '00000000-0000-0000-0000-00000000000b', 'Lea', '2026-03-13T09:00:00Z', sha256('text'));
update scope_versions set state = 'agreed', agreed_at = '2026-03-13T09:00:00Z';
