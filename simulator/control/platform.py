"""``/sim``: state, journal, faults, limits, dials, rich menus, uploads, and changes as they happen."""

import asyncio

from aiohttp import web

from simulator.api.login import id_token
from simulator.control.json_bodies import answer, read_json
from simulator.control.webhooks import webhook_state
from simulator.event_feed import END
from simulator.faults import KINDS
from simulator.platform import Platform

_HEARTBEAT = 15.0


class PlatformControl:
    """The handlers of calls about the whole platform."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def state(self, _: web.Request) -> web.Response:
        """Return everything that the page needs when it is opened."""
        platform = self._platform
        return answer(
            {
                "bot": {
                    "userId": platform.bot_id,
                    "name": platform.settings.name,
                    "basicId": platform.settings.basic_id,
                },
                "clock": platform.time(),
                "quota": platform.quota.to_json(),
                "dials": platform.dials.to_json(),
                "faults": [one.to_json() for one in platform.faults.faults],
                "webhook": webhook_state(platform),
                "people": [one.to_json() for one in platform.people],
                "journal": platform.journal.last,
            }
        )

    async def journal(self, request: web.Request) -> web.Response:
        """Return lines: ``since``, ``wait`` (s), ``most``, ``last``, ``kind``, ``name``, ``about``, ``bodies``."""
        query, journal = request.query, self._platform.journal
        since = int(query.get("since", "0"))
        if seconds := float(query.get("wait", "0")):
            await journal.wait(since, seconds)
        most = int(query["most"]) if "most" in query else None
        entries = journal.tail(int(query["last"])) if "last" in query else journal.since(since, most)
        for name in ("kind", "name"):
            if name in query:
                entries = [one for one in entries if getattr(one, name) == query[name]]
        if about := query.get("about", "").encode():
            entries = [one for one in entries if about in one.request]
        bodies = query.get("bodies", "1") != "0"
        return answer({"last": journal.last, "entries": [one.to_json(bodies) for one in entries]})

    async def journal_clear(self, _: web.Request) -> web.Response:
        self._platform.journal.clear()
        return answer({"last": self._platform.journal.last})

    async def journal_entry(self, request: web.Request) -> web.Response:
        entry = self._platform.journal.get(int(request.match_info["seq"]))
        return answer(entry.to_json()) if entry else answer({"error": "no such line"}, 404)

    async def faults(self, request: web.Request) -> web.Response:
        """POST sets one fault, or replaces all with ``{"faults": […]}``; DELETE removes all."""
        faults = self._platform.faults
        if request.method == "DELETE":
            faults.clear(int(request.query["id"]) if "id" in request.query else None)
        elif request.method == "POST":
            given = await read_json(request)
            if "faults" in given:
                faults.clear()
            for one in given.get("faults", [given]):
                faults.set(one)
        shown = [one.to_json() for one in faults.faults]
        if request.method != "GET":
            self._platform.news.tell("faults", {"faults": shown})
        return answer({"faults": shown, "kinds": KINDS})

    async def limits(self, request: web.Request) -> web.Response:
        """Set limits: ``{"rates": {"push": {"calls": 100, "seconds": 1}}, "monthly": 300 or null, "used": 0}``."""
        platform = self._platform
        given = await read_json(request) if request.method == "POST" else {}
        for name, rate in given.get("rates", {}).items():
            if name not in platform.rates.to_json():
                raise ValueError(f"no call is named {name}")
            platform.rates.set(name, float(rate["calls"]), float(rate.get("seconds", 1)))
        if "monthly" in given:
            platform.quota.limit = None if given["monthly"] is None else int(given["monthly"])
        if "used" in given:
            platform.quota.used = int(given["used"])
        if given:
            platform.news.tell("quota", platform.quota.to_json())
        return answer({"rates": platform.rates.to_json(), "quota": platform.quota.to_json()})

    async def dials(self, request: web.Request) -> web.Response:
        dials = self._platform.dials
        given = await read_json(request) if request.method == "POST" else {}
        for name, value in given.items():
            if name not in dials.to_json():
                raise ValueError(f"no dial is named {name}; there are {', '.join(dials.to_json())}")
            kind = type(getattr(dials, name))
            setattr(dials, name, kind(value))
        if given:
            self._platform.news.tell("dials", dials.to_json())
        return answer(dials.to_json())

    async def menu(self, request: web.Request) -> web.Response:
        """Return the rich menu that a person sees now."""
        platform = self._platform
        menu = platform.menus.shown_to(platform.people.find(request.match_info["who"]))
        if menu is None:
            return answer(None)
        return answer({**menu.to_json(), "image": f"/sim/menus/{menu.id}" if menu.image else None})

    async def menu_image(self, request: web.Request) -> web.Response:
        menu = self._platform.menus.menus.get(request.match_info["menu"])
        if menu is None or not menu.image:
            return answer({"error": "no such image"}, 404)
        return web.Response(body=menu.image, content_type=menu.mime, headers={"Cache-Control": "max-age=3600"})

    async def menu_switch(self, request: web.Request) -> web.Response:
        """Do what a rich menu switch does on a phone: link the alias's menu to this person."""
        platform = self._platform
        person, given = platform.people.find(request.match_info["who"]), await read_json(request)
        menu = platform.menus.menus.get(platform.menus.aliases.get(given["richMenuAliasId"], ""))
        status = "RICHMENU_ALIAS_ID_NOTFOUND" if menu is None else "SUCCESS"
        if menu is not None:
            person.rich_menu = menu.id
            platform.tell_person(person)
        return answer({"newRichMenuAliasId": given["richMenuAliasId"], "status": status})

    async def id_token(self, request: web.Request) -> web.Response:
        """Return the ID token that a LIFF page gets for this person: ``{"nonce"?, "life"? seconds}``."""
        person, given = self._platform.people.find(request.match_info["who"]), await read_json(request)
        token = id_token(self._platform, person, given.get("nonce"), float(given.get("life", 3600)))
        return answer({"id_token": token})

    async def content(self, request: web.Request) -> web.Response:
        """Return an upload, as the sender's phone shows it."""
        found = self._platform.contents.get(request.match_info["message"])
        if found is None or found.gone:
            return answer({"error": "no such upload"}, 404)
        harmless = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        headers = {"Content-Type": found.mime, "Cache-Control": "max-age=3600", **harmless}
        return web.Response(body=found.body, headers=headers)

    async def news(self, request: web.Request) -> web.StreamResponse:
        """Stream server-sent events: bubble, person, read, menus, journal, clock, quota, faults, dials."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue = self._platform.news.listen()
        try:
            await response.write(b": hello\n\n")
            while True:
                try:
                    line = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    line = b": still here\n\n"
                if line == END:
                    return response
                await response.write(line)
        except (ConnectionResetError, asyncio.CancelledError):
            return response
        finally:
            self._platform.news.leave(queue)
