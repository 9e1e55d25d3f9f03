"""The store: workspaces with their versions, files, reviews and decisions, in SQLite or PostgreSQL."""
