-- What stands in the way of handovers, as the program keeps it.

insert into blockers (engagement_id, thing, kind, state, about, side)
select f.engagement_id, 'F' || f.number, 'feedback', case when f.closed_at is null then 'blocks' else 'ended' end, f.about, f.raised_side
from batch b join feedback_entries f on f.engagement_id = b.engagement where f.blocking;

insert into blockers (engagement_id, thing, kind, state, line)
select d.engagement_id, 'D' || d.number, 'deliverable', case d.state when 'accepted' then 'ended' when 'deemed_accepted' then 'warns' else 'blocks' end,
       d.line_key
from batch b join deliverables d on d.engagement_id = b.engagement;

insert into blockers (engagement_id, thing, kind, state)
select t.engagement_id, 'T' || t.number, 'runbook', 'blocks' from batch b join topics t on t.engagement_id = b.engagement;
