#!/usr/bin/env python3
"""Runs files of SQL over precheck journals, and prints what the last statement of each gives, as CSV.

    run.py duckdb|spark JOURNALS FILE.sql... [--checkpoints CHECKPOINTS]

JOURNALS is a pattern of files, such as 'exports/journal/*/[0-9]*.csv'. CHECKPOINTS is a file of notes that
`precheck checkpoint` printed. Where a result has a column exit_code, this ends with it, as `precheck verify` does: of
several the first of 1, 5, 4, 3; 0 when there is none. 5 also when the SQL could not be run.

Spark runs on this machine, on two threads, unless SPARK_MASTER says otherwise. SPARK_SETTINGS takes further settings,
as `name=value name=value`.
"""
import argparse
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

    def set_variable(name, value):
        session.execute("SET VARIABLE {} = '{}'".format(name, value.replace("'", "''")))

    return run, set_variable


def spark_runner():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("precheck").master(os.environ.get("SPARK_MASTER", "local[2]"))
    builder = builder.config("spark.ui.enabled", "false").config("spark.sql.ansi.enabled", "true")
    builder = builder.config("spark.sql.warehouse.dir", tempfile.gettempdir())  # no table is made: leave no folder here
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


def main():
    arguments = argparse.ArgumentParser(description="Runs files of SQL over precheck journals.")
    arguments.add_argument("engine", choices=["duckdb", "spark"])
    arguments.add_argument("journals")
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--checkpoints")
    given = arguments.parse_args()
    run, set_variable = {"duckdb": duckdb_runner, "spark": spark_runner}[given.engine]()
    set_variable("journals", given.journals)
    set_variable("checkpoints", given.checkpoints or nothing())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    codes = set()
    for path in given.files:
        columns, fetch = [], list
        for statement in statements(path):
            columns, fetch = run(statement)
        rows = fetch()
        writer.writerow(columns)
        writer.writerows(rows)
        if "exit_code" in columns:
            codes |= {row[columns.index("exit_code")] for row in rows}
    return next((code for code in (1, 5, 4, 3) if code in codes), 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as error:  # 1 would mean a fault in the journals
        print(f"run.py: {error}", file=sys.stderr)
        sys.exit(5)
