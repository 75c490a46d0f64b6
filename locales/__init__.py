"""Every sentence people read: one folder a language, and their reader."""
