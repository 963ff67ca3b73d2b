"""The kernel's host: an anywidget around any exhibit."""

from functools import cache

import anywidget
import traitlets

from igf1r.front import module_source, style_source


class ExhibitWidget(anywidget.AnyWidget):
    """A live exhibit.

    Attributes
    ----------
    spec : dict
        The exhibit's data, as the built page has it, with the static HTML under ``"html"``.
    settings : dict
        The reader's settings by control; Python and the page may both set it.
    values : dict
        The values that the front end shows, by node; written by the front end.
    """

    spec = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(self, exhibit):
        self.exhibit = exhibit
        super().__init__(spec={**exhibit.spec(), "html": exhibit.body()})

    @traitlets.validate("settings")
    def _refuse_unknown(self, proposal):
        self.exhibit.check_settings(proposal["value"])
        return proposal["value"]

    def __repr__(self):
        return f"<{type(self).__name__} {self.exhibit.name}>"


@cache
def _kind(module):
    """The widget class with one module's front end."""
    sources = {"_esm": module_source(module), "_css": style_source()}
    return type(f"{module.capitalize()}Widget", (ExhibitWidget,), sources)


def widget(exhibit):
    """The live form of an exhibit."""
    return _kind(exhibit.module)(exhibit)
