"""Whatever a bot sends, the rules answer with LINE's 400 or accept it; they never break."""

import copy
import random
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.rules import menus
from simulator.rules.check import RejectedBody, check_body, check_sending
from simulator.rules.requests import BROADCAST, MULTICAST, NARROWCAST, PUSH, REPLY, VALIDATE
from tests.simulator.test_menus import menu
from tests.simulator.test_rules import FLAT_MISTAKES, GOOD, INNER_MISTAKES

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SEEDS = [*GOOD, *(message for message, _, _ in [*FLAT_MISTAKES, *INNER_MISTAKES])]
RULES = (REPLY, PUSH, MULTICAST, BROADCAST, NARROWCAST, VALIDATE, menus.MENU, menus.BATCH, menus.BULK_LINK, menus.ALIAS)


def spots(part: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) of a JSON tree."""
    keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    return [(part, key) for key in keys] + [spot for key in keys for spot in spots(part[key])]


def judged(check: Any, body: dict[str, Any], rule: Any) -> bool:
    """Accepted, or refused with problems that can be written down; anything else raises."""
    try:
        check(body, rule)
    except RejectedBody as trouble:
        return bool(orjson.loads(orjson.dumps(trouble.problems)))
    return True


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.sampled_from(SEEDS), put=ANYTHING, chance=st.integers(0, 2**32))
def test_a_message_with_any_part_replaced_is_judged(seed: dict[str, Any], put: Any, chance: int) -> None:
    body = {"to": "U" + "0" * 32, "replyToken": "t", "messages": [copy.deepcopy(seed)]}
    holder, key = random.Random(chance).choice(spots(body["messages"]))
    holder[key] = put
    assert judged(check_sending, body, VALIDATE)


@pytest.mark.parametrize("rule", RULES, ids=range(len(RULES)))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(put=ANYTHING, chance=st.integers(0, 2**32))
def test_a_body_with_any_part_replaced_is_judged(rule: Any, put: Any, chance: int) -> None:
    body: dict[str, Any] = {"to": ["U" + "0" * 32], "messages": [{"type": "text", "text": "ก"}], "limit": {"max": 1}}
    body |= {
        "operations": [{"type": "link", "from": "a", "to": "b"}],
        "userIds": ["U" + "0" * 32],
        **copy.deepcopy(menu()),
    }
    holder, key = random.Random(chance).choice(spots(body))
    holder[key] = put
    assert judged(check_body, body, rule)
