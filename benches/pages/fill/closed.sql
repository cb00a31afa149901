-- What lies behind: two providers' engagements that are closed, ten for each open one and 10,000 at most. One person manages the
-- first twenty providers and nine of ten of these, so holds 10,000 engagements in the large database; another the first ten
-- providers and all of these; a third has a seat in each of them and in twenty that are open.

create or replace function pg_temp.id(kind integer, number bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid
$$;

create temp table closed on commit drop as
select n, pg_temp.id(4, n) as engagement, pg_temp.id(2, 2000000 + case n % 10 when 9 then 1 else 0 end) as provider, pg_temp.id(2, 2000002) as client,
       pg_temp.id(1, 3000003) as consultant, pg_temp.id(1, 3000004) as sponsor, current_setting('bench.now')::timestamptz as now
from generate_series(0, least(10 * current_setting('bench.engagements')::integer, 10000) - 1) n;

insert into organizations (id, name, created_at)
select pg_temp.id(2, 2000000 + n), name, current_setting('bench.now')::timestamptz - interval '3 years'
from unnest(array['Provider of many', 'Provider of some', 'Client of long ago']) with ordinality o (name, place), lateral (select place - 1 as n) p;

insert into persons (id, email, name, created_at, last_seen_at, previous_visit_at)
select pg_temp.id(1, 3000001 + place - 1), 'behind-' || place || '@example.com', name, now - interval '3 years', now, now - interval '3 days'
from unnest(array['Manager of many', 'Manager of all', 'Consultant of many', 'Sponsor of long ago']) with ordinality p (name, place),
     lateral (select current_setting('bench.now')::timestamptz as now) t;

insert into organization_members (organization_id, person_id, role, since)
select pg_temp.id(2, firm), pg_temp.id(1, person), 'manager', current_setting('bench.now')::timestamptz - interval '3 years'
from (select p, 3000001 from generate_series(0, 19) p union all select 2000000, 3000001
      union all select p, 3000002 from generate_series(0, 9) p union all select 2000000, 3000002 union all select 2000001, 3000002) m (firm, person)
where exists (select 1 from organizations o where o.id = pg_temp.id(2, firm));

insert into engagements (id, title, provider_id, client_id, starts_on, ends_on, created_at, closed_at)
select engagement, 'Closed ' || lpad(n::text, 5, '0'), provider, client, now::date - 700, now::date - 400, now - interval '700 days', now - interval '390 days'
from closed;

insert into seats (engagement_id, number, person_id, side, role, function, since)
select engagement, 1, consultant, 'provider', 'consultant', 'Consultant', now - interval '700 days' from closed
union all
select engagement, 2, sponsor, 'client', 'sponsor', 'Head of Finance', now - interval '700 days' from closed
union all
select pg_temp.id(3, n), 7, pg_temp.id(1, 3000003), 'provider', 'consultant', 'Consultant', current_setting('bench.now')::timestamptz - interval '90 days'
from generate_series(0, 19) n;

insert into milestones (engagement_id, number, title, agreement, at, planned_by, planned_at, signed_at)
select engagement, 1, 'Milestone 1: runs without help', 'From this day the client runs it without assistance.', now - interval '395 days', consultant,
       now - interval '600 days', now - interval '390 days'
from closed;

insert into things (engagement_id, reference, title) select engagement, 'D' || d, 'Deliverable ' || d from closed, generate_series(1, 12) d;

insert into turns (engagement_id, number, thing, ask, side, roles, since, due_at, ended_at)
select engagement, d, 'D' || d, 'submit', 'provider', array['manager', 'consultant'], now - interval '600 days',
       now - interval '500 days', now - interval '510 days'
from closed, generate_series(1, 12) d;

-- Seats there rest, as the program leaves them since it notes that.
do $$
begin
    if exists (select 1 from information_schema.columns where table_name = 'seats' and column_name = 'at_rest_since') then
        execute 'update seats s set at_rest_since = e.closed_at from engagements e where e.id = s.engagement_id and e.closed_at is not null';
    end if;
end $$;
