-- The reminder of the acceptance clock, and how ready each handover was day by day.

-- When the reviewers are reminded, fixed by the submission like the other dates; null: the window is too short for it.
alter table submissions add column remind_at timestamptz;
alter table submissions add column reminded_at timestamptz;

-- What is under review gets its date if that still lies ahead (in the demo by the demo's clock): the close of the client's last
-- business day before the one on which the window ends, unless it was handed in on that day. Nobody is reminded late.
with the_time as (
    select now() + coalesce((select offset_micros from demo_clock), 0) * interval '1 microsecond' as now
), under_review as (
    select s.engagement_id, s.deliverable, s.number, c.time_zone,
           (s.submitted_at at time zone c.time_zone)::date as handed_in,
           (select max(day)::date
            from generate_series((s.review_due_at at time zone c.time_zone)::date - 60, (s.review_due_at at time zone c.time_zone)::date - 1,
                                 interval '1 day') day
            where c.work_days[extract(isodow from day)::integer]
              and not exists (select 1 from organization_holidays h where h.organization_id = c.id and h.day = day.day::date)) as last_day,
           c.closes
    from submissions s
    join deliverables d on d.engagement_id = s.engagement_id and d.number = s.deliverable and d.submissions = s.number
    join engagements e on e.id = s.engagement_id
    join organizations c on c.id = e.client_id
    where d.state = 'submitted' and s.noticed_at is null
)
update submissions s set remind_at = (u.last_day + u.closes) at time zone u.time_zone
from under_review u, the_time t
where s.engagement_id = u.engagement_id and s.deliverable = u.deliverable and s.number = u.number
  and u.last_day > u.handed_in and (u.last_day + u.closes) at time zone u.time_zone > t.now;

alter table submissions add constraint submissions_remind_within_window check (remind_at > submitted_at and remind_at < review_due_at);
alter table submissions add constraint submissions_reminded_as_promised 
    check (reminded_at is null or remind_at is not null and reminded_at >= remind_at);

-- How a milestone stood on a day of the client. Derived from records, as an index is: nobody acts, so no event tells of it.
-- A day on which nobody looked has no row, since the past is not made up.
create table readiness_snapshots (
    engagement_id uuid not null references engagements,
    milestone     integer not null,
    day           date not null,
    gates         integer not null,
    -- What lets the handover through without a word, what does so with a warning, what holds it back.
    passed        integer not null,
    warned        integer not null,
    blocked       integer not null,
    light         text not null,
    -- Business days of the client to the milestone's date; negative when it has passed.
    days_left     integer not null,
    -- When it would be ready; null: nobody can say, because nothing moves.
    forecast      date,
    taken_at      timestamptz not null,
    primary key (engagement_id, milestone, day),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    constraint readiness_snapshots_light_known check (light in ('late', 'at-risk', 'on-track', 'ready')),
    constraint readiness_snapshots_adds_up check (passed >= 0 and warned >= 0 and blocked >= 0 and passed + warned + blocked <= gates),
    constraint readiness_snapshots_light_fits_gates check ((light = 'ready') = (blocked = 0))
);
