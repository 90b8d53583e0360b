"""Lists, money, files, minutes, findings and cards are seen in their area."""

from django.db import migrations
from django.db.migrations import RunSQL

from payung.areas.rls import by_area

_TABLES = (
    "payments_partnership",
    "payments_paymentlist",
    "payments_listrow",
    "payments_moneydocument",
    "payments_heldrow",
    "payments_overlap",
    "payments_pagu",
    "payments_spd",
    "payments_moneypart",
    "payments_bpjsfile",
    "payments_bpjsfilerow",
    "payments_returnfile",
    "payments_returnproblem",
    "payments_reconciliationminutes",
    "payments_minutesname",
    "payments_auditfinding",
    "payments_findingstep",
    "payments_membercard",
)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("programmes", "0002_protection")]
    operations = [
        # Room in each page for BPJS's answer.
        RunSQL("ALTER TABLE payments_listrow SET (fillfactor = 60)", reverse_sql=RunSQL.noop),
        *(by_area(table) for table in _TABLES),
    ]
