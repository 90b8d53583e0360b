"""Who signs and initials for the city, the cover note, and the paper that came back signed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from payung.areas.models import Area
from payung.programmes.models.amendment import Amendment
from payung.programmes.models.decree import Decree


class Post(models.Model):
    """An office in the chain of a decree (jabatan); the one that `signs` comes last."""

    name = models.CharField(max_length=80)
    step = models.IntegerField()
    signs = models.BooleanField(default=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["signs", "step"]
        constraints = [
            models.UniqueConstraint(fields=["area", "step"], name="one_post_a_step"),
            models.UniqueConstraint(
                fields=["area"], condition=models.Q(signs=True), name="one_signing_post"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Standing(models.TextChoices):
    """How somebody holds a post; a substitute only for a span and by a written order."""

    DEFINITIVE = "definitif", _("Pejabat definitif")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    PLH = "plh", _("Pelaksana harian (Plh.)")


class Holder(models.Model):
    """Who holds a post from when to when; a substitute in force goes before the definitive one."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(max_length=120)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    order_number = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(standing="definitif")
                | (models.Q(valid_to__isnull=False) & ~models.Q(order_number="")),
                name="a_substitute_has_an_end_and_an_order",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="holder_ends_after_he_begins",
            ),
        ]

    @property
    def title(self) -> str:
        """The post as it stands above the name: `Plh. Sekretaris Daerah`."""
        word = {Standing.PLT: "Plt. ", Standing.PLH: "Plh. "}.get(Standing(self.standing), "")
        return f"{word}{self.post.name}"


class NotaDinas(models.Model):
    """The note with which the office sends a decree's draft up the chain."""

    decree = models.OneToOneField(Decree, on_delete=models.PROTECT, related_name="note")
    number = models.CharField(max_length=60)
    dated = models.DateField()
    sender = models.CharField(max_length=120)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Paraf(models.Model):
    """One initial of the chain: whose, in which standing, on which day; empty until it is given."""

    note = models.ForeignKey(NotaDinas, on_delete=models.PROTECT, related_name="parafs")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    step = models.IntegerField()
    title = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=120, blank=True)
    given_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["step"]
        constraints = [
            models.UniqueConstraint(fields=["note", "step"], name="one_paraf_a_step"),
        ]


class DecreeReturn(models.Model):
    """A draft that came back unsigned: from whose desk, why, and which initials it had by then.

    The chain begins anew with a new note; what the old one had is kept here. Without a post the
    office itself took the draft back.
    """

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="returns")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    returned_on = models.DateField()
    note_number = models.CharField(max_length=60, blank=True)
    initials = models.JSONField(default=list)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.reason


class Method(models.TextChoices):
    WET = "basah", _("Tanda tangan basah, dipindai")
    ELECTRONIC = "elektronik", _("Tanda tangan elektronik")


class SignedPaper(models.Model):
    """The signed paper itself: a sealed file in the store, its hash, and who signed as what."""

    id = models.UUIDField(primary_key=True)
    decree = models.OneToOneField(
        Decree, on_delete=models.PROTECT, null=True, related_name="signed_paper"
    )
    amendment = models.OneToOneField(
        Amendment, on_delete=models.PROTECT, null=True, related_name="signed_paper"
    )
    method = models.CharField(max_length=10, choices=Method.choices)
    title = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    recorded_by = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decree__isnull=False) ^ models.Q(amendment__isnull=False),
                name="signed_paper_of_one_thing",
            ),
        ]
