"""The routes of the control API."""

from aiohttp import web

from simulator.control.clock import ClockControl
from simulator.control.groups import GroupsControl
from simulator.control.json_bodies import polite
from simulator.control.people import PeopleControl
from simulator.control.platform import PlatformControl
from simulator.control.webhooks import WebhookControl
from simulator.platform import Platform


def add_routes(app: web.Application, platform: Platform) -> None:
    people, groups = PeopleControl(platform), GroupsControl(platform)
    desk, hooks, clock = PlatformControl(platform), WebhookControl(platform), ClockControl(platform)
    for method, path, handler in (
        ("GET", "/sim/state", desk.state),
        ("GET", "/sim/people", people.everybody),
        ("POST", "/sim/people", people.create),
        ("GET", "/sim/people/{who}", people.get),
        ("PATCH", "/sim/people/{who}", people.change),
        ("GET", "/sim/people/{who}/chat", people.chat),
        ("GET", "/sim/people/{who}/menu", desk.menu),
        ("POST", "/sim/people/{who}/menu/switch", desk.menu_switch),
        ("POST", "/sim/people/{who}/id_token", desk.id_token),
        ("POST", "/sim/people/{who}/{act}", people.act),
        ("POST", "/sim/groups", groups.create),
        ("GET", "/sim/groups/{group}/chat", groups.chat),
        ("POST", "/sim/groups/{group}/{who}/{act}", groups.act),
        ("GET", "/sim/journal", desk.journal),
        ("DELETE", "/sim/journal", desk.journal_clear),
        ("GET", "/sim/journal/{seq}", desk.journal_entry),
        ("GET", "/sim/clock", clock.says),
        ("POST", "/sim/clock", clock.moves),
        ("GET", "/sim/journey", clock.journey),
        ("GET", "/sim/faults", desk.faults),
        ("POST", "/sim/faults", desk.faults),
        ("DELETE", "/sim/faults", desk.faults),
        ("GET", "/sim/limits", desk.limits),
        ("POST", "/sim/limits", desk.limits),
        ("GET", "/sim/dials", desk.dials),
        ("POST", "/sim/dials", desk.dials),
        ("GET", "/sim/webhook", hooks.settings),
        ("POST", "/sim/webhook", hooks.settings),
        ("POST", "/sim/webhook/release", hooks.release),
        ("POST", "/sim/webhook/redeliver", hooks.redeliver),
        ("POST", "/sim/webhook/events", hooks.events),
        ("POST", "/sim/webhook/raw", hooks.raw),
        ("POST", "/sim/webhook/verify", hooks.verify),
        ("GET", "/sim/menus/{menu}", desk.menu_image),
        ("GET", "/sim/content/{message}", desk.content),
        ("GET", "/sim/news", desk.news),
    ):
        app.router.add_route(method, path, polite(handler))
