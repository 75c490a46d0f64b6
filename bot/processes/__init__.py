"""The processes of the bot: what each does, and how they are supervised."""
