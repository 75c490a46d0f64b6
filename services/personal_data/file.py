"""Writes a person's data as a ZIP: a page to read, the same as JSON, and their pictures and files."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import IO, Any, Final

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities.media import Media, MediaKind, MediaState
from models.storage.portions import let_others_write
from programmes import Programme
from services.exports.photos import SUFFIXES as PICTURES
from services.media.store import MediaStore
from services.personal_data.gathering import PersonalData, gather
from services.personal_data.page import PersonalPage

PAGE: Final = "index.html"
DATA: Final = "data.json"
FOLDER: Final = "files"
FORMAT: Final = "castbot-personal-data-1"
SUFFIXES: Final[Mapping[MediaKind, str]] = {MediaKind.AUDIO: ".m4a", MediaKind.FILE: ".bin"}


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """What a file is made with. The page is in the language of `text`."""

    session: Session
    programme: Programme
    store: MediaStore
    text: Text
    today: date

    def write(self, person_id: int, out: IO[bytes]) -> int:
        """Write everything about a person. Return how many rows that is."""
        data = gather(self.session, person_id)
        sent = self._media(person_id)
        let_others_write(self.session)  # asking a bucket takes long
        media = [one for one in sent if one.sha256 and self.store.has(one.sha256)]
        names = {one.id: _name(one) for one in media}
        shown = {one.id: names[one.id] for one in media if one.kind in (MediaKind.PHOTO, MediaKind.CODE)}
        page = PersonalPage(self.session, self.programme, data, self.text, self.today, shown)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.writestr(PAGE, page.html())
            let_others_write(self.session)
            zipped.writestr(DATA, orjson.dumps(self._json(data, names), option=orjson.OPT_INDENT_2))
            for one in media:  # pictures are compressed already
                zipped.writestr(names[one.id], self.store.original(one.sha256 or ""), zipfile.ZIP_STORED)
        return sum(len(rows) for rows in data.rows.values())

    def _media(self, person_id: int) -> list[Media]:
        """What the person has sent, without rosters, which hold the names of others."""
        mine = (Media.person_id == person_id, Media.state == MediaState.STORED, Media.kind != MediaKind.ROSTER)
        return list(self.session.scalars(select(Media).where(*mine).order_by(Media.id)))

    def _json(self, data: PersonalData, names: Mapping[int, str]) -> dict[str, Any]:
        tables = {name: list(rows) for name, rows in data.rows.items() if rows}
        tables["media"] = [{**row, "file": names.get(row["id"])} for row in data.of("media")]
        return {
            "format": FORMAT,
            "programme": self.programme.key,
            "made_on": self.today.isoformat(),
            "tables": tables,
        }


def _name(one: Media) -> str:
    return f"{FOLDER}/{one.id}{PICTURES.get(one.content_type or '') or SUFFIXES.get(one.kind, '.jpg')}"
