-- The directory inside a pack. It only grows: a column never changes its meaning.

-- Rows lie in rank order: the smaller the rank, the earlier a person should meet the service.
CREATE TABLE service (
    rank       INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    confirmed  INTEGER NOT NULL,  -- 1: confirmed with the service itself
    withdrawn  TEXT,              -- the first day on which it is no longer found, such as 2026-11-22
    name_words TEXT NOT NULL,     -- the tokens of its names, to say why it was found
    body       TEXT NOT NULL      -- JSON
) STRICT;

CREATE TABLE need (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL        -- JSON
) STRICT;

CREATE TABLE place (
    position INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL        -- JSON
) STRICT;

-- Each usual week that services have, with the clocks it goes by: UTC+7 MO-FR 08:00-16:00. A tag of the index says whose it is.
CREATE TABLE week (
    hours TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Every word of the index: the ranks of the services that have it anywhere, and of those that have it in their names or that have
-- another word there which says the same. Sets of ranks are Roaring bitmaps in their portable format. The words are cut by the
-- crate `directory`.
CREATE TABLE word (
    id    INTEGER PRIMARY KEY,
    text  TEXT NOT NULL UNIQUE,
    rows  BLOB NOT NULL,
    named BLOB NOT NULL
) STRICT;

-- The same for what more words begin with than are looked up one by one.
CREATE TABLE beginning (
    text  TEXT PRIMARY KEY,
    rows  BLOB NOT NULL,
    named BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Place, need and what a service certainly offers.
CREATE TABLE tag (
    text TEXT PRIMARY KEY,
    rows BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Three-letter parts of each word, with `^` before and `$` after it.
CREATE VIRTUAL TABLE part USING fts5 (
    text,
    content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
);

-- Forms that words one slip of the finger apart have in common: each word, and each word without one of its letters.
CREATE TABLE slip (
    form TEXT NOT NULL,
    word INTEGER NOT NULL,
    PRIMARY KEY (form, word)
) STRICT, WITHOUT ROWID;

-- The words with which people say each need, to say why a service was found.
CREATE TABLE said (
    need TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (need, word)
) STRICT, WITHOUT ROWID;

-- What is no longer found on a day is asked with every search.
CREATE INDEX withdrawn ON service (withdrawn);

-- Whether there is one that nobody called is asked at each opening.
CREATE INDEX unconfirmed ON service (confirmed) WHERE confirmed = 0;
