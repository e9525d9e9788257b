"""Jupyter's own kernel test suite, every test of it filled in. Prints what became of each test as JSON."""

import json
import sys
import unittest

import jupyter_kernel_test


class AttentionLab(jupyter_kernel_test.KernelTests):
    kernel_name = "attention-lab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    completion_samples = [
        {"text": "conso", "matches": {"console"}},
        {"text": "const text = 'abc'; text.toUpper", "matches": {"toUpperCase"}},
        {"text": "[3, 1].toSort", "matches": {"toSorted"}},
    ]
    complete_code_samples = ["1 + 1", "const f = (x: number) => x * 2", "if (true) {\n\tf(1);\n}"]
    incomplete_code_samples = ["const f = (x: number) => {", "for (const x of [1, 2]) {", "[1,"]
    invalid_code_samples = ["const = 3", "1 +* 2"]
    code_page_something = "Math.max?"
    code_generate_error = "throw new RangeError('too far')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42", "mime": "text/plain"},
        {"code": "html('<b>bold</b>')", "result": "<b>bold</b>", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(html('<b>bold</b>')); undefined", "mime": "text/html"},
        {"code": "display(svg('<svg/>')); undefined", "mime": "image/svg+xml"},
        {"code": "display(latex('$x$')); undefined", "mime": "text/latex"},
        {"code": "display(markdown('**x**')); undefined", "mime": "text/markdown"},
    ]
    code_history_pattern = "6 * *"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput()"


class Told(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.passed = []

    def addSuccess(self, test):
        self.passed.append(test._testMethodName)


told = Told()
unittest.defaultTestLoader.loadTestsFromTestCase(AttentionLab).run(told)
print(json.dumps(
    {
        "passed": sorted(told.passed),
        "skipped": [str(test) for test, _ in told.skipped],
        "failed": [f"{test}\n{trace}" for test, trace in [*told.failures, *told.errors]],
    }
    )
)
