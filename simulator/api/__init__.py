"""The Messaging API that the bot calls."""
