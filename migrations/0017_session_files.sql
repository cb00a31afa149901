-- Files of working sessions: what was on the whiteboard, until both sides say that the record is how it was.

alter table files add column session integer;
alter table files add foreign key (engagement_id, session) references working_sessions (engagement_id, number);
alter table files drop constraint files_at_one_place;
alter table files add constraint files_at_one_place check (num_nonnulls(deliverable, topic, observation, feedback, session) = 1);
create unique index files_of_session on files (engagement_id, session, name) where session is not null;

create function session_is_confirmed(engagement uuid, session_number integer) returns boolean language sql stable as $$
    select exists (select 1 from session_rounds r where r.engagement_id = engagement and r.session = session_number and r.answer = 'confirmed')
$$;

create function session_files_are_locked() returns trigger language plpgsql as $$
begin
    if session_is_confirmed(new.engagement_id, new.session) then
        raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
    end if;
    return new;
end $$;
create trigger session_files_locked before insert on files for each row when (new.session is not null)
    execute function session_files_are_locked();

create function session_file_versions_are_locked() returns trigger language plpgsql as $$
begin
    if exists (select 1 from files f where f.engagement_id = new.engagement_id and f.number = new.file
               and session_is_confirmed(f.engagement_id, f.session)) then
        raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
    end if;
    return new;
end $$;
create trigger session_file_versions_locked before insert on file_versions for each row execute function session_file_versions_are_locked();
