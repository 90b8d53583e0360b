-- The rows of a list whose persons are known by now; see registry/sql/views.sql.
CREATE VIEW intake_admitted WITH (security_invoker = true) AS
    SELECT r.upload_id, r.number, r.person_id, r.area_id, r.status,
           CASE r.status WHEN 'periksa' THEN r.doubts ELSE '' END AS doubts, u.category, u.sent_by
    FROM intake_row r JOIN intake_upload u ON u.id = r.upload_id
    WHERE r.person_id IS NOT NULL;

REVOKE INSERT, UPDATE, DELETE ON intake_admitted FROM payung_app;
