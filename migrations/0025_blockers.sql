-- Each room keeps its tables to itself. What others rest on is kept beside them, from what events say, or published as a view.

-- What stands in the way of a handover elsewhere in an engagement: kept with each change, from its event, so that readiness
-- rests on it and reads no other room's records. All of it can be made anew from those (`tandem rebuild`). What has ended
-- stays, and may begin again.
create table blockers (
    engagement_id uuid not null,
    -- What holds a handover back, as a reference.
    thing         text not null,
    kind          text not null,
    -- It blocks, it only warns, or it did either once.
    state         text not null,
    -- Of feedback that blocks: what it is about, as a reference (empty: the engagement itself), and which side raised it.
    about         text,
    side          text,
    -- Of a deliverable: the line it is promised under. Of a change to the scope: the line it falls under, if any, and those it edits.
    line          text,
    edits         text[],
    -- Of an effect: the business area.
    area          text,
    primary key (engagement_id, thing),
    foreign key (engagement_id, thing) references things (engagement_id, reference),
    -- A topic stands in the way as long as no file is attached to it: its runbook, unless that is kept elsewhere.
    constraint blockers_kind_fits_thing check (case kind
        when 'feedback' then thing ~ '^F[0-9]' when 'change' then thing ~ '^CR[0-9]' when 'effect' then thing ~ '^E[0-9]'
        when 'deliverable' then thing ~ '^D[0-9]' when 'runbook' then thing ~ '^T[0-9]' else false end),
    constraint blockers_state_known check (state in ('blocks', 'warns', 'ended')),
    constraint blockers_side_known check (side in ('client', 'provider')),
    constraint blockers_detail_fits_kind check ((kind = 'feedback') = (about is not null) and (kind = 'feedback') = (side is not null)
        and (kind = 'change') = (edits is not null) and (kind = 'effect') = (area is not null)
        and case kind when 'deliverable' then line is not null when 'change' then true else line is null end)
);

insert into blockers (engagement_id, thing, kind, state, about, side)
select engagement_id, 'F' || number, 'feedback', case when closed_at is null then 'blocks' else 'ended' end, about, raised_side
from feedback_entries where blocking;
insert into blockers (engagement_id, thing, kind, state, line, edits)
select r.engagement_id, 'CR' || r.number, 'change', case when r.state in ('raised', 'assessed', 'offered') then 'blocks' else 'ended' end, r.touches,
       array(select d.key from change_edits d where d.engagement_id = r.engagement_id and d.change = r.number order by d.key)
from change_requests r;
insert into blockers (engagement_id, thing, kind, state, area)
select engagement_id, 'E' || number, 'effect', case when acknowledged_at is null and dismissed_at is null then 'blocks' else 'ended' end, area
from effects;
insert into blockers (engagement_id, thing, kind, state, line)
select engagement_id, 'D' || number, 'deliverable', case state when 'accepted' then 'ended' when 'deemed_accepted' then 'warns' else 'blocks' end,
       line_key
from deliverables;
insert into blockers (engagement_id, thing, kind, state)
select t.engagement_id, 'T' || t.number, 'runbook',
       case when exists (select 1 from files f where f.engagement_id = t.engagement_id and f.thing = 'T' || t.number and f.part is null)
            then 'ended' else 'blocks' end
from topics t;

-- A gate that a change holds shut names one of its lines that are covered: any of them until now, the first from now on. So
-- that is judged again.
update judgements j set holds_until = j.judged_at
where exists (select 1 from blockers b where b.engagement_id = j.engagement_id and b.kind = 'change' and b.state = 'blocks');

-- An entry that came of an echo goes on after the engagement has closed, and knows that by itself.
alter table feedback_entries add column after_handover boolean not null default false;
update feedback_entries f set after_handover = true
where exists (select 1 from echoes h where h.engagement_id = f.engagement_id and h.feedback = f.number);

-- A working session as the rooms know it in which something can be recorded then: what its latest round says. `clients` are
-- those of `people` who are on the client's side.
create view occasions as
select w.engagement_id, w.number as session, w.title, r.place, r.from_at,
       array(select p.person_id from session_people p
             where p.engagement_id = r.engagement_id and p.session = r.session and p.round = r.round) as people,
       array(select p.person_id from session_people p
             where p.engagement_id = r.engagement_id and p.session = r.session and p.round = r.round and p.side = 'client') as clients,
       array(select t.topic from session_topics t
             where t.engagement_id = r.engagement_id and t.session = r.session and t.round = r.round order by t.topic) as topics,
       w.cancelled_at is not null as cancelled
from working_sessions w
join lateral (select * from session_rounds l where l.engagement_id = w.engagement_id and l.session = w.number order by l.round desc limit 1) r on true;
