"""Understands what people type in Thai: returns an intent and slots, offline, with reasons, without side effects."""
