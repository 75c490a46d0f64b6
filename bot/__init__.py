"""The edge of the bot: it talks to LINE and over HTTP, runs the processes, and builds cards and pages."""
