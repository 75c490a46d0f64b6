"""The cards with QR codes of a round's raters, as a one-time link to a PDF."""

from dataclasses import dataclass

from bot.cards.download import DownloadCard, download_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.conversation import leave_question
from handlers.roles import coordinates
from models.coordination import downloads, scopes
from models.coordination.downloads import RATER_CARDS, ExportRequest
from models.people import audit
from models.people.people import Role
from programmes.evaluations import EvaluationRound
from services.evaluations.inviting import to_invite


@dataclass(frozen=True, slots=True)
class OfferedCards:
    """A one-time link to printed cards: its token, and of how many raters they are."""

    token: str
    count: int


def offer_cards(turn: Turn, found: EvaluationRound) -> Reply:
    """Offer who decides about raters the cards of those accepted in their scope who have no link yet."""
    text, offered = turn.text, offered_cards(turn, found)
    if isinstance(offered, Reply):
        return offered
    values = DownloadCard(
        what=text(f"export-{RATER_CARDS}"),
        name=turn.me.name,
        days=text("rater-cards-days", round=found.name(text.language), count=offered.count),
        file=".pdf",
        url=turn.links.page(f"d/{offered.token}") or "",
    )
    return Reply([download_card(values, text)])


def offered_cards(turn: Turn, found: EvaluationRound) -> OfferedCards | Reply:
    """Make the link to these cards, or say why there is none."""
    text = turn.text
    kinds = [kind.key for kind in found.raters if "coordinator" in kind.decided_by]
    if not coordinates(turn) or not kinds:
        return say(text("round-given-none"))
    if not turn.links.public_url:
        return say(text("rater-no-address"))
    access = scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day)
    ids = [person_id for person_id, _ in scopes.names(turn.session, access, (Role.PARTICIPANT,))]
    raters = to_invite(turn.session, found.key, ids, kinds=kinds)
    leave_question(turn)
    if not raters:
        return say(text("rater-cards-nobody"))
    wanted = ExportRequest(RATER_CARDS, "pdf", form_key=found.key)
    made, token = downloads.offer(turn.session, turn.me.id, wanted, turn.real_now)
    audit.record(
        turn.session, turn.now, f"person:{turn.me.id}", "offer_download", turn.me.id, download=made.id, kind=RATER_CARDS
    )
    return OfferedCards(token, len(raters))
