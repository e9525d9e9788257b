"""Reads the grader's exports with the programs, and by the published rules, of those they are for."""

import csv
import glob
import json
import sys
from pathlib import Path

import jsonschema
import nbformat
from junitparser import JUnitXml
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum, is_grade, is_locked, is_solution

exports = Path(sys.argv[1])
TEXT = {"type": "string", "minLength": 1}
WHOLE = {"type": "integer", "minimum": 0}

# exercism/docs, building/tooling/test-runners/interface.md
STATUS = {"enum": ["pass", "fail", "error"]}
EXERCISM = {
    "type": "object",
    "required": ["version", "status", "tests"],
    "properties": {
        "version": {"const": 3},
        "status": STATUS,
        "message": {"type": ["string", "null"]},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "status"],
                "properties": {
                    "name": TEXT,
                    "status": STATUS,
                    "message": {"type": ["string", "null"]},
                    "output": {"type": ["string", "null"], "maxLength": 500},
                    "test_code": TEXT,
                    "task_id": {"type": "integer"},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
    "if": {"properties": {"status": {"const": "error"}}},
    "then": {"required": ["message"], "properties": {"message": TEXT}},
}

# foundation50/classroom50, wiki "Advanced Autograding"
CLASSROOM50 = {
    "type": "object",
    "required": [
        *["schema", "classroom", "assignment", "submission", "commit", "release", "review"],
        *["datetime", "score", "max-score", "tests"],
    ],
    "properties": {
        "schema": {"const": "classroom50/result/v1"},
        **{name: TEXT for name in ["classroom", "assignment", "owner", "submission"]},
        **{name: TEXT for name in ["commit", "release", "review"]},
        "assignment_type": {"enum": ["individual", "group"]},
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": WHOLE,
        "max-score": WHOLE,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["test-name", "passed", "score", "max-score"],
                "properties": {
                    "test-name": TEXT,
                    "passed": {"type": "boolean"},
                    "score": WHOLE,
                    "max-score": WHOLE,
                },
                "additionalProperties": False,
            },
        },
    },
}


def validated(pattern, schema):
    paths = glob.glob(str(exports / pattern), recursive=True)
    for path in paths:
        jsonschema.validate(json.loads(Path(path).read_text("utf8")), schema)
    return len(paths)


def nbgrader_notebooks():
    """nbgrader's validator and its own checksums; the kinds of its cells."""
    kinds = []
    for path in sorted(glob.glob(str(exports / "nbgrader/release/*/*.ipynb"))):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader")
            if marks is None:
                continue
            assert compute_checksum(cell) == marks["checksum"], marks["grade_id"]
            flags = [is_grade(cell), is_solution(cell), is_locked(cell)]
            kinds.append([marks["grade_id"], *flags, marks.get("points")])
    return kinds


def rows(name):
    with open(exports / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def junit():
    suites = list(JUnitXml.fromfile(str(exports / "junit.xml")))
    return [[suite.name, suite.tests, suite.failures, suite.errors, suite.skipped] for suite in suites]


print(
    json.dumps(
        {
            "exercism": validated("exercism/*/*/results.json", EXERCISM),
            "classroom50": validated("classroom50/*/result.json", CLASSROOM50),
            "notebooks": nbgrader_notebooks(),
            "junit": junit(),
            **{name: rows(name) for name in ["grades.csv", "canvas.csv", "moodle.csv"]},
            "nbgrader": rows("nbgrader/grades.csv"),
        }
    )
)
