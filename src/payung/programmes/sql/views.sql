-- Who is in a programme by which paper, and who left it; see registry/sql/views.sql.
CREATE VIEW programmes_named WITH (security_invoker = true) AS
    SELECT d.programme_id, m.person_id, d.first_month
    FROM programmes_decreemember m JOIN programmes_decree d ON d.id = m.decree_id
    WHERE d.number <> ''
    UNION ALL
    SELECT a.programme_id, c.joiner_id, a.first_month
    FROM programmes_change c JOIN programmes_amendment a ON a.id = c.amendment_id
    WHERE a.number <> '' AND c.joiner_id IS NOT NULL;

CREATE VIEW programmes_leaving WITH (security_invoker = true) AS
    SELECT a.programme_id, c.leaver_id AS person_id, c.reason
    FROM programmes_change c JOIN programmes_amendment a ON a.id = c.amendment_id
    WHERE c.leaver_id IS NOT NULL;

REVOKE INSERT, UPDATE, DELETE ON programmes_named, programmes_leaving FROM payung_app;
