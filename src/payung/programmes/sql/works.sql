-- Who is named for works of an RT, and when they ran; see registry/sql/views.sql.
CREATE VIEW programmes_at_works WITH (security_invoker = true) AS
    SELECT n.person_id, w.first_day, w.last_day
    FROM programmes_workmember n JOIN programmes_work w ON w.id = n.work_id;

REVOKE INSERT, UPDATE, DELETE ON programmes_at_works FROM payung_app;
