"""An event comes in: the webhook stores it, the worker builds its turn, the router finds its handler."""
