-- When the proof of a version was made, and which solver was asked for a second opinion: pages tell it of what was adopted.

alter table charter_version
    add column proved_at     timestamptz,
    -- None where only one solver was there.
    add column second_solver text;
update charter_version set proved_at = proposed_at;
alter table charter_version alter column proved_at set not null;

-- Queries are downloaded by the digest of their text.
create index charter_proof_by_text on charter_proof (text_sha256) where text_sha256 <> '';
