"""Selections in the chat: what came of them, and whom their closing tells."""
