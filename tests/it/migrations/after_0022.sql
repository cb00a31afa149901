-- An engagement that was closed, with whoever sat there and the last thing that happened.
insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at, closed_at, event_count) values
    ('00000000-0000-0000-0000-00000000000f', 'Closed', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '2025-03-02', '2025-09-30', '2025-03-02T08:00:00Z', '2025-09-30T08:00:00Z', 1);
insert into seats (engagement_id, number, person_id, side, role, since) values
    ('00000000-0000-0000-0000-00000000000f', 1, '00000000-0000-0000-0000-00000000000a', 'client', 'sponsor', '2025-03-02T08:00:00Z');
insert into events (engagement_id, number, at, person_id, side, kind, detail, previous_hash, hash) values
    ('00000000-0000-0000-0000-00000000000f', 1, '2025-09-30T08:00:00Z', '00000000-0000-0000-0000-00000000000a', 'client', 'engagement_created', '{"title": "Closed"}', '', '\x00');
