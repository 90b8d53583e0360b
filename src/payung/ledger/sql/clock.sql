-- The moment that an entry bears: the database's clock, less what the acting transaction lags
-- behind it (`payung.behind`, in seconds; see `payung.audit.clock`). Only a story lags; the audit
-- chain keeps the database's own time in any case.
CREATE OR REPLACE FUNCTION ledger_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT clock_timestamp() - make_interval(
        secs => coalesce(nullif(current_setting('payung.behind', true), '')::float8, 0)
    )
$$;
