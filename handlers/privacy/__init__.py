"""What is stored about somebody, having it erased, and messages that were unsent."""
