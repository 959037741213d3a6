-- Roles, schemas and grants of the PostgreSQL mart, for an administrator to run once in the database of the mart:
--
--   createdb taizhang
--   psql -d taizhang -f docs/mart.sql
--   psql -d taizhang -c '\password taizhang_loader' -c '\password taizhang_reader'
--
-- 由数据库管理员在集市所在的库中运行一次；之后设置两个口令，装载口令写入 mart.password_file 所指的文件。

CREATE ROLE taizhang_loader LOGIN;
CREATE ROLE taizhang_reader LOGIN;

-- mart: the tables. mart_zh: views of them in Chinese. mart_loader: the state of the loader, not for readers.
CREATE SCHEMA mart AUTHORIZATION taizhang_loader;
CREATE SCHEMA mart_zh AUTHORIZATION taizhang_loader;
CREATE SCHEMA mart_loader AUTHORIZATION taizhang_loader;

GRANT USAGE ON SCHEMA mart, mart_zh TO taizhang_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE taizhang_loader IN SCHEMA mart GRANT SELECT ON TABLES TO taizhang_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE taizhang_loader IN SCHEMA mart_zh GRANT SELECT ON TABLES TO taizhang_reader;

-- Readers find the tables without naming a schema, cannot change them, and cannot leave a transaction open indefinitely.
ALTER ROLE taizhang_reader SET search_path = mart, mart_zh;
ALTER ROLE taizhang_reader SET default_transaction_read_only = on;
ALTER ROLE taizhang_reader SET idle_in_transaction_session_timeout = '1h';

-- The loader limits its own waits by default: lock_timeout 10s, statement_timeout 15min. To set another limit:
-- ALTER ROLE taizhang_loader SET lock_timeout = '1min';
