"""Who collected or verified a person can't approve the ranking that takes him in: the database
itself keeps the three apart, whatever the application does."""

from django.db import migrations

_GUARD = """
CREATE FUNCTION programmes_four_eyes() RETURNS trigger LANGUAGE plpgsql
SET search_path = public AS $$
BEGIN
    IF NEW.approved_by <> '' AND OLD.approved_by = '' AND EXISTS (
        SELECT 1 FROM programmes_ranked r
        JOIN verification_proposal p ON p.id = r.proposal_id
        WHERE r.selection_id = NEW.id AND r.outcome = 'masuk'
          AND NEW.approved_by IN (p.collected_by, p.decided_by)
    ) THEN
        RAISE EXCEPTION 'approver collected or verified one of selection %', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER four_eyes BEFORE UPDATE OF approved_by ON programmes_selection
    FOR EACH ROW EXECUTE FUNCTION programmes_four_eyes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0007_mid_year"),
        ("verification", "0005_rt_heads"),
    ]
    operations = [migrations.RunSQL(_GUARD, migrations.RunSQL.noop)]
