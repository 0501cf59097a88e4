"""Layouts of the screen by the size of the window, as classes for the style sheet."""

from textual.dom import DOMNode
from textual.geometry import Size

WIDTHS = [(0, "-thin"), (40, "-folded"), (60, "-single"), (100, "-double")]
"""Classes by the least number of columns: too thin, folded header, single pane, two panes."""
HEIGHTS = [(0, "-low"), (12, "-high"), (32, "-roomy")]
"""Classes by the least number of lines: too low, room for posts, room for the histogram too."""


def layout_of(size: Size) -> str:
    """Return the classes of a size; known from the start, they spare a second layout."""
    lengths = ((size.width, WIDTHS), (size.height, HEIGHTS))
    return " ".join(
        max(layout for layout in layouts if layout[0] <= length)[1] for length, layouts in lengths
    )


def set_layout(node: DOMNode, size: Size) -> None:
    """Give a screen the classes of a size; Textual does so only for the screen on top."""
    layout = layout_of(size).split()
    for _, name in (*WIDTHS, *HEIGHTS):
        node.set_class(name in layout, name)


def is_too_small(node: DOMNode) -> bool:
    """Tell whether a screen has no room for a timeline."""
    return node.has_class("-thin") or node.has_class("-low")
