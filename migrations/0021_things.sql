-- One registry of what people refer to: D5, M5, WS1.2. Feedback, files, turns and events name a thing by its reference, so
-- that a new kind of thing changes none of them.

-- For searching: letters alone decide, neither case nor accents.
create function plain(said text) returns text language sql immutable strict parallel safe as $$
    select lower(public.unaccent('public.unaccent'::regdictionary, said))
$$;

create table things (
    engagement_id uuid not null references engagements,
    -- As people write it; empty for the engagement itself.
    reference     text not null,
    -- As it stands. Where the thing's own table holds it, that is its home and a trigger below keeps this one equal; of what
    -- is only a text it is the beginning. Empty: it goes by its reference alone, as a version of the scope does.
    title         text not null,
    search        text not null generated always as (plain(reference || ' ' || title)) stored,
    primary key (engagement_id, reference),
    constraint things_reference_shape check (reference ~ '^([A-Z]+[1-9][0-9]*([.][1-9][0-9]*)?)?$')
);

-- A thing is renamed by its own table alone, and what was spoken of stays.
create function things_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a thing is renamed where its title is kept' using errcode = 'restrict_violation', constraint = 'things_stay';
end $$;

-- The number in a reference with these letters, 5 of D5; null in any other.
create function number_of(reference text, letters text) returns integer language sql immutable parallel safe as $$
    select case when reference ~ ('^' || letters || '[1-9][0-9]*$') then substr(reference, length(letters) + 1)::integer end
$$;

-- What there is so far. What is only a text goes by the beginning that its turns and events have quoted.

insert into things (engagement_id, reference, title)
select id, '', title from engagements
union all select engagement_id, 'V' || number, '' from scope_versions
union all select engagement_id, 'D' || number, title from deliverables
union all select engagement_id, 'T' || number, title from topics
union all select engagement_id, 'M' || number, title from milestones
union all select engagement_id, 'CR' || number, title from change_requests
union all select engagement_id, 'DC' || number, question from decisions
union all select engagement_id, 'WS' || number, title from working_sessions
union all select engagement_id, 'WS' || session || '.' || number, text from session_steps
union all (select distinct on (engagement_id, key) engagement_id, key, title from scope_lines order by engagement_id, key, version desc);

with quoted as (
    select engagement_id, thing as reference, title, 0 as part, number from turns where thing ~ '^(F|N|E|WV)[0-9]+$' and title <> ''
    union all
    select engagement_id, thing, detail ->> 'excerpt', 1, number from events where thing ~ '^[FNE][0-9]+$' and detail ->> 'excerpt' <> ''
    union all
    select engagement_id, 'F' || (detail ->> 'feedback'), detail ->> 'excerpt', 1, number from events
    where kind = 'echo_answered' and detail ->> 'feedback' is not null
    union all
    select engagement_id, 'N' || (wish ->> 'number'), wish ->> 'excerpt', 1, number
    from events cross join lateral jsonb_array_elements(detail -> 'wishes') wish where kind = 'wishes_stated'
), beginnings as (
    select distinct on (engagement_id, reference) engagement_id, reference, title from quoted order by engagement_id, reference, part, number
), texts (engagement_id, reference, text) as (
    select engagement_id, 'F' || number, text from feedback_entries
    union all select engagement_id, 'N' || number, wish from needs
    union all select engagement_id, 'E' || number, text from effects
    union all select engagement_id, 'WV' || number, 'M' || milestone || ' · ' || about || ': ' || reason from waivers
)
insert into things (engagement_id, reference, title)
select t.engagement_id, t.reference, coalesce(b.title, left(btrim(regexp_replace(t.text, '\s+', ' ', 'g')), 80))
from texts t left join beginnings b on b.engagement_id = t.engagement_id and b.reference = t.reference;

-- Whatever else was spoken of keeps its reference.
insert into things (engagement_id, reference, title)
select engagement_id, thing, max(title) from (
    select engagement_id, thing, title from turns
    union all select engagement_id, thing, '' from events
    union all select engagement_id, about_line, '' from feedback_entries where about_line is not null) spoken_of
group by engagement_id, thing
on conflict do nothing;

create trigger things_stay before update or delete on things
    for each row when (pg_trigger_depth() = 0) execute function things_stay();

-- From now on whatever writes a thing's row, or its title, writes it here in the same statement.

-- Called with the letters before the number, and the column of the title if there is one.
create function thing_is_named() returns trigger language plpgsql as $$
begin
    insert into things (engagement_id, reference, title)
    values (new.engagement_id, tg_argv[0] || new.number, coalesce(to_jsonb(new) ->> tg_argv[1], ''))
    on conflict (engagement_id, reference) do update set title = excluded.title where things.title <> excluded.title;
    return null;
end $$;
create trigger deliverables_are_things after insert or update of title on deliverables
    for each row execute function thing_is_named('D', 'title');
create trigger topics_are_things after insert or update of title on topics
    for each row execute function thing_is_named('T', 'title');
create trigger milestones_are_things after insert or update of title on milestones
    for each row execute function thing_is_named('M', 'title');
create trigger change_requests_are_things after insert or update of title on change_requests
    for each row execute function thing_is_named('CR', 'title');
create trigger decisions_are_things after insert or update of question on decisions
    for each row execute function thing_is_named('DC', 'question');
create trigger working_sessions_are_things after insert or update of title on working_sessions
    for each row execute function thing_is_named('WS', 'title');
create trigger scope_versions_are_things after insert on scope_versions
    for each row execute function thing_is_named('V');

create function engagement_is_named() returns trigger language plpgsql as $$
begin
    insert into things (engagement_id, reference, title) values (new.id, '', new.title)
    on conflict (engagement_id, reference) do update set title = excluded.title where things.title <> excluded.title;
    return null;
end $$;
create trigger engagements_are_things after insert or update of title on engagements
    for each row execute function engagement_is_named();

create function step_is_named() returns trigger language plpgsql as $$
begin
    insert into things (engagement_id, reference, title) values (new.engagement_id, 'WS' || new.session || '.' || new.number, new.text)
    on conflict (engagement_id, reference) do update set title = excluded.title where things.title <> excluded.title;
    return null;
end $$;
create trigger session_steps_are_things after insert or update of text on session_steps
    for each row execute function step_is_named();

-- A line has a title in each version, and goes by that in the newest version that has it. Only a draft is written, and no
-- version is newer than the draft.
create function line_is_named() returns trigger language plpgsql as $$
declare
    older text;
begin
    if tg_op <> 'DELETE' then
        insert into things (engagement_id, reference, title) values (new.engagement_id, new.key, new.title)
        on conflict (engagement_id, reference) do update set title = excluded.title where things.title <> excluded.title;
        return null;
    end if;
    select l.title into older from scope_lines l where l.engagement_id = old.engagement_id and l.key = old.key order by l.version desc limit 1;
    if older is not null then
        update things t set title = older where t.engagement_id = old.engagement_id and t.reference = old.key and t.title <> older;
        return null;
    end if;
    -- In no version: it is gone, unless somebody has spoken of it.
    begin
        delete from things t where t.engagement_id = old.engagement_id and t.reference = old.key;
    exception when foreign_key_violation then
        null;
    end;
    return null;
end $$;
create trigger scope_lines_are_things after insert or update of title or delete on scope_lines
    for each row execute function line_is_named();

-- What speaks of things.

alter table events add foreign key (engagement_id, thing) references things (engagement_id, reference);

alter table turns drop column title;
alter table turns add foreign key (engagement_id, thing) references things (engagement_id, reference);

-- What an entry is about; empty: the engagement itself.
alter table feedback_entries add column about text not null default '';
update feedback_entries set about = coalesce(about_line, 'D' || about_deliverable, 'T' || about_topic, 'M' || about_milestone,
    'N' || about_need, 'CR' || about_change, 'DC' || about_decision, 'WS' || about_session, 'E' || about_effect, '');
alter table feedback_entries
    alter column about drop default,
    drop column about_line, drop column about_deliverable, drop column about_topic, drop column about_milestone, drop column about_need,
    drop column about_change, drop column about_decision, drop column about_session, drop column about_effect,
    add foreign key (engagement_id, about) references things (engagement_id, reference);
create index feedback_about on feedback_entries (engagement_id, about, number);

-- Where a file belongs: at a thing, or at the part of it that has this number, a submission of a deliverable or an
-- observation on a topic. At a deliverable itself it is laid ready for the next submission.
drop trigger session_files_locked on files;
alter table files disable trigger files_locked;
alter table files add column thing text, add column part integer;
update files f set
    thing = coalesce('D' || deliverable, 'T' || topic,
                     (select 'T' || o.topic from observations o where o.engagement_id = f.engagement_id and o.number = f.observation),
                     'F' || feedback, 'WS' || session),
    part = coalesce(submission, observation);
alter table files enable trigger files_locked;
alter table files
    drop column deliverable, drop column submission, drop column topic, drop column observation, drop column feedback, drop column session,
    alter column thing set not null,
    add foreign key (engagement_id, thing) references things (engagement_id, reference),
    add constraint files_taken_away_from_ready check (taken_away_at is null or (thing like 'D%' and part is null));
-- A second file of this name at the same place is the next version of the first.
create unique index files_at_place on files (engagement_id, thing, coalesce(part, 0), name) where taken_away_at is null;

-- A part belongs to its thing, and stays while files are at it.
create function files_part_exists() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from submissions s where s.engagement_id = new.engagement_id and s.deliverable = number_of(new.thing, 'D')
                   and s.number = new.part)
        and not exists (select 1 from observations o where o.engagement_id = new.engagement_id and o.topic = number_of(new.thing, 'T')
                        and o.number = new.part) then
        raise exception 'there is no such part of %', new.thing using errcode = 'foreign_key_violation', constraint = 'files_part_exists';
    end if;
    return new;
end $$;
create trigger files_part_exists before insert or update of thing, part on files
    for each row when (new.part is not null) execute function files_part_exists();
create function parts_keep_files() returns trigger language plpgsql as $$
begin
    if exists (select 1 from files f where f.engagement_id = old.engagement_id and f.part = old.number
               and f.thing = tg_argv[0] || (to_jsonb(old) ->> tg_argv[1])) then
        raise exception 'files are at it' using errcode = 'foreign_key_violation', constraint = 'files_part_exists';
    end if;
    return old;
end $$;
create trigger submissions_keep_files before delete on submissions for each row execute function parts_keep_files('D', 'deliverable');
create trigger observations_keep_files before delete on observations for each row execute function parts_keep_files('T', 'topic');

create or replace function files_are_locked() returns trigger language plpgsql as $$
declare
    deliverable integer := number_of(new.thing, 'D');
begin
    if tg_op = 'INSERT' and (deliverable is null
        or case when new.part is null then not deliverable_is_accepted(new.engagement_id, deliverable)
           else not submission_is_reviewed(new.engagement_id, deliverable, new.part) end) then
        return new;
    end if;
    -- Handing in binds it to the submission, before that it can be taken away; nothing else of it changes.
    if tg_op = 'UPDATE' and deliverable is not null and old.part is null and old.taken_away_at is null
        and (new.engagement_id, new.number, new.name, new.thing) = (old.engagement_id, old.number, old.name, old.thing)
        and (new.part is null) = (new.taken_away_at is not null)
        and not submission_is_reviewed(new.engagement_id, deliverable, new.part) then
        return new;
    end if;
    raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
end $$;

create or replace function file_versions_are_locked() returns trigger language plpgsql as $$
declare
    file files%rowtype;
    deliverable integer;
begin
    if tg_op = 'INSERT' then
        -- Locked, so that nobody hands it in or takes it away meanwhile.
        select * into file from files f where f.engagement_id = new.engagement_id and f.number = new.file for update;
        deliverable := number_of(file.thing, 'D');
        if file.taken_away_at is null and (deliverable is null
            or case when file.part is null then not deliverable_is_accepted(file.engagement_id, deliverable)
               else not submission_is_reviewed(file.engagement_id, deliverable, file.part) end) then
            return new;
        end if;
    end if;
    if tg_op = 'DELETE' and exists (select 1 from files f where f.engagement_id = old.engagement_id and f.number = old.file
                                    and f.taken_away_at is not null) then
        return old;
    end if;
    raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
end $$;

create or replace function session_files_are_locked() returns trigger language plpgsql as $$
begin
    if session_is_confirmed(new.engagement_id, number_of(new.thing, 'WS')) then
        raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
    end if;
    return new;
end $$;
create trigger session_files_locked before insert on files for each row when (new.thing like 'WS%')
    execute function session_files_are_locked();

create or replace function session_file_versions_are_locked() returns trigger language plpgsql as $$
begin
    if exists (select 1 from files f where f.engagement_id = new.engagement_id and f.number = new.file and f.thing like 'WS%'
               and session_is_confirmed(f.engagement_id, number_of(f.thing, 'WS'))) then
        raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
    end if;
    return new;
end $$;
