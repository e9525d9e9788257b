"""Executes notebooks as nbclient, papermill and nbconvert do. Arguments: the course's notebooks."""

import json
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError


def notebook_of(*sources):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    notebook.metadata.kernelspec = {"name": "attention-lab", "display_name": "", "language": ""}
    return notebook


def execute(notebook, cwd=None, **options):
    options = {"timeout": 60, "startup_timeout": 30, **options}
    client = NotebookClient(notebook, resources={"metadata": {"path": cwd}} if cwd else {}, **options)
    client.execute()
    return notebook


def the_course(paths):
    told = {}
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        execute(notebook, cwd=path.rpartition("/")[0])
        nbformat.validate(notebook)
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        told[path] = {
            "errors": sum(output.output_type == "error" for output in outputs),
            "figures": sum(
                "application/vnd.plotly.v1+json" in output.get("data", {}) for output in outputs
            ),
            "outputs": len(outputs),
        }
    return told


def a_failing_cell():
    notebook = notebook_of("const x = 2;", "throw new RangeError(x + ' is too far');", "'never'")
    try:
        execute(notebook)
    except CellExecutionError as error:
        return {
            "ename": error.ename,
            "evalue": error.evalue,
            "traceback": error.traceback,
            "after": notebook.cells[2].outputs,
        }
    raise AssertionError("nbclient saw no failure")


def a_type_error():
    try:
        execute(notebook_of("const x: number = 'text';"))
    except CellExecutionError as error:
        return {"ename": error.ename, "evalue": error.evalue}
    raise AssertionError("nbclient saw no failure")


def allowed_errors():
    notebook = execute(notebook_of("throw new Error('on purpose')", "6 * 7"), allow_errors=True)
    return {
        "first": notebook.cells[0].outputs[0].output_type,
        "second": notebook.cells[1].outputs[0].data["text/plain"],
    }


def a_timeout():
    began = time.monotonic()
    try:
        execute(notebook_of("while (true) {}"), timeout=2)
    except CellTimeoutError:
        return {"seconds": time.monotonic() - began}
    raise AssertionError("nbclient saw no timeout")


def a_timeout_that_interrupts():
    notebook = execute(
        notebook_of("var kept = 41;", "while (true) {}", "kept + 1"),
        timeout=2,
        interrupt_on_timeout=True,
        allow_errors=True,
    )
    return {
        "ename": notebook.cells[1].outputs[0].ename,
        "after": notebook.cells[2].outputs[0].data["text/plain"],
    }


print(json.dumps(
    {
        "theCourse": the_course(sys.argv[1:]),
        "aFailingCell": a_failing_cell(),
        "aTypeError": a_type_error(),
        "allowedErrors": allowed_errors(),
        "aTimeout": a_timeout(),
        "aTimeoutThatInterrupts": a_timeout_that_interrupts(),
    }
    )
)
