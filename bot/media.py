"""Where photos and files are kept, as the settings say."""

from bot.settings import Settings, SettingsError
from services.buckets.addresses import WrongBucket
from services.media.store import FolderStore, MediaStore


def media_of(settings: Settings) -> MediaStore:
    """Return the bucket's folder if one is set, else that of this machine. Raises SettingsError; nothing is asked of a
    bucket."""
    if settings.media_url is None:
        return FolderStore(settings.media_dir)
    from services.media.bucket_store import BucketStore  # 16 MB that a folder does not need

    try:
        return BucketStore(settings.media_url)
    except WrongBucket:
        raise SettingsError(
            "AWS_ENDPOINT_URL: is no address of a server; write it such as https://s3.example.go.th"
        ) from None
