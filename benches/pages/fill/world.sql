-- Firms and their people. Firms grow with the engagements, so that everybody's own world stays the same size: a provider
-- has 50 engagements, a manager and three consultants; a client has five engagements, a sponsor, a lead and a member. One
-- person manages the first ten providers, so has 500 engagements.

create function pg_temp.id(kind integer, number bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;

create temp table firms on commit drop as
with facts as (select current_setting('bench.engagements')::integer as engagements, current_setting('bench.now')::timestamptz as now)
select p as firm, 'provider' as side, 'Provider ' || p as name, now from facts, generate_series(0, (engagements - 1) / 50) p
union all
select 1000000 + c, 'client', 'Client ' || c, now from facts, generate_series(0, (engagements - 1) / 5) c;

insert into organizations (id, name, created_at)
select pg_temp.id(2, firm), name, now - interval '1 year' from firms;

insert into organization_holidays (organization_id, day, name)
select pg_temp.id(2, firm), (now + make_interval(days => offset_days))::date, 'Holiday'
from firms, unnest(array[-80, -45, 12, 33]) offset_days;

-- Providers' people are numbered 4 × provider + 0 to 3, clients' 1000000 + 3 × client + 0 to 2.
create temp table staff on commit drop as
select firm * 4 + place as person, firm, case place when 0 then 'manager' else 'consultant' end as role, place, now
from firms, generate_series(0, 3) place where side = 'provider'
union all
select 1000000 + (firm - 1000000) * 3 + place, firm, (array['sponsor', 'lead', 'member'])[place + 1], place, now
from firms, generate_series(0, 2) place where side = 'client';

insert into persons (id, email, name, language, created_at, last_seen_at, previous_visit_at)
select pg_temp.id(1, person), role || '-' || person || '@example.com', initcap(role) || ' ' || person,
       case person % 2 when 0 then 'en' else 'de' end, now - interval '1 year', now, now - interval '3 days'
from staff;

insert into organization_members (organization_id, person_id, role, since)
select pg_temp.id(2, firm), pg_temp.id(1, person), case role when 'manager' then 'manager' else 'member' end, now - interval '1 year'
from staff;

insert into persons (id, email, name, created_at, last_seen_at, previous_visit_at)
select pg_temp.id(1, 3000000), 'portfolio@example.com', 'Portfolio Manager', now - interval '1 year', now, now - interval '3 days'
from firms where firm = 0;

insert into organization_members (organization_id, person_id, role, since)
select pg_temp.id(2, firm), pg_temp.id(1, 3000000), 'manager', now - interval '1 year' from firms where side = 'provider' and firm < 10;
