"""The web pages from the chat: the link with which a person signs in once, and signing out everywhere."""

from bot.cards import quick_replies as quick
from bot.cards.web_link import WebLinkCard, web_link_card
from bot.inbound.router import on_intent, on_label
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.roles import WITH_A_ROLE
from models.people import audit, web_sessions


def offer_link(turn: Turn) -> Reply:
    """Send the link to the web pages. An earlier one that was not used stops working."""
    token = web_sessions.issue_link(turn.session, turn.me.id, turn.real_now) if turn.links.public_url else None
    url = turn.links.page(f"app/in/{token}") if token else None
    if url is None or turn.role is None:
        return say(turn.text("web-no-address", role=str(turn.role or "")))
    values = WebLinkCard(turn.me.name, turn.text(f"web-card-what-{turn.role}"), url)
    return Reply([web_link_card(values, turn.text)])


def sign_out_everywhere(turn: Turn) -> Reply:
    """End the person's sessions on all devices."""
    ended = web_sessions.end_all(turn.session, turn.me.id, turn.real_now)
    audit.record(turn.session, turn.now, f"person:{turn.me.id}", "web_sign_out_all", turn.me.id)
    items = [quick.command(turn.text, "dashboard_link"), quick.command(turn.text, "menu")]
    said = turn.text("web-out-all-done", count=ended) if ended else turn.text("web-out-all-none")
    return say(said, quick_replies=items)


routes = [on_label("web-out-all", "web-sign-out", roles=WITH_A_ROLE)(sign_out_everywhere)]
commands = [on_intent("dashboard_link", roles=WITH_A_ROLE)(offer_link)]
