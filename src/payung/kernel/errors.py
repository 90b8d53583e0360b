"""Every error that Payung raises on purpose, as one tree.

PayungError                     has a sentence that a user can act on
├── BadInput                    what was given can't be used as it stands (exit status 1)
│   └── UnreadableFile          the file can't be opened, is a bomb, or is no list
├── NotAllowed                  the actor may not do this
│   └── OutOfArea               the actor's area does not cover it, or no area was given
├── Conflict                    the state has moved on since the actor looked
│   ├── Stale                   somebody saved the same thing since the actor opened it
│   └── OverLimit               the last slot or the last rupiah is already given
├── LawError                    a rule, a parameter or a source is refused at load
└── ConfigError                 the installation lacks something it can't run without
    └── OldData                 another version made these data, and this one can't read them
"""

from payung.kernel.sentence import Sentence


class PayungError(Exception):
    """An expected failure; its text is a sentence that says what is wrong and how to mend it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(PayungError):
    """What was given can't be used as it stands; nothing was stored."""


class UnreadableFile(BadInput):
    """The file can't be opened, is hostile, or is no list of persons."""


class NotAllowed(PayungError):
    """The actor may not do this."""


class OutOfArea(NotAllowed):
    """The actor's area does not cover the thing, or nobody said whose area to use."""


class Conflict(PayungError):
    """The state has moved on since the actor looked at it."""


class Stale(Conflict):
    """Somebody saved the same thing after the actor opened it; the page shows the difference."""


class OverLimit(Conflict):
    """A quota or a ceiling is used up."""


class LawError(PayungError):
    """A rule, a parameter or a source of the law is refused at load; names file and line."""


class ConfigError(PayungError):
    """The installation lacks something that Payung refuses to run without."""


class OldData(ConfigError):
    """Another version made these data, and this one can't read them."""
