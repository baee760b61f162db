"""What a document is, after FRBR: work, expression and manifestation, each with address, date and who made it."""

from dataclasses import dataclass

from pipeline.model.resolution import Resolution
from pipeline.render.akn.elements import Node, add
from pipeline.render.akn.names import MAKER, NO_DATE

MAIN = "main"


@dataclass(frozen=True)
class Identity:
    """The addresses and dates of one document of the file: the resolution itself, a part or an annex."""

    work: str
    language: str
    component: str
    organ: str
    adopted: str | None
    issued: str | None

    @property
    def expression(self) -> str:
        """Return the address of the expression, without a component."""
        return f"{self.work}/{self.language}@"


def identity(resolution: Resolution, component: str = MAIN) -> Identity:
    """Return what a component of a resolution is, from the resolution's identifier."""
    work, _, language = resolution.iri.rpartition("/")
    adopted, issued = resolution.adoption.date, resolution.masthead.issued
    return Identity(work, language.removesuffix("@"), component, resolution.organ, adopted, issued)


def identify(meta: Node, resolution: Resolution, component: str = MAIN) -> None:
    """Write the identification of a component; a date that the paper does not give is 0001-01-01, as in the UN's."""
    own = identity(resolution, component)
    adopted = (own.adopted or NO_DATE, "adoption")
    issued = (own.issued, "publication") if own.issued else adopted
    node = add(meta, "identification", {"source": f"#{MAKER}"})
    work = _level(node, "FRBRWork", (f"{own.work}/!{component}", own.work), adopted, (f"#{own.organ}", "#author"))
    add(work, "FRBRcountry", {"value": "un"})
    if component == MAIN:
        add(work, "FRBRsubtype", {"value": "deliberation"})
        add(work, "FRBRnumber", {"value": own.work.rpartition("/")[2], "showAs": resolution.number})
        alias = {"name": "symbol", "value": resolution.symbol}
        work.insert(2, add(work, "FRBRalias", alias))  # behind the addresses, says the schema
    addresses = (f"{own.expression}/!{component}", own.expression)
    expression = _level(node, "FRBRExpression", addresses, issued, (f"#{own.organ}", "#issuer"))
    add(expression, "FRBRauthoritative", {"value": "false"})
    add(expression, "FRBRlanguage", {"language": own.language})
    addresses = (f"{own.expression}/!{component}.xml", f"{own.expression}.xml")
    manifestation = _level(node, "FRBRManifestation", addresses, issued, (f"#{MAKER}", "#editor"))
    add(manifestation, "FRBRformat", {"value": "application/akn+xml"})


def _level(parent: Node, name: str, addresses: tuple[str, str], date: tuple[str, str], author: tuple[str, str]) -> Node:
    node = add(parent, name)
    for element, address in zip(("FRBRthis", "FRBRuri"), addresses, strict=True):
        add(node, element, {"value": address})
    add(node, "FRBRdate", {"date": date[0], "name": date[1]})
    add(node, "FRBRauthor", {"href": author[0], "as": author[1]})
    return node
