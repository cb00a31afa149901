-- Eight topics: five that two people do alone (attested on four), three on the way; and four milestones, two of them signed.

insert into topics (engagement_id, number, title, text, line_key, critical, people_needed, target_level, runbook_url, planned_by, planned_at)
select engagement, t, 'Topic ' || lpad(t::text, 2, '0') || ': price mismatch', 'From the message to the posted invoice.', 'S' || 1 + (t - 1) % 5,
       t % 3 = 0, case t % 3 when 0 then 2 else 1 end, 4, 'https://wiki.example.com/runbooks/' || t, consultant, now - interval '80 days'
from batch, generate_series(1, 8) t;

create temp table steps (mode, days_ago, real_case, by_runbook, done_alone) on commit drop as values
    ('watched', 55, true, false, false), ('together', 45, true, false, false), ('supervised', 35, true, true, false),
    ('alone', 14, true, true, true), ('alone', 9, true, true, true);

insert into observations (engagement_id, number, topic, seat, mode, observed_on, real_case, text, evidence_url, by_runbook, logged_by, logged_at)
select b.engagement, row_number() over (partition by b.engagement order by s.days_ago desc, t, seat), t, seat, s.mode, b.today - s.days_ago,
       s.real_case, 'Cleared eleven exceptions of the morning, asked once about freight.', 'https://tickets.example.com/' || t,
       s.by_runbook, b.consultant, b.now - make_interval(days => s.days_ago)
from batch b, generate_series(1, 8) t, generate_series(5, 6) seat, steps s
where case when t <= 5 then s.mode in ('watched', 'together') or s.done_alone else seat = 6 and not s.done_alone end;

insert into assists (engagement_id, number, topic, seat, helper_id, minutes, assisted_on, text, logged_by, logged_at)
select engagement, a, 5 + a, 6, consultant, 20, today - 12 * a, 'The order number was missing.', consultant, now - make_interval(days => 12 * a)
from batch, generate_series(1, 3) a;

insert into attestations (engagement_id, topic, seat, side, attested_by, attested_at)
select b.engagement, t, seat, s.side, s.person, b.now - interval '8 days'
from batch b, generate_series(1, 4) t, generate_series(5, 6) seat,
     lateral (values ('client', b.sponsor), ('provider', b.consultant)) s (side, person);

insert into attestations (engagement_id, topic, seat, side, attested_by, attested_at)
select engagement, 5, 6, 'client', sponsor, now - interval '6 days' from batch;

insert into milestones (engagement_id, number, title, agreement, at, owner, planned_by, planned_at, signed_at)
select b.engagement, m.number, 'Milestone ' || m.number || ': runs without help',
       'From this day the client runs incoming invoices without assistance. Later requests are new orders.',
       b.now + make_interval(days => m.days), 5, b.manager, b.now - interval '100 days',
       case when m.number <= 2 then b.now + make_interval(days => m.days) end
from batch b cross join lateral (values (1, -60), (2, -20), (3, b.n % 30 - 3), (4, 75)) m (number, days);

insert into milestone_topics (engagement_id, milestone, topic)
select engagement, m, t from batch, generate_series(3, 4) m, generate_series(1, case m when 3 then 4 else 8 end) t;

insert into milestone_deliverables (engagement_id, milestone, deliverable)
select engagement, (d + 2) / 3, d from batch, generate_series(1, 12) d;

insert into milestone_signatures (engagement_id, milestone, side, person_id, typed_name, signed_at, digest, gates)
select b.engagement, m.number, s.side, s.person, 'Signed by hand', b.now + make_interval(days => m.days), sha256('as signed'), '[]'
from batch b, (values (1, -60), (2, -20)) m (number, days),
     lateral (values ('client', b.sponsor), ('provider', b.manager)) s (side, person);

-- Snapshots of the open milestones, gates passing one by one; also of the days for which a filling is kept, so that none has to
-- be taken while pages are measured.
insert into readiness_snapshots (engagement_id, milestone, day, gates, passed, warned, blocked, light, days_left, forecast, taken_at)
select b.engagement, m, b.today - ago, 16, 11 - ago / 12, 1, 4 + ago / 12, 'at-risk', 5 + ago * 5 / 7, b.today + 20, b.now - make_interval(days => ago)
from batch b, (values (3, 91), (4, 0)) kept (m, since), generate_series(-8, since) ago;
