"""What goes through line-bot-sdk, whose models check what LINE would: making a rich menu, once in a channel's life.

To be imported only where it is needed (see bot/line/client.py).
"""

from collections.abc import Mapping
from typing import Any, Final

from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob, RichMenuRequest
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import HTTPError

from bot.line.client import LineTrouble

TIMEOUT: Final = (3, 20)


def create_rich_menu(api_url: str, access_token: str, body: Mapping[str, Any], image: bytes, content_type: str) -> str:
    """A new rich menu with its image; LINE's id of it. Raises LineTrouble."""
    with ApiClient(Configuration(host=api_url, access_token=access_token)) as client:
        try:
            menu = RichMenuRequest.from_dict(dict(body))
            made = MessagingApi(client).create_rich_menu(menu, _request_timeout=TIMEOUT)
            MessagingApiBlob(client).set_rich_menu_image(
                rich_menu_id=made.rich_menu_id,
                body=image,
                _headers={"Content-Type": content_type},
                _request_timeout=TIMEOUT,
            )
        except ApiException as error:
            raise LineTrouble(error.status, str(error.reason)) from error
        except HTTPError as error:
            raise LineTrouble(None, type(error).__name__) from error
    return str(made.rich_menu_id)
