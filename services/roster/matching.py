"""Finds who of a roster is already stored. Whoever may be somebody stored is asked about, never guessed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from models.people.people import Person
from services.roster.names import are_alike, full_name
from services.roster.rows import RosterProblem, RosterRow
from services.roster.spelling import bare

_SHORTEST_ALIKE: Final = 6  # letters; shorter names with one letter differing are too often two people's


@dataclass(frozen=True, slots=True)
class Answers:
    """What the importer says of people who may be somebody stored: by name, who they are (our id), or that they are
    new."""

    same: Mapping[str, int] = field(default_factory=dict)
    new: frozenset[str] = frozenset()

    def person_id(self, name: str) -> int | None:
        return next((person_id for known, person_id in self.same.items() if bare(known) == bare(name)), None)

    def is_new(self, name: str) -> bool:
        return bare(name) in map(bare, self.new)


class StoredPeople:
    """The people who are stored and whom no key of the file has claimed."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_id = {person.id: person for person in people}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._in_agency: dict[str, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        for person in people:
            self._by_name[full_name(person.name).own].append(person)
            self._in_agency[bare(person.agency or "")][full_name(person.name).own].append(person)
        self._claimed: set[int] = set()

    def same(self, row: RosterRow, answers: Answers) -> Person | RosterProblem | None:
        """Return the stored person who is surely that of a row, or who is said to be: name and agency are the same, and
        the title, unless one of both is without. Each is returned once. A problem if nobody can be whom an answer says.
        """
        if (person_id := answers.person_id(row.name)) is not None:
            meant = self._by_id.get(person_id)
            if meant is None or meant.id in self._claimed:
                return _problem(row, "roster-same-nobody", id=str(person_id))
            return self._claim(meant)
        same = [person for person in self._namesakes(row) if _is_same(row, person)]
        return self._claim(same[0]) if len(same) == 1 and not answers.is_new(row.name) else None

    def question(self, row: RosterRow, answers: Answers) -> RosterProblem | None:
        """Return the question whether a row is somebody stored with another title, another agency or one letter
        differing. To be asked when all have been found who are surely the same."""
        near = list({person.id: person for person in (*self._namesakes(row), *self._misspelt(row))}.values())
        if not near or answers.is_new(row.name):
            return None
        people = tuple((person.id, f"{person.name} ({person.agency or '–'})") for person in near)
        listed = ", ".join(f"{name} = {person_id}" for person_id, name in people)
        return replace(_problem(row, "roster-near-match", near=listed, id=str(near[0].id)), people=people)

    def _claim(self, person: Person) -> Person:
        self._claimed.add(person.id)
        return person

    def _namesakes(self, row: RosterRow) -> list[Person]:
        return [person for person in self._by_name[full_name(row.name).own] if self._may_be(row, person)]

    def _may_be(self, row: RosterRow, person: Person) -> bool:
        """Return whether no row has claimed a person, and no ids say that row and person are two."""
        return person.id not in self._claimed and (row.id is None or not person.key.startswith("id:"))

    def _misspelt(self, row: RosterRow) -> Iterator[Person]:
        """Yield the people of the same agency with one letter differing."""
        own = full_name(row.name).own
        if len(own) < _SHORTEST_ALIKE:
            return
        names = self._in_agency[bare(row.agency or "")]
        for name, _, _ in process.extract(own, list(names), scorer=OSA.distance, score_cutoff=1, limit=None):
            yield from (person for person in names[name] if self._may_be(row, person))


def _is_same(row: RosterRow, person: Person) -> bool:
    return are_alike(row.name, person.name) and bare(row.agency or "") == bare(person.agency or "")


def _problem(row: RosterRow, key: str, **args: str) -> RosterProblem:
    return RosterProblem(row.line, None, row.name, key, {"name": row.name, **args}, row.sheet)
