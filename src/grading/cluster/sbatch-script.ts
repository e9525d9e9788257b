import { GradingError } from "../grading-error";
import { type ClusterJob, checkClusterJob, shellWord } from "./cluster-job";
import { lintSbatch } from "./lint-sbatch";

/**
 * A SLURM batch script: a job array, one task a shard. The secret seed comes from the environment, so that it stands
 * in no file and in no list of processes.
 *
 * Source: Slurm, sbatch(1), "--array" and "--export".
 *
 * @throws GradingError
 */
export function sbatchScript(job: ClusterJob, partition?: string): string {
	checkClusterJob(job);
	const { submissions, out, options, shards, course } = job;
	const own = `${shellWord(out)}/shard-"$SLURM_ARRAY_TASK_ID"`;
	const run = [
		"srun npx attention-lab grade run",
		`--submissions ${shellWord(submissions)}`,
		`--out ${own}`,
		`--shard "$SLURM_ARRAY_TASK_ID/${shards}"`,
		...shellWords(options),
	];
	const script = `#!/bin/bash
#SBATCH --job-name=attention-lab-grade
#SBATCH --array=1-${shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=${job.cpus}
#SBATCH --mem=${Math.round(job.memoryGigabytes * 1024)}M
#SBATCH --time=${wallTime(job.minutes)}
#SBATCH --output=${logFile(out)}
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --export=ALL
${partition === undefined ? "" : `#SBATCH --partition=${partition}\n`}
# Submit it with the secret seed, the same for all shards, any whole number that the class does not know.
# The folder of the logs must be there before:
#   mkdir -p ${shellWord(out)}
#   ATTENTION_LAB_SEED=… sbatch --parsable grade.sbatch
# A shard that was killed goes on when it is submitted again. Its exit code is 1 when somebody has to look.
# When all have ended:
#   cd ${shellWord(course)} && npx attention-lab grade merge --out ${shellWord(out)}/merged ${shellWord(out)}/shard-*/
set -u
: "\${ATTENTION_LAB_SEED:?set it to the secret seed and submit again}"
# When Slurm starts a task again, the one before is gone, and the lock that it may have left means nothing.
[ "\${SLURM_RESTART_COUNT:-0}" -eq 0 ] || rm -f ${own}/lock
cd ${shellWord(course)} || exit 2
${run.join(" \\\n\t")}
`;
	const [problem] = lintSbatch(script);
	if (problem) throw new GradingError(`The batch script would be wrong: ${problem}`);
	return script;
}

/** Options with their values on one line. */
function shellWords(options: readonly string[]): string[] {
	const words: string[] = [];
	for (const option of options)
		if (option.startsWith("--") || words.length === 0) words.push(shellWord(option));
		else words.push(`${words.pop()} ${shellWord(option)}`);
	return words;
}

const two = (n: number): string => `${n}`.padStart(2, "0");

/** Days-hours:minutes:seconds, as Slurm reads it. */
function wallTime(minutes: number): string {
	const [days, rest] = [Math.floor(minutes / 1440), minutes % 1440];
	return `${days > 0 ? `${days}-` : ""}${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
}

/** A directive is no shell: a path with a space stands between quotes, and % would begin a pattern. */
function logFile(out: string): string {
	const path = `${out.replaceAll("%", "%%")}/shard-%a.log`;
	return /\s/.test(path) ? `"${path}"` : path;
}
