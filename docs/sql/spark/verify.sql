-- Checks every seal and every link of precheck journals, with Spark 4. The last statement lists the faults: none is good.
--
--   SET journals=exports/journal/*/[0-9]*.csv;    which files; s3a://lake/*/journal/*/[0-9]*.csv for many workshops
--   SET checkpoints=checkpoints.txt;    notes of `precheck checkpoint` that were kept elsewhere; may be an empty file

-- 1. The lines of every file. A seal covers bytes, so nothing may parse CSV, trim or translate before it is checked. A long
--    file is read in several blocks at once, and lines arrive in any order: where a block begins, and the order of arrival
--    inside it, give each line its number.
CREATE OR REPLACE TEMPORARY VIEW journal_lines AS
WITH arrived AS (
  SELECT value AS text, _metadata.file_path AS path, _metadata.file_size AS bytes,
         _metadata.file_block_start AS block, monotonically_increasing_id() AS arrival
  FROM text.`${journals}` WITH (lineSep = '\n')
), numbered AS (
  SELECT path, text, bytes,
         row_number() OVER (PARTITION BY path ORDER BY block, arrival) AS line,
         count(*) OVER (PARTITION BY path) AS lines,
         sum(octet_length(text) + 1) OVER (PARTITION BY path) AS bytes_if_ended
  FROM arrived
), empty AS (
  SELECT path, '' AS text, 0 AS bytes, 1 AS line, 1 AS lines, 1 AS bytes_if_ended
  FROM binaryFile.`${journals}` WHERE length = 0
)
SELECT path,
       regexp_extract(path, '^(.*)/[^/]+$', 1) AS folder,
       regexp_extract(path, '([^/]+)/[^/]+$', 1) AS station,
       regexp_extract(path, '([^/]+)$', 1) AS file,
       line, lines, text,
       line < lines OR bytes = bytes_if_ended AS is_ended -- what follows the last LF is no whole line
FROM (SELECT * FROM numbered UNION ALL SELECT * FROM empty);

-- 2. Rows: lines that look like one; the others are kept to be named. `body` is the row up to its last comma, `seal` what
--    follows it. The columns in front never have quotes, and the values that are looked at here never have commas.
CACHE LAZY TABLE journal_rows AS
WITH shaped AS (
  SELECT *, CASE WHEN line > 1 AND is_ended AND octet_length(text) < 4096 AND is_valid_utf8(text) THEN text RLIKE concat(
      '^(0|[1-9][0-9]{0,15}),',
      '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}[+-][0-9]{2}:[0-9]{2},',
      '(J[A-Za-z0-9][A-Za-z0-9._-]{0,30})?,[a-z][a-z0-9-]{0,39},([a-z][a-z0-9-]{0,39})?,',
      '([A-Za-z][^",]*|"[A-Za-z][^"]*(""[^"]*)*"),([^",]*|"[^"]*(""[^"]*)*"),([^",]*|"[^"]*(""[^"]*)*"),',
      '[0-9a-f]{64}\\z') ELSE false END AS is_row
  FROM journal_lines
)
SELECT path, folder, station, file, line, lines, is_ended, is_row,
       text = 'seq,time,job,event,item,value,who,note,seal' AS is_header,
       CASE WHEN is_row THEN CAST(split_part(text, ',', 1) AS BIGINT) END AS seq,
       CASE WHEN is_row THEN lower(split_part(text, ',', 3)) END AS job,
       CASE WHEN is_row THEN split_part(text, ',', 4) END AS event,
       CASE WHEN is_row THEN split_part(text, ',', 5) END AS item,
       CASE WHEN is_row THEN split_part(text, ',', 6) END AS value,
       CASE WHEN is_row THEN substring(text, 1, length(text) - 65) END AS body,
       CASE WHEN is_row THEN right(text, 64) END AS seal
FROM shaped;

-- 3. Each row beside the row that its number says comes before it, in the same file. The number is not trusted: a gap, a
--    number twice, or a line out of step is a fault by itself. `before_a` and `before_b` differ only where a number is
--    there twice; then the seal may fit either.
CREATE OR REPLACE TEMPORARY VIEW journal_links AS
SELECT *,
       lag(seq) OVER by_number AS seq_before,
       lag(line) OVER by_number AS line_before,
       min(seal) OVER number_before AS before_a,
       max(seal) OVER number_before AS before_b
FROM journal_rows
WHERE is_row
WINDOW by_number AS (PARTITION BY path ORDER BY seq, line),
       number_before AS (PARTITION BY path ORDER BY seq RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING);

-- 4. Each seal, computed anew: over the seal before (for a file's first row: the header), a line feed, and the row's body.
CREATE OR REPLACE TEMPORARY VIEW seals AS
SELECT *,
       CASE
         WHEN line = 2 THEN seal = sha2(concat('seq,time,job,event,item,value,who,note,seal', '\n', body), 256)
         WHEN before_a IS NULL THEN NULL -- the row before is not there: that is the fault
         ELSE seal = sha2(concat(before_a, '\n', body), 256) OR seal = sha2(concat(before_b, '\n', body), 256)
       END AS fits
FROM journal_links;

-- 5. Files in the order of their first rows, each beside the file before it.
CACHE LAZY TABLE journal_files AS
WITH file AS (
  SELECT path, folder, station, file,
         min_by(seq, line) AS first_seq, max(seq) AS last_seq, max_by(seal, struct(seq, line)) AS last_seal,
         max(CASE WHEN line = 2 AND event = 'open' AND job = '' THEN value END) AS opened,
         max(CASE WHEN line = 2 AND event = 'open' AND job = '' AND item <> '' THEN item END) AS names_station
  FROM journal_rows
  WHERE is_row
  GROUP BY path, folder, station, file
), ordered AS (
  SELECT *,
         regexp_extract(opened, '^fmt [1-9][0-9]{0,8} id ([0-9a-f]{20}) prev (none|[0-9a-f]{64})$', 1) AS id,
         regexp_extract(opened, '^fmt [1-9][0-9]{0,8} id ([0-9a-f]{20}) prev (none|[0-9a-f]{64})$', 2) AS prev,
         row_number() OVER in_folder AS file_no
  FROM file
  WINDOW in_folder AS (PARTITION BY folder ORDER BY first_seq, file)
)
SELECT *,
       lag(last_seq) OVER in_folder AS before_last_seq,
       lag(last_seal) OVER in_folder AS before_last_seal,
       lag(id) OVER in_folder AS before_id,
       first_value(first_seq) OVER in_folder AS station_first_seq
FROM ordered
WINDOW in_folder AS (PARTITION BY folder ORDER BY file_no);

-- 6. What each `finish` and `stop` row says of its job's earlier rows, and what they are: how many, and the SHA-256 of
--    their seals, one after the other. Not checked where the job's first rows are not among the files.
CREATE OR REPLACE TEMPORARY VIEW job_sums AS
WITH about AS ( -- also those about a job of another station: `of <station> <number> `
  SELECT * EXCEPT (job, value),
         CASE WHEN job = '' AND event <> 'refused' THEN lower(regexp_extract(value, '^"?of ([a-z][a-z0-9-]* [^ ]+) ', 1)) ELSE job END AS job,
         CASE WHEN job = '' THEN regexp_replace(value, '^of [a-z][a-z0-9-]* [^ ]+ ', '') ELSE value END AS value
  FROM journal_rows
  WHERE is_row
), placed AS (
  SELECT r.*, f.file_no * 4294967296 + r.line AS place, f.station_first_seq
  FROM about r JOIN journal_files f USING (path)
  WHERE r.job <> ''
)
SELECT e.path, e.station, e.file, e.line, e.seq, any_value(e.value) AS says,
       concat('rows ', count(r.seal), ' job ',
              sha2(coalesce(listagg(r.seal, '') WITHIN GROUP (ORDER BY r.place), ''), 256)) AS is_so,
       any_value(e.station_first_seq) = 0 OR coalesce(min_by(r.event, r.place), e.event) = 'start' AS is_checked
FROM placed e
LEFT JOIN placed r ON r.folder = e.folder AND r.job = e.job AND r.place < e.place
WHERE e.event IN ('finish', 'stop')
GROUP BY e.path, e.station, e.file, e.line, e.seq, e.event;

-- 7. Checkpoints, four lines each: station and journal, number of a row, its seal, when.
CREATE OR REPLACE TEMPORARY VIEW checkpoints AS
WITH note AS (
  SELECT explode(regexp_extract_all(value,
      'precheck[.]checkpoint/1 [a-z][a-z0-9-]* [0-9a-f]{20}\n[0-9]+\n[0-9a-f]{64}', 0)) AS note
  FROM text.`${checkpoints}` WITH (wholetext = true)
)
SELECT split_part(split_part(note, '\n', 1), ' ', 2) AS station,
       split_part(split_part(note, '\n', 1), ' ', 3) AS id,
       CAST(split_part(note, '\n', 2) AS BIGINT) AS seq,
       split_part(note, '\n', 3) AS seal
FROM note;

-- 8. What rows say of journals, if their own seals fit: what was seen of another station's, which row of another station they are
--    bound to, and up to which row one was taken away on purpose, with that row's seal. Of several of these, those that reach furthest.
CACHE LAZY TABLE told AS
WITH said AS (
  SELECT event, concat(item, ' ', value) AS place
  FROM seals
  WHERE fits AND job = '' AND (event = 'witness' OR (event = 'retire' AND value NOT LIKE '% ahead %'))
  UNION ALL -- the row that is answered at another station
  SELECT 'witness', concat(regexp_extract(value, '^of ([a-z][a-z0-9-]*) [^ ]+ (yes|no) id ', 1), regexp_extract(value, '^of [^ ]+ [^ ]+ (yes|no)( id .*)$', 2))
  FROM seals WHERE fits AND job = '' AND event = 'approve'
  UNION ALL -- the row of another station that a job is gone on with behind
  SELECT 'witness', regexp_replace(regexp_replace(value, '^(of [^ ]+ [^ ]+ )?from ([a-z][a-z0-9-]*) rows [0-9]+ job [0-9a-f]{64}', '$2'), ' beside [0-9]+$', '')
  FROM seals WHERE fits AND event = 'take' AND value RLIKE '^(of [^ ]+ [^ ]+ )?from '
  UNION ALL -- the row of another station that an override is bound to
  SELECT 'witness', regexp_extract(body, ',"?(\\\\u\\{1e\\}name (typed|PIN|badge): )?\\\\u\\{1e\\}second at ([^:",]*)', 3)
  FROM seals WHERE fits AND job <> '' AND event IN ('override', 'correct')
)
SELECT event,
       regexp_extract(place, '^([a-z][a-z0-9-]*) id ([0-9a-f]{20}) row ([0-9]{1,16}) seal ([0-9a-f]{64})( ahead [0-9]+ s)?$', 1) AS item,
       regexp_extract(place, '^([a-z][a-z0-9-]*) id ([0-9a-f]{20}) row ([0-9]{1,16}) seal ([0-9a-f]{64})( ahead [0-9]+ s)?$', 2) AS id,
       CAST(nullif(regexp_extract(place, '^([a-z][a-z0-9-]*) id ([0-9a-f]{20}) row ([0-9]{1,16}) seal ([0-9a-f]{64})( ahead [0-9]+ s)?$', 3), '') AS BIGINT) AS seq,
       regexp_extract(place, '^([a-z][a-z0-9-]*) id ([0-9a-f]{20}) row ([0-9]{1,16}) seal ([0-9a-f]{64})( ahead [0-9]+ s)?$', 4) AS seal
FROM said;

CREATE OR REPLACE TEMPORARY VIEW retirements AS
SELECT id, max(seq) AS seq, collect_list(seal) AS seals
FROM (SELECT id, seq, seal, max(seq) OVER (PARTITION BY id) AS latest FROM told WHERE event = 'retire')
WHERE seq = latest
GROUP BY id;

-- 9. The faults, under the names that `precheck verify --format json` has for them, and the exit code that each asks for.
WITH judged_file AS (
  SELECT *, coalesce(CAST(nullif(regexp_extract(opened, '^fmt ([0-9]{1,9})( |$)', 1), '') AS BIGINT) > 1, false) AS is_newer
  FROM journal_files
), fault AS (
  SELECT path, station, file, line, NULL AS seq, explode(array(
    CASE WHEN line = 1 AND is_ended AND NOT is_header THEN 'damaged-header' END,
    CASE WHEN line > 1 AND is_ended THEN 'bad-row' END,
    CASE WHEN NOT is_ended OR (line = 1 AND lines = 1) THEN 'unfinished-row' END)) AS fault -- or not even one row
  FROM journal_rows WHERE NOT is_row
  UNION ALL
  SELECT path, station, file, line, seq, explode(array(
    CASE WHEN NOT fits AND seq IS DISTINCT FROM seq_before THEN 'changed-row' END,
    CASE WHEN seq = seq_before THEN 'inserted-row' END,
    CASE WHEN line < line_before THEN 'moved-row' END,
    -- unless as many lines are there that are no rows any more
    CASE WHEN seq - seq_before - 1 > greatest(line - line_before - 1, 0) THEN 'missing-rows' END))
  FROM seals WHERE NOT coalesce(fits AND seq = seq_before + 1 AND line = line_before + 1, false)
  UNION ALL
  SELECT path, station, file, 2, first_seq, explode(array(
    CASE WHEN is_newer THEN 'newer-format' END,
    CASE WHEN NOT is_newer AND (coalesce(id, '') = '' OR names_station IS NULL) THEN 'no-opening' END,
    CASE WHEN file_no = 1 AND (first_seq = 0) <> (prev = 'none') THEN 'no-opening' END,
    CASE WHEN file_no = 1 AND first_seq > 0 AND prev NOT IN ('', 'none') AND NOT is_anchored AND NOT is_retired THEN 'missing-beginning' END,
    CASE WHEN file_no > 1 AND (first_seq <> before_last_seq + 1 OR (id <> '' AND prev <> before_last_seal))
         THEN 'not-continued' END,
    CASE WHEN id <> before_id AND id <> '' AND before_id <> '' THEN 'other-id' END,
    CASE WHEN names_station <> station THEN 'other-station' END,
    CASE WHEN file_no = 1 AND first_folder < folder THEN 'same-id' END))
  FROM (
    SELECT f.*, EXISTS (SELECT 1 FROM checkpoints c WHERE c.seq + 1 = f.first_seq AND c.seal = f.prev) AS is_anchored,
           coalesce((t.seq >= f.first_seq AND t.seq <= max(f.last_seq) OVER (PARTITION BY f.id))
             OR (t.seq + 1 = f.first_seq AND array_contains(t.seals, f.prev)), false) AS is_retired,
           min(CASE WHEN f.id <> '' THEN folder END) OVER (PARTITION BY f.id) AS first_folder
    FROM judged_file f LEFT JOIN retirements t ON t.id = f.id
  )
  UNION ALL
  SELECT path, station, file, line, seq, 'job-sum' FROM job_sums WHERE is_checked AND says <> is_so
  UNION ALL
  SELECT r.path, r.station, r.file, r.line, r.seq, 'not-the-anchor'
  FROM checkpoints c JOIN journal_files f ON f.id = c.id JOIN journal_rows r ON r.path = f.path AND r.seq = c.seq
  WHERE r.seal <> c.seal
  UNION ALL
  SELECT NULL, w.station, '', NULL, w.seq, 'not-as-witnessed'
  FROM (SELECT item AS station, id, seq, seal FROM told WHERE event = 'witness') w
  LEFT JOIN journal_files f ON f.id = w.id
  LEFT JOIN journal_rows r ON r.path = f.path AND r.seq = w.seq
  LEFT JOIN retirements t ON t.id = w.id
  WHERE w.seq IS NOT NULL AND (f.id IS NOT NULL OR coalesce(t.seq, -1) < w.seq)
  GROUP BY w.station, w.id, w.seq, w.seal
  HAVING coalesce(min(f.station_first_seq), 0) <= w.seq AND coalesce(max(CASE WHEN r.seal = w.seal THEN 1 END), 0) = 0
  UNION ALL
  SELECT NULL, c.station, '', NULL, NULL, 'shorter-than-anchor'
  FROM checkpoints c LEFT JOIN journal_files f ON f.id = c.id LEFT JOIN retirements t ON t.id = c.id
  GROUP BY c.station, c.id, c.seq
  HAVING coalesce(max(f.last_seq), -1) < c.seq AND (max(f.id) IS NOT NULL OR coalesce(max(t.seq), -1) < c.seq)
)
SELECT DISTINCT
       CASE fault WHEN 'newer-format' THEN 5 WHEN 'unfinished-row' THEN 4 ELSE 1 END AS exit_code,
       fault, station, file,
       CASE WHEN fault = 'unfinished-row' AND line = 2 THEN 1 ELSE line END AS line, -- there is no whole row
       CASE WHEN fault NOT IN ('missing-rows', 'no-opening') THEN seq END AS row
FROM fault
WHERE fault IS NOT NULL
  -- what a newer format says of its jobs is not for this version to judge; that its rows are as they were sealed is
  AND (fault <> 'job-sum' OR path NOT IN (SELECT path FROM judged_file WHERE is_newer))
ORDER BY station, file, line, fault;
