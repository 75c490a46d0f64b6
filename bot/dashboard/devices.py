"""Names the device of a browser, so that a person recognises it in the list of theirs."""

from typing import Final

from locales.texts import Text

# The first that stands in the browser's own words (User-Agent) is it: Edge also says Chrome, Chrome also says Safari.
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
BROWSERS: Final = (
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def device_named(user_agent: str, text: Text) -> str:
    """Return the name of a device by its User-Agent: system and browser, or that it is not known."""
    known = [next((name for sign, name in table if sign in user_agent), None) for table in (SYSTEMS, BROWSERS)]
    return " · ".join(name for name in known if name) or text("web-device-unknown")
