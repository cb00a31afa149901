-- Lists go by name as people look names up: Ä beside A, zoë beside Zoë, whatever the collation of the database is. The columns
-- say so, so that whatever orders by them does: the root order of Unicode, which English and German share. Equality stays that
-- of the bytes, and no index goes by it, so that a later ICU may order otherwise without harm. A server without ICU keeps the
-- order of its database.
do $$
begin
    create collation by_name (provider = icu, locale = 'und');
    alter table persons alter column name type text collate by_name;
    alter table organizations alter column name type text collate by_name;
exception when feature_not_supported then
    null;
end
$$;
