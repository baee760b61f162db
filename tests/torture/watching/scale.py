"""How much a scenario tries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """How much is tried: how many moments to kill at, how many files in a burst, the seed of all chances."""

    kills: int = 150
    burst: int = 20_000
    seed: int = 1

    @property
    def share(self) -> float:
        """How much of what can be counted out is tried: all of it, where 150 kills are."""
        return min(1.0, self.kills / Scale.kills)
