"""How well and how fast messages are understood, measured on two halves written for it."""
