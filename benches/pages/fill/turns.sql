-- Whose turn it was and is, as the deliverables, the feedback and the attestations above have left it.

create temp table asks (ask, side, roles) on commit drop as values
    ('submit', 'provider', array['manager', 'consultant']), ('resubmit', 'provider', array['manager', 'consultant']),
    ('review_submission', 'client', array['sponsor', 'lead']), ('attest_alone', 'provider', array['manager', 'consultant']),
    ('answer_feedback', 'client', array['sponsor', 'lead', 'member']), ('answer_feedback', 'provider', array['manager', 'consultant']),
    ('close_feedback', 'client', array['sponsor', 'lead', 'member']), ('close_feedback', 'provider', array['manager', 'consultant']);

insert into turns (engagement_id, number, thing, ask, side, roles, person_id, since, due_at, ended_at)
select t.engagement, row_number() over (partition by t.engagement order by t.since, t.thing, t.side), t.thing, t.ask, t.side, a.roles,
       t.person, t.since, t.due_at, t.ended_at
from (
    select b.engagement, 'D' || r.number as thing, 'submit' as ask, 'provider' as side, null::uuid as person,
           b.now - interval '110 days' as since, b.now - make_interval(days => 100 - 10 * r.number) as due_at,
           (select h.at from handed_in h where h.engagement = b.engagement and h.deliverable = r.number and h.submission = 1) as ended_at
    from batch b, results r
    union all
    select h.engagement, 'D' || h.deliverable, 'review_submission', 'client', null, h.at,
           case when h.outcome is null then h.now + interval '20 days' else h.at + interval '7 days' end,
           case when h.outcome is not null then h.at + interval '2 days' end
    from handed_in h
    union all
    select h.engagement, 'D' || h.deliverable, 'resubmit', 'provider', null, h.at + interval '2 days',
           h.at + interval '5 days',
           (select again.at from handed_in again where again.engagement = h.engagement and again.deliverable = h.deliverable
            and again.submission = h.submission + 1)
    from handed_in h where h.outcome = 'returned'
    union all
    select b.engagement, 'T5', 'attest_alone', 'provider', null, b.now - interval '6 days', b.now - interval '2 days', null from batch b
    union all
    select engagement, 'F' || number, 'answer_feedback', case side when 'client' then 'provider' else 'client' end,
           null, at, at + interval '4 days', at + interval '6 hours'
    from entries where kind <> 'praise'
    union all
    select engagement, 'F' || number, 'close_feedback', side, raiser, at + interval '6 hours', at + interval '4 days',
           case when closed then at + interval '3 days' when replies % 2 = 0 then at + interval '12 hours' end
    from entries where kind <> 'praise'
    union all
    select engagement, 'F' || number, 'answer_feedback', case side when 'client' then 'provider' else 'client' end,
           null, at + interval '12 hours', at + interval '5 days', null
    from entries where kind <> 'praise' and not closed and replies % 2 = 0
) t
join asks a on a.ask = t.ask and a.side = t.side;
