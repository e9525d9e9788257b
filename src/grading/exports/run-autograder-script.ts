interface AutograderSettings {
	readonly exercises: readonly string[];
	/** Judge although nothing but Gradescope's own container stands around the submission. */
	readonly unsafe: boolean;
}

/**
 * `run_autograder`: grades what lies in /autograder/submission and writes /autograder/results/results.json.
 * When there is no verdict it ends with an error and writes none, so that Gradescope reports a failed
 * autograder to the instructor, and not a zero.
 */
export const runAutograderScript = ({ exercises, unsafe }: AutograderSettings): string =>
	`#!/usr/bin/env bash
# Grades one submission. AUTOGRADER_ROOT is for trying it elsewhere.
set -euo pipefail

root="\${AUTOGRADER_ROOT:-/autograder}"
source_folder="$root/source"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/submissions/submission" "$root/results"
cp -R "$root/submission/." "$work/submissions/submission/"

attention_lab() {
	node "$source_folder/course/src/cli/attention-lab.js" "$@"
}

# Exit code 1: it was graded, and something needs a look.
attention_lab grade run --submissions "$work/submissions" --out "$work/out" \\
	--seed "$(cat "$source_folder/seed")" --only ${exercises.join(",")} --jobs 1${unsafe ? " --unsafe" : ""} || [ $? -eq 1 ]
attention_lab grade export gradescope --out "$work/out"

results="$work/out/exports/gradescope/submission.json"
if [ ! -f "$results" ]; then
	echo "There is no verdict: the submission has to be looked at, or the grader failed. This is no zero." >&2
	exit 1
fi
cp "$results" "$root/results/results.json"
`;
