import { rm } from "node:fs/promises";
import type { Probe } from "./probe";

/** What a submission may try with files. */
export const fileProbes: readonly Probe[] = [
	{
		id: "read-file",
		tries: "read a file of this machine",
		attempt: (require, { file, secret }) => {
			const text = require("node:fs").readFileSync(file, "utf8");
			return text.includes(secret) ? `it read ${file}` : undefined;
		},
	},
	{
		id: "write-file",
		tries: "write a file, anywhere",
		attempt: (require, { folder }) => {
			const { readFileSync, writeFileSync } = require("node:fs");
			const folders = [folder, "/", "/tmp", "/var/tmp", "/run", "/dev/shm", "/home", "/root"];
			for (const place of folders) {
				try {
					const path = `${place}/attention-lab-probe`;
					writeFileSync(path, "written");
					if (readFileSync(path, "utf8") === "written") return `it wrote ${path}`;
				} catch {
					// on to the next
				}
			}
			return undefined;
		},
		aftermath: ({ folder }) => clear(`${folder}/attention-lab-probe`),
	},
	{
		id: "symlink",
		tries: "leave a symbolic link to a file of this machine",
		attempt: (require, { folder, file }) => {
			require("node:fs").symlinkSync(file, `${folder}/link`);
			return "it made a link";
		},
		aftermath: ({ folder }) => clear(`${folder}/link`),
	},
	{
		id: "overwrite-program",
		tries: "change its own program, or Node",
		attempt: (require) => {
			const { openSync } = require("node:fs");
			for (const path of [process.argv[1] ?? "", process.execPath]) {
				try {
					openSync(path, "r+");
					return `it may write to ${path}`;
				} catch {
					// on to the next
				}
			}
			return undefined;
		},
	},
];

async function clear(path: string): Promise<undefined> {
	await rm(path, { force: true });
}
