"""Builds the templates that come with the bot: `python -m services.papers.building` writes the same bytes anew."""
