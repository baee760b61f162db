"""Check the vote that the closing bracket tells of: its counts against its lists of States."""

from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.model.resolution import Closing, Resolution, Vote
from pipeline.model.walk import plain_text
from pipeline.normalise import kinds

SIDES = ("in_favour", "against", "abstaining")


def check_votes(resolution: Resolution) -> tuple[Finding, ...]:
    """Return a finding for each count that contradicts its list, each missing one, and each bracket not understood."""
    votes = [
        (resolution.adoption.vote, resolution.closing),
        *((each.adoption.vote, each.closing) for each in resolution.parts),
    ]
    return tuple(finding for vote, closing in votes for finding in _vote(vote, closing))


def _vote(vote: Vote, closing: tuple[Closing, ...]) -> Iterator[Finding]:
    bracket = next((line for line in closing if plain_text(line.content).lstrip().startswith("[")), None)
    page, box = (bracket.source[0].page, bracket.source[0].box) if bracket and bracket.source else (None, None)
    block = bracket.id if bracket else None
    if vote.type == "unknown" and bracket is not None:
        yield kinds.VOTE_UNREAD.at(page=page, box=box, block=block, found=plain_text(bracket.content))
    if vote.type == "recorded" and vote.counts is None:
        yield kinds.VOTE_LIST.at(page=page, box=box, block=block, expected="counts")
    for side in SIDES if vote.counts else ():
        count, listed = getattr(vote.counts, side), len(getattr(vote, side))
        if count and not listed:
            yield kinds.VOTE_LIST.at(page=page, box=box, block=block, expected=side)
        elif count != listed:
            yield kinds.VOTE_COUNT.at(page=page, box=box, block=block, expected=f"{side} {count}", found=listed)
