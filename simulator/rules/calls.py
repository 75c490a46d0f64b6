"""Every call that the platform answers: path, rate limit, and its section in LINE's reference."""

# ruff: noqa: E501 - a table reads best with one call a line

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApiCall:
    """``rate`` is (calls, seconds); ``retry``: the call takes a retry key; ``open``: it needs no access token."""

    name: str
    method: str
    path: str
    source: str
    rate: tuple[int, int] = (2000, 1)
    retry: bool = False
    open: bool = False


# Rates: Messaging API reference, "Rate limits". Calls that are not listed there have 2,000 a second.
_HOURLY = (60, 3600)
_MENU = (100, 3600)

CALLS = (
    ApiCall("reply", "POST", "/v2/bot/message/reply", "Send reply message"),
    ApiCall("push", "POST", "/v2/bot/message/push", "Send push message", retry=True),
    ApiCall("multicast", "POST", "/v2/bot/message/multicast", "Send multicast message", (200, 1), retry=True),
    ApiCall("narrowcast", "POST", "/v2/bot/message/narrowcast", "Send narrowcast message", _HOURLY, retry=True),
    ApiCall("broadcast", "POST", "/v2/bot/message/broadcast", "Send broadcast message", _HOURLY, retry=True),
    ApiCall("narrowcast_progress", "GET", "/v2/bot/message/progress/narrowcast", "Get narrowcast message status"),
    ApiCall("validate_reply", "POST", "/v2/bot/message/validate/reply", "Validate message objects"),
    ApiCall("validate_push", "POST", "/v2/bot/message/validate/push", "Validate message objects"),
    ApiCall("validate_multicast", "POST", "/v2/bot/message/validate/multicast", "Validate message objects"),
    ApiCall("validate_narrowcast", "POST", "/v2/bot/message/validate/narrowcast", "Validate message objects"),
    ApiCall("validate_broadcast", "POST", "/v2/bot/message/validate/broadcast", "Validate message objects"),
    ApiCall("loading", "POST", "/v2/bot/chat/loading/start", "Display a loading indicator", (100, 1)),
    ApiCall("mark_as_read", "POST", "/v2/bot/chat/markAsRead", "Mark messages as read"),
    ApiCall("quota", "GET", "/v2/bot/message/quota", "Get the target limit for sending messages this month"),
    ApiCall("consumption", "GET", "/v2/bot/message/quota/consumption", "Get number of messages sent this month"),
    ApiCall("delivery", "GET", "/v2/bot/message/delivery/{way:reply|push|multicast|broadcast}", "Get number of sent messages", _HOURLY),
    ApiCall("content", "GET", "/v2/bot/message/{message_id}/content", "Get content"),
    ApiCall("preview", "GET", "/v2/bot/message/{message_id}/content/preview", "Get a preview image of the image or video"),
    ApiCall("transcoding", "GET", "/v2/bot/message/{message_id}/content/transcoding", "Verify the preparation status of a video or audio file"),
    ApiCall("profile", "GET", "/v2/bot/profile/{user_id}", "Get profile"),
    ApiCall("followers", "GET", "/v2/bot/followers/ids", "Get a list of users who added your LINE Official Account as a friend"),
    ApiCall("bot_info", "GET", "/v2/bot/info", "Get bot info"),
    ApiCall("webhook_get", "GET", "/v2/bot/channel/webhook/endpoint", "Get webhook endpoint information", (1000, 60)),
    ApiCall("webhook_set", "PUT", "/v2/bot/channel/webhook/endpoint", "Set webhook endpoint URL", (1000, 60)),
    ApiCall("webhook_test", "POST", "/v2/bot/channel/webhook/test", "Test webhook endpoint", _HOURLY),
    ApiCall("link_token", "POST", "/v2/bot/user/{user_id}/linkToken", "Issue link token"),
    ApiCall("menu_create", "POST", "/v2/bot/richmenu", "Create rich menu", _MENU),
    ApiCall("menu_validate", "POST", "/v2/bot/richmenu/validate", "Validate rich menu object"),
    ApiCall("menu_list", "GET", "/v2/bot/richmenu/list", "Get rich menu list", (10, 1)),
    ApiCall("menu_get", "GET", "/v2/bot/richmenu/{menu_id:richmenu-[0-9a-f]+}", "Get rich menu"),
    ApiCall("menu_delete", "DELETE", "/v2/bot/richmenu/{menu_id:richmenu-[0-9a-f]+}", "Delete rich menu", _MENU),
    ApiCall("menu_image_set", "POST", "/v2/bot/richmenu/{menu_id:richmenu-[0-9a-f]+}/content", "Upload rich menu image"),
    ApiCall("menu_image_get", "GET", "/v2/bot/richmenu/{menu_id:richmenu-[0-9a-f]+}/content", "Download rich menu image"),
    ApiCall("menu_default_set", "POST", "/v2/bot/user/all/richmenu/{menu_id}", "Set default rich menu"),
    ApiCall("menu_default_get", "GET", "/v2/bot/user/all/richmenu", "Get default rich menu ID"),
    ApiCall("menu_default_clear", "DELETE", "/v2/bot/user/all/richmenu", "Clear default rich menu"),
    ApiCall("menu_link", "POST", "/v2/bot/user/{user_id}/richmenu/{menu_id}", "Link rich menu to user"),
    ApiCall("menu_of", "GET", "/v2/bot/user/{user_id}/richmenu", "Get rich menu ID of user"),
    ApiCall("menu_unlink", "DELETE", "/v2/bot/user/{user_id}/richmenu", "Unlink rich menu from user"),
    ApiCall("menu_bulk_link", "POST", "/v2/bot/richmenu/bulk/link", "Link rich menu to multiple users"),
    ApiCall("menu_bulk_unlink", "POST", "/v2/bot/richmenu/bulk/unlink", "Unlink rich menus from multiple users"),
    ApiCall("menu_batch", "POST", "/v2/bot/richmenu/batch", "Replace or unlink the linked rich menus in batches", (3, 3600)),
    ApiCall("menu_batch_validate", "POST", "/v2/bot/richmenu/validate/batch", "Validate a request of rich menu batch control"),
    ApiCall("menu_batch_progress", "GET", "/v2/bot/richmenu/progress/batch", "Get the status of rich menu batch control", _MENU),
    ApiCall("alias_create", "POST", "/v2/bot/richmenu/alias", "Create rich menu alias"),
    ApiCall("alias_list", "GET", "/v2/bot/richmenu/alias/list", "Get list of rich menu alias"),
    ApiCall("alias_get", "GET", "/v2/bot/richmenu/alias/{alias_id}", "Get rich menu alias information"),
    ApiCall("alias_update", "POST", "/v2/bot/richmenu/alias/{alias_id}", "Update rich menu alias"),
    ApiCall("alias_delete", "DELETE", "/v2/bot/richmenu/alias/{alias_id}", "Delete rich menu alias", _MENU),
    ApiCall("group_summary", "GET", "/v2/bot/group/{group_id}/summary", "Get group chat summary"),
    ApiCall("group_count", "GET", "/v2/bot/group/{group_id}/members/count", "Get number of users in a group chat"),
    ApiCall("group_member", "GET", "/v2/bot/group/{group_id}/member/{user_id}", "Get group chat member profile"),
    ApiCall("group_leave", "POST", "/v2/bot/group/{group_id}/leave", "Leave group chat"),
    ApiCall("short_token", "POST", "/v2/oauth/accessToken", "Issue short-lived channel access token", open=True),
    ApiCall("short_verify", "POST", "/v2/oauth/verify", "Verify the validity of short-lived and long-lived channel access tokens", open=True),
    ApiCall("short_revoke", "POST", "/v2/oauth/revoke", "Revoke short-lived or long-lived channel access token", open=True),
    ApiCall("stateless_token", "POST", "/oauth2/v3/token", "Issue stateless channel access token", (370, 1), open=True),
    ApiCall("token", "POST", "/oauth2/v2.1/token", "Issue channel access token v2.1; LINE Login: Issue access token", open=True),
    ApiCall("channel_verify", "GET", "/oauth2/v2.1/verify", "Verify the validity of the channel access token v2.1", open=True),
    ApiCall("id_verify", "POST", "/oauth2/v2.1/verify", "LINE Login: Verify ID token", open=True),
    ApiCall("channel_revoke", "POST", "/oauth2/v2.1/revoke", "Revoke channel access token v2.1", open=True),
    ApiCall("channel_kids", "GET", "/oauth2/v2.1/tokens/kid", "Get all valid channel access token key IDs v2.1", open=True),
    ApiCall("authorize", "GET", "/oauth2/v2.1/authorize", "LINE Login: Make an authorization request", open=True),
    ApiCall("login_profile", "GET", "/v2/profile", "LINE Login: Get user profile", open=True),
    ApiCall("account_link", "GET", "/dialog/bot/accountLink", "Account link", open=True),
)  # fmt: skip
