"""Every number of the LINE platform; texts are counted in UTF-16 units unless a name says graphemes.

Source: LINE's Messaging API reference, its page on counting characters, and its OpenAPI description (August 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# ---- calls ----
WEBHOOK_ANSWER_SECONDS: Final = 2
REPLY_TOKEN_SECONDS: Final = 60
RETRY_KEY_SECONDS: Final = 24 * 3600
REQUEST_BYTES: Final = 2 * 1024 * 1024
MESSAGES_A_CALL: Final = 5
MULTICAST_RECIPIENTS: Final = 500
RICH_MENU_BULK_USERS: Final = 500
LOADING_SECONDS: Final = range(5, 61, 5)
RATES: Final[Mapping[str, tuple[int, int]]] = {  # endpoint: (calls, seconds), a token bucket per channel
    "reply": (2000, 1), "push": (2000, 1), "validate": (2000, 1), "mark_as_read": (2000, 1), "content": (2000, 1),
    "profile": (2000, 1), "multicast": (200, 1), "loading": (100, 1), "narrowcast": (60, 3600),
    "broadcast": (60, 3600), "rich_menu": (100, 3600), "rich_menu_bulk": (3, 3600),
}  # fmt: skip

# ---- message objects ----
TEXT: Final = 5000
ALT_TEXT: Final = 1500
SENDER_NAME: Final = 20
URL: Final = 2000
ACTION_URI: Final = 1000
POSTBACK_DATA: Final = 300
SPOKEN_GRAPHEMES: Final = 300  # displayText, fillInText, text of message and postback actions
CLIPBOARD: Final = 1000
ALIAS: Final = 32
QUICK_REPLIES: Final = 13
TEXT_EMOJIS: Final = 20
SUBSTITUTIONS: Final = 100
LABEL_GRAPHEMES: Final = {"template": 20, "image_carousel": 12, "quick_reply": 20, "rich_menu": 20, "flex": 40}
LOCATION_TEXT: Final = 100
TRACKING_ID: Final = 100
BUTTONS_TITLE_GRAPHEMES: Final = 40
BUTTONS_TEXT_GRAPHEMES: Final = 160
CAROUSEL_TEXT_GRAPHEMES: Final = 120
TEXT_BESIDE_IMAGE_GRAPHEMES: Final = 60
CONFIRM_TEXT_GRAPHEMES: Final = 240
BUTTONS_ACTIONS: Final = 4
CONFIRM_ACTIONS: Final = 2
CAROUSEL_COLUMNS: Final = 10
CAROUSEL_ACTIONS: Final = 3
BUBBLE_BYTES: Final = 30_000  # LINE says KB and not which; the smaller reading is safe
FLEX_CAROUSEL_BYTES: Final = 50_000
FLEX_CAROUSEL_BUBBLES: Final = 12
IMAGEMAP_WIDTH: Final = 1040
IMAGEMAP_ACTIONS: Final = 50
IMAGEMAP_TEXT: Final = 400
IMAGEMAP_LABEL: Final = 100
IMAGEMAP_LINK_LABEL: Final = 30

# ---- rich menus ----
RICH_MENU_WIDTH: Final = range(800, 2501)
RICH_MENU_LEAST_HEIGHT: Final = 250
RICH_MENU_LEAST_RATIO: Final = 1.45
RICH_MENU_IMAGE_BYTES: Final = 1024 * 1024
RICH_MENU_AREAS: Final = 20
RICH_MENU_NAME_GRAPHEMES: Final = 300
CHAT_BAR_GRAPHEMES: Final = 14
