-- From wishes to needs, what a service answers, changes to the agreed scope, decisions, and where a request belongs.

-- For the scope guard: which line a text is nearest to, by stems (full text) and by letters (trigrams), accents aside.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- In which language the two sides write; it decides how texts are searched.
alter table engagements add column language text not null default 'en';
alter table engagements add constraint engagements_language_known check (language in ('en', 'de'));

-- A wish in the client's own words. Its number is also the number of the need that restates it: N1.
create table needs (
    engagement_id uuid not null references engagements,
    number        integer not null,
    wish          text not null,
    -- Who said it, when and where; a provider may record a wish it heard.
    said_by       uuid not null references persons,
    said_on       date not null,
    said_where    text not null default '',
    recorded_by   uuid not null references persons,
    recorded_at   timestamptz not null,
    -- The client set it aside: for later, or for good.
    set_aside     text,
    set_aside_why text,
    set_aside_by  uuid references persons,
    set_aside_at  timestamptz,
    primary key (engagement_id, number),
    constraint needs_set_aside_known check (set_aside in ('parked', 'withdrawn')),
    constraint needs_set_aside_whole check (num_nonnulls(set_aside, set_aside_why, set_aside_by, set_aside_at) in (0, 4)),
    constraint needs_wish_length check (char_length(wish) between 1 and 20000)
);

-- What the provider understood, in rounds, each with the client's answer.
create table restatements (
    engagement_id uuid not null,
    need          integer not null,
    round         integer not null,
    understanding text not null,
    why           text not null default '',
    -- How both will know that it is met.
    measure       text not null,
    baseline      text not null default '',
    target        text not null default '',
    restated_by   uuid not null references persons,
    restated_at   timestamptz not null,
    answer        text,
    correction    text not null default '',
    answered_by   uuid references persons,
    answered_at   timestamptz,
    primary key (engagement_id, need, round),
    foreign key (engagement_id, need) references needs (engagement_id, number),
    constraint restatements_answer_known check (answer in ('yes', 'partly', 'no')),
    constraint restatements_answer_whole check (num_nonnulls(answer, answered_by, answered_at) in (0, 3)),
    constraint restatements_partly_says_what check (answer is distinct from 'partly' or correction <> '')
);
create unique index restatements_open_once on restatements (engagement_id, need) where answer is null;
create unique index restatements_confirmed_once on restatements (engagement_id, need) where answer = 'yes';

-- The client's words are never edited, a restatement is answered once and then stays.
create function wishes_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a wish is never edited' using errcode = 'restrict_violation', constraint = 'needs_wish_stays';
end $$;
create trigger needs_wish_stays before delete or update of wish, said_by, said_on, said_where, recorded_by, recorded_at on needs
    for each row execute function wishes_stay();
create function restatements_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.answer is not null
        or (new.understanding, new.why, new.measure, new.baseline, new.target, new.restated_by, new.restated_at)
           is distinct from (old.understanding, old.why, old.measure, old.baseline, old.target, old.restated_by, old.restated_at) then
        raise exception 'a restatement stays as it was answered' using errcode = 'restrict_violation', constraint = 'restatements_stay';
    end if;
    return new;
end $$;
create trigger restatements_stay before update or delete on restatements for each row execute function restatements_stay();

-- The confirmed needs that a service answers; frozen with its line.
create table scope_line_needs (
    engagement_id uuid not null,
    version       integer not null,
    key           text not null,
    need          integer not null,
    primary key (engagement_id, version, key, need),
    foreign key (engagement_id, version, key) references scope_lines (engagement_id, version, key) on delete cascade,
    foreign key (engagement_id, need) references needs (engagement_id, number),
    constraint scope_line_needs_on_services_only check (key like 'S%')
);
create index scope_line_needs_of_need on scope_line_needs (engagement_id, need);
create trigger scope_line_needs_frozen before insert or update or delete on scope_line_needs
    for each row execute function scope_lines_are_frozen();

-- Changes to the agreed scope: CR1.
create table change_requests (
    engagement_id uuid not null references engagements,
    number        integer not null,
    title         text not null,
    text          text not null,
    -- The line it belongs to or falls under, an exclusion for example.
    touches       text,
    -- The request it came from.
    feedback      integer,
    raised_by     uuid not null references persons,
    raised_side   text not null,
    raised_at     timestamptz not null,
    state         text not null default 'raised',
    -- The assessment: what it means, against which version its edits are written.
    impact        text,
    base_version  integer,
    assessed_by   uuid references persons,
    assessed_at   timestamptz,
    -- The offer: the proposed version that carries it, signed by the provider.
    version       integer,
    -- How it ended, or why it rests.
    reason        text,
    ended_by      uuid references persons,
    ended_at      timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, touches) references scope_keys (engagement_id, key),
    foreign key (engagement_id, feedback) references feedback_entries (engagement_id, number),
    foreign key (engagement_id, base_version) references scope_versions (engagement_id, number),
    foreign key (engagement_id, version) references scope_versions (engagement_id, number),
    constraint change_requests_side_known check (raised_side in ('client', 'provider')),
    constraint change_requests_state_known check (state in ('raised', 'assessed', 'offered', 'accepted', 'declined', 'withdrawn', 'parked')),
    constraint change_requests_title_length check (char_length(title) between 1 and 200),
    constraint change_requests_assessment_whole check (num_nonnulls(impact, base_version, assessed_by, assessed_at) in (0, 4)),
    constraint change_requests_assessed_first check (state not in ('assessed', 'offered', 'accepted', 'declined') or assessed_at is not null),
    constraint change_requests_offer_has_version check ((state not in ('offered', 'accepted') or version is not null)
        and (version is null or state in ('offered', 'accepted', 'declined'))),
    constraint change_requests_end_whole check ((state in ('accepted', 'declined', 'withdrawn', 'parked')) = (ended_at is not null)
        and (ended_at is null) = (ended_by is null)),
    constraint change_requests_rest_says_why check (state not in ('declined', 'withdrawn', 'parked') or reason <> '')
);
-- A version comes from one change at most.
create unique index change_requests_version_once on change_requests (engagement_id, version) where version is not null;
create index change_requests_open on change_requests (engagement_id) where state in ('raised', 'assessed', 'offered');

-- The exact edits of a change to the lines of its base version.
create table change_edits (
    engagement_id uuid not null,
    change        integer not null,
    key           text not null,
    action        text not null,
    -- The line's whole new content; none where it is taken out.
    content       jsonb,
    -- What the line said when the edit was written (a hash of it), to notice that it says something else now; none for a new one.
    base          text,
    edited_by     uuid not null references persons,
    edited_at     timestamptz not null,
    primary key (engagement_id, change, key),
    foreign key (engagement_id, change) references change_requests (engagement_id, number),
    foreign key (engagement_id, key) references scope_keys (engagement_id, key),
    constraint change_edits_action_known check (action in ('add', 'change', 'remove')),
    constraint change_edits_content_fits check ((action = 'remove') = (content is null)),
    constraint change_edits_base_fits check ((action = 'add') = (base is null))
);
-- What is offered is signed: its edits stay.
create function change_edits_are_frozen() returns trigger language plpgsql as $$
begin
    -- Neither where an edit stands nor where it is to stand.
    if exists (select 1 from change_requests c
               where (tg_op <> 'INSERT' and c.engagement_id = old.engagement_id and c.number = old.change
                      or tg_op <> 'DELETE' and c.engagement_id = new.engagement_id and c.number = new.change)
                 and c.state not in ('raised', 'assessed')) then
        raise exception 'a change is no longer being assessed' using errcode = 'restrict_violation', constraint = 'change_edits_frozen';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger change_edits_frozen before insert or update or delete on change_edits for each row execute function change_edits_are_frozen();

-- Decisions: a What is the client's, a How the expert's, whom the client may overrule: DC1.
create table decisions (
    engagement_id uuid not null references engagements,
    number        integer not null,
    kind          text not null,
    question      text not null,
    background    text not null default '',
    -- Referred to by place, from 1.
    options       text[] not null,
    -- Who is asked; null: whoever may decide it.
    asked_of      uuid references persons,
    due_on        date not null,
    proposed_by   uuid not null references persons,
    proposed_side text not null,
    proposed_at   timestamptz not null,
    withdrawn_by  uuid references persons,
    withdrawn_at  timestamptz,
    withdrawn_why text,
    primary key (engagement_id, number),
    constraint decisions_kind_known check (kind in ('what', 'how')),
    constraint decisions_side_known check (proposed_side in ('client', 'provider')),
    constraint decisions_question_length check (char_length(question) between 1 and 300),
    constraint decisions_options_whole check (cardinality(options) between 2 and 8 and array_ndims(options) = 1
        and array_lower(options, 1) = 1 and array_position(options, null) is null and array_position(options, '') is null),
    constraint decisions_withdrawal_whole check (num_nonnulls(withdrawn_by, withdrawn_at, withdrawn_why) in (0, 3)),
    constraint decisions_withdrawal_says_why check (withdrawn_why <> '')
);
-- What was advised and decided, in order; never changed. The last one that decides counts.
create table decision_statements (
    engagement_id uuid not null,
    decision      integer not null,
    number        integer not null,
    act           text not null,
    option        integer not null,
    why           text not null,
    person_id     uuid not null references persons,
    side          text not null,
    at            timestamptz not null,
    primary key (engagement_id, decision, number),
    foreign key (engagement_id, decision) references decisions (engagement_id, number),
    constraint decision_statements_act_known check (act in ('advised', 'decided', 'overruled')),
    constraint decision_statements_side_known check (side in ('client', 'provider')),
    constraint decision_statements_say_why check (why <> '')
);
-- It is decided once; what the expert answered is overruled once.
create unique index decision_statements_decided_once on decision_statements (engagement_id, decision, act) where act <> 'advised';

-- A question stays as it was asked; it is withdrawn once, and only while nobody has decided it.
create function decisions_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.withdrawn_at is not null
        or to_jsonb(new) - array['withdrawn_by', 'withdrawn_at', 'withdrawn_why'] is distinct from
           to_jsonb(old) - array['withdrawn_by', 'withdrawn_at', 'withdrawn_why']
        or exists (select 1 from decision_statements s
                   where s.engagement_id = old.engagement_id and s.decision = old.number and s.act = 'decided') then
        raise exception 'a question stays as it was asked' using errcode = 'restrict_violation', constraint = 'decisions_stay';
    end if;
    return new;
end $$;
create trigger decisions_stay before update or delete on decisions for each row execute function decisions_stay();

-- Each statement is made by the side it belongs to, on a question that is open to it.
create function decision_statements_fit() returns trigger language plpgsql as $$
declare
    asked decisions;
    decided integer;
begin
    select * into asked from decisions d where d.engagement_id = new.engagement_id and d.number = new.decision;
    select s.option into decided from decision_statements s
        where s.engagement_id = new.engagement_id and s.decision = new.decision and s.act = 'decided';
    if asked.withdrawn_at is not null or new.option not between 1 and cardinality(asked.options)
        or not (case new.act
            when 'advised' then asked.kind = 'what' and new.side = 'provider' and decided is null
            when 'decided' then new.side = case asked.kind when 'what' then 'client' else 'provider' end and decided is null
            else asked.kind = 'how' and new.side = 'client' and decided is not null and decided <> new.option
        end) then
        raise exception 'decision % is not open to this', new.decision
            using errcode = 'restrict_violation', constraint = 'decision_statements_fit';
    end if;
    return new;
end $$;
create trigger decision_statements_fit before insert on decision_statements for each row execute function decision_statements_fit();
create function decision_statements_stay() returns trigger language plpgsql as $$
begin
    raise exception 'what was decided stays on record' using errcode = 'restrict_violation', constraint = 'decision_statements_stay';
end $$;
create trigger decision_statements_stay before update or delete on decision_statements
    for each row execute function decision_statements_stay();

-- Feedback can be about a need, a change or a decision, too.
alter table feedback_entries add column about_need integer;
alter table feedback_entries add column about_change integer;
alter table feedback_entries add column about_decision integer;
alter table feedback_entries add foreign key (engagement_id, about_need) references needs (engagement_id, number);
alter table feedback_entries add foreign key (engagement_id, about_change) references change_requests (engagement_id, number);
alter table feedback_entries add foreign key (engagement_id, about_decision) references decisions (engagement_id, number);
alter table feedback_entries drop constraint feedback_about_one_thing;
alter table feedback_entries add constraint feedback_about_one_thing check (num_nonnulls(about_line, about_deliverable, about_topic,
    about_milestone, about_need, about_change, about_decision) <= 1);
create index feedback_about_need on feedback_entries (engagement_id, about_need) where about_need is not null;
create index feedback_about_change on feedback_entries (engagement_id, about_change) where about_change is not null;
create index feedback_about_decision on feedback_entries (engagement_id, about_decision) where about_decision is not null;

-- Where a request of the client belongs: within a line; or outside, as a change, as the client's own matter, or parked.
create table request_placements (
    engagement_id uuid not null,
    entry         integer not null,
    place         text not null,
    -- The line it is within, or the nearest exclusion.
    line          text,
    change        integer,
    -- Who owns it at the client, by seat.
    owner         integer,
    why           text not null default '',
    placed_by     uuid not null references persons,
    placed_at     timestamptz not null,
    primary key (engagement_id, entry),
    foreign key (engagement_id, entry) references feedback_entries (engagement_id, number),
    foreign key (engagement_id, line) references scope_keys (engagement_id, key),
    foreign key (engagement_id, change) references change_requests (engagement_id, number),
    foreign key (engagement_id, owner) references seats (engagement_id, number),
    constraint request_placements_place_known check (place in ('within', 'change', 'client', 'parked')),
    constraint request_placements_within_names_service check (place <> 'within' or (line is not null and line like 'S%')),
    constraint request_placements_change_is_named check ((place = 'change') = (change is not null)),
    constraint request_placements_owner_is_named check ((place = 'client') = (owner is not null)),
    constraint request_placements_parked_says_why check (place <> 'parked' or why <> '')
);

-- Requests of the client that wait to be answered wait to be placed now.
update turns t set ask = 'place_request', roles = '{manager,consultant}', person_id = null
from feedback_entries f
where t.engagement_id = f.engagement_id and t.thing = 'F' || f.number and t.ended_at is null and t.side = 'provider'
  and t.ask = 'answer_feedback' and f.kind = 'request' and f.raised_side = 'client';

-- A deliverable is promised under a service that is agreed at that moment, and stays under it.
create function deliverable_is_agreed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or not exists (select 1 from scope_versions v where v.engagement_id = new.engagement_id
                                       and v.number = new.line_version and v.state = 'agreed') then
        raise exception 'no agreed version has this service' using errcode = 'restrict_violation', constraint = 'deliverables_under_agreed_service';
    end if;
    return new;
end $$;
create trigger deliverable_is_agreed before insert or update of line_version, line_key on deliverables
    for each row execute function deliverable_is_agreed();
