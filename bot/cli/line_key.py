"""`python -m bot line key`: a new assertion signing key, with which the bot gets short-lived access tokens."""

from argparse import Namespace
from pathlib import Path

from bot.cli.terminal import LANGUAGE, complain, say
from bot.line.tokens import new_key
from bot.settings import ROOT
from locales.texts import Texts


def line_key(_: Namespace) -> int:
    """Print the private key on standard output, so that it can go into a file, and the public one beside it."""
    text = Texts.load(Path(ROOT) / "locales").in_language(LANGUAGE)
    private, public = new_key()
    say(private)
    complain(text("channel-key-public", key=public), text("channel-key-next"))
    return 0
