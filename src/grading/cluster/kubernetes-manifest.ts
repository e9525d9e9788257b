import { stringify } from "yaml";
import { GradingError } from "../grading-error";
import { type ClusterJob, checkClusterJob, shellWord } from "./cluster-job";
import { lintKubernetes } from "./lint-kubernetes";

export interface KubernetesOptions {
	/** An image with Node, bubblewrap and the course in the folder that the job names. */
	readonly image: string;
	/** The claim of the volume with submissions and results. */
	readonly claim: string;
	/** Where the volume is seen. */
	readonly mount: string;
	readonly namespace?: string;
}

const secret = "attention-lab-seed";

/**
 * A Kubernetes Indexed Job: one pod a shard. The secret seed comes from a Secret.
 *
 * Source: Kubernetes, "Indexed Job for Parallel Processing with Static Work Assignment"; batch/v1 Job.
 *
 * @throws GradingError
 */
export function kubernetesManifest(job: ClusterJob, options: KubernetesOptions): string {
	checkClusterJob(job);
	const manifest = indexedJob(job, options);
	const text = `${comment(job, options)}${stringify(manifest, { lineWidth: 0 })}`;
	const [problem] = lintKubernetes(text);
	if (problem) throw new GradingError(`The manifest would be wrong: ${problem}`);
	return text;
}

function indexedJob(job: ClusterJob, { image, claim, mount, namespace }: KubernetesOptions) {
	const labels = { app: "attention-lab-grade" };
	const resources = { cpu: `${job.cpus}`, memory: `${Math.round(job.memoryGigabytes * 1024)}Mi` };
	return {
		apiVersion: "batch/v1",
		kind: "Job",
		metadata: {
			name: "attention-lab-grade",
			...(namespace !== undefined && { namespace }),
			labels,
		},
		spec: {
			completionMode: "Indexed",
			completions: job.shards,
			parallelism: job.shards,
			backoffLimit: 6 * job.shards, // a shard whose pod was evicted goes on
			activeDeadlineSeconds: job.minutes * 60,
			template: {
				metadata: { labels },
				spec: {
					restartPolicy: "OnFailure",
					automountServiceAccountToken: false,
					containers: [
						{
							name: "grade",
							image,
							workingDir: job.course,
							command: ["/bin/sh", "-c", shardCommand(job)],
							env: [
								{
									name: "ATTENTION_LAB_SEED",
									valueFrom: { secretKeyRef: { name: secret, key: "seed" } },
								},
							],
							resources: { requests: resources, limits: resources },
							securityContext: {
								// bubblewrap makes namespaces of its own, which the default profile forbids
								seccompProfile: { type: "Unconfined" },
								appArmorProfile: { type: "Unconfined" },
							},
							volumeMounts: [{ name: "class", mountPath: mount }],
						},
					],
					volumes: [{ name: "class", persistentVolumeClaim: { claimName: claim } }],
				},
			},
		},
	};
}

/** A shard is done also when somebody has to look, exit code 1; not when the pod was told to stop before its end. */
function shardCommand({ submissions, out, options, shards }: ClusterJob): string {
	const own = `${shellWord(out)}/shard-"$n"`;
	return [
		"n=$((JOB_COMPLETION_INDEX + 1));",
		"npx attention-lab grade run",
		`--submissions ${shellWord(submissions)}`,
		`--out ${own}`,
		`--shard "$n/${shards}"`,
		...options.map(shellWord),
		`|| { [ $? -eq 1 ] && [ -e ${own}/results.json ]; }`,
	].join(" ");
}

function comment({ out }: ClusterJob, { namespace }: KubernetesOptions): string {
	const kubectl = `kubectl${namespace === undefined ? "" : ` -n ${namespace}`}`;
	return `# The secret seed, any whole number that the class does not know:
#   ${kubectl} create secret generic ${secret} --from-literal=seed=…
# Then:
#   ${kubectl} apply -f grade.yaml
#   ${kubectl} wait --for=condition=complete --timeout=-1s job/attention-lab-grade
# and, where the volume is seen:
#   npx attention-lab grade merge --out ${shellWord(out)}/merged ${shellWord(out)}/shard-*/
`;
}
