"""The bot's side: the Messaging API, call by call."""
