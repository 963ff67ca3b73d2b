"""An exhibit as small as can be, registered as a Sphinx extension of the tiny book."""

from igf1r.exhibit import Exhibit


class Sample(Exhibit):
    kind = "sample"
    module = "plate"

    def text(self):
        return f"a sample called {self.name}"

    def body(self):
        return f'<p id="{self.name}--text">The static form of {self.name}</p>'

    def spec(self):
        return {"kind": self.kind, "colour": self.arguments.get("colour", "</script>")}


class Still(Sample):
    kind = "still"
    module = ""


def setup(app):
    return {"parallel_read_safe": True}
