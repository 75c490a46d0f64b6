"""Groups and rooms: the bot works only in one-to-one chats. In a group it says so once and records nothing."""

from bot.inbound.router import on_any
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply, say

EXPLAINS_AT = ("join", "message")


def explain_once(turn: Turn) -> Reply:
    if turn.chat.told_about_groups_at is not None or turn.event.type not in EXPLAINS_AT:
        return SILENCE
    turn.chat.told_about_groups_at = turn.now
    return say(turn.text("group-only-one-to-one"))


def _in_group(turn: Turn) -> bool:
    return turn.event.in_group


routes = [on_any(when=_in_group)(explain_once)]
