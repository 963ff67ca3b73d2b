"""One module a figure: data in, figure out. Each has a function ``figure()``."""
