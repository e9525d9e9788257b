import { parseDocument } from "yaml";
import { z } from "zod";

const dnsName = z
	.string()
	.max(63)
	.regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "is no DNS label: small letters, digits and -");
const quantity = z.string().regex(/^[1-9]\d*(m|Mi|Gi)?$/, "is no quantity");
const count = z.number().int().positive();
const resources = z.strictObject({ cpu: quantity, memory: quantity });

const container = z.strictObject({
	name: dnsName,
	image: z.string().regex(/^[\w][\w./:@-]*$/, "is no name of an image"),
	workingDir: z.string().startsWith("/"),
	command: z.tuple([z.literal("/bin/sh"), z.literal("-c"), z.string()]),
	env: z.array(
		z.strictObject({
			name: z.string(),
			valueFrom: z.strictObject({
				secretKeyRef: z.strictObject({ name: dnsName, key: z.string() }),
			}),
		}),
	),
	resources: z.strictObject({ requests: resources, limits: resources }),
	securityContext: z.strictObject({
		seccompProfile: z.strictObject({ type: z.literal("Unconfined") }),
		appArmorProfile: z.strictObject({ type: z.literal("Unconfined") }),
	}),
	volumeMounts: z.tuple([z.strictObject({ name: dnsName, mountPath: z.string().startsWith("/") })]),
});

/** Of batch/v1 Job the fields that are used, and no others. Source: the Kubernetes API reference. */
const indexedJob = z
	.strictObject({
		apiVersion: z.literal("batch/v1"),
		kind: z.literal("Job"),
		metadata: z.strictObject({
			name: dnsName,
			namespace: dnsName.optional(),
			labels: z.record(z.string(), dnsName),
		}),
		spec: z.strictObject({
			completionMode: z.literal("Indexed"),
			completions: count,
			parallelism: count,
			backoffLimit: count,
			activeDeadlineSeconds: count,
			template: z.strictObject({
				metadata: z.strictObject({ labels: z.record(z.string(), dnsName) }),
				spec: z.strictObject({
					restartPolicy: z.enum(["OnFailure", "Never"]), // a Job may have no other
					automountServiceAccountToken: z.literal(false),
					containers: z.tuple([container]),
					volumes: z.tuple([
						z.strictObject({
							name: dnsName,
							persistentVolumeClaim: z.strictObject({ claimName: dnsName }),
						}),
					]),
				}),
			}),
		}),
	})
	.superRefine(({ spec }, context) => {
		const { containers, volumes } = spec.template.spec;
		const tell = (message: string) => context.addIssue({ code: "custom", message });
		if (spec.parallelism > spec.completions) tell("parallelism is larger than completions");
		if (containers[0].volumeMounts[0].name !== volumes[0].name) tell("mounts an unknown volume");
		if (!containers[0].command[2].includes(`--shard "$n/${spec.completions}"`))
			tell("the shards are not as many as the completions");
	});

/** What is wrong with the manifest of an indexed job of shards. */
export function lintKubernetes(text: string): string[] {
	const document = parseDocument(text);
	if (document.errors.length > 0) return document.errors.map(({ message }) => message);
	const { error } = indexedJob.safeParse(document.toJS());
	return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`.trim());
}
