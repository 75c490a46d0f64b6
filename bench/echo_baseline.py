"""An echo bot as most LINE bots in Python are built: Flask and line-bot-sdk, like the SDK's flask-echo sample.

It checks the signature, parses the events with the SDK's models, and answers each event with an ApiClient of its own
before it acknowledges the webhook. It stores nothing. gunicorn serves it with the same workers and threads as the bot.
"""

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, ReplyMessageRequest, TextMessage
from linebot.v3.webhooks import MessageEvent, TextMessageContent

app = Flask(__name__)
configuration = Configuration(
    host=os.environ.get("LINE_API_URL", "https://api.line.me"),
    access_token=os.environ.get("LINE_CHANNEL_ACCESS_TOKEN", ""),
)
handler = WebhookHandler(os.environ.get("LINE_CHANNEL_SECRET", ""))


@app.post("/callback")
def callback() -> str:
    try:
        handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
    except InvalidSignatureError:
        abort(400)
    return "OK"


@app.get("/readyz")
def ready() -> str:
    return "OK"


@handler.add(MessageEvent, message=TextMessageContent)  # type: ignore[untyped-decorator]
def echo(event: MessageEvent) -> None:
    with ApiClient(configuration) as client:
        MessagingApi(client).reply_message_with_http_info(
            ReplyMessageRequest(reply_token=event.reply_token, messages=[TextMessage(text=event.message.text)])
        )
