-- Run once by the image of PostgreSQL, as its superuser, when the volume is new: the application's user owns its database and is nothing
-- else. The superuser is left without a password: it is reached inside the container only (docker compose exec postgres psql -U postgres).

\getenv password POSTGRES_PASSWORD
create role reviews login password :'password';
create database reviews owner reviews;
alter role postgres password null;
