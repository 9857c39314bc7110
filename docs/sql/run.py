#!/usr/bin/env python3
"""Runs a file of SQL over precheck journals and prints what its last statement gives, as CSV.

    run.py duckdb|spark FILE.sql JOURNALS [CHECKPOINTS]

JOURNALS is a pattern of files, such as 'exports/journal/*/*.csv'. CHECKPOINTS is a file of notes that
`precheck checkpoint` printed. Where the result has a column exit_code, this ends with it, as `precheck verify` does: of
several the first of 1, 5, 4, 3.
"""
import atexit
import csv
import os
import re
import sys
import tempfile


def statements(path):
    """The statements of a file, without comments. No text in our files has a semicolon or two hyphens."""
    with open(path, encoding="utf-8") as file:
        code = re.sub(r"--[^\n]*", "", file.read())
    return [statement for statement in code.split(";") if statement.strip()]


def duckdb_runner():
    import duckdb

    session = duckdb.connect()

    def run(statement):
        result = session.execute(statement)
        columns = [column[0] for column in result.description or []]
        return columns, result.fetchall

    return run, lambda name, value: session.execute(f"SET VARIABLE {name} = '{value}'")


def spark_runner():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("precheck").master(os.environ.get("SPARK_MASTER", "local[2]"))
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.ansi.enabled", "true")
    for setting in os.environ.get("SPARK_SETTINGS", "").split():
        builder = builder.config(*setting.split("=", 1))
    session = builder.getOrCreate()

    def run(statement):
        result = session.sql(statement)
        return result.columns, lambda: [tuple(row) for row in result.collect()]

    return run, lambda name, value: session.sql(f"SET {name}={value}")


def nothing():
    """An empty file."""
    file, path = tempfile.mkstemp(suffix=".txt")
    os.close(file)
    atexit.register(os.unlink, path)
    return path


def main(engine, path, journals, checkpoints=None):
    run, set_variable = {"duckdb": duckdb_runner, "spark": spark_runner}[engine]()
    set_variable("journals", journals)
    set_variable("checkpoints", checkpoints or nothing())
    columns, fetch = [], list
    for statement in statements(path):
        columns, fetch = run(statement)
    rows = fetch()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    codes = {row[columns.index("exit_code")] for row in rows} if "exit_code" in columns else set()
    return next((code for code in (1, 5, 4, 3) if code in codes), 0)


if __name__ == "__main__":
    if not 4 <= len(sys.argv) <= 5:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        sys.exit(main(*sys.argv[1:]))
    except Exception as error:  # exit code 1 means a fault in the journals
        print(f"run.py: {error}", file=sys.stderr)
        sys.exit(5)
