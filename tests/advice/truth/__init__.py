"""A world of deals that live by themselves: what really is, beside what the analyzer says of it.

It shares no code with the analyzer: deals come, move on, are lost and won by their own weekly chances, each on its own
stream of chance, and a cause is a change in how people behave.
"""

from tests.advice.truth.policy import Future, Policy
from tests.advice.truth.shape import Shape
from tests.advice.truth.world import World

__all__ = ["Future", "Policy", "Shape", "World"]
