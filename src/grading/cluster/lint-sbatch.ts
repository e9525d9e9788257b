/** What a value must look like, by directive; Source: Slurm, sbatch(1). */
const directives: Readonly<Record<string, RegExp>> = {
	"job-name": /^[\w.-]+$/,
	array: /^[1-9]\d*-[1-9]\d*$/,
	ntasks: /^1$/,
	"cpus-per-task": /^[1-9]\d*$/,
	mem: /^[1-9]\d*[KMGT]?$/,
	time: /^(\d+-)?\d{2}:\d{2}:\d{2}$/,
	output: /^(\/\S+\/shard-%a\.log|"\/[^"]+\/shard-%a\.log")$/,
	"open-mode": /^append$/,
	export: /^ALL$/,
	partition: /^[\w.,-]+$/,
	requeue: /^$/,
};

const needed = ["array", "ntasks", "cpus-per-task", "mem", "time", "output"];

/** What is wrong with a batch script of shards; Slurm itself reads directives only before the first command. */
export function lintSbatch(script: string): string[] {
	const lines = script.split("\n");
	const problems: string[] = [];
	if (lines[0] !== "#!/bin/bash") problems.push("its first line must name the shell, #!/bin/bash");
	const firstCommand = lines.findIndex((line) => line !== "" && !line.startsWith("#"));
	const seen = new Map<string, string>();
	for (const [i, line] of lines.entries()) {
		if (!line.startsWith("#SBATCH")) continue;
		const [, name = "", value = ""] = /^#SBATCH --([a-z-]+)(?:=(.*))?$/.exec(line) ?? [];
		const form = directives[name];
		if (i > firstCommand) problems.push(`line ${i + 1} is a directive after the first command`);
		if (!form) problems.push(`line ${i + 1} is no directive that is known: ${line}`);
		else if (!form.test(value)) problems.push(`--${name} may not be "${value}"`);
		if (seen.has(name)) problems.push(`--${name} is there twice`);
		seen.set(name, value);
	}
	for (const name of needed) if (!seen.has(name)) problems.push(`--${name} is missing`);
	const tasks = seen.get("array")?.split("-")[1];
	if (!script.includes(`--shard "$SLURM_ARRAY_TASK_ID/${tasks}"`))
		problems.push("the shards are not as many as the tasks of the array");
	return problems;
}
