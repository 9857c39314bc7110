-- The figures of precheck's audit from journals, with Spark 4. The last statement lists them, one number a row.
--
--   SET journals=exports/journal/*/[0-9]*.csv;    which files; s3a://lake/*/journal/*/[0-9]*.csv for many workshops
--
-- What each figure means stands at the head of src/audit/figures/mod.rs; this is the same in SQL. Check the journals first
-- (verify.sql): what is counted here is taken as it stands.

-- 1. Facts: the rows that are about a job. A row about a job of another station, and one of what was refused, bears no job number, and its value begins
--    `of <station> <number> `. Job numbers are compared without case. Stations of one name in two workshops are two: their
--    folders tell them apart. The columns are parsed as CSV: a quoted field may have commas, and a quote in it is doubled
--    (Spark's own habit is a backslash before it, so `escape` is set).
CACHE LAZY TABLE facts AS
WITH parsed AS (
  SELECT regexp_extract(_metadata.file_path, '^(.*)/[^/]+/[^/]+$', 1) AS workshop,
         regexp_extract(_metadata.file_path, '([^/]+)/[^/]+$', 1) AS writer,
         CAST(seq AS BIGINT) AS seq, time, event,
         coalesce(job, '') AS job, coalesce(item, '') AS item, coalesce(value, '') AS value, coalesce(note, '') AS note
  FROM csv.`${journals}` WITH (header = true, quote = '"', escape = '"', lineSep = '\n', mode = 'FAILFAST')
), named AS (
  SELECT *, job <> '' AS is_own,
         CASE WHEN job <> '' THEN writer ELSE regexp_extract(value, '^of ([a-z0-9-]+) [A-Za-z0-9._-]+ ', 1) END AS station,
         CASE WHEN job <> '' THEN substring(job, 2)
              ELSE regexp_extract(value, '^of [a-z0-9-]+ ([A-Za-z0-9._-]+) ', 1) END AS number,
         CASE WHEN job <> '' THEN value ELSE regexp_extract(value, '^of [a-z0-9-]+ [A-Za-z0-9._-]+ (.*)$', 1) END AS what
  FROM parsed
)
SELECT workshop, station, lower(number) AS number, writer, is_own, event, item, what, note, time,
       unix_millis(CAST(time AS TIMESTAMP)) AS at_ms,
       -- the order of facts: the station's own rows by their numbers, then what others wrote about its job
       CASE WHEN is_own THEN seq ELSE seq + 9007199254740992 END AS place,
       -- an answer in one word: an option's id; num, sn, text for what was typed; skipped; none
       CASE WHEN event IN ('answer', 'correct', 'override') THEN split_part(what, ' ', 1)
            WHEN event = 'skip' THEN 'skipped' END AS answer
FROM named
-- remarks, actions and e-mails are left out: they change nothing, and no step is timed from one; nor is one from what an instrument saw
WHERE number <> '' AND event IN ('start', 'answer', 'correct', 'skip', 'override', 'pause', 'resume', 'clear', 'stop',
                                 'attempt', 'finish', 'handover', 'print', 'review', 'refused', 'watch');

-- 2. Jobs: one row each, from its first `start` on. Of several answers to an item the last one counts; of several calls of a
--    page, or ends of a job, the first. A stop's reason is its note up to a colon: an id, which no escape can be in.
CACHE LAZY TABLE job_facts AS
WITH begun AS (
  SELECT workshop, station, number, min(place) AS start_place
  FROM facts WHERE event = 'start' AND is_own
  GROUP BY workshop, station, number
)
SELECT f.*
FROM facts f JOIN begun b USING (workshop, station, number)
WHERE f.place >= b.start_place;

CACHE LAZY TABLE jobs AS
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
         max_by(answer, place) FILTER (WHERE item = 'car-volts' AND answer IS NOT NULL) AS volts_answer,
         max_by(note, place) FILTER (WHERE item = 'car-volts' AND answer IS NOT NULL) AS volts_note,
         max_by(answer, place) FILTER (WHERE item = 'radio-after' AND answer IS NOT NULL) AS afterwards,
         count(*) FILTER (WHERE event = 'watch' AND what LIKE 'begin %') AS watches,
         max_by(what, place) FILTER (WHERE event = 'watch' AND what LIKE 'end %') AS watch_end,
         min(CAST(nullif(regexp_extract(what, ' low (-?[0-9]+[.][0-9]+)', 1), '') AS DECIMAL(10, 2)))
           FILTER (WHERE event = 'watch') AS watch_low,
         count(*) FILTER (WHERE event = 'override') AS overrides,
         count(*) FILTER (WHERE event = 'resume' AND what <> 'hands') AS interruptions,
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
         coalesce(arrival = 'plays' AND afterwards NOT IN ('not-tried', 'taken-out', 'no-radio', 'skipped', 'none'), false)
           AS has_played,
         CASE WHEN backup NOT IN ('none', 'memory-lost', 'no-radio', 'asks-nothing', 'skipped', 'taken-back') THEN
           CASE WHEN watches = 0 THEN 'not-watched'
                WHEN watches = 1 AND watch_end LIKE '% losses 0 %'
                 AND CAST(regexp_extract(watch_end, ' watched ([0-9]+) of', 1) AS BIGINT) + 3
                  >= CAST(regexp_extract(watch_end, ' of ([0-9]+) s ', 1) AS BIGINT) THEN 'throughout'
                ELSE 'in-part' END END AS watched,
         CASE WHEN watches > 0 AND backup NOT IN ('none', 'memory-lost', 'no-radio', 'asks-nothing', 'skipped', 'taken-back') THEN
           CASE WHEN watch_low < 9 THEN 'under-9' WHEN watch_low < 11 THEN '9-to-11' WHEN watch_low < 12 THEN '11-to-12'
                WHEN watch_low IS NOT NULL THEN '12-or-more' END END AS fell_to,
         CASE WHEN volts_answer = 'num'
               AND backup NOT IN ('none', 'memory-lost', 'no-radio', 'asks-nothing', 'skipped', 'taken-back') THEN
           CASE WHEN regexp_like(volts_note, r'\\u\{1e\}measured ') THEN 'measured' WHEN is_via_file THEN 'from-a-file' ELSE 'typed' END END AS read_by
  FROM folded
)
SELECT *, has_played AND afterwards <> 'plays' AS is_lost,
       coalesce(stop_reason = 'mistake', false) AS is_mistake
FROM judged;

-- 3. What counts: every job but those that were entered by mistake; their facts, each beside the one that the station wrote
--    about the job before it; and how long each pause point took, in whole
--    seconds, where somebody pressed keys: not in jobs from a file.
CREATE OR REPLACE TEMPORARY VIEW counted AS SELECT * FROM jobs WHERE NOT is_mistake;

CREATE OR REPLACE TEMPORARY VIEW counted_facts AS
SELECT f.*, lag(f.at_ms) OVER (PARTITION BY workshop, station, number ORDER BY f.place) AS before_ms
FROM job_facts f JOIN counted c USING (workshop, station, number)
WHERE f.event <> 'watch';

-- What came of a code may be corrected later: of an entry, the last correction before that writer's next entry counts. Of what was
-- only seen or told, LOCKED alone is corrected: once it was misread, `withdrawn` (the display asks for the code: no attempt is known)
-- or `unknown` follows it.
CREATE OR REPLACE TEMPORARY VIEW read_again AS
SELECT *, sum(CASE WHEN event = 'attempt' THEN 1 ELSE 0 END)
            OVER (PARTITION BY workshop, station, number, writer ORDER BY place) AS nth
FROM counted_facts
WHERE (event = 'attempt' AND note LIKE 'seen: %' AND what = 'locked')
   OR (event = 'correct' AND item = 'attempt' AND what IN ('withdrawn', 'unknown'));

CREATE OR REPLACE TEMPORARY VIEW attempts AS
SELECT workshop, station, number, max_by(what, place) AS outcome
FROM (
  SELECT *, sum(CASE WHEN event = 'attempt' THEN 1 ELSE 0 END)
              OVER (PARTITION BY workshop, station, number, writer ORDER BY place) AS nth
  FROM counted_facts
  WHERE (event = 'attempt' AND note NOT LIKE 'seen: %')
     OR (event = 'correct' AND item = 'attempt' AND what NOT IN ('withdrawn', 'unknown'))
)
WHERE nth > 0
GROUP BY workshop, station, number, writer, nth
UNION ALL
SELECT workshop, station, number, what FROM counted_facts
WHERE event = 'attempt' AND note LIKE 'seen: %' AND what <> 'locked'
UNION ALL
SELECT workshop, station, number, outcome
FROM (
  SELECT workshop, station, number, max_by(what, place) AS outcome
  FROM read_again
  WHERE nth > 0
  GROUP BY workshop, station, number, writer, nth
)
WHERE outcome <> 'withdrawn';

-- What a manager saw at a car beside what was recorded: the last row of a job that says so. A typed part begins with U+001E, which
-- stands in a file as \u{1e}.
CREATE OR REPLACE TEMPORARY VIEW observed AS
SELECT seen, CASE WHEN seen = 'agrees' THEN 'agrees' ELSE 'differs' END AS word
FROM (
  SELECT max_by(seen, place) AS seen
  FROM (
    SELECT workshop, station, number, place,
           regexp_extract(note, r'^(\\u\{1e\}name (typed|PIN|badge): )?(item [a-z0-9-]+: )?\\u\{1e\}(agrees|differs [a-z0-9 -]+)(: .*)?$', 4) AS seen
    FROM counted_facts WHERE event = 'review' AND item = 'to-observe'
  )
  WHERE seen <> ''
  GROUP BY workshop, station, number
);

-- What was refused, of the kinds that there are: another word is of a later version.
CREATE OR REPLACE TEMPORARY VIEW refusals AS
SELECT * FROM counted_facts
WHERE event = 'refused' AND what IN ('form', 'range', 'code', 'name', 'early', 'rule');

CREATE OR REPLACE TEMPORARY VIEW page_times AS
SELECT page, ms div 1000 AS seconds
FROM (
  SELECT page, CASE page WHEN 'a' THEN a_ms - start_ms
                         WHEN 'b' THEN b_ms - a_ms
                         WHEN 'c' THEN c_ms - b_ms
                         WHEN 'd' THEN CASE WHEN outcome = 'finished' THEN end_ms - coalesce(c_ms, b_ms) END END AS ms
  FROM (SELECT *, explode(array('a', 'b', 'c', 'd')) AS page FROM counted WHERE NOT is_via_file)
)
WHERE ms >= 0;

-- 4. The figures. `of` is what a figure is split by. A job says a few words for each figure, and words are counted: one pass
--    over the jobs, however many figures there are.
WITH said_by_jobs AS (
  SELECT explode(array(
    array('jobs', '', 'n'),
    array('jobs', '', outcome),
    array('jobs', '', CASE WHEN is_cleared THEN 'cleared' END),
    array('jobs', '', CASE WHEN is_via_file THEN 'via_file' END),
    array('stops', '', stop_reason),
    array('kinds', '', kind),
    array('code', '', code),
    array('confirmed', '', CASE WHEN is_confirmed THEN 'n' END),
    array('code_found', '', code_found),
    array('code_found_by_radio', coalesce(radio, 'not-said'), code_found),
    array('radios', coalesce(car, 'not-said'), radio),
    array('arrival', '', arrival),
    array('afterwards', '', afterwards),
    array('afterwards_by_arrival', coalesce(arrival, 'not-said'), afterwards),
    array('backup', backup, CASE WHEN backup IS NOT NULL THEN 'n' END),
    array('backup', backup, CASE WHEN backup IS NOT NULL AND has_played THEN 'played' END),
    array('backup', backup, CASE WHEN backup IS NOT NULL AND is_lost THEN 'lost' END),
    array('watched', watched, CASE WHEN watched IS NOT NULL THEN 'n' END),
    array('watched', watched, CASE WHEN watched IS NOT NULL AND has_played THEN 'played' END),
    array('watched', watched, CASE WHEN watched IS NOT NULL AND is_lost THEN 'lost' END),
    array('fell_to', fell_to, CASE WHEN fell_to IS NOT NULL THEN 'n' END),
    array('fell_to', fell_to, CASE WHEN fell_to IS NOT NULL AND has_played THEN 'played' END),
    array('fell_to', fell_to, CASE WHEN fell_to IS NOT NULL AND is_lost THEN 'lost' END),
    array('read', read_by, CASE WHEN read_by IS NOT NULL THEN 'n' END),
    array('read', read_by, CASE WHEN read_by IS NOT NULL AND has_played THEN 'played' END),
    array('read', read_by, CASE WHEN read_by IS NOT NULL AND is_lost THEN 'lost' END),
    array('overrides', '', CASE WHEN overrides > 0 THEN 'jobs' END),
    array('interruptions', '', CASE WHEN interruptions > 0 THEN 'jobs' END),
    array('months', month, 'n'),
    array('months', month, outcome),
    array('months', month, CASE WHEN is_cleared THEN 'cleared' END),
    array('months', month, CASE WHEN overrides > 0 THEN 'overridden' END),
    array('months', month, CASE WHEN is_confirmed THEN 'confirmed' END),
    array('months', month, CASE WHEN has_played THEN 'played' END),
    array('months', month, CASE WHEN is_lost THEN 'lost' END))) AS said
  FROM counted
  UNION ALL
  SELECT array('jobs', '', 'mistakes') FROM jobs WHERE is_mistake
  UNION ALL
  SELECT array('override_items', '', item) FROM counted_facts WHERE event = 'override'
  UNION ALL
  SELECT array('interruptions', '', 'n') FROM counted_facts WHERE event = 'resume' AND what <> 'hands'
  UNION ALL
  SELECT array('refused', coalesce(nullif(item, ''), 'job'), what) FROM refusals
  UNION ALL
  SELECT array('refused', '', 'jobs')
  FROM (SELECT DISTINCT workshop, station, number FROM refusals)
  UNION ALL
  SELECT array('attempts', '', 'jobs')
  FROM (SELECT DISTINCT workshop, station, number FROM attempts)
  UNION ALL
  SELECT array('attempt_outcomes', '', outcome) FROM attempts
  UNION ALL
  SELECT array('observed', '', word) FROM observed
  UNION ALL
  SELECT array('observed_items', '', item)
  FROM (SELECT explode(split(substring(seen, 9), ' ')) AS item FROM observed WHERE word = 'differs')
  UNION ALL
  SELECT array('recovery', substring(item, 10), max_by(answer, place))
  FROM counted_facts
  WHERE item LIKE 'recovery-%' AND answer IS NOT NULL
  GROUP BY workshop, station, number, item
  UNION ALL
  SELECT array('pause_points', page, 'n') FROM page_times
), figure AS (
  SELECT said[0] AS figure, said[1] AS of, said[2] AS word, count(*) AS n
  FROM said_by_jobs
  GROUP BY 1, 2, 3
  UNION ALL
  SELECT 'interruptions', '', 'away_seconds', sum(at_ms - before_ms) div 1000
  FROM counted_facts
  WHERE event = 'resume' AND what <> 'hands' AND is_own AND at_ms >= before_ms
  UNION ALL
  SELECT 'pause_points', page, 'median_seconds', percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) -- nearest rank
  FROM page_times GROUP BY page
  UNION ALL
  SELECT 'pause_points', page, 'p90_seconds', percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds)
  FROM page_times GROUP BY page
)
SELECT figure, of, word, CAST(n AS BIGINT) AS n
FROM figure
WHERE word IS NOT NULL AND n > 0
ORDER BY figure, of, word;
