-- What was promised when something was handed in or signed stays what it was then.

-- Whether the submission is deemed accepted when both windows run out: as the terms stood when it was handed in.
alter table submissions add column deems boolean;
update submissions s set deems = e.deems_acceptance from engagements e where e.id = s.engagement_id;
alter table submissions alter column deems set not null;

-- SHA-256 of the text that was signed; null: signed before it was kept.
alter table milestone_signatures add column digest bytea;
alter table milestone_signatures add constraint milestone_signatures_has_digest
    check (digest is not null and octet_length(digest) = 32) not valid;

-- Nobody commits both sides.
create unique index scope_signatures_person_once on scope_signatures (engagement_id, version, person_id);
create unique index milestone_signatures_person_once on milestone_signatures (engagement_id, milestone, person_id);

-- A milestone is not changed while it bears a signature, and a handover that both have signed keeps both.
create function milestone_is_signed(engagement uuid, milestone_number integer) returns boolean language sql stable as $$
    select exists (select 1 from milestone_signatures s where s.engagement_id = engagement and s.milestone = milestone_number)
$$;

create function milestones_are_frozen() returns trigger language plpgsql as $$
begin
    if milestone_is_signed(old.engagement_id, old.number) then
        raise exception 'milestone % bears a signature', old.number using errcode = 'restrict_violation', constraint = 'milestones_frozen';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger milestones_frozen before delete or update of title, agreement, at, owner on milestones
    for each row execute function milestones_are_frozen();

create function milestone_cover_is_frozen() returns trigger language plpgsql as $$
declare
    covered record;
begin
    covered := case when tg_op = 'DELETE' then old else new end;
    if milestone_is_signed(covered.engagement_id, covered.milestone) then
        raise exception 'milestone % bears a signature', covered.milestone using errcode = 'restrict_violation', constraint = 'milestones_frozen';
    end if;
    return covered;
end $$;
create trigger milestone_topics_frozen before insert or update or delete on milestone_topics
    for each row execute function milestone_cover_is_frozen();
create trigger milestone_deliverables_frozen before insert or update or delete on milestone_deliverables
    for each row execute function milestone_cover_is_frozen();

create function milestone_signatures_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' or exists (select 1 from milestones m where m.engagement_id = old.engagement_id and m.number = old.milestone
                                   and m.signed_at is not null) then
        raise exception 'signatures of milestone % stay', old.milestone using errcode = 'restrict_violation', constraint = 'milestones_frozen';
    end if;
    return old;
end $$;
create trigger milestone_signatures_stay before update or delete on milestone_signatures
    for each row execute function milestone_signatures_stay();
