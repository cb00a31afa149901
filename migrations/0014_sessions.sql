-- Time spent side by side (working sessions, what was agreed in them) and side effects in other business areas of the client.

-- A session that was planned or recorded: WS1.
create table working_sessions (
    engagement_id uuid not null references engagements,
    number        integer not null,
    title         text not null,
    -- What is to be done; may be empty.
    agenda        text not null default '',
    added_by      uuid not null references persons,
    added_side    text not null,
    added_at      timestamptz not null,
    -- Counts the changes of the plan; calendars take the higher one for the newer one.
    revision      integer not null default 0,
    begun_by      uuid references persons,
    begun_at      timestamptz,
    cancelled_by  uuid references persons,
    cancelled_at  timestamptz,
    cancelled_why text,
    primary key (engagement_id, number),
    constraint working_sessions_title_length check (char_length(title) between 1 and 200),
    constraint working_sessions_side_known check (added_side in ('client', 'provider')),
    constraint working_sessions_begin_whole check (num_nonnulls(begun_by, begun_at) in (0, 2)),
    constraint working_sessions_cancellation_whole check (num_nonnulls(cancelled_by, cancelled_at, cancelled_why) in (0, 3)),
    constraint working_sessions_cancellation_says_why check (cancelled_why <> ''),
    constraint working_sessions_begun_or_cancelled check (begun_at is null or cancelled_at is null)
);

-- Where, from when to when, with whom and on what: round 0 as it is planned, each further round as it was, in the words of
-- the side that records it, with the other side's answer.
create table session_rounds (
    engagement_id uuid not null,
    session       integer not null,
    round         integer not null,
    place         text not null,
    from_at       timestamptz not null,
    to_at         timestamptz not null,
    -- What was changed (may be empty), and what came of it.
    changed       text not null default '',
    outcome       text not null default '',
    recorded_by   uuid references persons,
    recorded_side text,
    recorded_at   timestamptz,
    answer        text,
    correction    text not null default '',
    answered_by   uuid references persons,
    answered_at   timestamptz,
    primary key (engagement_id, session, round),
    foreign key (engagement_id, session) references working_sessions (engagement_id, number),
    constraint session_rounds_in_order check (from_at < to_at),
    constraint session_rounds_plan_or_record check (case when round = 0 then num_nonnulls(recorded_by, recorded_side, recorded_at) = 0
        and changed = '' and outcome = '' and answer is null else num_nonnulls(recorded_by, recorded_side, recorded_at) = 3 and outcome <> '' end),
    constraint session_rounds_side_known check (recorded_side in ('client', 'provider')),
    constraint session_rounds_answer_known check (answer in ('confirmed', 'corrected')),
    constraint session_rounds_answer_whole check (num_nonnulls(answer, answered_by, answered_at) in (0, 3)),
    constraint session_rounds_correction_says_what check ((answer is not distinct from 'corrected') = (correction <> ''))
);
create unique index session_rounds_open_once on session_rounds (engagement_id, session) where round > 0 and answer is null;
create unique index session_rounds_confirmed_once on session_rounds (engagement_id, session) where answer = 'confirmed';
create index session_rounds_planned on session_rounds (engagement_id, from_at) where round = 0;

-- Who is to take part, or took part.
create table session_people (
    engagement_id uuid not null,
    session       integer not null,
    round         integer not null,
    person_id     uuid not null references persons,
    side          text not null,
    primary key (engagement_id, session, round, person_id),
    foreign key (engagement_id, session, round) references session_rounds (engagement_id, session, round),
    constraint session_people_side_known check (side in ('client', 'provider'))
);

-- What is to be worked on, or was.
create table session_topics (
    engagement_id uuid not null,
    session       integer not null,
    round         integer not null,
    topic         integer not null,
    primary key (engagement_id, session, round, topic),
    foreign key (engagement_id, session, round) references session_rounds (engagement_id, session, round),
    foreign key (engagement_id, topic) references topics (engagement_id, number)
);

-- What was agreed to be done next: WS1.1. A later round of the record may say that it is no longer agreed.
create table session_steps (
    engagement_id uuid not null,
    session       integer not null,
    number        integer not null,
    round         integer not null,
    text          text not null,
    owner         uuid not null references persons,
    side          text not null,
    due_on        date not null,
    dropped_round integer,
    done_by       uuid references persons,
    done_at       timestamptz,
    done_note     text not null default '',
    primary key (engagement_id, session, number),
    foreign key (engagement_id, session, round) references session_rounds (engagement_id, session, round),
    foreign key (engagement_id, session, dropped_round) references session_rounds (engagement_id, session, round),
    constraint session_steps_of_a_record check (round > 0 and dropped_round > round),
    constraint session_steps_text_length check (char_length(text) between 1 and 300),
    constraint session_steps_side_known check (side in ('client', 'provider')),
    constraint session_steps_done_whole check (num_nonnulls(done_by, done_at) in (0, 2)),
    constraint session_steps_end_once check (done_at is null or dropped_round is null)
);

-- A plan is changed until it begins; what was recorded stays, and is answered once by the other side.
create function session_rounds_stay() returns trigger language plpgsql as $$
declare
    begun boolean;
begin
    if tg_op = 'UPDATE' and old.round = 0 then
        select begun_at is not null or cancelled_at is not null
            or exists (select 1 from session_rounds r where r.engagement_id = old.engagement_id and r.session = old.session and r.round > 0)
            into begun from working_sessions w where w.engagement_id = old.engagement_id and w.number = old.session;
        if not begun and (new.engagement_id, new.session, new.round) = (old.engagement_id, old.session, old.round) then
            return new;
        end if;
    elsif tg_op = 'UPDATE' and old.answer is null
        and to_jsonb(new) - array['answer', 'correction', 'answered_by', 'answered_at'] = to_jsonb(old) - array['answer', 'correction', 'answered_by', 'answered_at'] then
        return new;
    end if;
    raise exception 'what was recorded stays' using errcode = 'restrict_violation', constraint = 'session_rounds_stay';
end $$;
create trigger session_rounds_stay before update or delete on session_rounds for each row execute function session_rounds_stay();

-- A round follows one that was corrected, by the side that recorded that.
create function session_rounds_follow() returns trigger language plpgsql as $$
begin
    if new.round > 0 and (exists (select 1 from working_sessions w where w.engagement_id = new.engagement_id and w.number = new.session
                                  and w.cancelled_at is not null)
        or (new.round > 1 and not exists (select 1 from session_rounds r where r.engagement_id = new.engagement_id and r.session = new.session
                                          and r.round = new.round - 1 and r.answer = 'corrected' and r.recorded_side = new.recorded_side))) then
        raise exception 'nothing to record' using errcode = 'restrict_violation', constraint = 'session_rounds_follow';
    end if;
    return new;
end $$;
create trigger session_rounds_follow before insert on session_rounds for each row execute function session_rounds_follow();

create function session_lists_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or old.round > 0 then
        raise exception 'what was recorded stays' using errcode = 'restrict_violation', constraint = 'session_rounds_stay';
    end if;
    return old;
end $$;
create trigger session_people_stay before update or delete on session_people for each row execute function session_lists_stay();
create trigger session_topics_stay before update or delete on session_topics for each row execute function session_lists_stay();

create function session_steps_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.done_at is not null or old.dropped_round is not null
        or to_jsonb(new) - array['dropped_round', 'done_by', 'done_at', 'done_note'] is distinct from
           to_jsonb(old) - array['dropped_round', 'done_by', 'done_at', 'done_note'] then
        raise exception 'what was agreed stays' using errcode = 'restrict_violation', constraint = 'session_steps_stay';
    end if;
    return new;
end $$;
create trigger session_steps_stay before update or delete on session_steps for each row execute function session_steps_stay();

-- A side effect in another business area of the client: E1. The client owns it.
create table effects (
    engagement_id   uuid not null references engagements,
    number          integer not null,
    area            text not null,
    text            text not null,
    severity        text not null,
    since           date not null,
    seen_by         text not null,
    -- The line of the scope that it falls under, if one does; the feedback that it was first told in.
    touches         text,
    feedback        integer,
    session         integer,
    reported_by     uuid not null references persons,
    reported_side   text not null,
    reported_at     timestamptz not null,
    -- Who owns it at the client, by seat.
    owner           integer,
    acknowledged_by uuid references persons,
    acknowledged_at timestamptz,
    settled_how     text,
    settled_by      uuid references persons,
    settled_at      timestamptz,
    -- It is none: the side that reported it took it back, or the client declined it.
    dismissed       text,
    dismissed_why   text,
    dismissed_by    uuid references persons,
    dismissed_at    timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, touches) references scope_keys (engagement_id, key),
    foreign key (engagement_id, feedback) references feedback_entries (engagement_id, number),
    foreign key (engagement_id, session) references working_sessions (engagement_id, number),
    foreign key (engagement_id, owner) references seats (engagement_id, number),
    constraint effects_area_length check (char_length(area) between 1 and 200),
    constraint effects_side_known check (reported_side in ('client', 'provider')),
    constraint effects_acknowledgement_whole check (num_nonnulls(owner, acknowledged_by, acknowledged_at) in (0, 3)),
    constraint effects_settling_whole check (num_nonnulls(settled_how, settled_by, settled_at) in (0, 3)),
    constraint effects_settled_when_owned check (settled_at is null or acknowledged_at is not null),
    constraint effects_dismissal_known check (dismissed in ('withdrawn', 'declined')),
    constraint effects_dismissal_whole check (num_nonnulls(dismissed, dismissed_why, dismissed_by, dismissed_at) in (0, 4)),
    constraint effects_acknowledged_or_dismissed check (acknowledged_at is null or dismissed_at is null)
);
create unique index effects_of_feedback_once on effects (engagement_id, feedback) where feedback is not null and dismissed_at is null;
create index effects_open on effects (engagement_id) where acknowledged_at is null and dismissed_at is null;

-- What was reported stays as it was reported, and what was said to it is said once.
create function effects_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or to_jsonb(new) - array['owner', 'acknowledged_by', 'acknowledged_at', 'settled_how', 'settled_by', 'settled_at',
                                 'dismissed', 'dismissed_why', 'dismissed_by', 'dismissed_at'] is distinct from
           to_jsonb(old) - array['owner', 'acknowledged_by', 'acknowledged_at', 'settled_how', 'settled_by', 'settled_at',
                                 'dismissed', 'dismissed_why', 'dismissed_by', 'dismissed_at']
        or (old.acknowledged_at is not null and (new.owner, new.acknowledged_by, new.acknowledged_at) is distinct from (old.owner, old.acknowledged_by, old.acknowledged_at))
        or old.settled_at is not null or old.dismissed_at is not null then
        raise exception 'what was reported stays' using errcode = 'restrict_violation', constraint = 'effects_stay';
    end if;
    return new;
end $$;
create trigger effects_stay before update or delete on effects for each row execute function effects_stay();

-- In which session something was recorded.
alter table needs add column session integer;
alter table observations add column session integer;
alter table assists add column session integer;
alter table decisions add column session integer;
alter table needs add foreign key (engagement_id, session) references working_sessions (engagement_id, number);
alter table observations add foreign key (engagement_id, session) references working_sessions (engagement_id, number);
alter table assists add foreign key (engagement_id, session) references working_sessions (engagement_id, number);
alter table decisions add foreign key (engagement_id, session) references working_sessions (engagement_id, number);
create index needs_of_session on needs (engagement_id, session) where session is not null;
create index observations_of_session on observations (engagement_id, session) where session is not null;
create index assists_of_session on assists (engagement_id, session) where session is not null;
create index decisions_of_session on decisions (engagement_id, session) where session is not null;
create index effects_of_session on effects (engagement_id, session) where session is not null;

-- Feedback can be about a session or an effect, too.
alter table feedback_entries add column about_session integer;
alter table feedback_entries add column about_effect integer;
alter table feedback_entries add foreign key (engagement_id, about_session) references working_sessions (engagement_id, number);
alter table feedback_entries add foreign key (engagement_id, about_effect) references effects (engagement_id, number);
alter table feedback_entries drop constraint feedback_about_one_thing;
alter table feedback_entries add constraint feedback_about_one_thing check (num_nonnulls(about_line, about_deliverable, about_topic,
    about_milestone, about_need, about_change, about_decision, about_session, about_effect) <= 1);
create index feedback_about_session on feedback_entries (engagement_id, about_session) where about_session is not null;
create index feedback_about_effect on feedback_entries (engagement_id, about_effect) where about_effect is not null;
