import { resolve } from "node:path";
import type { Command } from "commander";
import type { ClusterJob } from "../../../grading/cluster/cluster-job";
import { kubernetesManifest } from "../../../grading/cluster/kubernetes-manifest";
import { sbatchScript } from "../../../grading/cluster/sbatch-script";
import { writeText } from "../../../grading/run/json-file";
import { projectRoot } from "../../../project-root";
import { answerGradingError } from "../../answer-grading-error";
import { toCount } from "../../grading/run-options";

interface TemplateOptions {
	readonly submissions: string;
	readonly out: string;
	readonly shards: number;
	readonly cpus: number;
	readonly memory: number;
	readonly minutes: number;
	readonly course: string;
	readonly file?: string;
}

interface KubernetesCommandOptions extends TemplateOptions {
	readonly image: string;
	readonly claim: string;
	readonly mount: string;
	readonly namespace?: string;
}

export function addTemplateCommand(grade: Command): void {
	const template = grade
		.command("template")
		.description("write the job file that grades a class on a cluster, a shard a machine");
	addTemplateOptions(template.command("sbatch"))
		.description("a job array for SLURM")
		.option("--partition <name>", "where SLURM runs it")
		.action((more: string[], options: TemplateOptions & { partition?: string }) =>
			write(options, () => sbatchScript(clusterJob(options, more), options.partition)),
		);
	addTemplateOptions(template.command("kubernetes"))
		.description("an indexed job for Kubernetes")
		.requiredOption("--image <image>", "with Node, bubblewrap and the course")
		.requiredOption("--claim <name>", "the claim of the volume with submissions and results")
		.requiredOption("--mount <path>", "where the volume is seen")
		.option("--namespace <name>", "of the job")
		.action((more: string[], options: KubernetesCommandOptions) =>
			write(options, () => kubernetesManifest(clusterJob(options, more), options)),
		);
}

function addTemplateOptions(command: Command): Command {
	return command
		.argument("[options...]", 'after "--": further options of grade run, as --deadline')
		.requiredOption("--submissions <dir>", "as the machines of the cluster see it")
		.requiredOption("--out <dir>", "holds a folder for each shard")
		.option("--shards <n>", "into how many parts the class is divided", toCount, 4)
		.option("--cpus <n>", "processors of each", toCount, 2)
		.option("--memory <gigabytes>", "of each", toCount, 4)
		.option("--minutes <n>", "the longest that one may take", toCount, 120)
		.option("--course <dir>", "the folder of the course there", projectRoot)
		.option("--file <path>", "write it there (default: print it)");
}

const clusterJob = (options: TemplateOptions, more: readonly string[]): ClusterJob => ({
	submissions: options.submissions,
	out: options.out,
	options: more,
	shards: options.shards,
	cpus: options.cpus,
	memoryGigabytes: options.memory,
	minutes: options.minutes,
	course: options.course,
});

async function write({ file }: TemplateOptions, make: () => string): Promise<void> {
	const text = await answerGradingError((async () => make())());
	if (file === undefined) console.log(text.trimEnd());
	else {
		await answerGradingError(writeText(resolve(file), text));
		console.log(`${file} is written; how to use it stands in it.`);
	}
}
