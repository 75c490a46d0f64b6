# The web page /app/photos
web-photos = Photos
web-photos-count = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
}
web-photos-none = There are no such photos. Clear the filters and look again.
web-photos-none-yet = There are no photos yet. Those that are sent with entries appear here
web-photos-download = Download the { $count } photos of this page with captions (ZIP)
web-photos-file = File
web-photos-day = Day
web-photos-author = Author
web-photos-place = Place
web-photos-sectors = Sectors
web-photos-words = Words
web-photos-moment = Before or after the work
