insert into organizations (id, name, created_at) values
    ('00000000-0000-0000-0000-000000000001', 'Nordlicht Pumpen GmbH', '2026-03-02T08:00:00Z'),
    ('00000000-0000-0000-0000-000000000002', 'Ahrens & Vale', '2026-03-02T08:00:00Z');
insert into organization_holidays values ('00000000-0000-0000-0000-000000000001', '2026-05-25', 'Whit Monday');
insert into organization_members values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000b', 'manager', '2026-03-02T08:00:00Z');
