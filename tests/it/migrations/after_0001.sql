insert into persons (id, email, name, created_at) values
    ('00000000-0000-0000-0000-00000000000a', 'ines@example.org', 'Ines Brandt', '2026-03-02T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000b', 'lea@example.org', 'Lea Ahrens', '2026-03-02T08:00:00Z');
insert into sign_in_sessions (id, person_id, token_hash, created_at, last_seen_at, expires_at) values
    ('00000000-0000-0000-0000-0000000000aa', '00000000-0000-0000-0000-00000000000a', 'x', '2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z', '2026-06-02T08:00:00Z');
