-- The application role may read and write ordinary tables that later migrations make; what it may
-- not write (audit, ledger) is taken away again where those tables are made.
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO payung_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO payung_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO payung_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO payung_app;
