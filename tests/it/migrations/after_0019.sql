-- An address in its ASCII form, and one in letters; invitations whose mails wait, were refused, or were given up.
update persons set email = 'lea@xn--bcher-kva.xn--strae-oqa.example' where id = '00000000-0000-0000-0000-00000000000b';
update persons set email = 'ines@müller.example' where id = '00000000-0000-0000-0000-00000000000a';
insert into invitations (engagement_id, number, token_hash, email, name, side, role, invited_by, invited_at, expires_at) values
    ('00000000-0000-0000-0000-00000000000e', 91, '\x0191', 'one@xn--mller-kva.example', 'One', 'client', 'lead', '00000000-0000-0000-0000-00000000000a', '2026-07-02T08:00:00Z', '2026-07-16T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 92, '\x0192', 'two@xn--mller-kva.example', 'Two', 'client', 'lead', '00000000-0000-0000-0000-00000000000a', '2026-07-02T08:00:01Z', '2026-07-16T08:00:00Z'),
    ('00000000-0000-0000-0000-00000000000e', 93, '\x0193', 'two@müller.example', 'Two', 'client', 'lead', '00000000-0000-0000-0000-00000000000a', '2026-07-02T08:00:02Z', '2026-07-16T08:00:00Z');
insert into organization_invitations (organization_id, number, token_hash, email, name, role, invited_at, expires_at) values
    ('00000000-0000-0000-0000-000000000001', 91, '\x0291', 'three@xn--99zzzzzzzzzz99.example', 'Three', 'member', '2026-07-02T08:00:00Z', '2026-07-16T08:00:00Z');
insert into outbox (id, kind, address, language, engagement_id, created_at, not_before, attempts, last_error, given_up_at) values
    ('00000000-0000-0000-0000-0000000f0001', 'invitation', 'one@xn--mller-kva.example', 'en', '00000000-0000-0000-0000-00000000000e', '2026-07-02T08:00:00Z', '2026-07-02T08:00:00Z', 10, 'permanent error (550): no such mailbox', '2026-07-02T17:00:00Z'),
    ('00000000-0000-0000-0000-0000000f0002', 'invitation', 'two@xn--mller-kva.example', 'en', '00000000-0000-0000-0000-00000000000e', '2026-07-02T08:00:01Z', '2026-07-02T08:00:00Z', 2, 'the mail server takes too long: deadline has elapsed', null),
    ('00000000-0000-0000-0000-0000000f0003', 'invitation', 'three@xn--99zzzzzzzzzz99.example', 'en', null, '2026-07-02T08:00:00Z', '2026-07-02T08:00:00Z', 0, null, null),
    ('00000000-0000-0000-0000-0000000f0004', 'password_reset', 'ines@müller.example', 'en', null, '2026-07-02T08:00:00Z', '2026-07-02T08:00:00Z', 1, 'internal client error: Envelope contains non-ascii chars but server does not support SMTPUTF8', null);
