"""What a page holds that links can be about."""

from html.parser import HTMLParser


class Links(HTMLParser):
    """The ids of a page, the addresses that it links to and loads, and the ids of its rows of records."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.targets, self.loaded, self.rows = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag == "a":
            self.targets.append(attributes.get("href", ""))
        if tag == "li" and "data-facets" in attributes:
            self.rows.append(attributes["id"])
        if tag == "script" and "src" in attributes:
            self.loaded.append(attributes["src"])
        if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
            self.loaded.append(attributes["href"])
