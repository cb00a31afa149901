insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at) values
    ('00000000-0000-0000-0000-00000000000e', 'Invoices with one owner', '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', '2026-03-02', '2026-07-31', '2026-03-02T08:00:00Z');
insert into seats (engagement_id, number, person_id, side, role, since) values
    ('00000000-0000-0000-0000-00000000000e', 1, '00000000-0000-0000-0000-00000000000a', 'client', 'sponsor', '2026-03-02T08:00:00Z');
