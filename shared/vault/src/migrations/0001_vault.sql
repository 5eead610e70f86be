-- The whole file is encrypted, so columns are plain.

-- Facts about this database.
CREATE TABLE meta (
    name  TEXT    NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

-- This device, made with the vault: one row.
CREATE TABLE identity (
    one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    device BLOB    NOT NULL CHECK (length(device) = 16), -- first 16 bytes of BLAKE3(ed25519 public key)
    seed   BLOB    NOT NULL CHECK (length(seed) = 32),   -- ed25519
    hlc    INTEGER NOT NULL                              -- not later than any time given out from now on
) STRICT;

-- Everything that happened, append-only.
CREATE TABLE event (
    device         BLOB    NOT NULL CHECK (length(device) = 16),
    seq            INTEGER NOT NULL CHECK (0 < seq),         -- from 1 on each device, without gaps
    hlc            INTEGER NOT NULL,                         -- 48 bits of milliseconds UTC, 16 bits of counter
    utc_offset_min INTEGER NOT NULL,
    space          BLOB    NOT NULL CHECK (length(space) = 16), -- the conversation or case; zeros once erased
    kind           TEXT    NOT NULL,
    v              INTEGER NOT NULL,
    supersedes     TEXT    NOT NULL,                         -- JSON: [[device, seq], …]
    body           TEXT,                                     -- JSON; NULL once erased
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
-- Finds the events of a space, and what a new answer replaces. Holds names of questions, no answers.
CREATE INDEX event_space ON event (space, body ->> '$.form', body ->> '$.question') WHERE body IS NOT NULL;

-- What lists show of each space, folded by the version in meta.fold_version; all but the place can be made again from
-- the events. One page for both, because both change with every answer.
CREATE TABLE summary (
    space       BLOB    NOT NULL PRIMARY KEY CHECK (length(space) = 16),
    unfinished  INTEGER NOT NULL CHECK (unfinished IN (0, 1)),
    began_ms    INTEGER NOT NULL,
    last_hlc    INTEGER NOT NULL,
    last_device BLOB    NOT NULL,
    last_seq    INTEGER NOT NULL,
    offset_min  INTEGER NOT NULL,
    referrals   INTEGER NOT NULL,
    notes       INTEGER NOT NULL,
    last_kind   TEXT    NOT NULL,
    place       TEXT                  -- JSON: where the conversation goes on; NULL when that was not written
) STRICT;

-- Half-written text, so that locking loses nothing. Only of spaces that are written at all.
CREATE TABLE draft (
    space BLOB NOT NULL REFERENCES summary (space) ON DELETE CASCADE,
    field TEXT NOT NULL,
    text  TEXT NOT NULL, -- JSON
    PRIMARY KEY (space, field)
) STRICT;
