"""What the web process shows besides the webhook: health, metrics, photos."""
