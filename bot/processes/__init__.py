"""The processes of the bot: which there are, what each serves, and how they are supervised."""
