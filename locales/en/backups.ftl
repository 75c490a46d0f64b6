# Commands that back up and restore (python -m bot backup, restore)

backup-which-file = Name the file: python -m bot backup FILE, or python -m bot backup verify FILE
backup-progress = { $share }% ({ $done } of { $of } rows)
backup-made = Backup made: { $file } ({ $size } MB). Data as of { $at }: { $rows } rows, { $files } files
backup-missing = { $count } files that the database names are not in MEDIA_DIR: they were perhaps just erased or unsent. If there are many, look at that folder
backup-verified = This backup can be restored completely: data as of { $at }, { $rows } rows, { $files } files
restored = Restored to { $at }: { $rows } rows, { $files } files
restored-settled = People who were erased since and are erased again: { $erased }. Pending messages that are not sent: { $skipped }. Messages of which nobody knows whether they arrived: { $doubtful } (see python -m bot queue list)
restored-purge = People were erased while restoring: run python -m bot erase --purge, so that the database's files keep nothing of them
backup-never-migrated = DATABASE_URL: this database has no tables of the bot. See that it names the right one, or run python -m bot migrate first
backup-no-database = DATABASE_URL: the database cannot be used ({ $why }). Check its address, the rights, and that it runs
backup-database-damaged = The database is damaged, so no backup was written: restore the last backup that was verified
backup-no-room = There is not enough room in { $folder } for a copy of the database. Make room, or back up to another folder
backup-cannot-write = Nothing can be written in { $folder } ({ $why }). Correct the folder's rights, make room, or choose another folder
backup-cannot-read = { $file } cannot be read ({ $why })
backup-exists = { $file } exists already. Choose another name: backups are never overwritten
backup-is-none = { $file } is no backup of this bot
backup-is-damaged = { $file } is damaged or incomplete, so nothing was restored. Use another backup
backup-reads-otherwise = { $file } does not read after restoring as it was written. Use another backup, and tell the developers
backup-is-encrypted = { $file } is encrypted. Name the file of the private key with --key
backup-other-key = This key does not open { $file }. Use the private key of the BACKUP_PUBLIC_KEY with which it was made
backup-wrong-public-key = BACKUP_PUBLIC_KEY: is no public key of age (age1…). Make a pair of keys with age-keygen
backup-wrong-private-key = --key: { $file } is no file with a private key of age (AGE-SECRET-KEY-1…)
backup-of-newer-version = { $file } was made by a newer version ({ $version }). Update the bot first, then restore again
backup-other-schema = The tables in { $file } are not those of its version, so nothing was restored
restore-not-empty = DATABASE_URL: this database has data (table { $table }). A backup is restored into an empty database only: create a new one and let DATABASE_URL name it
restore-media-not-empty = MEDIA_DIR: { $folder } has files. A backup is restored into an empty folder only: let MEDIA_DIR name a new one
restore-no-database = DATABASE_URL: the target cannot be used ({ $why }). Check its address and the rights, and create an empty database first
erasures-none = There is no journal of erasures (erasures.jsonl) in { $folder }: people who were erased since the backup would come back. Name it with --erasures FILE, or say with --without-erasures that there is none
erasures-not-there = --erasures: there is no file { $file }
erasures-unreadable = { $file } is no journal of erasures of this bot, or cannot be read

migrate-current = The database has this version's schema
migrate-step = { $revision } { $says }
migrate-would = Steps to be done: { $count }. On a copy of the database ({ $rows } rows) they took { $seconds } s. Make a backup, then run python -m bot migrate
migrate-newer = The database is of a newer version (schema { $revision }): update the program to that version
migrate-failed = A copy could not be updated ({ $why }); the database itself is unchanged. Check rights and room; if it still fails, tell the developers before you update
