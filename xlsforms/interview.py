"""The interview of one person with one form: what to ask next, whether an answer is accepted, and what it changes.

It does no input or output. Each turn makes a new Interview from the stored values.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsforms.answers import Refusal, Unfit, Value, names_of, stored, value_of
from xlsforms.beginning import first_values
from xlsforms.final_values import final_values, relevant_groups
from xlsforms.form import Form, LocalizedText, Question, Repeat
from xlsforms.form_context import FormContext
from xlsforms.offered_choices import offered
from xlsforms.steps import OfferedChoice, Step
from xlsforms.stored_values import StoredValue, path_of
from xlsforms.submission_tree import SubmissionTree
from xlsforms.tree_nodes import MOST_INSTANCES, TreeNode
from xlsforms.triggers import MOST_SETTINGS, settings_of
from xlsforms.unworkable import unworkable
from xlsforms.walking import steps_of
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.values import text


class Interview:
    """A draft of a form. `changes` holds what has to be stored: a value by key, or None for a value to delete."""

    def __init__(self, form: Form, entries: Mapping[str, StoredValue], around: FormContext) -> None:
        self.form = form
        self.around = around
        self._entries = dict(entries)
        self._changes: dict[str, StoredValue | None] = {}
        self._record = SubmissionTree(form, self._entries, around)
        self._record.settle()
        self._steps: list[Step] | None = None

    @classmethod
    def begin(cls, form: Form, around: FormContext, prefill: Mapping[str, str] | None = None) -> Interview:
        """Return a new draft: defaults, metadata, `prefill` (values by path), one instance of each open repeat."""
        interview = cls(form, {}, around)
        interview._begin_below(interview._record.root())
        for path, value in (prefill or {}).items():
            if path in form.questions:
                interview._put(path, StoredValue(value, given=False))
        interview._record.settle()
        return interview

    @property
    def entries(self) -> Mapping[str, StoredValue]:
        """The stored values of the draft, by key."""
        return self._entries

    @property
    def changes(self) -> Mapping[str, StoredValue | None]:
        """What is not yet stored: new answers, and results of calculations that are kept."""
        return {**self._record.remembered, **self._changes}

    # ── what is asked ──

    def steps(self) -> list[Step]:
        """Return all steps, in order. After the instances of an open repeat, a step asks for one more."""
        if self._steps is None:
            self._steps = list(steps_of(self._record))
        return self._steps

    def step(self, key: str) -> Step | None:
        """Return the step at `key`, or None if it is not asked now."""
        return next((step for step in self.steps() if step.key == key), None)

    def next_open(self) -> Step | None:
        """Return the first step without an answer, or with one that is no longer accepted; None if there is none."""
        return next((step for step in self.steps() if self._is_open(step)), None)

    def after(self, key: str) -> Step | None:
        """Return the step after `key`. If `key` is no longer asked, return the first open step."""
        steps = self.steps()
        place = next((place for place, step in enumerate(steps) if step.key == key), None)
        if place is None:
            return self.next_open()
        return steps[place + 1] if place + 1 < len(steps) else None

    def before(self, key: str) -> Step | None:
        """Return the step before `key`, or None at the beginning."""
        steps = self.steps()
        place = next((place for place, step in enumerate(steps) if step.key == key), 0)
        return steps[place - 1] if place else None

    def progress(self, key: str) -> tuple[int, int]:
        """Return (number of this question, number of questions now); notes are not counted."""
        asked = [step.key for step in self.steps() if isinstance(step.node, Question) and step.node.wants_answer]
        if key in asked:
            return asked.index(key) + 1, len(asked)
        passed = 0
        for step in self.steps():
            if step.key == key:
                break
            passed += step.key in asked
        return min(passed + 1, len(asked)), len(asked)

    def _is_open(self, step: Step) -> bool:
        entry = self._entries.get(step.key)
        if entry is None or not entry.given:
            return True
        return isinstance(step.node, Question) and self._standing(step.key) is not None

    # ── answers ──

    def stored(self, key: str) -> str:
        """Return the XForm text at `key`, calculated or given, or ""."""
        node = self._record.node(key)
        return self._record.value(node) if node is not None else ""

    def value(self, key: str) -> Value | None:
        """Return the answer at `key` as a Python value; None if there is none, or if it does not fit the type."""
        node = self._record.node(key)
        if node is None or not isinstance(node.item, Question):
            return None
        try:
            return value_of(node.item, self._record.value(node))
        except Unfit:
            return None

    def check(self, key: str, value: Value) -> Refusal | None:
        """Return why `value` would be refused at `key`, or None if it would be accepted."""
        _, refusal = self._judged(key, value)
        return refusal

    def answer(self, key: str, value: Value) -> Refusal | None:
        """Store `value` at `key` unless it is refused. An empty text skips the question."""
        written, refusal = self._judged(key, value)
        return refusal or self._put_if_it_works(key, StoredValue(written, given=True))

    def take(self, key: str, written: str) -> Refusal | None:
        """Do the same as `answer`, with the value as XForm text."""
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
        return self._put_if_it_works(key, StoredValue("", given=True))

    def give(self, key: str) -> Refusal | None:
        """Mark the value at `key` as given: the person accepts a default, or has read a note."""
        node = self._asked(key)
        if node is None or not isinstance(node.item, Question):
            return Refusal("unknown", "form-refusal-unknown")
        refusal = self._standing(key)
        if refusal is None:
            self._put(key, StoredValue("" if node.item.readonly else self._record.value(node), given=True))
        return refusal

    def clear(self, key: str) -> None:
        """Delete the answer at `key`, so that it is asked again."""
        if key in self._entries:
            self._put(key, None)

    def is_required(self, key: str) -> bool:
        node = self._record.node(key)
        required = node.item.required if node is not None and isinstance(node.item, Question) else None
        return required is not None and node is not None and self._record.holds(required, node)

    def faults(self) -> list[tuple[Step, Refusal]]:
        """Return every step because of which the draft cannot be handed in, with the reason."""
        found = []
        for step in self.steps():
            refusal = self._standing(step.key) if isinstance(step.node, Question) else None
            if refusal:
                found.append((step, refusal))
        if not found and self._record.failures and self.steps():
            found.append(
                (self._step_before(next(iter(self._record.failures))[0]), unworkable(self.form, self._record.failures))
            )
        return found

    def failures(self) -> Mapping[tuple[str, str], EvaluationFailed]:
        """Return the expressions that have no result now: why, by the key at which they stand and their source."""
        return self._record.failures

    def _step_before(self, key: str) -> Step:
        """Return the last step of those whose answers decide what stands at `key`, else the last step."""
        deciding = [step for step in self.steps() if path_of(key) in self.form.affected_by(step.node.path)]
        return (deciding or self.steps())[-1]

    def _asked(self, key: str) -> TreeNode | None:
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
        """Return why the present value at `key` is refused, or None if it is accepted."""
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

    def _ruled(self, node: TreeNode, question: Question, written: str) -> Refusal | None:
        if not written:
            if not self.is_required(node.key):
                return None
            said = self.required_message(node.key, self.around.language)
            return Refusal("required", "form-refusal-required", said=said)
        try:
            if question.constraint is None or self._record.allows(question.constraint, node, written):
                return None
        except EvaluationFailed:
            return Refusal("evaluation", "form-refusal-evaluation", {"question": question.name})
        said = self._record.said(question.constraint_message, node, self.around.language)
        return Refusal("constraint", "form-refusal-constraint", said=said)

    # ── repeats ──

    def instances(self, key: str) -> tuple[int, ...]:
        """Return the ids of the instances of a repeat, in order."""
        return tuple(node.instance for node in self._record.instance_nodes(key))

    def can_add(self, key: str) -> bool:
        """Whether the repeat at `key` may have one more instance."""
        step = self.step(key)
        if step is None or not step.is_more or self._record.is_full:
            return False
        return len(self.instances(key)) < MOST_INSTANCES

    def add(self, key: str) -> int:
        """Add an instance with its defaults to the repeat at `key`; return its id. KeyError if none may be added."""
        if not self.can_add(key):
            raise KeyError(key)
        instances = self._record.instances(key).with_one_more()
        self._store(key, StoredValue(str(instances), given=False))
        self._rebuilt()
        node = self._record.node(f"{key}[{instances.last}]")
        if node is not None:
            self._begin_below(node)
        self._rebuilt()
        return instances.last

    def remove(self, key: str) -> None:
        """Remove an instance (`people[3]`) with all its answers. Raises KeyError if it does not exist."""
        repeat, _, instance = key.removesuffix("]").rpartition("[")
        if self._record.node(key) is None or self.step(repeat) is None:
            raise KeyError(key)
        for known in [known for known in self._entries if known.startswith(f"{key}/")]:
            self._store(known, None)
        left = self._record.instances(repeat).without(int(instance))
        self._store(repeat, StoredValue(str(left), given=self._entries[repeat].given))
        self._rebuilt()

    def no_more(self, key: str) -> None:
        """Store that the person wants no more instances of the repeat at `key`."""
        step = self.step(key)
        if step is None or not step.is_more:
            raise KeyError(key)
        self._store(key, StoredValue(str(self._record.instances(key)), given=True))
        self._steps = None

    # ── words ──

    def label(self, key: str, language: str) -> str:
        """Return the label at `key` with answers filled in. `key` may also be a repeat, a group or an instance."""
        return self._words(key, "label", language)

    def hint(self, key: str, language: str) -> str:
        return self._words(key, "hint", language)

    def guidance(self, key: str, language: str) -> str:
        return self._words(key, "guidance", language)

    def required_message(self, key: str, language: str) -> str:
        return self._words(key, "required_message", language)

    def offers(self, key: str, language: str) -> tuple[OfferedChoice, ...]:
        """Return the choices that a question offers now: filtered, in the list's order."""
        node = self._record.node(key)
        if node is None:
            return ()
        return tuple(
            OfferedChoice(choice.name, self._record.said(choice.label, node, language) or choice.name, choice.image)
            for choice in offered(self._record, node)
        )

    def display(self, key: str, language: str) -> str:
        """Return the answer at `key` as people read it: labels of choices, what `Around.show` returns, or text."""
        node = self._record.node(key)
        if node is None or not isinstance(node.item, Question):
            return ""
        written = self._record.value(node)
        if node.item.choices is None:
            return self.around.show(node.item, written, language) if self.around.show and written else written
        chosen = [(name, node.item.choices.by_name.get(name)) for name in names_of(node.item, written)]
        labels = [self._record.said(choice.label, node, language) if choice else "" for _, choice in chosen]
        return ", ".join(label or name for label, (name, _) in zip(labels, chosen, strict=True))

    def _words(self, key: str, part: str, language: str) -> str:
        node = self._record.node(key)
        if node is None:
            item = self.form.items.get(path_of(key))
            if not isinstance(item, Repeat):
                return ""
            node = self._record.beside(item, key)
        return self._record.said(getattr(node.item, part, LocalizedText()), node, language)

    # ── the end ──

    def record(self) -> dict[str, str]:
        """Return the final values by key: relevant and calculated ones, notes as "", and the time of the end."""
        return final_values(self._record)

    def groups(self) -> frozenset[str]:
        """Return the keys of all groups and instances that are relevant, also of those without any answer."""
        return relevant_groups(self._record)

    def instance_name(self) -> str:
        """Return the name of this submission (by the form's setting `instance_name`), or ""."""
        name = self.form.instance_name
        return text(self._record.evaluate(name, self._record.root())) if name else ""

    # ── inside ──

    def _names(self, node: TreeNode) -> tuple[str, ...]:
        return tuple(choice.name for choice in offered(self._record, node))

    def _put_if_it_works(self, key: str, entry: StoredValue) -> Refusal | None:
        """Store a value, unless an expression then has no result that had one before: such an answer is refused."""
        before, changes = self._record.state(), dict(self._changes)
        self._put(key, entry)
        if not self._record.failures.keys() - before.known["failures"].keys():
            self._record.budget.add_for_answer()
            return None
        refusal = unworkable(self.form, self._record.failures)
        self._record.return_to(before)
        self._changes, self._steps = changes, None
        return refusal

    def _put(self, key: str, entry: StoredValue | None) -> None:
        """Store a value, or delete it if it is None, and work out what this changes."""
        self._steps = None
        waiting: list[tuple[str, StoredValue | None]] = [(key, entry)]
        for changed, new in waiting:
            before = self._entries.get(changed)
            self._store(changed, new)
            if (before.value if before else "") == (new.value if new else ""):
                continue
            self._record.forget(path_of(changed))
            self._record.settle()
            node = self._record.node(changed)
            if len(waiting) > MOST_SETTINGS:
                self._record.failures[changed, "trigger"] = EvaluationFailed("form-failure-work")
            elif node is not None:
                waiting += [
                    (set_key, StoredValue(value, given=False)) for set_key, value in settings_of(self._record, node)
                ]

    def _store(self, key: str, entry: StoredValue | None) -> None:
        if entry is None:
            self._entries.pop(key, None)
        else:
            self._entries[key] = entry
        self._changes[key] = entry

    def _rebuilt(self) -> None:
        self._record.rebuild()
        self._record.settle()
        self._steps = None

    def _begin_below(self, node: TreeNode) -> None:
        for key, entry in first_values(self._record, node).items():
            self._store(key, entry)
