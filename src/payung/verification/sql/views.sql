-- Who brought whom in; see registry/sql/views.sql.
CREATE VIEW verification_brought WITH (security_invoker = true) AS
    SELECT DISTINCT ON (person_id) person_id, collected_by
    FROM verification_proposal WHERE state <> 'ditarik' ORDER BY person_id, id;

REVOKE INSERT, UPDATE, DELETE ON verification_brought FROM payung_app;
