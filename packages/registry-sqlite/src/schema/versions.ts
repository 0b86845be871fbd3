/**
 * The schema, as the steps that lead from each version to the next; a new version adds a step and changes none. All names begin with `occi_`, so
 * that the tables can live beside those of an application.
 *
 * Texts that SQLite cannot hold are escaped (see rows/text.ts). `owner` and `view` are numbers of occi_owner; 0: shared, -1: everyone.
 */
export const versions: readonly string[] = [
  `
  CREATE TABLE occi_registry (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    version INTEGER NOT NULL,
    secret TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    mixins_changed INTEGER NOT NULL
  );
  INSERT INTO occi_registry VALUES (1, 0, lower(hex(randomblob(32))), 0, 0, 0);

  CREATE TABLE occi_owner (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  -- Category definitions, once for each content.
  CREATE TABLE occi_definition (number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL);
  -- Kind, Mixins and applicable Actions that entities have in common, as numbers of definitions.
  CREATE TABLE occi_shape (number INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE);

  CREATE TABLE occi_entity (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    location TEXT NOT NULL,
    owner INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    links INTEGER NOT NULL,
    shape INTEGER NOT NULL,
    attributes TEXT NOT NULL,
    ends TEXT,
    extras TEXT
  );
  CREATE UNIQUE INDEX occi_entity_id ON occi_entity (id, owner);
  CREATE UNIQUE INDEX occi_entity_location ON occi_entity (location, owner);

  -- What entities are found by: Kind, Mixin, path above, end of a Link; and names of attributes.
  CREATE TABLE occi_term (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE occi_posting (
    term INTEGER NOT NULL, view INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (term, view, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE occi_count (
    term INTEGER NOT NULL, view INTEGER NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (term, view)
  ) WITHOUT ROWID;
  CREATE TRIGGER occi_posting_comes AFTER INSERT ON occi_posting BEGIN
    INSERT INTO occi_count VALUES (new.term, new.view, 1) ON CONFLICT DO UPDATE SET number = number + 1;
  END;
  CREATE TRIGGER occi_posting_goes AFTER DELETE ON occi_posting BEGIN
    UPDATE occi_count SET number = number - 1 WHERE term = old.term AND view = old.view;
    DELETE FROM occi_count WHERE term = old.term AND view = old.view AND number = 0;
  END;
  CREATE TABLE occi_attribute (
    term INTEGER NOT NULL, value NOT NULL, owner INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (term, value, owner, sequence)
  ) WITHOUT ROWID;

  -- Shared entities that an owner does not see.
  CREATE TABLE occi_hidden (
    owner INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (owner, sequence)
  ) WITHOUT ROWID;
  CREATE INDEX occi_hidden_sequence ON occi_hidden (sequence);

  -- The Mixins that users made, and the names they take.
  CREATE TABLE occi_mixin (
    number INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL, id TEXT NOT NULL, definition INTEGER NOT NULL,
    UNIQUE (owner, id)
  );
  CREATE TABLE occi_mixin_name (
    owner INTEGER NOT NULL, name TEXT NOT NULL, mixin INTEGER NOT NULL,
    PRIMARY KEY (owner, name)
  ) WITHOUT ROWID;
  CREATE INDEX occi_mixin_name_mixin ON occi_mixin_name (mixin);

  -- Processes that have reserved something.
  CREATE TABLE occi_process (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE occi_reservation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    process TEXT NOT NULL,
    operation TEXT NOT NULL,
    request TEXT NOT NULL,
    changes TEXT NOT NULL
  );
  CREATE INDEX occi_reservation_process ON occi_reservation (process);
  CREATE TABLE occi_hold (
    name TEXT NOT NULL, reservation TEXT NOT NULL, need TEXT NOT NULL, owner INTEGER NOT NULL,
    PRIMARY KEY (name, reservation, need, owner)
  ) WITHOUT ROWID;
  CREATE INDEX occi_hold_reservation ON occi_hold (reservation);
  -- What reservations would add to quotas.
  CREATE TABLE occi_growth (
    owner INTEGER NOT NULL, attribute TEXT NOT NULL, reservation TEXT NOT NULL, kind TEXT NOT NULL, amount NOT NULL,
    PRIMARY KEY (owner, attribute, reservation, kind)
  ) WITHOUT ROWID;
  CREATE INDEX occi_growth_reservation ON occi_growth (reservation);
  -- Sums that quotas have asked for.
  CREATE TABLE occi_sum (
    owner INTEGER NOT NULL, kind TEXT NOT NULL, attribute TEXT NOT NULL, value NOT NULL,
    PRIMARY KEY (owner, kind, attribute)
  ) WITHOUT ROWID;
  `,
  `
  -- The latest changes of users' Mixins, by what mixins_changed was raised to: processes keep up by them.
  CREATE TABLE occi_mixin_change (number INTEGER PRIMARY KEY, definition INTEGER NOT NULL, added INTEGER NOT NULL);
  `,
]
