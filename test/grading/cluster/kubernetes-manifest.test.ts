import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { ClusterJob } from "../../../src/grading/cluster/cluster-job";
import { kubernetesManifest } from "../../../src/grading/cluster/kubernetes-manifest";
import { lintKubernetes } from "../../../src/grading/cluster/lint-kubernetes";
import { temporaryFolder } from "../run/sample-class";

const job: ClusterJob = {
	submissions: "/class/submissions",
	out: "/class/my out",
	options: ["--only", "05,06"],
	shards: 5,
	cpus: 2,
	memoryGigabytes: 4,
	minutes: 60,
	course: "/opt/attention-lab",
};
const options = { image: "registry.example.org/lab/grader:1.2", claim: "class", mount: "/class" };

describe("the manifest for Kubernetes", () => {
	const manifest = parse(kubernetesManifest(job, { ...options, namespace: "teaching" }));
	const [container] = manifest.spec.template.spec.containers;

	it("is an indexed job with a pod for each shard", () => {
		expect(manifest).toMatchObject({
			apiVersion: "batch/v1",
			kind: "Job",
			metadata: { namespace: "teaching" },
			spec: { completionMode: "Indexed", completions: 5, parallelism: 5 },
		});
	});

	it("takes the secret seed from a Secret", () => {
		expect(container.env).toEqual([
			{
				name: "ATTENTION_LAB_SEED",
				valueFrom: { secretKeyRef: { name: "attention-lab-seed", key: "seed" } },
			},
		]);
	});

	it("counts shards from 1, where Kubernetes counts from 0", () => {
		const { stdout } = run(container.command[2], "printf '%s\\n' \"$@\"");
		const words = stdout.trim().split("\n");
		expect(words).toEqual([
			"attention-lab",
			"grade",
			"run",
			"--submissions",
			"/class/submissions",
			"--out",
			"/class/my out/shard-1",
			"--shard",
			"1/5",
			"--only",
			"05,06",
		]);
	});

	it("is done when somebody has to look, and starts again when it could not grade or was stopped", async () => {
		const out = await temporaryFolder();
		const ofOut = parse(kubernetesManifest({ ...job, out }, options));
		const [, , command] = ofOut.spec.template.spec.containers[0].command;
		expect(run(command, "return 0").status).toBe(0);
		expect(run(command, "return 1").status).not.toBe(0);
		expect(run(command, "return 2").status).not.toBe(0);
		await mkdir(join(out, "shard-1"));
		await writeFile(join(out, "shard-1", "results.json"), "[]");
		expect(run(command, "return 1").status).toBe(0);
		expect(run(command, "return 2").status).not.toBe(0);
	});

	it.each([
		["an image", { image: "no image" }, /image is no name/],
		["a claim", { claim: "Big_Claim" }, /claimName is no DNS label/],
		["a mount", { mount: "class" }, /mountPath/],
		["a namespace", { namespace: "A!" }, /namespace is no DNS label/],
	])("is not written for %s that Kubernetes would refuse", (_, change, message) => {
		expect(() => kubernetesManifest(job, { ...options, ...change })).toThrow(message);
	});
});

describe("the linter of manifests", () => {
	const text = kubernetesManifest(job, options);

	it("is content with the manifest", () => {
		expect(lintKubernetes(text)).toEqual([]);
	});

	it.each([
		["a field that Kubernetes does not know", text.replace("backoffLimit", "backOffLimit")],
		["another number of shards", text.replace("completions: 5", "completions: 6")],
		["a restart policy that a job may not have", text.replace("OnFailure", "Always")],
		["what is no YAML", text.replace("spec:", "spec: [")],
	])("notices %s", (_, changed) => {
		expect(lintKubernetes(changed)).not.toEqual([]);
	});
});

/** Runs a pod's command with something else as `npx`. */
const run = (command: string, npx: string) =>
	spawnSync("sh", ["-c", `npx() { ${npx}; }; ${command}`], {
		encoding: "utf8",
		env: { PATH: process.env.PATH, JOB_COMPLETION_INDEX: "0" },
	});
