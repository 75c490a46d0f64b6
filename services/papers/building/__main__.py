"""Writes the templates that come with the bot."""

from services.papers.building.every import BUILT
from services.papers.template_files import DEFAULTS

for kind, build in BUILT.items():
    (DEFAULTS / f"{kind}.docx").write_bytes(build())
