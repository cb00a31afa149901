-- A firm whose name begins with a letter that not every alphabet has at its end.
insert into organizations (id, name, created_at) values ('00000000-0000-0000-0000-000000000028', 'Äpfel & Söhne', '2026-07-06T08:00:00Z');
