-- How words and figures of the ledger are read. The files below facts make what is true as of the date, from the ledger's rows by
-- the meaning of each dataset, and every other file here asks these for the figures of one table. All are written for runs in
-- which no delivery was withdrawn, for districts that are counted on a line of their own, and for currencies with two decimals.

-- Cents in whole units, and quotients of whole numbers rounded half up, exactly.
CREATE MACRO money(cents) AS CAST(cents AS DECIMAL(20, 0)) * 0.01::DECIMAL(3, 2);
CREATE MACRO half_up(a, b) AS sign(a) * sign(b) * ((2 * abs(a::HUGEINT) + abs(b::HUGEINT)) // (2 * abs(b::HUGEINT)));
CREATE MACRO ratio(a, b) AS
  CASE WHEN b <> 0 THEN CAST(half_up(1000000 * a::HUGEINT, b) AS DECIMAL(20, 0)) * 0.000001::DECIMAL(7, 6) END;
CREATE MACRO points(a, b) AS CASE WHEN b <> 0 THEN CAST(half_up(10000 * a::HUGEINT, b) AS DECIMAL(20, 0)) * 0.01::DECIMAL(3, 2) END;

-- Three blanks are told apart: what a list has no column for is not said (NULL), what it has a column for and leaves blank has
-- not happened. A count of which nothing is said of any of the things that it is about is blank, never zero.
CREATE MACRO tally(about, said) AS
  CASE WHEN count(*) FILTER (about AND said IS NOT NULL) > 0 OR bool_and(coalesce(NOT about OR NOT said, false))
    THEN count(*) FILTER (about AND said) END;

CREATE MACRO code_of(table_name, said) AS
  coalesce((SELECT max(code) FROM codes WHERE reference = table_name AND word = said), 'unassigned');

-- What the list of each row had columns for; all lists here are of this version, and none was read twice.
CREATE TABLE supplied AS SELECT delivery_number, "columns" AS had FROM deliveries;

CREATE MACRO happened(day, column_name, had) AS
  CASE WHEN day <= getvariable('as_of') THEN true WHEN list_contains(had, column_name) THEN false END;
