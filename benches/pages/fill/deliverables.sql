-- Twelve deliverables: accepted ones (D2 at the second try), one deemed accepted, two in review, one returned, one in work,
-- one planned. The review windows of the open ones end far from now, so that no clock runs out while pages are measured.

create temp table results (number, state, submissions) on commit drop as values
    (1, 'accepted', 1), (2, 'accepted', 2), (3, 'accepted', 1), (4, 'accepted', 1), (5, 'accepted', 1), (6, 'accepted', 1),
    (7, 'deemed_accepted', 1), (8, 'submitted', 2), (9, 'submitted', 1), (10, 'returned', 1), (11, 'in_work', 0), (12, 'planned', 0);

insert into deliverables (engagement_id, number, title, text, line_version, line_key, due_on, state, state_since, submissions,
                          planned_by, planned_at, started_at)
select b.engagement, r.number, 'Deliverable ' || lpad(r.number::text, 2, '0') || ': rule book for incoming invoices',
       'The rules as they run, each with an example from last month.', 1, 'S' || 1 + (r.number - 1) % 5, b.today - 100 + 10 * r.number, r.state,
       least(b.now - interval '1 day', b.now - make_interval(days => 100 - 10 * r.number)), r.submissions,
       b.consultant, b.now - interval '110 days', case when r.state <> 'planned' then b.now - interval '105 days' end
from batch b, results r;

insert into deliverable_criteria (engagement_id, deliverable, position, text)
select d.engagement_id, d.number, c.position, c.text
from batch b
join deliverables d on d.engagement_id = b.engagement
join scope_criteria c on c.engagement_id = d.engagement_id and c.version = d.line_version and c.key = d.line_key;

create temp table handed_in on commit drop as
select b.engagement, r.number as deliverable, s as submission, b.consultant, b.lead,
       case when s < r.submissions or r.state = 'returned' then 'returned' when r.state = 'submitted' then null else r.state end as outcome,
       case when r.state = 'submitted' and s = r.submissions then b.now - interval '2 days'
            else b.now - make_interval(days => 110 - 10 * r.number - 3 * s) end as at,
       b.now
from batch b, results r, generate_series(1, r.submissions) s;

insert into submissions (engagement_id, deliverable, number, notes, submitted_by, submitted_at, review_due_at, second_due_at, deems, noticed_at)
select engagement, deliverable, submission, E'What is new since the last time:\n\n- freight lines\n- credit notes\n\nTried on **last month''s** invoices.',
       consultant, at,
       case when outcome is null then now + interval '20 days' else at + interval '7 days' end,
       case when outcome is null then now + interval '27 days' else at + interval '14 days' end, true,
       case when outcome = 'deemed_accepted' then at + interval '7 days' end
from handed_in;

insert into submission_links (engagement_id, deliverable, submission, position, url)
select engagement, deliverable, submission, 1, 'https://files.example.com/rule-book-' || deliverable || '-' || submission from handed_in;

insert into reviews (engagement_id, deliverable, submission, outcome, reviewed_by, reviewed_at, remark)
select engagement, deliverable, submission, outcome, case when outcome <> 'deemed_accepted' then lead end,
       at + case outcome when 'deemed_accepted' then interval '14 days' else interval '2 days' end,
       case outcome when 'returned' then 'Close, but not there yet.' else '' end
from handed_in where outcome is not null;

insert into review_findings (engagement_id, deliverable, submission, position, met, remark)
select h.engagement, h.deliverable, h.submission, c.position, h.outcome = 'accepted' or c.position <> 3,
       case when h.outcome = 'returned' and c.position = 3 then 'Freight lines are missing.' else '' end
from handed_in h
join deliverable_criteria c on c.engagement_id = h.engagement and c.deliverable = h.deliverable
where h.outcome in ('accepted', 'returned');
