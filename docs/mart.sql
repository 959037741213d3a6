-- Roles, schemas and grants of the PostgreSQL mart, for an administrator to run once in the database of the mart:
--
--   createdb taizhang
--   psql -d taizhang -f docs/mart.sql
--   psql -d taizhang -c '\password taizhang_loader' -c '\password taizhang_reader'
--
-- 由数据库管理员在集市所在的库中运行一次；之后设置两个口令，装载口令写入 mart.password_file 所指的文件。

-- taizhang_reader sees every row; members of taizhang_district_reader see the rows of their districts (see the end).
CREATE ROLE taizhang_loader LOGIN;
CREATE ROLE taizhang_reader LOGIN;
CREATE ROLE taizhang_district_reader;

-- mart: the tables. mart_zh: views of them in Chinese. mart_loader: the state of the loader, not for readers.
CREATE SCHEMA mart AUTHORIZATION taizhang_loader;
CREATE SCHEMA mart_zh AUTHORIZATION taizhang_loader;
CREATE SCHEMA mart_loader AUTHORIZATION taizhang_loader;

GRANT USAGE ON SCHEMA mart, mart_zh TO taizhang_reader, taizhang_district_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE taizhang_loader IN SCHEMA mart
  GRANT SELECT ON TABLES TO taizhang_reader, taizhang_district_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE taizhang_loader IN SCHEMA mart_zh
  GRANT SELECT ON TABLES TO taizhang_reader, taizhang_district_reader;

-- Readers find the tables without naming a schema, cannot change them, and cannot leave a transaction open indefinitely.
ALTER ROLE taizhang_reader SET search_path = mart, mart_zh;
ALTER ROLE taizhang_reader SET default_transaction_read_only = on;
ALTER ROLE taizhang_reader SET idle_in_transaction_session_timeout = '1h';

-- The loader limits its own waits by default: lock_timeout 10s, statement_timeout 15min. To set another limit:
-- ALTER ROLE taizhang_loader SET lock_timeout = '1min';

-- Row security by district, in PostgreSQL 15 or later. The loader calls mart_access.protect for each table. A member of
-- taizhang_district_reader sees the rows whose district_code is assigned to its role, all dimensions except other districts'
-- projects, and nothing of tables without a district, which add up several. To let a county in:
--
--   CREATE ROLE yuci LOGIN IN ROLE taizhang_district_reader;
--   INSERT INTO mart_access.district_roles VALUES ('yuci', '140702');
--
-- 按县区的行级安全（PostgreSQL 15 及以上）：县区角色只能看到本县区的行，看不到没有县区列的汇总表。
CREATE SCHEMA mart_access;
GRANT USAGE ON SCHEMA mart_access TO taizhang_loader, taizhang_reader, taizhang_district_reader;

CREATE TABLE mart_access.district_roles (role_name name, district_code text, PRIMARY KEY (role_name, district_code));
GRANT SELECT ON mart_access.district_roles TO taizhang_district_reader;

-- The districts of the current role, also of the roles of which it is a member.
CREATE FUNCTION mart_access.districts() RETURNS text[] STABLE LANGUAGE sql AS
  $$ SELECT array_agg(district_code) FROM mart_access.district_roles WHERE pg_has_role(role_name, 'USAGE') $$;

CREATE FUNCTION mart_access.protect(table_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  of_districts boolean := EXISTS (SELECT FROM pg_attribute
    WHERE attrelid = format('mart.%I', table_name)::regclass AND attname = 'district_code' AND NOT attisdropped);
  for_everyone boolean := table_name = 'release' OR (table_name LIKE 'dim\_%' AND table_name <> 'dim_project');
BEGIN
  EXECUTE format('ALTER TABLE mart.%I ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY every_row ON mart.%I FOR SELECT TO taizhang_reader USING (true)', table_name);
  IF for_everyone THEN
    EXECUTE format('CREATE POLICY own_rows ON mart.%I FOR SELECT TO taizhang_district_reader USING (true)', table_name);
  ELSIF of_districts THEN
    EXECUTE format('CREATE POLICY own_rows ON mart.%I FOR SELECT TO taizhang_district_reader'
      ' USING (district_code = ANY ((SELECT mart_access.districts())::text[]))', table_name);
  END IF;
END $$;
