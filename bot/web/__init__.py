"""The pages of the web process: health, metrics, photos, forms, downloads."""
