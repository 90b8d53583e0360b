-- History outside the chain: a row that was written says for ever what it said. A mending is a new
-- row. The arguments name columns that may still be filled in once; one that begins with ~ may
-- change freely. It fires after the checks of the row itself, and for every role.
CREATE FUNCTION history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
    name text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        FOR i IN 0 .. TG_NARGS - 1 LOOP
            name := ltrim(TG_ARGV[i], '~');
            IF TG_ARGV[i] LIKE '~%' OR coalesce(before ->> name, '') IN ('', '0') THEN
                before := before - name;
                after := after - name;
            END IF;
        END LOOP;
        IF before = after THEN
            RETURN NULL;
        END IF;
    END IF;
    RAISE EXCEPTION 'history of % is kept', TG_TABLE_NAME USING ERRCODE = '23514';
END
$$;
