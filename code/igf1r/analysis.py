"""Questions asked of all claims at once: how many, with which signs, on how many papers they rest."""

import re
from collections import Counter, defaultdict
from html import escape

from igf1r.evidence import SIGNS, pick, review_name
from igf1r.exhibit import Exhibit
from igf1r.graph import disagreements
from igf1r.knowledge import load
from igf1r.records import CLAIM_ID, REVIEWS


def claims_by_section(knowledge):
    """Claims, restatements, claims without a reference and claims with a critique, by section."""
    rows = []
    for (review, id_), section in knowledge.sections.items():
        claims = knowledge.claims_of(review=review, section=id_)
        rows.append(
            (
                review_name(review), f"{id_} {section.title}", len(claims),
                sum(bool(claim.repeats) for claim in claims),
                sum(not claim.references for claim in claims),
                sum(bool(claim.critiques) for claim in claims),
            )
        )  # fmt: skip
    return ("Review", "Section", "Claims", "Restate another", "Cite nothing", "Have a critique"), rows


def claims_by_sign(knowledge):
    """Claims by sign and review."""
    return _by(knowledge, "Sign", lambda claim: SIGNS[claim.sign][1])


def claims_by_stance(knowledge):
    """Claims by stance and review."""
    return _by(knowledge, "Stance", lambda claim: claim.stance)


def claims_by_species(knowledge):
    """Claims by the species that the review names, and those where it names none."""
    one = {"mice": "mouse", "rats": "rat"}
    return _by(knowledge, "Species", lambda claim: one.get(claim.species, claim.species) or "none named")


def _by(knowledge, heading, key):
    counts = {review: Counter(key(c) for c in knowledge.claims_of(review=review)) for review in REVIEWS}
    total = sum(counts.values(), Counter())
    order = sorted(total, key=lambda each: (-total[each], each))
    rows = [(each, *(counts[review][each] for review in REVIEWS), total[each]) for each in order]
    return (heading, *map(review_name, REVIEWS), "Together"), rows


def arrows_by_papers(knowledge):
    """Signed arrows by the number of papers cited for them.

    An arrow is a subject, an object and a sign that raises or lowers; all claims of both reviews that state
    it are taken together. Papers are counted once, whichever review cites them.
    """
    papers = defaultdict(set)
    for claim in knowledge.claims.values():
        if claim.sign in "+-":
            cited = (knowledge.reference(claim.review, number).key for number in claim.references)
            papers[claim.subject, claim.object, claim.sign].update(cited)
    counts = Counter(min(len(cited), 4) for cited in papers.values())
    names = {0: "none", 1: "one", 2: "two", 3: "three", 4: "four or more"}
    return ("Papers cited", "Arrows", "Share"), [
        (names[number], counts[number], f"{counts[number] / len(papers):.0%}") for number in names
    ]


def disputed_arrows(knowledge):
    """Pairs on whose sign claims disagree, with the claims on each side."""
    rows = []
    for source, target, signs in disagreements(knowledge):
        source, target = (knowledge.entities[id_].name for id_ in (source, target))
        sides = [f"{SIGNS[sign][1]}: {', '.join(claims)}" for sign, claims in sorted(signs.items())]
        reviews = {claim.split("-")[0] for claims in signs.values() for claim in claims}
        between = "between the reviews" if len(reviews) > 1 else f"within {review_name(_review(*reviews))}"
        rows.append((f"{source} on {target}", "; ".join(sides), between))
    return ("Arrow", "Claims", "Where"), rows


def _review(word):
    return next(review for review, short in REVIEWS.items() if short == word)


def critiques_by_kind(knowledge):
    """Critiques by kind and by how sure they are."""
    counts = Counter((critique.kind, critique.certainty) for critique in knowledge.critiques.values())
    levels = ("certain", "likely", "check")
    kinds = sorted(
        {kind for kind, _ in counts}, key=lambda kind: (-sum(counts[kind, each] for each in levels), kind)
    )
    rows = [
        (kind, *(counts[kind, each] for each in levels), sum(counts[kind, each] for each in levels))
        for kind in kinds
    ]
    return ("Kind", *map(str.capitalize, levels), "Together"), rows


ANALYSES = {
    "sections": (claims_by_section, "Claims by section"),
    "signs": (claims_by_sign, "Claims by sign"),
    "stances": (claims_by_stance, "Claims by stance"),
    "species": (claims_by_species, "Claims by the species that is named"),
    "papers": (arrows_by_papers, "Signed arrows by the number of papers cited for them"),
    "disputes": (disputed_arrows, "Arrows whose sign the claims dispute"),
    "critiques": (critiques_by_kind, "Critiques by kind and certainty"),
}


class Analysis(Exhibit):
    """One analysis of the claims as a table. `analysis` makes it."""

    kind = "analysis"

    def __init__(self, name):
        super().__init__(name)
        compute, self.caption = pick("analysis", name.removeprefix("analysis-"), ANALYSES)
        self.columns, self.rows = compute(load())

    def text(self):
        lines = [self.caption, " | ".join(self.columns)]
        return "\n".join([*lines, *(" | ".join(map(str, row)) for row in self.rows)])

    def body(self):
        heads = "".join(
            f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in self.columns
        )
        rows = "".join(f'<tr role="row">{self._cells(row)}</tr>' for row in self.rows)
        return (
            f'<table role="table" class="igf1r-table"><caption>{escape(self.caption)}</caption>'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _cells(self, row):
        first = f'<th role="rowheader" scope="row">{escape(str(row[0]))}</th>'
        return first + "".join(
            f'<td role="cell" data-label="{escape(column)}">{_linked(escape(str(cell)))}</td>'
            for column, cell in zip(self.columns[1:], row[1:])
        )


def _linked(text):
    """Each claim named in a text leads to its row."""
    return re.sub(rf"\b{CLAIM_ID}\b", r'<a href="#claim-\g<0>">\g<0></a>', text)


def analysis(name):
    """An analysis of all claims: sections, signs, stances, species, papers, disputes or critiques.

    Raises
    ------
    Slip
        Where there is no analysis of that name.
    """
    return Analysis(f"analysis-{name}")
