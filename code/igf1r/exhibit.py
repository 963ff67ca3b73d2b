"""What a chapter shows: one object, two hosts.

In a kernel an exhibit is a live widget. In a stored notebook it is its static form (drawing or HTML,
and a text equivalent); the built page puts the same static form on the page and the same front end on it.
"""

import os
import re
from abc import ABC, abstractmethod
from functools import cached_property
from html import escape

from igf1r.slip import Unknown

STATIC_MODE = "IGF1R_DISPLAY"
"""Environment variable; the value ``static`` makes notebooks store the static form only."""

_KINDS = {}


class Exhibit(ABC):
    """Base class of all that is shown in a chapter.

    A subclass sets `module` (the front-end file ``front/<module>.js`` that brings it to life, or ``""`` where
    nothing moves) and gives `spec`, `text` and `body`; drawings also give `svg`.

    Parameters
    ----------
    name : str
        Identifier within its kind: letters, digits, hyphens and dots. It is the ``id`` on the page and the
        first part of a link to a state.
    **arguments
        JSON-able arguments with which `restore` makes the same exhibit again.
    """

    kind = ""
    module = ""

    def __init__(self, name, **arguments):
        self.name = name
        self.arguments = arguments

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if cls.kind:
            _KINDS[cls.kind] = cls

    @classmethod
    def restore(cls, name, **arguments):
        """Make the exhibit again from what a stored notebook says of it."""
        return cls(name, **arguments)

    def svg(self):
        """The static drawing as an SVG text, or None where the exhibit is HTML only."""
        return None

    def spec(self):
        """All that the front end needs, as JSON-able data. Empty where nothing moves."""
        return {}

    @abstractmethod
    def text(self):
        """The text equivalent, plain text, made from the data."""

    @abstractmethod
    def body(self):
        """The complete static form as HTML: what stands before any script runs, and on paper."""

    @cached_property
    def still(self):
        """The body, made once: a page asks for it several times."""
        return self.body()

    def html(self, instance=1):
        """The exhibit as it stands on a page; `instance` tells copies on one page apart."""
        anchor = self.name if instance == 1 else f"{self.name}-{instance}"
        body = self.still
        if instance > 1:
            body = re.sub(rf'(?<=[" ]){re.escape(self.name)}--', f"{anchor}--", body)
        return (
            f'<div class="igf1r igf1r-{self.kind}" id="{escape(anchor)}" '
            f'data-module="{escape(self.module)}" data-exhibit="{escape(self.name)}">{body}</div>'
        )

    def widget(self):
        """The live form: an anywidget whose front end is the one that the built page uses."""
        from igf1r.widget import widget

        return widget(self)

    def check_settings(self, settings):
        """Refuse settings that the exhibit does not have; by default any are taken.

        Raises
        ------
        ValueError
            With one line that says what is allowed.
        """

    def reference(self):
        """What a stored output remembers: enough for `find` to make the exhibit again."""
        return {
            "kind": self.kind,
            "name": self.name,
            **({"arguments": self.arguments} if self.arguments else {}),
        }

    def __repr__(self):
        return f"<{type(self).__name__} {self.name}>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        if os.environ.get(STATIC_MODE) != "static" and self.module:
            return self.widget()._repr_mimebundle_(include=include, exclude=exclude)
        drawing = self.svg()
        shown = {"image/svg+xml": drawing} if drawing else {"text/html": self.html()}
        (mime,) = shown
        return {"text/plain": self.text(), **shown}, {mime: {"igf1r": self.reference()}}


def find(kind, name, **arguments):
    """The exhibit that a stored output refers to.

    Raises
    ------
    Unknown
        Where no such kind of exhibit exists.
    """
    import igf1r  # noqa: F401  (registers every kind)

    if kind not in _KINDS:
        raise Unknown(f"exhibit kind {kind!r} is not known; known are {', '.join(sorted(_KINDS))}")
    return _KINDS[kind].restore(name, **arguments)
