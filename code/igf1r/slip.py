"""A call that cannot be served: one line that says what is allowed, without the way through the library."""


class Slip(ValueError):
    """A call that cannot be served; its text is one line."""

    def _render_traceback_(self):
        """What a notebook shows: the line alone."""
        return [str(self)]


class Unknown(Slip, LookupError):
    """A name that stands for nothing."""
