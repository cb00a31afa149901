-- Somebody whom an admin entered before people were asked: still belongs there, and the link to a password still holds.
insert into organization_members (organization_id, person_id, role, since) values
    ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'admin', '2026-07-02T08:00:00Z');
insert into password_resets (token_hash, person_id, created_at, expires_at) values
    ('\x0011', '00000000-0000-0000-0000-00000000000a', '2026-07-02T08:00:00Z', '2026-07-16T08:00:00Z');
