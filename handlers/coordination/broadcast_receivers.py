"""The receivers of an announcement: the choices on its card, and what was typed about them."""

from dataclasses import dataclass, replace
from typing import Final

from bot.cards.broadcast import AudienceOption
from bot.inbound.turn import Turn
from handlers.conversation import context
from handlers.coordination.access import access_of
from handlers.coordination.broadcast_people import FoundPeople, names_in_words, people_of_group, people_said
from handlers.roles import coordinates
from models.coordination import audiences
from models.coordination.broadcasts import BroadcastAudience
from models.people.people import Role
from thai.announced_receivers import GROUPS, Receivers, receivers_in
from thai.gazetteer import bare_name
from thai.places import display
from thai.regions import regions

AREAS_OFFERED: Final = 8


@dataclass(frozen=True, slots=True)
class AudienceSaid:
    """The receivers that were said with an announcement; `unread` are words about them that were not understood, and
    `unsure` those whom each name may mean that several people share."""

    audience: BroadcastAudience
    unread: str | None = None
    unsure: tuple[FoundPeople, ...] = ()

    @property
    def is_certain(self) -> bool:
        return self.unread is None and not self.unsure


def audience_said(turn: Turn, to: Receivers) -> AudienceSaid:
    """Return the audience that was said. If it is not certain who is meant, it is asked: `unread` says what was not
    understood. Nobody is chosen meanwhile if those words may leave out some."""
    allowed = roles_offered(turn)
    roles = tuple(role for role in to.roles if role in allowed)
    somebody = replace(to, roles=(), unread=None).are_said
    if to.unread and not to.roles and not somebody and (named := people_said(turn, to.unread)):
        return AudienceSaid(named.audience, unsure=named.unsure)
    said = _with_regions(_audience(turn, to, roles or ((_role_of(to),) if somebody and not to.roles else ())), to)
    not_allowed = [_role_name(turn, role) for role in to.roles if role not in allowed]
    unread = to.unread or " ".join(not_allowed) or None
    if to.may_be_fewer:
        return AudienceSaid(BroadcastAudience(roles=()), unread)
    if to.group is None:
        return AudienceSaid(said, unread)
    if GROUPS[to.group] not in allowed or (roles and roles != (GROUPS[to.group],)):
        return AudienceSaid(said, unread or turn.text(_group_text(to.group)))
    people = people_of_group(turn, to.group, replace(said, roles=(GROUPS[to.group],)))
    found = replace(said, roles=(), people=people, group=to.group)
    return AudienceSaid(found, unread or (None if people else turn.text(_group_text(to.group))))


def _audience(turn: Turn, to: Receivers, roles: tuple[str, ...]) -> BroadcastAudience:
    name_of = {agency.key: agency.name.th for agency in turn.programme.agencies}
    agencies = tuple(name_of[key] for key in to.agencies)
    return BroadcastAudience(roles, to.phase, agencies, to.areas, without_leave=to.without_leave)


def _with_regions(audience: BroadcastAudience, to: Receivers) -> BroadcastAudience:
    for key in to.regions:
        audience = _region_toggled(audience, key)
    return audience


def _role_of(to: Receivers) -> str:
    """Return the role of receivers of whom none was said."""
    return GROUPS[to.group] if to.group else Role.PARTICIPANT.value


def _group_text(group: str) -> str:
    return f"announce-group-{group.replace('_', '-')}"


def changed_by_words(turn: Turn, audience: BroadcastAudience) -> BroadcastAudience | None:
    """Return the audience after words that only name receivers, or None for other words. Roles take the place of the
    chosen ones; areas and agencies are turned on or off."""
    to = receivers_in(turn.event.text or "", context(turn))
    if to is None:
        return None
    roles = tuple(role for role in to.roles if role in roles_offered(turn))
    if to.group is not None:
        return audience_said(turn, to).audience
    changed = replace(audience, roles=roles or audience.roles, people=(), group=None)
    picks = [("region", region) for region in to.regions]
    picks += [("area", area) for area in to.areas] + [("agency", key) for key in to.agencies]
    picks += [("phase", str(to.phase))] if to.phase is not None else []
    picks += [("leave", "1")] if to.without_leave else []
    for by, pick in picks:
        changed = toggled(turn, changed, by, pick)
    return changed


def toggled(turn: Turn, audience: BroadcastAudience, by: str, pick: str) -> BroadcastAudience:
    """Return the audience with one choice turned on or off. A choice that was not offered changes nothing."""
    audience = replace(audience, people=(), group=None)
    match by:
        case "role" if pick in roles_offered(turn):
            return replace(audience, roles=_toggled(audience.roles, pick))
        case "phase" if pick in {str(phase.number) for phase in turn.programme.phases}:
            return replace(audience, phase=None if audience.phase == int(pick) else int(pick))
        case "agency":
            name = next((agency.name.th for agency in turn.programme.agencies if agency.key == pick), None)
            return replace(audience, agencies=_toggled(audience.agencies, name)) if name else audience
        case "region" if pick in regions():
            return _region_toggled(audience, pick)
        case "area" if pick.isdigit() and len(pick) in (2, 4):
            return replace(audience, areas=_toggled(audience.areas, pick))
        case "leave":
            return replace(audience, without_leave=not audience.without_leave)
    return audience


def options(turn: Turn, audience: BroadcastAudience, areas: int = AREAS_OFFERED) -> tuple[AudienceOption, ...]:
    """Return the choices of receivers, without those that all people in the scope share; at most so many areas."""
    language, programme = turn.text.language, turn.programme
    access = access_of(turn)
    found = [
        AudienceOption("role", role, _role_name(turn, role), "announce-group-role", role in audience.roles)
        for role in roles_offered(turn)
    ]
    if coordinates(turn):
        found += [
            AudienceOption(
                "phase", str(phase.number), phase.name(language), "announce-group-phase", audience.phase == phase.number
            )
            for phase in programme.phases
        ]
    if not any(scope.startswith("agency:") for scope in access.scopes) or access.is_whole:
        found += [
            AudienceOption(
                "agency",
                agency.key,
                agency.name(language),
                "announce-group-agency",
                agency.name.th in audience.agencies,
            )
            for agency in programme.agencies
        ]
    found += [
        AudienceOption("region", key, _region_name(turn, key), "announce-group-area", chosen=True)
        for key in audience.regions
    ]
    found += [
        AudienceOption("area", area, display(area, language), "announce-group-area", area in audience.areas)
        for area in _areas(turn, audience, areas)
    ]
    leave = AudienceOption(
        "leave", "1", turn.text("announce-without-leave"), "announce-group-leave", audience.without_leave
    )
    return (*found, leave)


def in_words(turn: Turn, audience: BroadcastAudience) -> str:
    """Return who is chosen: roles, phase, agencies and areas by name, a part of the country with its provinces, or the
    names of the people."""
    if audience.people:
        return names_in_words(turn, audience)
    chosen = [
        _region_in_words(turn, option.pick) if option.by == "region" else option.label
        for option in options(turn, audience)
        if option.chosen
    ]
    return " · ".join(chosen) if audience.roles else turn.text("announce-nobody")


def roles_offered(turn: Turn) -> tuple[str, ...]:
    """Return the roles to choose from: a mentor writes to participants, only a coordinator of the whole programme to
    coordinators; where nobody is mentored there are no mentors."""
    if not coordinates(turn):
        return (Role.PARTICIPANT,)
    known = (Role.PARTICIPANT, Role.MENTOR) if turn.programme.stages else (Role.PARTICIPANT,)
    return (*known, Role.COORDINATOR) if access_of(turn).is_whole else known


def _areas(turn: Turn, audience: BroadcastAudience, most: int) -> list[str]:
    stage = turn.programme.stage_on(turn.day) or turn.programme.next_stage(turn.day)
    found = audiences.areas(turn.session, access_of(turn), stage.key, turn.day, most) if stage else []
    of_regions = {code for key in audience.regions for code in regions()[key].provinces}
    return [*found, *(area for area in audience.areas if area not in found and area not in of_regions)]


def _region_toggled(audience: BroadcastAudience, key: str) -> BroadcastAudience:
    """Return the audience with a part of the country turned on or off, and with its provinces."""
    chosen = _toggled(audience.regions, key)
    before = {code for one in audience.regions for code in regions()[one].provinces}
    others = [area for area in audience.areas if area not in before]
    provinces = dict.fromkeys(code for one in chosen for code in regions()[one].provinces)
    return replace(audience, regions=chosen, areas=(*others, *(one for one in provinces if one not in others)))


def _region_name(turn: Turn, key: str) -> str:
    region = regions()[key]
    return turn.text("announce-region", name=region.name[turn.text.language], count=len(region.provinces))


def _region_in_words(turn: Turn, key: str) -> str:
    """Return a part of the country with its provinces, because not everybody counts them in the same way."""
    provinces = [bare_name(code, turn.text.language) for code in regions()[key].provinces]
    return turn.text("announce-region-provinces", name=_region_name(turn, key), provinces=" ".join(provinces))


def _role_name(turn: Turn, role: str) -> str:
    name: str = getattr(turn.programme.roles, role)(turn.text.language)
    return name


def _toggled(chosen: tuple[str, ...], pick: str) -> tuple[str, ...]:
    return tuple(one for one in chosen if one != pick) if pick in chosen else (*chosen, pick)
