"""What ``_config.yml`` cannot say itself, and the check that no stored output is stale."""

from pathlib import Path

from pybtex.plugin import find_plugin, register_plugin
from sphinx.errors import ConfigError, ExtensionError

from igf1r import notebooks
from igf1r.records import DataError

DEFAULT_THEME_OPTIONS = (
    "analytics",
    "announcement",
    "extra_footer",
    "home_page_in_toc",
    "launch_buttons",
    "navbar_footer_text",
    "path_to_docs",
    "repository_branch",
    "repository_url",
    "search_bar_text",
    "use_edit_page_button",
    "use_issues_button",
    "use_repository_button",
)
"""Options that Jupyter Book sets for its own default theme and that no other theme knows."""

DARK_CODE = "a11y-high-contrast-dark"
"""The dark counterpart of ``pygments_style``; the theme's own setting, which Jupyter Book cannot pass on."""

CITATION_PLUGINS = {
    "pybtex.style.formatting": "unsrt",
    "pybtex.style.labels": "number",
    "pybtex.style.names": "plain",
    "pybtex.style.sorting": "none",
}
"""What pybtex would look up for every citation among all installed packages, its slowest part by far."""

REFERENCES = Path(notebooks.__file__).parent / "data" / "references"


def setup(app):
    app.add_config_value("comments_config", {}, "")
    app.add_config_value("igf1r_repository", "", "html", str)
    app.add_config_value("igf1r_branch", "", "html", str)
    app.add_config_value("igf1r_inputs", "", "env", str)
    app.connect("config-inited", settle, priority=100)
    for group, name in CITATION_PLUGINS.items():
        register_plugin(group, name, find_plugin(group, name), force=True)
    app.connect("builder-inited", refuse_stale)
    app.connect("builder-inited", colour_dark_code, priority=100)


def settle(app, config):
    """Read the repository's address, find the bibliographies, and note the state of the library."""
    options = {**config.html_theme_options}
    try:
        config.igf1r_repository = notebooks.address(options.get("repository_url"))
    except DataError as error:
        raise ConfigError(str(error)) from error
    config.igf1r_branch = options.get("repository_branch") or "main"
    config.html_theme_options = {
        key: value for key, value in options.items() if key not in DEFAULT_THEME_OPTIONS
    }
    config.bibtex_bibfiles = sorted(str(path) for path in REFERENCES.glob("*.bib"))
    config.igf1r_inputs = notebooks.library_hash()


def refuse_stale(app):
    """Stop where a chapter's stored outputs do not belong to its cells and to the library."""
    chapters = [
        Path(app.srcdir, f"{name}.ipynb") for name in app.project.discover(app.config.exclude_patterns)
    ]
    stale = notebooks.stale([path for path in chapters if path.is_file()], app.config.igf1r_repository)
    if stale:
        names = ", ".join(path.relative_to(app.srcdir).as_posix() for path in stale)
        raise ExtensionError(f"stored outputs are stale in {names}: run `python -m igf1r notebooks`")


def colour_dark_code(app):
    """Before the theme reads it."""
    if "pygments_dark_style" in app.config:
        app.config.pygments_dark_style = DARK_CODE
