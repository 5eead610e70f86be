-- The next visit as planned last: when it is due, and the place of the event that planned it. All NULL when none was planned.
ALTER TABLE summary ADD COLUMN visit_due_ms INTEGER;
ALTER TABLE summary ADD COLUMN visit_hlc    INTEGER;
ALTER TABLE summary ADD COLUMN visit_device BLOB;
ALTER TABLE summary ADD COLUMN visit_seq    INTEGER;
