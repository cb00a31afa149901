-- An agreed catalogue of twelve lines. The order is that of the work: lines while it is a draft, signatures while it is
-- proposed, agreement when both are there; the triggers insist on it.

insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at)
select engagement, 1, 'draft', consultant, now - interval '118 days' from batch;

create temp table catalogue (key, kind, position) on commit drop as values
    ('S1', 'service', 1), ('S2', 'service', 2), ('S3', 'service', 3), ('S4', 'service', 4), ('S5', 'service', 5),
    ('X1', 'exclusion', 1), ('X2', 'exclusion', 2), ('X3', 'exclusion', 3),
    ('C1', 'client_duty', 1), ('C2', 'client_duty', 2),
    ('W1', 'way_of_working', 1), ('W2', 'way_of_working', 2);

insert into scope_keys (engagement_id, key, kind)
select b.engagement, c.key, c.kind from batch b, catalogue c;

insert into scope_lines (engagement_id, version, key, position, title, text, days, price_minor, due_on)
select b.engagement, 1, c.key, c.position, 'Line ' || c.key || ': intake, matching and approval of incoming invoices',
       'One mailbox for **every** invoice, whatever its form. What arrives has a visible owner and a status within one business day.',
       case c.kind when 'service' then 5 + c.position end,
       case c.kind when 'service' then 650000 + 130000 * c.position end,
       case c.kind when 'service' then b.today - 60 + 30 * c.position end
from batch b, catalogue c;

insert into scope_criteria (engagement_id, version, key, position, text)
select b.engagement, 1, c.key, p, 'Criterion ' || p || ': 95 of 100 invoices have an owner and a status within one business day.'
from batch b, catalogue c, generate_series(1, 3) p where c.kind = 'service';

update scope_versions v
set state = 'proposed', proposed_by = b.manager, proposed_at = b.now - interval '116 days', digest = sha256(convert_to(b.engagement::text, 'UTF8'))
from batch b where v.engagement_id = b.engagement and v.number = 1;

insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest)
select b.engagement, 1, s.side, s.person, 'Signed by hand', b.now - interval '115 days', sha256(convert_to(b.engagement::text, 'UTF8'))
from batch b cross join lateral (values ('client', b.sponsor), ('provider', b.manager)) s (side, person);

update scope_versions v set state = 'agreed', agreed_at = b.now - interval '115 days'
from batch b where v.engagement_id = b.engagement and v.number = 1;
