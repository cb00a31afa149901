-- The engagements of one batch with the people in them, for the statements that follow.

create or replace function pg_temp.id(kind integer, number bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;

create temp table batch on commit drop as
select n, pg_temp.id(3, n) as engagement, pg_temp.id(2, n / 50) as provider, pg_temp.id(2, 1000000 + n / 5) as client,
       pg_temp.id(1, n / 50 * 4) as manager,
       pg_temp.id(1, n / 50 * 4 + 1 + n % 3) as consultant,
       pg_temp.id(1, n / 50 * 4 + 1 + (n + 1) % 3) as second_consultant,
       pg_temp.id(1, 1000000 + n / 5 * 3) as sponsor,
       pg_temp.id(1, 1000000 + n / 5 * 3 + 1) as lead,
       pg_temp.id(1, 1000000 + n / 5 * 3 + 2) as member,
       current_setting('bench.now')::timestamptz as now,
       current_setting('bench.now')::timestamptz::date as today
from generate_series(current_setting('bench.first')::integer, current_setting('bench.last')::integer) n;
analyze batch;

insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at)
select engagement, 'Engagement ' || lpad(n::text, 5, '0'), provider, client, today - 120, today + 90, now - interval '120 days' from batch;

insert into seats (engagement_id, number, person_id, side, role, function, since)
select b.engagement, s.number, s.person, s.side, s.role, s.function, b.now - interval '119 days'
from batch b cross join lateral (values
    (1, b.manager, 'provider', 'manager', 'Partner'),
    (2, b.consultant, 'provider', 'consultant', 'Consultant on site'),
    (3, b.second_consultant, 'provider', 'consultant', 'Consultant'),
    (4, b.sponsor, 'client', 'sponsor', 'Head of Finance'),
    (5, b.lead, 'client', 'lead', 'Accounts payable lead'),
    (6, b.member, 'client', 'member', 'Accounts payable clerk')
) s (number, person, side, role, function);
