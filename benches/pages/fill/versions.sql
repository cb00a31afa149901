-- In the last engagement two more versions, of 200 lines each: what a large scope costs to read, and to compare with the one
-- before. Every tenth line is rewritten, five go and five come.

create temp table large on commit drop as
select b.*, v as version from batch b, generate_series(2, 3) v where n = current_setting('bench.engagements')::integer - 1;

create temp table large_lines on commit drop as
select l.version, k.letter || p as key, k.kind, k.begins + p as position
from large l, (values ('S', 'service', 0, 120), ('X', 'exclusion', 200, 40), ('C', 'client_duty', 300, 20), ('W', 'way_of_working', 400, 20))
     k (letter, kind, begins, most)
cross join lateral generate_series(1 + case when k.kind = 'service' and l.version = 3 then 5 else 0 end,
                                   k.most + case when k.kind = 'service' and l.version = 3 then 5 else 0 end) p;

insert into scope_keys (engagement_id, key, kind)
select distinct l.engagement, k.key, k.kind from large l join large_lines k on k.version = l.version on conflict do nothing;

do $$
declare
    one record;
begin
    for one in select * from large order by version loop
        insert into scope_versions (engagement_id, number, state, drafted_by, drafted_at)
        values (one.engagement, one.version, 'draft', one.consultant, one.now - interval '30 days' + make_interval(days => one.version));

        insert into scope_lines (engagement_id, version, key, position, title, text, days, price_minor, due_on)
        select one.engagement, one.version, k.key, k.position, 'Line ' || k.key || ': intake, matching and approval of incoming invoices',
               'One mailbox for **every** invoice, whatever its form. What arrives has a visible owner and a status within '
                   || case when one.version = 3 and k.position % 10 = 0 then 'two business days, holidays excepted.' else 'one business day.' end
                   || E'\n\n- freight lines are matched by weight\n- credit notes are matched by the number of the invoice that they '
                   || 'belong to, or by hand\n- what is left over after five days goes to the owner of the order',
               case k.kind when 'service' then 1 + k.position % 9 end,
               case k.kind when 'service' then 130000 * (1 + k.position % 9) + case when k.position % 10 = 0 then 65000 * one.version else 0 end end,
               case k.kind when 'service' then one.today + k.position end
        from large_lines k where k.version = one.version;

        insert into scope_criteria (engagement_id, version, key, position, text)
        select one.engagement, one.version, k.key, p, 'Criterion ' || p || ': 95 of 100 invoices have an owner and a status within '
                   || case when one.version = 3 and k.position % 20 = 0 then 'two' else 'one' end || ' business day.'
        from large_lines k, generate_series(1, 3) p where k.version = one.version and k.kind = 'service';

        update scope_versions set state = 'proposed', proposed_by = one.manager, proposed_at = one.now - interval '20 days', digest = sha256('text')
        where engagement_id = one.engagement and number = one.version;
        insert into scope_signatures (engagement_id, version, side, person_id, typed_name, signed_at, digest)
        values (one.engagement, one.version, 'client', one.sponsor, 'Signed by hand', one.now - interval '19 days', sha256('text')),
               (one.engagement, one.version, 'provider', one.manager, 'Signed by hand', one.now - interval '19 days', sha256('text'));
        update scope_versions set state = 'superseded', superseded_at = one.now - interval '19 days'
        where engagement_id = one.engagement and state = 'agreed';
        update scope_versions set state = 'agreed', agreed_at = one.now - interval '19 days'
        where engagement_id = one.engagement and number = one.version;
    end loop;
end $$;
