"""The bodies of the sending calls (reference, "Message")."""

from simulator.rules.messages import MESSAGES
from simulator.rules.shapes import anything, flag, form, items, number, shape, text

_UNITS = items(form("[a-zA-Z0-9_]{1,30}"), 0, 1)

REPLY = shape("Send reply message", "replyToken messages",
    replyToken=text(1000), messages=MESSAGES, notificationDisabled=flag,
)  # fmt: skip
PUSH = shape("Send push message", "to messages",
    to=text(1000), messages=MESSAGES, notificationDisabled=flag, customAggregationUnits=_UNITS,
)  # fmt: skip
MULTICAST = shape("Send multicast message", "to messages",
    to=items(text(1000), 1, 500), messages=MESSAGES, notificationDisabled=flag, customAggregationUnits=_UNITS,
)  # fmt: skip
BROADCAST = shape("Send broadcast message", "messages", messages=MESSAGES, notificationDisabled=flag)
NARROWCAST = shape("Send narrowcast message", "messages",
    messages=MESSAGES, recipient=anything, filter=anything,
    limit=shape("Send narrowcast message", "",
                max=number(1, 2**31), upToRemainingQuota=flag, forbidPartialDelivery=flag),
    notificationDisabled=flag,
)  # fmt: skip
VALIDATE = shape("Validate message objects", "messages", messages=MESSAGES)
