"""What goes through line-bot-sdk, whose models check what LINE would: making rich menus, once in a channel's life.

`python -m bot.line.sdk` does it in a process of its own, so that the SDK's 45 MB do not stay in one that goes on: a job
as JSON on its standard input (so that no token stands in a command line), menus' names → LINE's ids on its output.
"""

import sys
from pathlib import Path
from typing import Any, Final

import orjson
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob, RichMenuRequest
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import HTTPError

TIMEOUT: Final = (3, 20)


def create_rich_menus(job: dict[str, Any]) -> dict[str, Any]:
    """Make menus with their images.

    `job`: ``api_url``, ``content_url``, ``access_token``, ``menus``, each with ``body`` (as LINE's create call takes
    it), ``image`` (a file) and ``content_type``. Returns ``ids``, name → LINE's id, of those that were made, and
    ``failed`` when one was not: ``[status or null, reason]``.
    """
    token, ids = job["access_token"], {}
    # a host that is set is all hosts to the SDK; pictures go to another one
    with (
        ApiClient(Configuration(host=job["api_url"], access_token=token)) as api,
        ApiClient(Configuration(host=job["content_url"], access_token=token)) as contents,
    ):
        for menu in job["menus"]:
            try:
                ids[menu["body"]["name"]] = _create(MessagingApi(api), MessagingApiBlob(contents), menu)
            except ApiException as error:
                return {"ids": ids, "failed": [error.status, str(error.reason)]}
            except HTTPError as error:
                return {"ids": ids, "failed": [None, type(error).__name__]}
    return {"ids": ids}


def _create(api: MessagingApi, contents: MessagingApiBlob, menu: dict[str, Any]) -> str:
    """A menu whose picture LINE does not take is taken back: the next try would find it by its name, and use it."""
    made = api.create_rich_menu(RichMenuRequest.from_dict(menu["body"]), _request_timeout=TIMEOUT)
    try:
        contents.set_rich_menu_image(
            rich_menu_id=made.rich_menu_id,
            body=Path(menu["image"]).read_bytes(),
            _headers={"Content-Type": menu["content_type"]},
            _request_timeout=TIMEOUT,
        )
    except (ApiException, HTTPError, OSError):
        api.delete_rich_menu(made.rich_menu_id, _request_timeout=TIMEOUT)
        raise
    return str(made.rich_menu_id)


if __name__ == "__main__":
    sys.stdout.buffer.write(orjson.dumps(create_rich_menus(orjson.loads(sys.stdin.buffer.read()))))
