"""Build the tree: points under paragraphs by the sequence of their labels and by their indent."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.normalise.items import Item
from pipeline.normalise.labels import Count

SAME_INDENT = 6.0  # points; levels are 12 and more apart


@dataclass
class Node:
    """A block while the tree is built: its item and the blocks under it."""

    item: Item
    children: list["Node"] = field(default_factory=list)
    count: Count | None = None


@dataclass
class _Level:
    """An open list of points: whose children they are, if anybody's, how they count, and where their labels stand."""

    parent: Node | None
    count: Count
    indent: float


def build_tree(items: Sequence[Item]) -> list[Node]:
    """Return the items of one part of a document as trees, in order."""
    roots: list[Node] = []
    levels: list[_Level] = []
    for position, item in enumerate(items):
        node = Node(item)
        top = roots[-1] if roots and roots[-1].item.kind == "paragraph" else None
        if item.kind == "table" and levels and _list_goes_on(items[position + 1 :], levels):
            _children(levels[-1], roots)[-1].children.append(node)
        elif item.kind != "paragraph":
            levels.clear()
            roots.append(node)
        elif item.label is None:
            _place_unlabelled(node, top, roots, levels)
        elif item.number is not None and not _nested(item, top, levels):
            node.count = item.label.counts[0]
            levels.clear()
            roots.append(node)
        else:
            _place_point(node, top, roots, levels, items[position + 1 :])
    return roots


def _list_goes_on(below: Sequence[Item], levels: list[_Level]) -> bool:
    """Say whether an open list of points goes on below a table, which then stands in the point above it."""
    item = below[0] if below else None
    if item is None or item.kind != "paragraph" or item.label is None or item.number is not None:
        return False
    following = {(level.count.kind, level.count.ordinal + 1) for level in levels}
    return any((count.kind, count.ordinal) in following for count in item.label.counts)


def _nested(item: Item, top: Node | None, levels: list[_Level]) -> bool:
    """Say whether a number belongs to a list inside a numbered paragraph: it stands deeper, and begins at one or
    goes on with an open list.
    """
    if top is None or top.count is None or item.label is None or item.indent < top.item.indent + SAME_INDENT:
        return False
    ordinal = item.label.counts[0].ordinal
    return ordinal == 1 or any(level.count.kind == "number" and level.count.ordinal == ordinal - 1 for level in levels)


def _place_unlabelled(node: Node, top: Node | None, roots: list[Node], levels: list[_Level]) -> None:
    """Put text without label under the numbered paragraph that it goes on after, or beside the others."""
    beside = bool(levels) and levels[0].parent is None
    numbered = top is not None and top.count is not None and not beside
    goes_on = bool(levels) and node.item.indent < levels[0].indent - SAME_INDENT and not beside
    if top is not None and (numbered or goes_on):
        top.children.append(node)
        if goes_on:
            levels.clear()
    else:
        levels.clear()
        roots.append(node)


def _place_point(
    node: Node, top: Node | None, roots: list[Node], levels: list[_Level], following: Sequence[Item]
) -> None:
    chosen = _continuing(node, levels, following) or _starting(node, levels) or _any_way(node, levels)
    if chosen is None:
        levels.clear()
        chosen = (0, (node.item.label.counts or (Count("other", 1),))[0] if node.item.label else Count("other", 1))
    depth, count = chosen
    del levels[depth + 1 :]
    if depth == len(levels):
        levels.append(_Level(_last_point(levels, top, roots), count, node.item.indent))
    levels[depth].count = count
    node.count = count
    _children(levels[depth], roots).append(node)


def _children(level: _Level, roots: list[Node]) -> list[Node]:
    return roots if level.parent is None else level.parent.children


def _last_point(levels: list[_Level], top: Node | None, roots: list[Node]) -> Node | None:
    return _children(levels[-1], roots)[-1] if levels else top


def _ways(node: Node) -> tuple[Count, ...]:
    return node.item.label.counts if node.item.label else ()


def _continuing(node: Node, levels: list[_Level], following: Sequence[Item]) -> tuple[int, Count] | None:
    """Return the open list that a label is the next of; where it is the next of one and could open another, the
    indent decides, or the label that comes next: (ii) or (j) behind (i).
    """
    for depth in range(len(levels) - 1, -1, -1):
        level = levels[depth]
        for count in _ways(node):
            if count.kind == level.count.kind and count.ordinal == level.count.ordinal + 1:
                first = next((way for way in _ways(node) if way.ordinal == 1 and way.kind != count.kind), None)
                deeper = node.item.indent > level.indent + SAME_INDENT
                if first is not None and (deeper or _comes_first(first, count, following)):
                    continue
                return depth, count
    return None


def _comes_first(one: Count, other: Count, following: Sequence[Item]) -> bool:
    """Say whether the label after one count comes before the label after another in what follows."""
    after, instead = (Count(count.kind, count.ordinal + 1) for count in (one, other))
    labels = (item.label.counts for item in following if item.label is not None)
    return next((after in counts for counts in labels if after in counts or instead in counts), False)


def _starting(node: Node, levels: list[_Level]) -> tuple[int, Count] | None:
    first = next((count for count in _ways(node) if count.ordinal == 1), None)
    return None if first is None else (len(levels), first)


def _any_way(node: Node, levels: list[_Level]) -> tuple[int, Count] | None:
    """Return the deepest open list of the label's kind, although the sequence has a gap."""
    for depth in range(len(levels) - 1, -1, -1):
        for count in _ways(node):
            if count.kind == levels[depth].count.kind and count.ordinal > levels[depth].count.ordinal:
                return depth, count
    return None
