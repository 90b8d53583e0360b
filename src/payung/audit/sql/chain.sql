-- The chain: each hash covers the one before it, so that a changed, deleted or swapped row shows.
-- The head is kept apart, so that a chain cut at its end shows too.
CREATE TABLE audit_entry (
    seq     bigint PRIMARY KEY,
    at      timestamptz NOT NULL,
    actor   text NOT NULL,
    action  text NOT NULL,
    subject text NOT NULL,
    facts   jsonb NOT NULL,
    hash    bytea NOT NULL
);

CREATE INDEX audit_entry_subject ON audit_entry (subject, seq);

CREATE TABLE audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint NOT NULL,
    hash     bytea NOT NULL
);

INSERT INTO audit_head (seq, hash) VALUES (0, '\x00');

CREATE FUNCTION audit_hash(
    before bytea, seq bigint, at timestamptz, actor text, action text, subject text, facts jsonb
) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256(before || convert_to(
        jsonb_build_array(seq, extract(epoch FROM at), actor, action, subject, facts)::text, 'UTF8'
    ))
$$;

CREATE FUNCTION audit_append(p_actor text, p_action text, p_subject text, p_facts jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    head audit_head;
    stamp timestamptz := clock_timestamp();
    next_hash bytea;
BEGIN
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    next_hash := audit_hash(
        head.hash, head.seq + 1, stamp, p_actor, p_action, p_subject, p_facts
    );
    INSERT INTO audit_entry
    VALUES (head.seq + 1, stamp, p_actor, p_action, p_subject, p_facts, next_hash);
    UPDATE audit_head SET seq = head.seq + 1, hash = next_hash;
    RETURN head.seq + 1;
END
$$;

-- The first row that does not follow from the one before it, or 0 when the chain holds.
CREATE FUNCTION audit_first_break() RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH chained AS (
        SELECT e.*, lag(e.hash, 1, '\x00'::bytea) OVER w AS before, row_number() OVER w AS place
        FROM audit_entry e WINDOW w AS (ORDER BY e.seq)
    ), broken AS (
        SELECT min(seq) AS seq FROM chained
        WHERE seq <> place
           OR hash <> audit_hash(before, seq, at, actor, action, subject, facts)
    ), tail AS (
        SELECT h.seq FROM audit_head h
        WHERE NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = h.seq AND e.hash = h.hash)
          AND NOT (h.seq = 0 AND NOT EXISTS (SELECT 1 FROM audit_entry))
           OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq > h.seq)
    )
    SELECT coalesce((SELECT seq FROM broken), (SELECT seq FROM tail), 0)
$$;

REVOKE ALL ON audit_entry, audit_head FROM payung_app;
GRANT SELECT ON audit_entry, audit_head TO payung_app;
REVOKE ALL ON FUNCTION audit_append(text, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(text, text, text, jsonb) TO payung_app;
