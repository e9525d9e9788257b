"""Somebody types into `jupyter console`. Prints what the terminal showed as JSON."""

import json
import sys

import pexpect

console = pexpect.spawn(
    sys.executable,
    ["-m", "jupyter_console", "--kernel", "attention-lab", "--simple-prompt"],
    encoding="utf8",
    timeout=30,
    dimensions=(40, 120),
)
seen = []


def type_in(line, until):
    console.sendline(line)
    console.expect(until)
    seen.append(console.before + console.after)


console.expect(r"In \[1\]:")
seen.append(console.before)
type_in("const tokens = ['she', 'fished']", r"In \[2\]:")
type_in("tokens.length * 21", r"Out\[2\]: 42")
type_in("console.log('printed')", r"printed\r\n")
type_in("throw new RangeError('too far')", r"RangeError\S*: too far")
type_in("const answer = prompt('who? ')", r"who\?")
type_in("bank", r"In \[6\]:")
type_in("answer", r"'bank'")
console.sendeof()
console.expect([pexpect.EOF, r"\[y\]/n|\(y/\[n\]\)|exit"])
if console.isalive():
    console.sendline("y")
    console.expect(pexpect.EOF)
console.close()
print(json.dumps({"seen": seen, "status": console.exitstatus}))
