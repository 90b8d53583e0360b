-- Who read whose data: only ever added to, and dated by the database's own clock.
CREATE TABLE registry_look (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    account varchar(40) NOT NULL,
    area_id varchar(40) COLLATE "C" NOT NULL,
    page    varchar(60) NOT NULL,
    people  bigint[] NOT NULL
);

CREATE INDEX registry_look_people ON registry_look USING gin (people);
CREATE INDEX registry_look_account ON registry_look (account, at);
CREATE INDEX registry_look_at ON registry_look (at);

REVOKE ALL ON registry_look FROM payung_app;
GRANT SELECT ON registry_look TO payung_app;
GRANT INSERT (account, area_id, page, people) ON registry_look TO payung_app;
