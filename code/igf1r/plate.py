"""A plate: one drawing whose parts are shown by a few choices and tell about themselves when asked."""

import re
from dataclasses import dataclass
from html import escape
from importlib import import_module

from igf1r.draw import WIDTH, canvas
from igf1r.exhibit import Exhibit
from igf1r.slip import Slip
from igf1r.svg import inline, render


@dataclass(frozen=True)
class Option:
    """One value of a control; `says` tells in words what the drawing then shows."""

    value: str
    label: str
    says: str = ""


@dataclass(frozen=True)
class Control:
    """A choice that the reader makes. A `sequence` is walked through with Back and Next."""

    id: str
    label: str
    options: tuple
    sequence: bool = False


@dataclass(frozen=True)
class Part:
    """What a part of the drawing tells when asked."""

    title: str
    text: str
    source: str = ""


class Plate(Exhibit):
    """A drawing with choices.

    Parameters
    ----------
    name : str
        Name of the module in ``igf1r.figures`` (hyphens for underscores) whose ``figure()`` makes it.
    title, description : str
        Accessible name and description; the description says what the drawing shows, not how it looks.
    paint : callable
        Called with matplotlib axes in diagram units. It marks artists with `igf1r.svg.gid`; the key ``when``
        (``"numbering:mature"``, several conditions joined by commas, several values by ``|``) shows a part
        only under a choice, the key ``about`` names the entry of `parts` that the part tells.
    controls : sequence of Control
        The first option of each is the state in which the drawing stands before any script runs.
    parts : dict of str to Part
    width, height : float
        Size in diagram units. `width` is 420, 560 or 720.
    """

    kind = "plate"
    module = "plate"

    def __init__(self, name, *, title, description, paint, controls=(), parts=None, width=WIDTH, height=400):
        super().__init__(name)
        self.title, self.description, self.paint = title, description, paint
        self.controls, self.parts = tuple(controls), parts or {}
        self.width, self.height = width, height

    @classmethod
    def restore(cls, name):
        return import_module(f"igf1r.figures.{name.replace('-', '_')}").figure()

    def svg(self):
        figure, axes = canvas(self.width, self.height)
        self.paint(axes)
        drawing = render(figure, self.name, self.title, self.description)
        return re.sub(r'<g( class="([^"]*)")?([^>]*) data-when="([^"]*)"', self._hide, drawing)

    def _hide(self, match):
        _, classes, rest, when = match.groups()
        state = {control.id: control.options[0].value for control in self.controls}
        shown = all(
            state[control] in values.split("|")
            for control, values in (condition.split(":") for condition in when.split(","))
        )
        classes = " ".join(filter(None, [classes, "" if shown else "is-hidden"]))
        return f'<g class="{classes}"{rest} data-when="{when}"'

    def text(self):
        """Title, description, what each choice shows and what each part tells, as plain lines."""
        lines = [self.title, "", self.description, ""]
        for control in self.controls:
            lines += [f"{control.label}: {option.label}. {option.says}".strip() for option in control.options]
        lines += [
            f"{part.title}: {part.text}" + (f" [{part.source}]" if part.source else "")
            for part in self.parts.values()
        ]
        return "\n".join(lines)

    def body(self):
        choices = "".join(
            f"<li>{escape(control.label)}: {escape(option.label)}. {escape(option.says)}</li>"
            for control in self.controls
            for option in control.options
        )
        parts = "".join(
            f"<li><strong>{escape(part.title)}</strong>: {escape(part.text)}"
            + (f" [{escape(part.source)}]" if part.source else "")
            + "</li>"
            for part in self.parts.values()
        )
        return (
            f'<div class="igf1r-drawing" data-width="{self.width:g}">{inline(self.svg())}</div>'
            '<details class="igf1r-list"><summary>The drawing in words</summary>'
            f"<p>{escape(self.description)}</p>"
            f"<ul>{choices}{parts}</ul></details>"
        )

    def check_settings(self, settings):
        options = {control.id: [option.value for option in control.options] for control in self.controls}
        for id_, value in settings.items():
            if value not in options.get(id_, ()):
                allowed = ", ".join(options[id_]) if id_ in options else f"controls: {', '.join(options)}"
                raise Slip(f"{id_}={value!r} does not fit {self.name}; allowed: {allowed}")

    def spec(self):
        return {
            "kind": self.kind,
            "name": self.name,
            "title": self.title,
            "controls": [
                {
                    "id": control.id,
                    "label": control.label,
                    "sequence": control.sequence,
                    "options": [vars(option) for option in control.options],
                }
                for control in self.controls
            ],
            "parts": {id_: vars(part) for id_, part in self.parts.items()},
        }
