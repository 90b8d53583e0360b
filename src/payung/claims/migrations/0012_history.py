from django.db import migrations
from django.db.migrations import RunSQL

from payung.audit.history import keep_history

_DECISIONS = """
CREATE FUNCTION verification_decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decision is taken back before another is made' USING ERRCODE = '23514';
END
$$;
CREATE TRIGGER decision_is_kept AFTER UPDATE ON verification_proposal FOR EACH ROW
WHEN (OLD.decided_by <> '' AND NEW.decided_by <> ''
      AND (OLD.decided_by, OLD.state, OLD.reason) IS DISTINCT FROM (NEW.decided_by, NEW.state, NEW.reason))
EXECUTE FUNCTION verification_decision_is_kept();
"""


class Migration(migrations.Migration):
    """Triggers on tables of several rooms, which stand below this one."""

    dependencies = [
        ("accounts", "0002_people"),
        ("audit", "0003_history"),
        ("claims", "0011_told_in"),
        ("payments", "0011_other_payer_paid"),
        ("programmes", "0010_works"),
        ("registry", "0010_claims"),
        ("verification", "0008_claims"),
    ]
    operations = [
        keep_history("payments_pagu"),
        keep_history("payments_spd"),
        keep_history("payments_moneypart"),
        keep_history("payments_moneydocument", "void_reason", "void_on", "void_by"),
        keep_history("programmes_decreemember"),
        keep_history("programmes_signedpaper"),
        keep_history("verification_papername"),
        keep_history(
            "registry_evidence", "~report", "accepted_by", "accepted_at", "withdrawn_by",
            "withdrawn_at",
        ),
        keep_history("registry_merge", "undone_by", "undone_at"),
        keep_history("claims_decision"),
        keep_history("claims_amount"),
        keep_history("claims_payment"),
        keep_history("claims_evidence"),
        keep_history("claims_stagechange"),
        keep_history("claims_eventreport", "taken_back", "event_id"),
        keep_history(
            "accounts_assignment", "~valid_to", "ended_by", "ended_at", "end_reason",
        ),
        RunSQL(_DECISIONS, reverse_sql=RunSQL.noop),
    ]
