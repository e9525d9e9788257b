import type { Probe } from "./probe";

/** What a submission may try to use up. */
export const resourceProbes: readonly Probe[] = [
	{
		id: "heap",
		tries: "fill 1 GB with objects",
		harmful: true,
		attempt: () => {
			const kept: number[][] = [];
			while (kept.length < 1_000) kept.push(Array.from({ length: 125_000 }, (_, i) => i / 3));
			return "it holds 1 GB of objects";
		},
	},
	{
		id: "buffers",
		tries: "fill 2 GB with buffers, outside the heap",
		harmful: true,
		attempt: () => {
			const kept: Buffer[] = [];
			while (kept.length < 200) kept.push(Buffer.alloc(10_000_000, 1));
			return "it holds 2 GB of buffers";
		},
	},
	{
		id: "threads",
		tries: "start a hundred threads",
		harmful: true,
		attempt: (require) =>
			new Promise((resolve) => {
				const { Worker } = require("node:worker_threads");
				let online = 0;
				for (let index = 0; index < 100; index++) {
					const worker = new Worker("setInterval(() => {}, 1000)", { eval: true });
					worker.on("error", () => resolve(undefined));
					worker.on("online", () => {
						if (++online === 100) resolve("it runs a hundred threads");
					});
				}
			}),
	},
	{
		id: "endless-loop",
		tries: "compute for ever",
		harmful: true,
		attempt: () => {
			const start = process.hrtime.bigint();
			while (process.hrtime.bigint() - start < 30_000_000_000n);
			return "it computed for 30 seconds";
		},
	},
	{
		id: "output",
		tries: "print 100 MB",
		attempt: (require) => {
			const { writeSync } = require("node:fs");
			const text = "x".repeat(1_000_000);
			for (let written = 0; written < 100_000_000; ) written += writeSync(2, text);
			return "it printed 100 MB";
		},
	},
];
