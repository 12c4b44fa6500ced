"""How likely each topic of a path is known, by the answers to some of them: belief propagation on the prerequisites.

A topic is known if all that it stands on is, nearly always: a noisy AND (Pearl 1988), which is the surmise relation of
knowledge spaces (Falmagne & Doignon 2011) with holes in it. Beside its prerequisites a topic stands on being at home in its module,
a module on being at home in its phase, and a phase on the one before it: so that answers about matrices tell something
of eigenvalues, and nothing of SQL.

A deed (practice, project, decision) is no knowledge: it is done or not. Whoever has done one knows what it stands on, but
knowing what comes after one says neither that it was done nor what is known from before it: a path leads through it, the
knowledge does not. So nothing is inferred through one.

Messages go up and down the path and only from where something has changed, until nothing does: exact on a tree, an approximation
elsewhere, in time that grows with the prerequisites alone. Nothing is drawn: the same answers give the same result.
"""

from collections.abc import Mapping
from math import exp, log
from typing import NamedTuple

from roadmap_cli.domain.roadmap import PROJECT, Topic, TopicKind
from roadmap_cli.domain.standing import Standing

DEEDS: frozenset[TopicKind] = frozenset({PROJECT, "decision", "practice"})
"""What nobody knows: it is done or not."""


class Model(NamedTuple):
    """How likely somebody is at home in the first phase, in a phase where they are in the one before, in a module of such a
    phase; how likely a topic is known with all that it stands on. By what that is multiplied for each thing that is missing:
    the phase before, the phase of a module, the module of a topic, a prerequisite.
    """

    first: float = 0.7
    phase: float = 0.6
    module: float = 0.7
    topic: float = 0.75
    without_phase: float = 0.25
    without_its_phase: float = 0.3
    without_module: float = 0.2
    without_prerequisite: float = 0.08

    def of_grain(self, depth: int, modules: int, phases: int) -> "Model":
        """For a path that is cut finer than USUAL: the finer its steps, the likelier each follows from the one before."""
        topics, others, ages = (
            min(usual / max(number, 1), 1.0) for usual, number in zip(USUAL, (depth, modules, phases), strict=True)
        )
        return self._replace(
            topic=self.topic**topics,
            without_prerequisite=self.without_prerequisite * topics,
            module=self.module**others,
            phase=self.phase**ages,
        )


MODEL = Model()
USUAL = (25, 25, 4)
"""Topics each of which stands on the one before, modules and phases of a path, at most, for which the model is meant."""
STEP = 3e-3
"""A message that has changed by less in its logarithm is not sent on."""
MOST_SWEEPS = 16
FARTHEST = 30.0
"""The largest logarithm of odds."""


class Edge:
    """What a node and one that it stands on tell each other: `down` is the logarithm of how likely the first makes the second,
    `up` that of the odds which the second gives the first.
    """

    __slots__ = ("child", "down", "effects", "factor", "parent", "up")

    def __init__(self, parent: "Belief", child: "Belief", factor: float) -> None:
        self.parent, self.child, self.factor = parent, child, factor
        self.down, self.up = 0.0, 0.0
        self.effects = (0.0, 0.0)


class Belief:
    """`above` is the logarithm of how likely it is by what it stands on, `below` of the odds that its own answers and what stands
    on it give it.
    """

    __slots__ = ("above", "below", "changed", "hours", "inputs", "moved", "outputs")

    def __init__(self, likely: float, hours: float = 0.0) -> None:
        self.above, self.below, self.hours = log(likely), 0.0, hours
        self.inputs: list[Edge] = []
        self.outputs: list[Edge] = []
        self.changed = self.moved = True

    def stands_on(self, parent: "Belief", factor: float) -> None:
        edge = Edge(parent, self, factor)
        self.inputs.append(edge)
        parent.outputs.append(edge)

    @property
    def odds(self) -> float:
        """Their logarithm."""
        likely = exp(self.above)
        return max(min(self.above - log(max(1 - likely, 1e-13)) + self.below, FARTHEST), -FARTHEST)

    @property
    def likely(self) -> float:
        return 1 / (1 + exp(-self.odds))

    def send_down(self) -> None:
        odds = self.odds
        for edge in self.outputs:
            without = 1 / (1 + exp(edge.up - odds))
            down = log(without + (1 - without) * edge.factor)
            if abs(down - edge.down) > STEP:
                edge.child.above += down - edge.down
                edge.down, edge.child.changed = down, True

    def send_up(self) -> None:
        gain = exp(max(min(self.below, FARTHEST), -FARTHEST)) - 1
        for edge in self.inputs:
            rest = min(exp(self.above - edge.down), 1.0)
            up = log((1 + rest * gain) / (1 + rest * edge.factor * gain))
            if abs(up - edge.up) > STEP:
                edge.parent.below += up - edge.up
                edge.up, edge.parent.changed = up, True


class Knowledge:
    """Of the topics left of a path."""

    def __init__(self, standing: Standing, model: Model = MODEL) -> None:
        left = standing.left
        modules, phases = len({each.module for each in left.values()}), len({each.phase for each in left.values()})
        self._model = model.of_grain(_depth(standing), modules, phases)
        self._fields: dict[tuple[str, str], Belief] = {}
        homes = {key: self._home(topic) for key, topic in left.items()}
        self._topics: dict[str, Belief] = {}
        for key in reversed(standing.latest_first):
            self._topics[key] = self._topic(standing, left[key], homes[key])
        self._order = [*self._fields.values(), *self._topics.values()]
        self._settle()

    def _topic(self, standing: Standing, topic: Topic, home: Belief) -> Belief:
        node = Belief(self._model.topic, 0.0 if topic.kind in DEEDS else topic.hours)
        node.stands_on(home, self._model.without_module)
        for each in stands_on(standing, topic):
            node.stands_on(self._topics[each], self._model.without_prerequisite)
        return node

    def _home(self, topic: Topic) -> Belief:
        """Its module. Made with its phase, and that with the one before it, in the order of the file."""
        own = self._fields.get(("module", topic.module))
        if own is None:
            phase = self._fields.get(("phase", topic.phase)) or self._phase(topic.phase)
            own = self._fields["module", topic.module] = Belief(self._model.module)
            own.stands_on(phase, self._model.without_its_phase)
        return own

    def _phase(self, name: str) -> Belief:
        before = [belief for (sort, _), belief in self._fields.items() if sort == "phase"]
        found = self._fields["phase", name] = Belief(self._model.phase if before else self._model.first)
        if before:
            found.stands_on(before[-1], self._model.without_phase)
        return found

    def learn(self, evidence: Mapping[str, float]) -> None:
        """Logarithms of odds, by topic, beside what is known of it so far."""
        for key, odds in evidence.items():
            node = self._topics[key]
            node.below += odds
            node.changed = True
        self._settle()

    def _settle(self) -> None:
        forth, back = self._order, self._order[::-1]
        for _ in range(MOST_SWEEPS):
            changed = False
            for order in (back, forth):
                for node in order:
                    if node.changed:
                        node.changed, node.moved, changed = False, True, True
                        node.send_up()
                        node.send_down()
            if not changed:
                return

    def likely(self) -> dict[str, float]:
        return {key: node.likely for key, node in self._topics.items()}

    def spoken_for(self) -> frozenset[str]:
        """Topics that are likelier by their own answers, or by what stands on them."""
        return frozenset(key for key, node in self._topics.items() if node.below > 0)

    def reach(self) -> dict[str, float]:
        """The hours of which the answer about a topic tells, its own among them: squared correlations along the edges."""
        ups: dict[Belief, float] = {}
        downs: dict[Belief, float] = {}
        self._renew_effects()
        for node in self._order:
            ups[node] = node.hours + sum([edge.effects[1] * ups[edge.parent] for edge in node.inputs])
        for node in reversed(self._order):
            downs[node] = node.hours + sum([edge.effects[0] * downs[edge.child] for edge in node.outputs])
        return {key: _reach(node, ups, downs) for key, node in self._topics.items()}

    def _renew_effects(self) -> None:
        for node in self._order:
            for edge in node.inputs:
                if node.moved or edge.parent.moved:
                    edge.effects = _effects(edge)
        for node in self._order:
            node.moved = False


def _reach(node: Belief, ups: Mapping[Belief, float], downs: Mapping[Belief, float]) -> float:
    """Through what it stands on, and from there to what stands beside it, and through what stands on it."""
    hours = downs[node]
    for edge in node.inputs:
        down, up = edge.effects
        beside = downs[edge.parent] - edge.parent.hours - down * downs[node]
        hours += up * (ups[edge.parent] + max(beside, 0.0))
    return hours


def _effects(edge: Edge) -> tuple[float, float]:
    """Squares of by how much knowing the first makes the second likelier, and the second the first."""
    child, parent = edge.child, edge.parent
    rest, factor = min(exp(child.above - edge.down), 1 - 1e-9), edge.factor
    odds = exp(max(min(child.below, FARTHEST), -FARTHEST))
    known, unknown = rest * odds, rest * factor * odds
    down = known / (known + 1 - rest) - unknown / (unknown + 1 - rest * factor)
    without = 1 / (1 + exp(max(min(edge.up - parent.odds, FARTHEST), -FARTHEST)))
    missing = without * (1 - rest)
    up = without / (without + (1 - without) * factor) - missing / (missing + (1 - without) * (1 - rest * factor))
    return down * down, up * up


def stands_on(standing: Standing, topic: Topic) -> list[str]:
    """The knowledge that a topic left stands on directly and that is left, too."""
    left = standing.left
    return [each for each in standing.missing(topic) if each in left and left[each].kind not in DEEDS]


def _depth(standing: Standing) -> int:
    """How many topics there are at most of which each stands on the one before."""
    depth: dict[str, int] = {}
    for key in reversed(standing.latest_first):
        depth[key] = 1 + max((depth[each] for each in stands_on(standing, standing.left[key])), default=0)
    return max(depth.values(), default=0)
