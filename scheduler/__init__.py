"""The clock process: its jobs run at intervals and find in the database what is due."""
