"""One person in one form: what is asked next, whether an answer stands, and what it changes. Pure; one a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsforms.answers import Refusal, Unfit, Value, stored, value_of
from xlsforms.around import Around
from xlsforms.beginning import first_entries
from xlsforms.entries import Entry, path_of
from xlsforms.form import Form, Group, Question, Repeat, Words
from xlsforms.record import MOST_INSTANCES, Node, Record
from xlsforms.steps import Offer, Step
from xlsforms.xpath.values import iso_moment, text


class Interview:
    """A draft of a form. `changes` gathers what has to be stored: an entry by key, None for one to delete."""

    def __init__(self, form: Form, entries: Mapping[str, Entry], around: Around) -> None:
        self.form = form
        self.around = around
        self._entries = dict(entries)
        self._changes: dict[str, Entry | None] = {}
        self._record = Record(form, self._entries, around)
        self._record.settle()
        self._steps: list[Step] | None = None

    @classmethod
    def begin(cls, form: Form, around: Around, prefill: Mapping[str, str] | None = None) -> Interview:
        """A new draft: defaults and metadata in place, each open repeat with one instance; `prefill` by path."""
        interview = cls(form, {}, around)
        interview._begin_below(interview._record.root())
        for path, value in (prefill or {}).items():
            if path in form.questions:
                interview._put(path, Entry(value, given=False))
        interview._record.settle()
        return interview

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What the draft holds now."""
        return self._entries

    @property
    def changes(self) -> Mapping[str, Entry | None]:
        """What is not yet stored: what was answered, and what calculations keep for good."""
        return {**self._record.remembered, **self._changes}

    # ── what is asked ──

    def steps(self) -> list[Step]:
        """Everything that is asked now, in order; after an open repeat's instances a step asks for one more."""
        if self._steps is None:
            self._steps = list(self._walk(self.form.root, self._record.root(), ()))
        return self._steps

    def step(self, key: str) -> Step | None:
        """The step at `key`; None when it is not asked (any more)."""
        return next((step for step in self.steps() if step.key == key), None)

    def next_open(self) -> Step | None:
        """The first step not given yet, or given an answer that no longer stands; None when all is done."""
        return next((step for step in self.steps() if self._is_open(step)), None)

    def after(self, key: str) -> Step | None:
        """The step after `key`; where that is no longer asked, the first one open."""
        steps = self.steps()
        place = next((place for place, step in enumerate(steps) if step.key == key), None)
        if place is None:
            return self.next_open()
        return steps[place + 1] if place + 1 < len(steps) else None

    def before(self, key: str) -> Step | None:
        """The step before `key`; None at the beginning."""
        steps = self.steps()
        place = next((place for place, step in enumerate(steps) if step.key == key), 0)
        return steps[place - 1] if place else None

    def progress(self, key: str) -> tuple[int, int]:
        """(which question this is, how many there are now), counting those that want an answer."""
        asked = [step.key for step in self.steps() if isinstance(step.node, Question) and step.node.wants_answer]
        if key in asked:
            return asked.index(key) + 1, len(asked)
        passed = 0
        for step in self.steps():
            if step.key == key:
                break
            passed += step.key in asked
        return min(passed + 1, len(asked)), len(asked)

    def _walk(self, group: Group, node: Node, around: tuple[str, ...]) -> Iterator[Step]:
        if not self._record.is_relevant(node):
            return
        for child in group.children:
            key = f"{node.key}/{child.name}" if node.key else child.name
            if isinstance(child, Repeat):
                yield from self._walk_repeat(child, key, around)
                continue
            below = self._record.node(key)
            if below is None:
                continue
            if isinstance(child, Group):
                yield from self._walk(child, below, (*around, key))
            elif isinstance(child, Question) and child.asked and self._record.is_relevant(below):
                yield Step(key, child, around)

    def _walk_repeat(self, repeat: Repeat, key: str, around: tuple[str, ...]) -> Iterator[Step]:
        for instance in self._record.instance_nodes(key):
            yield from self._walk(repeat, instance, (*around, instance.key))
        if repeat.count is None and not repeat.fixed and self._record.is_relevant(self._record.beside(repeat, key)):
            yield Step(key, repeat, around)

    def _is_open(self, step: Step) -> bool:
        entry = self._entries.get(step.key)
        if entry is None or not entry.given:
            return True
        return isinstance(step.node, Question) and self._standing(step.key) is not None

    # ── answers ──

    def stored(self, key: str) -> str:
        """The XForm text at `key`, calculated or given; "" where there is none."""
        node = self._record.node(key)
        return self._record.value(node) if node is not None else ""

    def value(self, key: str) -> Value | None:
        """The answer at `key` as a Python value; None where there is none, or one that is no such value."""
        node = self._record.node(key)
        if node is None or not isinstance(node.item, Question):
            return None
        try:
            return value_of(node.item, self._record.value(node))
        except Unfit:
            return None

    def check(self, key: str, value: Value) -> Refusal | None:
        """Say why `value` would not stand at `key`; None when it would."""
        _, refusal = self._judged(key, value)
        return refusal

    def answer(self, key: str, value: Value) -> Refusal | None:
        """Store `value` at `key` unless it is refused; an empty text is a skip."""
        written, refusal = self._judged(key, value)
        if refusal is None:
            self._put(key, Entry(written, given=True))
        return refusal

    def take(self, key: str, written: str) -> Refusal | None:
        """As `answer`, with the value as XForm text."""
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question):
            return Refusal("unknown", "form-refusal-unknown")
        try:
            value = value_of(node.item, written)
        except Unfit as unfit:
            return unfit.refusal()
        return self.skip(key) if value is None else self.answer(key, value)

    def skip(self, key: str) -> Refusal | None:
        """Leave `key` without an answer, unless it is required."""
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question):
            return Refusal("unknown", "form-refusal-unknown")
        if self.is_required(key):
            return Refusal("required", "form-refusal-required", said=self.required_message(key, self.around.language))
        self._put(key, Entry("", given=True))
        return None

    def give(self, key: str) -> Refusal | None:
        """Confirm what stands at `key`: a default, or that a note was read."""
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question):
            return Refusal("unknown", "form-refusal-unknown")
        refusal = self._standing(key)
        if refusal is None:
            self._put(key, Entry("" if node.item.readonly else self._record.value(node), given=True))
        return refusal

    def clear(self, key: str) -> None:
        """Forget the answer at `key`: it is asked again."""
        if key in self._entries:
            self._put(key, None)

    def is_required(self, key: str) -> bool:
        node = self._record.node(key)
        required = node.item.required if node is not None and isinstance(node.item, Question) else None
        return required is not None and node is not None and self._record.holds(required, node)

    def faults(self) -> list[tuple[Step, Refusal]]:
        """Everything that keeps the draft from being handed in."""
        found = []
        for step in self.steps():
            refusal = self._standing(step.key) if isinstance(step.node, Question) else None
            if refusal:
                found.append((step, refusal))
        return found

    def _asked(self, key: str) -> Node | None:
        node = self._record.node(key)
        if node is None or not self._record.is_relevant(node):
            return None
        return node if isinstance(node.item, Question) and node.item.asked else None

    def _judged(self, key: str, value: Value) -> tuple[str, Refusal | None]:
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question):
            return "", Refusal("unknown", "form-refusal-unknown")
        if node.item.readonly:
            return "", Refusal("readonly", "form-refusal-readonly")
        try:
            written = stored(node.item, value, self._names(node), self.around.now.tzinfo or self._record.zone)
        except Unfit as unfit:
            return "", unfit.refusal()
        return written, self._ruled(node, node.item, written)

    def _standing(self, key: str) -> Refusal | None:
        """Why what stands at `key` now would be refused; None when it stands."""
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question) or node.item.readonly:
            return None
        written = self._record.value(node)
        try:
            value = value_of(node.item, written)
            if value is not None:
                stored(node.item, value, self._names(node), self._record.zone)
        except Unfit as unfit:
            return unfit.refusal()
        return self._ruled(node, node.item, written)

    def _ruled(self, node: Node, question: Question, written: str) -> Refusal | None:
        if not written:
            if not self.is_required(node.key):
                return None
            said = self.required_message(node.key, self.around.language)
            return Refusal("required", "form-refusal-required", said=said)
        if question.constraint and not self._record.holds(question.constraint, node, written):
            said = self._record.said(question.constraint_message, node, self.around.language)
            return Refusal("constraint", "form-refusal-constraint", said=said)
        return None

    # ── repeats ──

    def instances(self, key: str) -> tuple[int, ...]:
        """The ids of a repeat's instances, in order."""
        return tuple(node.instance for node in self._record.instance_nodes(key))

    def can_add(self, key: str) -> bool:
        """Whether the repeat at `key` may have one more instance."""
        step = self.step(key)
        return step is not None and step.is_more and len(self.instances(key)) < MOST_INSTANCES

    def add(self, key: str) -> int:
        """Give the repeat at `key` one more instance, its defaults in place; return its id. KeyError if it may not."""
        if not self.can_add(key):
            raise KeyError(key)
        instances = self._record.instances(key).with_one_more()
        self._store(key, Entry(str(instances), given=False))
        self._rebuilt()
        node = self._record.node(f"{key}[{instances.last}]")
        if node is not None:
            self._begin_below(node)
        self._rebuilt()
        return instances.last

    def remove(self, key: str) -> None:
        """Take an instance (`people[3]`) away with all its answers. KeyError if there is none such."""
        repeat, _, instance = key.removesuffix("]").rpartition("[")
        if self._record.node(key) is None or self.step(repeat) is None:
            raise KeyError(key)
        for known in [known for known in self._entries if known.startswith(f"{key}/")]:
            self._store(known, None)
        left = self._record.instances(repeat).without(int(instance))
        self._store(repeat, Entry(str(left), given=self._entries[repeat].given))
        self._rebuilt()

    def no_more(self, key: str) -> None:
        """The person has said that the repeat at `key` is complete."""
        self._close(key, given=True)

    def reopen(self, key: str) -> None:
        """Ask again whether the repeat at `key` is complete."""
        self._close(key, given=False)

    def _close(self, key: str, *, given: bool) -> None:
        step = self.step(key)
        if step is None or not step.is_more:
            raise KeyError(key)
        self._store(key, Entry(str(self._record.instances(key)), given=given))
        self._steps = None

    # ── words ──

    def label(self, key: str, language: str) -> str:
        """The words at `key` with answers filled in; of a repeat, a group or an instance too."""
        return self._words(key, "label", language)

    def hint(self, key: str, language: str) -> str:
        return self._words(key, "hint", language)

    def guidance(self, key: str, language: str) -> str:
        return self._words(key, "guidance", language)

    def required_message(self, key: str, language: str) -> str:
        return self._words(key, "required_message", language)

    def offers(self, key: str, language: str) -> tuple[Offer, ...]:
        """The choices of a question as they stand now: filtered, in the list's order."""
        node = self._record.node(key)
        if node is None:
            return ()
        return tuple(
            Offer(choice.name, self._record.said(choice.label, node, language) or choice.name, choice.image)
            for choice in self._record.choices(node)
        )

    def display(self, key: str, language: str) -> str:
        """The answer at `key` as it reads: labels of choices, what `Around.show` makes of others, else the text."""
        node = self._record.node(key)
        if node is None or not isinstance(node.item, Question):
            return ""
        written = self._record.value(node)
        if node.item.choices is None:
            return self.around.show(node.item, written, language) if self.around.show and written else written
        chosen = [(name, node.item.choices.by_name.get(name)) for name in written.split()]
        labels = [self._record.said(choice.label, node, language) if choice else "" for _, choice in chosen]
        return ", ".join(label or name for label, (name, _) in zip(labels, chosen, strict=True))

    def _words(self, key: str, part: str, language: str) -> str:
        node = self._record.node(key)
        if node is None:
            item = self.form.items.get(path_of(key))
            if not isinstance(item, Repeat):
                return ""
            node = self._record.beside(item, key)
        return self._record.said(getattr(node.item, part, Words()), node, language)

    # ── the end ──

    def record(self) -> dict[str, str]:
        """The final values by key: relevant ones only, calculated ones too, notes as "", and the moment of the end."""
        found = {}
        for node in self._record.nodes():
            question = node.item
            if isinstance(question, Question) and self._record.is_relevant(node):
                if question.metadata == "end":
                    found[node.key] = iso_moment(self.around.now, self._record.zone)
                else:
                    found[node.key] = self._record.value(node)
        return found

    def instance_name(self) -> str:
        """What the form calls this record (its setting `instance_name`); "" if it says nothing."""
        name = self.form.instance_name
        return text(self._record.evaluate(name, self._record.root())) if name else ""

    # ── inside ──

    def _names(self, node: Node) -> tuple[str, ...]:
        return tuple(choice.name for choice in self._record.choices(node))

    def _put(self, key: str, entry: Entry | None) -> None:
        """Store an entry and find out what it changes."""
        before = self._entries.get(key)
        self._store(key, entry)
        self._steps = None
        if (before.value if before else "") != (entry.value if entry else ""):
            self._record.forget(path_of(key))
            self._record.settle()

    def _store(self, key: str, entry: Entry | None) -> None:
        if entry is None:
            self._entries.pop(key, None)
        else:
            self._entries[key] = entry
        self._changes[key] = entry

    def _rebuilt(self) -> None:
        self._record.rebuild()
        self._record.settle()
        self._steps = None

    def _begin_below(self, node: Node) -> None:
        for key, entry in first_entries(self._record, node).items():
            self._store(key, entry)
