"""Term that is still being typed: as long as it may grow, it is only the beginning of a value."""

from msgspec.structs import replace

from tui_feed.query.nodes import And, Facet, Node, Not, Or, Phrase
from tui_feed.query.operators import all_facets
from tui_feed.query.post_facts.facets import LinkedPost


def begun(node: Node, text: str, cursor: int) -> Node:
    """Return a tree with the term that ends at the cursor taken as a beginning."""
    match node:
        case Not():
            return replace(node, node=begun(node.node, text, cursor))
        case And() | Or():
            return replace(node, nodes=tuple(begun(part, text, cursor) for part in node.nodes))
        case Facet() if node.span[1] == cursor and _is_open(node.kind) and text[cursor - 1] != '"':
            return replace(node, is_begun=True)
        case Phrase() if node.span[1] == cursor and text[node.span[0]] == "+":
            return replace(node, whole=False)
    return node


def _is_open(kind: str) -> bool:
    """Tell whether a facet has values of any kind, and is not a look-up of a single post."""
    facet = all_facets()[kind]
    return facet.choices is None and not isinstance(facet.stated_in, LinkedPost)
