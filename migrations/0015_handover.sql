-- The handover in full: its rules as terms, gates that both sides waive, and whether the client still runs it alone.

-- After how many days without use "alone" lapses, and for how many business days a critical topic has to go without help.
alter table engagements add column lapse_days integer not null default 60;
alter table engagements add column assist_free_days integer not null default 10;
alter table engagements add constraint engagements_handover_rules_sensible check (lapse_days between 7 and 730 and assist_free_days between 1 and 60);

-- One gate of one milestone that does not hold it back for a while: asked for by one side, agreed to by the other.
create table waivers (
    engagement_id uuid not null references engagements,
    number        integer not null,
    milestone     integer not null,
    -- Which gate: what it asks and what it is about, as a reference.
    gate          text not null,
    about         text not null,
    -- Why the gate blocked when the waiver was asked for, in both languages.
    gate_reason   jsonb not null,
    reason        text not null,
    -- The last day on which it holds, where the client works.
    until         date not null,
    asked_by      uuid not null references persons,
    asked_side    text not null,
    asked_at      timestamptz not null,
    -- The other side's answer.
    agreed        boolean,
    answered_by   uuid references persons,
    answered_at   timestamptz,
    answer_text   text not null default '',
    -- Taken back: by the side that asked before there was an answer, by either side while it held.
    ended_by      uuid references persons,
    ended_side    text,
    ended_at      timestamptz,
    -- Nobody answered before its last day had passed, or before the milestone was signed without it.
    lapsed_at     timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    constraint waivers_side_known check (asked_side in ('client', 'provider') and ended_side in ('client', 'provider')),
    constraint waivers_say_why check (reason <> '' and (agreed is distinct from false or answer_text <> '')),
    constraint waivers_answered_by_somebody check ((agreed is null) = (answered_by is null) and (agreed is null) = (answered_at is null)),
    constraint waivers_ended_by_somebody check ((ended_by is null) = (ended_at is null) and (ended_by is null) = (ended_side is null)),
    -- Nobody waives for both sides.
    constraint waivers_take_two check (answered_by <> asked_by),
    constraint waivers_declined_cannot_end check (agreed is distinct from false or ended_at is null),
    constraint waivers_lapse_unanswered check (lapsed_at is null or (agreed is null and ended_at is null))
);
create index waivers_of_milestone on waivers (engagement_id, milestone);
create unique index waivers_asked_once on waivers (engagement_id, milestone, gate, about) where agreed is null and ended_at is null and lapsed_at is null;
-- What the clock of the handover looks through, over all engagements.
create index waivers_unanswered on waivers (until) where agreed is null and ended_at is null and lapsed_at is null;

-- What was asked for, answered and ended stays as it was said.
create function waivers_go_one_way() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and (new.engagement_id, new.number, new.milestone, new.gate, new.about, new.gate_reason, new.reason, new.until, new.asked_by,
             new.asked_side, new.asked_at)
          = (old.engagement_id, old.number, old.milestone, old.gate, old.about, old.gate_reason, old.reason, old.until, old.asked_by,
             old.asked_side, old.asked_at)
        and old.ended_at is null
        and old.lapsed_at is null
        and (old.agreed is null
             or (new.agreed, new.answered_by, new.answered_at, new.answer_text) = (old.agreed, old.answered_by, old.answered_at, old.answer_text)) then
        return new;
    end if;
    raise exception 'waivers go one way' using errcode = 'restrict_violation', constraint = 'waivers_one_way';
end $$;
create trigger waivers_go_one_way before update or delete on waivers
    for each row execute function waivers_go_one_way();

-- "Do you still run this alone?": asked some time after a handover of topics was signed by both sides.
create table echoes (
    engagement_id uuid not null,
    milestone     integer not null,
    -- How many days after the handover.
    days          integer not null,
    -- From this day on, where the client works.
    due_on        date not null,
    asked_at      timestamptz,
    answered_by   uuid references persons,
    answered_at   timestamptz,
    alone         boolean,
    -- A no is a feedback entry, a yes may come with a remark.
    feedback      integer,
    remark        text not null default '',
    primary key (engagement_id, milestone, days),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    foreign key (engagement_id, feedback) references feedback_entries (engagement_id, number),
    constraint echoes_answered_once_asked check (alone is null or asked_at is not null),
    constraint echoes_answered_by_somebody check ((alone is null) = (answered_by is null) and (alone is null) = (answered_at is null)),
    constraint echoes_no_is_feedback check ((alone is false) = (feedback is not null))
);
-- It is asked once, and an answer stays.
create function echoes_go_one_way() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and (new.engagement_id, new.milestone, new.days, new.due_on) = (old.engagement_id, old.milestone, old.days, old.due_on)
        and (old.asked_at is null or new.asked_at is not distinct from old.asked_at)
        and old.alone is null then
        return new;
    end if;
    raise exception 'echoes go one way' using errcode = 'restrict_violation', constraint = 'echoes_one_way';
end $$;
create trigger echoes_go_one_way before update or delete on echoes
    for each row execute function echoes_go_one_way();
-- What the clock of echoes looks through, over all engagements.
create index echoes_to_ask on echoes (due_on) where asked_at is null;
create index echoes_feedback on echoes (engagement_id, feedback) where feedback is not null;

insert into echoes (engagement_id, milestone, days, due_on)
select m.engagement_id, m.number, d.days,
       greatest((m.at at time zone c.time_zone)::date, (m.signed_at at time zone c.time_zone)::date) + d.days
from milestones m
join engagements e on e.id = m.engagement_id
join organizations c on c.id = e.client_id
cross join (values (30), (60)) as d (days)
where m.signed_at is not null
  -- Nobody is asked late: what is long past is taken for granted.
  and greatest((m.at at time zone c.time_zone)::date, (m.signed_at at time zone c.time_zone)::date) + d.days >= (now() at time zone c.time_zone)::date
  and exists (select 1 from milestone_topics t where t.engagement_id = m.engagement_id and t.milestone = m.number);

-- What happened by week is looked up by day.
create index observations_by_day on observations (engagement_id, observed_on);
create index assists_by_day on assists (engagement_id, assisted_on);
