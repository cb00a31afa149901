-- Sessions: a running one may be cancelled while nothing was recorded, what was agreed in one may be dropped with the reason,
-- and what was recorded stays whatever is entered beside it. Effects: another owner, when the one who had it no longer can.

alter table working_sessions drop constraint working_sessions_begun_or_cancelled;

-- The last round is not corrected any more: by then people talk.
alter table session_rounds add constraint session_rounds_end
    check (round <= 20 and (round < 20 or answer is distinct from 'corrected')) not valid;

-- What was agreed may be dropped by anybody who takes part, too, with the reason.
alter table session_steps
    add column dropped_by uuid references persons,
    add column dropped_at timestamptz,
    add column dropped_why text,
    add constraint session_steps_dropping_whole check (num_nonnulls(dropped_by, dropped_at, dropped_why) in (0, 3)),
    add constraint session_steps_dropping_says_why check (dropped_why <> ''),
    drop constraint session_steps_end_once,
    add constraint session_steps_end_once check (num_nonnulls(done_at, dropped_round, dropped_at) <= 1);

-- What is cancelled stays so, and nothing is cancelled that was recorded: it has taken place.
create function working_sessions_stay() returns trigger language plpgsql as $$
declare
    recorded boolean;
begin
    if tg_op = 'UPDATE' then
        select exists (select 1 from session_rounds r where r.engagement_id = old.engagement_id and r.session = old.number and r.round > 0)
            into recorded;
        if old.cancelled_at is null
            and (old.begun_at is null or (new.begun_by, new.begun_at) is not distinct from (old.begun_by, old.begun_at))
            and (new.cancelled_at is null or not recorded)
            and (to_jsonb(new) - array['begun_by', 'begun_at', 'cancelled_by', 'cancelled_at', 'cancelled_why', 'revision'] =
                 to_jsonb(old) - array['begun_by', 'begun_at', 'cancelled_by', 'cancelled_at', 'cancelled_why', 'revision']
                 or old.begun_at is null and not recorded
                 and (new.engagement_id, new.number, new.added_by, new.added_side, new.added_at) =
                     (old.engagement_id, old.number, old.added_by, old.added_side, old.added_at)) then
            return new;
        end if;
    end if;
    raise exception 'what was said of a session stays' using errcode = 'restrict_violation', constraint = 'working_sessions_stay';
end $$;
create trigger working_sessions_stay before update or delete on working_sessions for each row execute function working_sessions_stay();

create or replace function session_steps_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or num_nonnulls(old.done_at, old.dropped_round, old.dropped_at) > 0
        or to_jsonb(new) - array['dropped_round', 'dropped_by', 'dropped_at', 'dropped_why', 'done_by', 'done_at', 'done_note'] is distinct from
           to_jsonb(old) - array['dropped_round', 'dropped_by', 'dropped_at', 'dropped_why', 'done_by', 'done_at', 'done_note'] then
        raise exception 'what was agreed stays' using errcode = 'restrict_violation', constraint = 'session_steps_stay';
    end if;
    return new;
end $$;

-- Whether a session is no longer only planned: it was cancelled, or recorded, or (when asked for) has begun.
create function session_is_past_planning(engagement uuid, session_number integer, and_begun boolean) returns boolean language sql stable as $$
    select exists (select 1 from working_sessions w where w.engagement_id = engagement and w.number = session_number
                   and (w.cancelled_at is not null or and_begun and w.begun_at is not null))
        or exists (select 1 from session_rounds r where r.engagement_id = engagement and r.session = session_number and r.round > 0)
$$;

-- There is one plan, made before anything was recorded; a round follows one that was corrected, by the side that recorded that.
create or replace function session_rounds_follow() returns trigger language plpgsql as $$
begin
    if (case when new.round = 0 then session_is_past_planning(new.engagement_id, new.session, false)
        else exists (select 1 from working_sessions w where w.engagement_id = new.engagement_id and w.number = new.session and w.cancelled_at is not null)
            or (new.round > 1 and not exists (select 1 from session_rounds r where r.engagement_id = new.engagement_id and r.session = new.session
                                              and r.round = new.round - 1 and r.answer = 'corrected' and r.recorded_side = new.recorded_side))
        end) then
        raise exception 'nothing to record' using errcode = 'restrict_violation', constraint = 'session_rounds_follow';
    end if;
    return new;
end $$;

-- Who took part and what was worked on stays with its round: nothing is taken from a record, nor from a plan that has begun,
-- and nothing comes to a record that was answered, nor to a plan behind which there is one.
create or replace function session_lists_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not (case when new.round = 0 then session_is_past_planning(new.engagement_id, new.session, false)
        else session_round_is_answered(new.engagement_id, new.session, new.round) end) then
        return new;
    end if;
    if tg_op = 'DELETE' and old.round = 0 and not session_is_past_planning(old.engagement_id, old.session, true) then
        return old;
    end if;
    raise exception 'what was recorded stays' using errcode = 'restrict_violation', constraint = 'session_rounds_stay';
end $$;

-- Locked by whoever asks, so that an answer that is being entered is waited for, and waits.
create function session_round_is_answered(engagement uuid, session_number integer, of_round integer) returns boolean language plpgsql as $$
declare
    answered boolean;
begin
    select r.answer is not null into answered from session_rounds r
        where r.engagement_id = engagement and r.session = session_number and r.round = of_round for update;
    return answered;
end $$;
drop trigger session_people_stay on session_people;
create trigger session_people_stay before insert or update or delete on session_people for each row execute function session_lists_stay();
drop trigger session_topics_stay on session_topics;
create trigger session_topics_stay before insert or update or delete on session_topics for each row execute function session_lists_stay();

create function session_steps_follow() returns trigger language plpgsql as $$
begin
    if session_round_is_answered(new.engagement_id, new.session, new.round) then
        raise exception 'what was agreed stays' using errcode = 'restrict_violation', constraint = 'session_steps_stay';
    end if;
    return new;
end $$;
create trigger session_steps_follow before insert on session_steps for each row execute function session_steps_follow();

-- Whoever owns it after an owner who no longer can: the seat ended, or only looks on.
create table effect_successors (
    engagement_id uuid not null,
    effect        integer not null,
    number        integer not null,
    owner         integer not null,
    named_by      uuid not null references persons,
    named_at      timestamptz not null,
    primary key (engagement_id, effect, number),
    foreign key (engagement_id, effect) references effects (engagement_id, number),
    foreign key (engagement_id, owner) references seats (engagement_id, number)
);

-- Whether whoever has or had this seat can still own an effect: with it, or with another that they were given since.
create function seat_still_owns(engagement uuid, seat integer) returns boolean language sql stable as $$
    select exists (select 1 from seats had join seats has on has.engagement_id = had.engagement_id and has.person_id = had.person_id
                   where had.engagement_id = engagement and had.number = seat
                     and has.ended_at is null and has.side = 'client' and has.role <> 'observer')
$$;

create function effect_successors_follow() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or not exists (
        select 1 from effects x
        where x.engagement_id = new.engagement_id and x.number = new.effect and x.settled_at is null and x.owner is not null
          and not seat_still_owns(x.engagement_id, coalesce(
            (select l.owner from effect_successors l where l.engagement_id = x.engagement_id and l.effect = x.number order by l.number desc limit 1),
            x.owner))) then
        raise exception 'it has an owner' using errcode = 'restrict_violation', constraint = 'effect_successors_follow';
    end if;
    return new;
end $$;
create trigger effect_successors_follow before insert or update or delete on effect_successors
    for each row execute function effect_successors_follow();

create index readiness_snapshots_by_day on readiness_snapshots (day);
