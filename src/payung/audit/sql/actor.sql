-- Who acted is said by the session, which the site sets for the acting transaction, and not by
-- whoever writes the entry; the argument counts only where nobody acts (a sign-in, a command).
CREATE OR REPLACE FUNCTION audit_append(p_actor text, p_action text, p_subject text, p_facts jsonb)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    head audit_head;
    stamp timestamptz := clock_timestamp();
    who text := coalesce(nullif(current_setting('payung.actor', true), ''), p_actor);
    next_hash bytea;
BEGIN
    SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
    next_hash := audit_hash(head.hash, head.seq + 1, stamp, who, p_action, p_subject, p_facts);
    INSERT INTO audit_entry
    VALUES (head.seq + 1, stamp, who, p_action, p_subject, p_facts, next_hash);
    UPDATE audit_head SET seq = head.seq + 1, hash = next_hash;
    RETURN head.seq + 1;
END
$$;
