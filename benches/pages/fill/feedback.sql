-- Forty entries, on everything that feedback can be on; thirty are closed. Replies alternate between the sides, the
-- first by the side that was asked.

create temp table entries on commit drop as
select b.engagement, f as number, case when f % 8 = 0 then 'praise' else (array['question', 'concern', 'request'])[1 + f % 3] end as kind,
       f % 12 = 4 and f % 8 <> 0 as blocking,
       case f % 2 when 0 then 'client' else 'provider' end as side,
       case when f % 2 = 1 then b.consultant when f % 4 = 0 then b.lead else b.member end as raiser,
       case f % 2 when 0 then b.consultant else b.lead end as asked,
       b.now - make_interval(days => 2 * (41 - f)) as at,
       1 + f % 3 as replies, f <= 30 as closed
from batch b, generate_series(1, 40) f;

insert into things (engagement_id, reference, title) select engagement, 'F' || number, 'The list sorts by supplier' from entries;

insert into feedback_entries (engagement_id, number, kind, blocking, text, about, raised_by, raised_side, raised_at, replies, closed_by, closed_at)
select engagement, number, kind, blocking,
       'Feedback ' || lpad(number::text, 2, '0') || ': the list sorts by supplier; we work by *due date*. Every morning somebody sorts it again by hand.',
       case number % 5 when 1 then 'D' || 1 + number % 12 when 2 then 'S' || 1 + number / 5 % 5 when 3 then 'T' || 1 + number % 8
            when 4 then 'M' || 1 + number % 4 else '' end,
       raiser, side, at, replies, case when closed then raiser end, case when closed then at + interval '3 days' end
from entries;

insert into feedback_replies (engagement_id, entry, number, person_id, side, text, at)
select engagement, number, r, case r % 2 when 1 then asked else raiser end,
       case when (r % 2 = 1) = (side = 'client') then 'provider' else 'client' end,
       'Changed: the list now sorts by due date first, then by supplier. Please look at it once more.', at + make_interval(hours => 6 * r)
from entries, generate_series(1, replies) r;
