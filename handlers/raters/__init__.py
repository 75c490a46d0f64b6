"""Raters in the chat: nominated, asked about, decided, listed, given their links; entries shown to executives."""
