"""Creates rich menus with line-bot-sdk, whose models check the menus as LINE does. This is done once for a channel.

`python -m bot.line.sdk` runs in a process of its own, so that the SDK's 45 MB of memory are freed afterwards. It reads
a job as JSON from standard input (so that no token is in a command line) and prints name → LINE's id of each menu.
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
    """Create menus with their images.

    `job`: ``api_url``, ``content_url``, ``access_token``, ``menus``, each with ``body`` (as LINE's create call takes
    it), ``image`` (a file) and ``content_type``. Returns ``ids``, name → LINE's id, of those that were made, and
    ``failed`` when one was not: ``[status or null, reason]``.
    """
    token, ids = job["access_token"], {}
    # the SDK uses one host for everything if a host is set, but pictures go to another host
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
    """Create a menu. Delete it again if LINE refuses its picture; otherwise the next try would find and use it."""
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
