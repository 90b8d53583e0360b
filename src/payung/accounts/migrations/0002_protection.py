"""What of an account, an assignment, a code, a device or a factor may still change."""

from django.db import migrations
from django.db.migrations import RunSQL

# An assignment and a one-time code end; nothing else of them is ever changed, and nothing is lost.
GRANTS = """
REVOKE UPDATE, DELETE ON accounts_assignment, accounts_invitation, accounts_device FROM payung_app;
REVOKE DELETE ON accounts_user FROM payung_app;
GRANT UPDATE (ended_by, ended_at, end_reason) ON accounts_assignment TO payung_app;
GRANT UPDATE (used_at, withdrawn_at) ON accounts_invitation TO payung_app;
GRANT UPDATE (bound, expires_at, ended_at) ON accounts_device TO payung_app;
"""

# A factor is used and ends; nothing else of it is ever changed, and nothing is lost.
FACTORS = """
REVOKE UPDATE, DELETE ON accounts_factor FROM payung_app;
GRANT UPDATE (last_step, used_at, ended_at) ON accounts_factor TO payung_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("audit", "0001_grants"),  # gives the rights that are taken away again here
    ]
    operations = [
        RunSQL(GRANTS, reverse_sql=RunSQL.noop),
        RunSQL(FACTORS, reverse_sql=RunSQL.noop),
    ]
