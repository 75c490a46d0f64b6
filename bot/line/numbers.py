"""Every number of the LINE platform, each once, and beside it the margin we keep.

Sources, all read in August 2026: the Messaging API reference (a section of it is named where it is the source), LINE's
guides ("Messaging API overview", "Character counting in a text"), and the OpenAPI description that line-bot-sdk is
generated from. Texts are counted in UTF-16 units unless a name says graphemes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

# ---- webhook calls: guide "Receive messages (webhook)", reference "Webhook event objects" ----
WEBHOOK_ANSWER_WITHIN: Final = timedelta(seconds=2)  # else LINE counts the call as failed, and may send it again
WEBHOOK_STORED_WITHIN: Final = WEBHOOK_ANSWER_WITHIN - timedelta(seconds=0.2)  # ours: time for the answer's own way

# ---- calls that send: reference "Send reply message", "Send push message", "Send multicast message" ----
REPLY_TOKEN_LIFE: Final = timedelta(minutes=1)  # from LINE's sending of the event; for one use
REPLY_TOKEN_FRESH_FOR: Final = REPLY_TOKEN_LIFE - timedelta(seconds=10)  # ours: a first try arrives in time
REPLY_TOKEN_DEAD_AFTER: Final = REPLY_TOKEN_LIFE + timedelta(seconds=30)  # ours: however clocks differ, it is used up
MESSAGES_A_CALL: Final = 5
MULTICAST_RECIPIENTS: Final = 500

# ---- repeating a call: reference "Retry an API request" ----
RETRY_KEY_KEPT: Final = timedelta(hours=24)  # LINE knows a request by its key for as long
RETRY_KEY_TRUSTED_FOR: Final = RETRY_KEY_KEPT - timedelta(hours=1)  # ours: a repeat never comes after it was forgotten

# ---- rates: reference "Rate limits"; a token bucket per channel and endpoint ----
CALLS_A_SECOND: Final[Mapping[str, int]] = {"reply": 2000, "push": 2000, "multicast": 200}
OUR_SHARE_OF_CALLS: Final = 0.95  # ours: what is left serves calls of other kinds and clocks that differ

# ---- message objects: reference "Message objects", "Common properties for messages" ----
TEXT: Final = 5000
ALT_TEXT: Final = 1500
SENDER_NAME: Final = 20
URL: Final = 2000
QUICK_REPLIES: Final = 13
TEXT_EMOJIS: Final = 20
SUBSTITUTIONS: Final = 100
LOCATION_TEXT: Final = 100
TRACKING_ID: Final = 100

# ---- actions: reference "Action objects"; what is counted in graphemes: guide "Character counting in a text" ----
ACTION_URI: Final = 1000
POSTBACK_DATA: Final = 300
SPOKEN_GRAPHEMES: Final = 300  # displayText, fillInText, text of message and postback actions
CLIPBOARD: Final = 1000
ALIAS: Final = 32  # of a rich menu, in the action that switches to it: OpenAPI description
LABEL_GRAPHEMES: Final[Mapping[str, int]] = {  # by where the action stands
    "template": 20, "image_carousel": 12, "quick_reply": 20, "rich_menu": 20, "flex": 40,
}  # fmt: skip

# ---- templates: reference "Template messages" ----
BUTTONS_TITLE_GRAPHEMES: Final = 40
BUTTONS_TEXT_GRAPHEMES: Final = 160
CAROUSEL_TEXT_GRAPHEMES: Final = 120
TEXT_BESIDE_IMAGE_GRAPHEMES: Final = 60
CONFIRM_TEXT_GRAPHEMES: Final = 240
BUTTONS_ACTIONS: Final = 4
CONFIRM_ACTIONS: Final = 2
CAROUSEL_COLUMNS: Final = 10
CAROUSEL_ACTIONS: Final = 3

# ---- Flex: reference "Flex Message" ----
BUBBLE_BYTES: Final = 30_000  # LINE says KB and not which; the smaller reading is safe
FLEX_CAROUSEL_BYTES: Final = 50_000
FLEX_CAROUSEL_BUBBLES: Final = 12

# ---- imagemaps: reference "Imagemap message" ----
IMAGEMAP_WIDTH: Final = 1040
IMAGEMAP_ACTIONS: Final = 50
IMAGEMAP_TEXT: Final = 400
IMAGEMAP_LABEL: Final = 100
IMAGEMAP_LINK_LABEL: Final = 30

# ---- rich menus: reference "Rich menu", "Link rich menu to multiple users" ----
RICH_MENU_WIDTH: Final = range(800, 2501)
RICH_MENU_LEAST_HEIGHT: Final = 250
RICH_MENU_LEAST_RATIO: Final = 1.45
RICH_MENU_IMAGE_BYTES: Final = 1024 * 1024
RICH_MENU_AREAS: Final = 20
RICH_MENU_NAME_GRAPHEMES: Final = 300
CHAT_BAR_GRAPHEMES: Final = 14
RICH_MENU_BULK_USERS: Final = 500
