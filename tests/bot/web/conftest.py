"""The browser of the simulator's tests, for pages of the bot's own."""
