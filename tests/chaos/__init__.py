"""A chaos run: the bot's processes among faults of every kind, people who write meanwhile, and a judge at the end."""
