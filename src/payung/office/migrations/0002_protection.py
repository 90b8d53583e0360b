"""Records of the city are read on every page, written by somebody who acts, and never changed."""

from django.db import migrations
from django.db.migrations import RunSQL

PROTECTION = """
REVOKE UPDATE, DELETE ON office_record FROM payung_app;
ALTER TABLE office_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE office_record FORCE ROW LEVEL SECURITY;
-- Facts of the city, for every page of it; written only by somebody who acts.
CREATE POLICY read_by_all ON office_record FOR SELECT USING (true);
CREATE POLICY written_by_actors ON office_record FOR INSERT
    WITH CHECK (made_by <> '' AND current_setting('payung.area', true) <> '');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_initial"),
        ("audit", "0001_grants"),  # gives the rights that are taken away again here
    ]
    operations = [RunSQL(PROTECTION, reverse_sql=RunSQL.noop)]
