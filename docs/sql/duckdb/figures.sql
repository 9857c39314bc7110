-- The figures of precheck's audit from journals, with DuckDB. The last statement lists them, one number a row.
--
--   SET VARIABLE journals = 'exports/journal/*/*.csv';     which files; '/lake/*/exports/journal/*/*.csv' for many workshops
--
-- What each figure means stands at the head of src/audit/figures/mod.rs; this is the same in SQL. Check the journals first
-- (verify.sql): what is counted here is taken as it stands.

-- 1. Facts: the rows that are about a job. A row about a job of another station bears no job number, and its value begins
--    `of <station> <number> `. Job numbers are compared without case. Stations of one name in two workshops are two: their
--    folders tell them apart. The columns are parsed as CSV: a quoted field may have commas, and a quote in it is doubled.
CREATE OR REPLACE TEMP TABLE facts AS
WITH parsed AS (
  SELECT regexp_extract(filename, '^(.*)[/\\][^/\\]+[/\\][^/\\]+$', 1) AS workshop,
         regexp_extract(filename, '([^/\\]+)[/\\][^/\\]+$', 1) AS writer,
         CAST(seq AS BIGINT) AS seq, time, event,
         coalesce(job, '') AS job, coalesce(item, '') AS item, coalesce(value, '') AS value, coalesce(note, '') AS note
  FROM read_csv(getvariable('journals'), header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
                new_line = '\n', filename = true, columns = {
                  'seq': 'VARCHAR', 'time': 'VARCHAR', 'job': 'VARCHAR', 'event': 'VARCHAR', 'item': 'VARCHAR',
                  'value': 'VARCHAR', 'who': 'VARCHAR', 'note': 'VARCHAR', 'seal': 'VARCHAR'})
), named AS (
  SELECT *, job <> '' AS is_own,
         CASE WHEN job <> '' THEN writer ELSE regexp_extract(value, '^of ([a-z0-9-]+) [A-Za-z0-9._-]+ ', 1) END AS station,
         CASE WHEN job <> '' THEN substring(job, 2)
              ELSE regexp_extract(value, '^of [a-z0-9-]+ ([A-Za-z0-9._-]+) ', 1) END AS number,
         CASE WHEN job <> '' THEN value ELSE regexp_extract(value, '^of [a-z0-9-]+ [A-Za-z0-9._-]+ (.*)$', 1) END AS what
  FROM parsed
)
SELECT workshop, station, lower(number) AS number, is_own, event, item, what, note, time,
       epoch_ms(CAST(time AS TIMESTAMPTZ)) AS at_ms,
       -- the order of facts: the station's own rows by their numbers, then what others wrote about its job
       CASE WHEN is_own THEN seq ELSE seq + 9007199254740992 END AS place,
       -- an answer in one word: an option's id; num, sn, text for what was typed; skipped; none
       CASE WHEN event IN ('answer', 'correct', 'override') THEN split_part(what, ' ', 1)
            WHEN event = 'skip' THEN 'skipped' END AS answer
FROM named
WHERE number <> '' AND event IN ('start', 'answer', 'correct', 'skip', 'override', 'pause', 'resume', 'clear', 'stop',
                                 'attempt', 'finish', 'handover', 'print', 'review');

-- 2. Jobs: one row each, from its first `start` on. Of several answers to an item the last one counts; of several calls of a
--    page, or ends of a job, the first. A stop's reason is its note up to a colon: an id, which no escape can be in.
CREATE OR REPLACE TEMP TABLE job_facts AS
WITH begun AS (
  SELECT workshop, station, number, min(place) AS start_place
  FROM facts WHERE event = 'start' AND is_own
  GROUP BY workshop, station, number
)
SELECT f.*
FROM facts f JOIN begun b USING (workshop, station, number)
WHERE f.place >= b.start_place;

CREATE OR REPLACE TEMP TABLE jobs AS
WITH folded AS (
  SELECT workshop, station, number,
         min_by(item, place) FILTER (WHERE event = 'start') AS kind,
         min_by(note, place) FILTER (WHERE event = 'start') = 'via file' AS is_via_file,
         left(min_by(time, place) FILTER (WHERE event = 'start'), 7) AS month,
         min_by(event, place) FILTER (WHERE event IN ('finish', 'stop')) AS ending,
         min_by(note, place) FILTER (WHERE event IN ('finish', 'stop')) AS ending_note,
         max_by(answer, place) FILTER (WHERE item = 'car' AND answer IS NOT NULL) AS car,
         max_by(answer, place) FILTER (WHERE item = 'radio' AND answer IS NOT NULL) AS radio,
         max_by(answer, place) FILTER (WHERE item = 'arrival' AND answer IS NOT NULL) AS arrival,
         max_by(answer, place) FILTER (WHERE item = 'customer-code' AND answer IS NOT NULL) AS code,
         max_by(answer, place) FILTER (WHERE item = 'code-found' AND answer IS NOT NULL) AS code_found,
         max_by(answer, place) FILTER (WHERE item = 'backup-power' AND answer IS NOT NULL) AS backup,
         max_by(answer, place) FILTER (WHERE item = 'radio-after' AND answer IS NOT NULL) AS afterwards,
         count(*) FILTER (WHERE event = 'override') AS overrides,
         count(*) FILTER (WHERE event = 'resume') AS interruptions,
         count(*) FILTER (WHERE event = 'attempt') AS attempts,
         min_by(at_ms, place) FILTER (WHERE event = 'start') AS start_ms,
         min_by(at_ms, place) FILTER (WHERE event = 'clear' AND item = 'a') AS a_ms,
         min_by(at_ms, place) FILTER (WHERE event = 'clear' AND item = 'b') AS b_ms,
         min_by(at_ms, place) FILTER (WHERE event = 'clear' AND item = 'c') AS c_ms,
         min_by(at_ms, place) FILTER (WHERE event IN ('finish', 'stop')) AS end_ms
  FROM job_facts
  GROUP BY workshop, station, number
), judged AS (
  SELECT *,
         CASE ending WHEN 'finish' THEN 'finished' WHEN 'stop' THEN 'stopped' ELSE 'open' END AS outcome,
         CASE WHEN ending = 'stop' THEN
           CASE WHEN trim(split_part(ending_note, ':', 1)) IN ('no-code', 'declined', 'unsafe', 'part-wrong', 'mistake')
                THEN trim(split_part(ending_note, ':', 1)) ELSE 'other' END END AS stop_reason,
         b_ms IS NOT NULL AS is_cleared,
         coalesce(code IN ('card-seen', 'entered-accepted'), false) AS is_confirmed,
         coalesce(arrival = 'plays' AND afterwards NOT IN ('not-tried', 'no-radio', 'skipped', 'none'), false) AS has_played
  FROM folded
)
SELECT *, has_played AND afterwards <> 'plays' AS is_lost,
       coalesce(stop_reason = 'mistake', false) AS is_mistake
FROM judged;

-- 3. What counts: every job but those that were entered by mistake; their facts; and how long each pause point took.
CREATE OR REPLACE TEMP VIEW counted AS SELECT * FROM jobs WHERE NOT is_mistake;

CREATE OR REPLACE TEMP VIEW counted_facts AS
SELECT f.* FROM job_facts f JOIN counted c USING (workshop, station, number);

CREATE OR REPLACE TEMP VIEW page_times AS
SELECT page, ms // 1000 AS seconds
FROM (
  SELECT 'a' AS page, a_ms - start_ms AS ms FROM counted
  UNION ALL
  SELECT 'b', b_ms - a_ms FROM counted
  UNION ALL
  SELECT 'c', c_ms - b_ms FROM counted
  UNION ALL
  SELECT 'd', end_ms - coalesce(c_ms, b_ms) FROM counted WHERE outcome = 'finished'
)
WHERE ms >= 0;

CREATE OR REPLACE TEMP VIEW times_away AS
SELECT at_ms - before_ms AS ms
FROM (
  SELECT event, at_ms, lag(at_ms) OVER (PARTITION BY workshop, station, number ORDER BY place) AS before_ms
  FROM counted_facts
  WHERE is_own
)
WHERE event = 'resume' AND at_ms >= before_ms;

CREATE OR REPLACE TEMP VIEW recovery_steps AS
SELECT item, max_by(answer, place) AS answer
FROM counted_facts
WHERE item LIKE 'recovery-%' AND answer IS NOT NULL
GROUP BY workshop, station, number, item;

CREATE OR REPLACE TEMP VIEW month_counts AS
SELECT month, count(*) AS n,
       count(*) FILTER (WHERE outcome = 'finished') AS finished,
       count(*) FILTER (WHERE outcome = 'stopped') AS stopped,
       count(*) FILTER (WHERE outcome = 'open') AS open,
       count(*) FILTER (WHERE is_cleared) AS cleared,
       count(*) FILTER (WHERE overrides > 0) AS overridden,
       count(*) FILTER (WHERE is_confirmed) AS confirmed,
       count(*) FILTER (WHERE has_played) AS played,
       count(*) FILTER (WHERE is_lost) AS lost
FROM counted
GROUP BY month;

-- 4. The figures. `of` is what a figure is split by; median and p90 are by nearest rank, in whole seconds.
SELECT figure, of, word, CAST(n AS BIGINT) AS n
FROM (
  SELECT 'jobs' AS figure, '' AS of, 'n' AS word, count(*) AS n FROM counted
  UNION ALL SELECT 'jobs', '', outcome, count(*) FROM counted GROUP BY outcome
  UNION ALL SELECT 'jobs', '', 'cleared', count(*) FROM counted WHERE is_cleared
  UNION ALL SELECT 'jobs', '', 'via_file', count(*) FROM counted WHERE is_via_file
  UNION ALL SELECT 'jobs', '', 'mistakes', count(*) FROM jobs WHERE is_mistake
  UNION ALL SELECT 'stops', '', stop_reason, count(*) FROM counted WHERE outcome = 'stopped' GROUP BY stop_reason
  UNION ALL SELECT 'kinds', '', kind, count(*) FROM counted GROUP BY kind
  UNION ALL SELECT 'code', '', code, count(*) FROM counted WHERE code IS NOT NULL GROUP BY code
  UNION ALL SELECT 'confirmed', '', 'n', count(*) FROM counted WHERE is_confirmed
  UNION ALL SELECT 'code_found', '', code_found, count(*) FROM counted WHERE code_found IS NOT NULL GROUP BY code_found
  UNION ALL
  SELECT 'code_found_by_radio', coalesce(radio, 'not-said'), code_found, count(*)
  FROM counted WHERE code_found IS NOT NULL GROUP BY coalesce(radio, 'not-said'), code_found
  UNION ALL
  SELECT 'radios', coalesce(car, 'not-said'), radio, count(*)
  FROM counted WHERE radio IS NOT NULL GROUP BY coalesce(car, 'not-said'), radio
  UNION ALL SELECT 'arrival', '', arrival, count(*) FROM counted WHERE arrival IS NOT NULL GROUP BY arrival
  UNION ALL SELECT 'afterwards', '', afterwards, count(*) FROM counted WHERE afterwards IS NOT NULL GROUP BY afterwards
  UNION ALL
  SELECT 'afterwards_by_arrival', coalesce(arrival, 'not-said'), afterwards, count(*)
  FROM counted WHERE afterwards IS NOT NULL GROUP BY coalesce(arrival, 'not-said'), afterwards
  UNION ALL SELECT 'backup', backup, 'n', count(*) FROM counted WHERE backup IS NOT NULL GROUP BY backup
  UNION ALL SELECT 'backup', backup, 'played', count(*) FROM counted WHERE backup IS NOT NULL AND has_played GROUP BY backup
  UNION ALL SELECT 'backup', backup, 'lost', count(*) FROM counted WHERE backup IS NOT NULL AND is_lost GROUP BY backup
  UNION ALL SELECT 'overrides', '', 'jobs', count(*) FROM counted WHERE overrides > 0
  UNION ALL SELECT 'override_items', '', item, count(*) FROM counted_facts WHERE event = 'override' GROUP BY item
  UNION ALL SELECT 'pause_points', page, 'n', count(*) FROM page_times GROUP BY page
  UNION ALL
  SELECT 'pause_points', page, 'median_seconds', percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds)
  FROM page_times GROUP BY page
  UNION ALL
  SELECT 'pause_points', page, 'p90_seconds', percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds)
  FROM page_times GROUP BY page
  UNION ALL SELECT 'interruptions', '', 'jobs', count(*) FROM counted WHERE interruptions > 0
  UNION ALL SELECT 'interruptions', '', 'n', coalesce(sum(interruptions), 0) FROM counted
  UNION ALL SELECT 'interruptions', '', 'away_seconds', coalesce(sum(ms), 0) // 1000 FROM times_away
  UNION ALL SELECT 'recovery', substring(item, 10), answer, count(*) FROM recovery_steps GROUP BY item, answer
  UNION ALL SELECT 'attempts', '', 'jobs', count(*) FROM counted WHERE attempts > 0
  UNION ALL SELECT 'attempt_outcomes', '', what, count(*) FROM counted_facts WHERE event = 'attempt' GROUP BY what
  UNION ALL SELECT 'months', month, 'n', n FROM month_counts
  UNION ALL SELECT 'months', month, 'finished', finished FROM month_counts
  UNION ALL SELECT 'months', month, 'stopped', stopped FROM month_counts
  UNION ALL SELECT 'months', month, 'open', open FROM month_counts
  UNION ALL SELECT 'months', month, 'cleared', cleared FROM month_counts
  UNION ALL SELECT 'months', month, 'overridden', overridden FROM month_counts
  UNION ALL SELECT 'months', month, 'confirmed', confirmed FROM month_counts
  UNION ALL SELECT 'months', month, 'played', played FROM month_counts
  UNION ALL SELECT 'months', month, 'lost', lost FROM month_counts
)
WHERE n > 0
ORDER BY figure, of, word;
