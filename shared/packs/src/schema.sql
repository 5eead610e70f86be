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

-- One row for each service, by rank. The texts are tokens joined by spaces, cut by the crate `directory`: `unicode61`
-- would cut Thai, Khmer and Lao at their vowel signs. `name` also holds other words for what the names say. No ranking by
-- bm25, so no column sizes are kept.
CREATE VIRTUAL TABLE entry USING fts5 (
    name, words, tags,
    content = '', columnsize = 0, detail = column, prefix = '1 2 3', tokenize = 'ascii'
);

-- Every word of the index, to find what was meant by a word that is not in it.
CREATE TABLE word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

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

-- How many are found on a day is asked when nothing is looked for.
CREATE INDEX withdrawn ON service (withdrawn);

-- Whether there is one that nobody called is asked at each opening.
CREATE INDEX unconfirmed ON service (confirmed) WHERE confirmed = 0;
