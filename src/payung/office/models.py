"""One table of dated records; what each kind holds stands in `payung.office.kinds`."""

from __future__ import annotations

from django.db import models

from payung.areas.models import Area


class Record(models.Model):
    """What the city knows about one thing (`kind`, `key`) since a day, from which source.

    A record that `supersedes` another is the mending of it and says why; `withdrawn` means that
    the thing is there no more. Rows are only ever added.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    told = models.JSONField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "key", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True) | ~models.Q(reason=""),
                name="a_mending_says_why",
            ),
            models.UniqueConstraint(
                fields=["area", "kind", "key"],
                condition=models.Q(supersedes__isnull=True),
                name="one_first_record_of_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
