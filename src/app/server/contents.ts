import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { mkdir, readdir, readFile, rename, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "../../files/write-file-atomically";
import type { JsonObject } from "../../kernel/message";
import { formatNotebook } from "../../notebook/format-notebook";
import type { Notebook } from "../../notebook/notebook";
import { parseNotebook } from "../../notebook/parse-notebook";
import { courseFolders, isPlainName, resolveCoursePath } from "./course-path";
import { fileFailure } from "./file-failure";
import { Refusal } from "./refusal";

export interface ContentsOptions {
	/** The folder that holds notebooks/, exercises/ and solutions/. */
	readonly root: string;
	/** Where copies of what was overwritten or deleted are kept. */
	readonly stateDirectory: string;
	/** Whether the learner may read the solution of an exercise by now. */
	readonly solutionIsOpen: (exercise: string) => Promise<boolean>;
	/** Whether a notebook is the course's own: the outputs saved in it may run their scripts again. */
	readonly isLesson: (id: string) => boolean;
}

/** A file or folder as Jupyter's contents API describes it. */
export interface ContentsModel {
	readonly name: string;
	readonly path: string;
	readonly type: "directory" | "notebook" | "file";
	readonly format: "json" | "text" | "base64" | null;
	readonly mimetype: string | null;
	readonly content: unknown;
	readonly created: string;
	readonly last_modified: string;
	readonly writable: boolean;
	readonly size: number | null;
	readonly hash: string | null;
	readonly hash_algorithm: "sha256" | null;
}

export const saveBody = z.object({
	type: z.enum(["directory", "notebook", "file"]).default("file"),
	format: z.enum(["json", "text", "base64"]).nullish(),
	content: z.unknown(),
	/** The version this one was made from. A file that is no longer that version is not overwritten, … */
	expected_hash: z.string().optional(),
	/** … unless this is set: then a copy of the other version is kept first. */
	replace: z.boolean().default(false),
});
export type SaveBody = z.infer<typeof saveBody>;

/** The course's files, for reading and writing from the page. Every path is relative to the root, with "/". */
export class Contents {
	readonly #options: ContentsOptions;
	readonly #saving = new Map<string, Promise<unknown>>();
	/** Hashes of notebooks known to be readable: what was never readable is never overwritten. */
	readonly #readable = new Set<string>();

	constructor(options: ContentsOptions) {
		this.#options = options;
	}

	async read(path: string, { content = true, hash = false } = {}): Promise<ContentsModel> {
		try {
			if (path === "") return await this.#listRoot(content);
			const absolute = await this.#open(path);
			const stats = await stat(absolute);
			if (stats.isDirectory()) return await this.#list(path, absolute, stats, content);
			const bytes = content || hash ? await readFile(absolute) : undefined;
			const model = describe(path, stats, bytes);
			return content && bytes ? { ...model, ...this.#contentOf(path, bytes) } : model;
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	/** Saves one file; saves of the same file happen one after another. */
	save(path: string, body: SaveBody): Promise<ContentsModel & { kept?: string }> {
		const before = this.#saving.get(path) ?? Promise.resolve();
		const result = before.catch(() => {}).then(() => this.#save(path, body));
		this.#saving.set(path, result);
		const forget = () => {
			if (this.#saving.get(path) === result) this.#saving.delete(path);
		};
		result.then(forget, forget);
		return result;
	}

	/** Moves a file into the trash of the state directory. */
	async remove(path: string): Promise<void> {
		try {
			const absolute = await this.#openForWriting(path);
			if ((await stat(absolute)).isDirectory())
				throw new Refusal(400, `${path} is a folder; the page deletes only files.`);
			const target = this.#private("trash", `${path}.${timestamp()}`);
			await mkdir(dirname(target), { recursive: true });
			await rename(absolute, target);
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	async rename(path: string, newPath: string): Promise<ContentsModel> {
		try {
			const from = await this.#openForWriting(path);
			const to = await this.#openForWriting(newPath);
			if (await exists(to)) throw new Refusal(409, `${newPath} exists already.`);
			await stat(from);
			await rename(from, to);
			return await this.read(newPath, { content: false });
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	/** Creates an empty notebook or file with a free name in a folder. */
	async create(
		folder: string,
		type: "notebook" | "file",
		extension = ".txt",
	): Promise<ContentsModel> {
		const ending = type === "notebook" ? ".ipynb" : extension;
		for (let i = 0; ; i++) {
			const path = `${folder}/untitled${i || ""}${ending}`;
			if (await exists(await this.#openForWriting(path))) continue;
			const empty = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] };
			return this.save(
				path,
				saveBody.parse(
					type === "notebook"
						? { type, format: "json", content: empty }
						: { type, format: "text", content: "" },
				),
			);
		}
	}

	/** Keeps a text of the page that the learner chose not to save. Returns where. */
	async keep(path: string, body: SaveBody): Promise<string> {
		try {
			await this.#openForWriting(path);
			return await this.#keepBytes(path, this.#bytesOf(path, body));
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	async checkpoints(path: string): Promise<{ id: string; last_modified: string }[]> {
		await this.#open(path);
		const stats = await stat(this.#private("checkpoints", path)).catch(() => undefined);
		return stats ? [{ id: "checkpoint", last_modified: stats.mtime.toISOString() }] : [];
	}

	async createCheckpoint(path: string): Promise<{ id: string; last_modified: string }> {
		try {
			const bytes = await readFile(await this.#openForWriting(path));
			const target = this.#private("checkpoints", path);
			await mkdir(dirname(target), { recursive: true });
			await writeFileAtomically(target, bytes);
			return (await this.checkpoints(path))[0]!;
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	async restoreCheckpoint(path: string): Promise<void> {
		try {
			const target = await this.#openForWriting(path);
			const bytes = await readFile(this.#private("checkpoints", path));
			if (await exists(target)) await this.#keepBytes(path, await readFile(target));
			await writeFileAtomically(target, bytes);
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	/** The bytes of a file, for images and downloads. */
	async bytes(path: string): Promise<Buffer> {
		try {
			return await readFile(await this.#open(path));
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	async #save(path: string, body: SaveBody): Promise<ContentsModel & { kept?: string }> {
		try {
			const absolute = await this.#openForWriting(path);
			if (body.type === "directory") throw new Refusal(400, "The page does not create folders.");
			const old = await readFile(absolute).catch((error) => {
				if (error.code === "ENOENT") return undefined;
				throw error;
			});
			const kept = old && (await this.#refuseToLose(path, old, body));
			const bytes = withLineEndingsOf(old, this.#bytesOf(path, body), body);
			if (!old?.equals(bytes)) await writeFileAtomically(absolute, bytes);
			if (path.endsWith(".ipynb")) this.#readable.add(sha256(bytes));
			const model = describe(path, await stat(absolute), bytes);
			return kept === undefined ? model : { ...model, kept };
		} catch (error) {
			throw fileFailure(error, path);
		}
	}

	/** Throws when saving would overwrite what nobody has seen; returns where the other version was kept, if it was. */
	async #refuseToLose(path: string, old: Buffer, body: SaveBody): Promise<string | undefined> {
		const hash = sha256(old);
		if (body.expected_hash !== undefined && body.expected_hash !== hash) {
			if (body.replace) return this.#keepBytes(path, old);
			throw new Refusal(409, `${path} was changed by another program since it was opened here.`);
		}
		if (path.endsWith(".ipynb") && !body.replace && !this.#readable.has(hash)) {
			try {
				parseNotebook(old.toString("utf8"), path);
			} catch (error) {
				throw new Refusal(409, `${(error as Error).message} It was not overwritten.`);
			}
			this.#readable.add(hash);
		}
		return undefined;
	}

	async #keepBytes(path: string, bytes: Uint8Array): Promise<string> {
		const name = `${path.slice(0, -extname(path).length || undefined)}.${timestamp()}${extname(path)}`;
		const target = this.#private("kept", name);
		await mkdir(dirname(target), { recursive: true });
		await writeFileAtomically(target, bytes);
		return target;
	}

	#bytesOf(path: string, { type, format, content }: SaveBody): Buffer {
		if (type === "notebook" || path.endsWith(".ipynb")) {
			const text = typeof content === "string" ? content : JSON.stringify(content);
			return Buffer.from(formatNotebook(withoutTrust(parseNotebook(text ?? "", path))));
		}
		if (typeof content !== "string")
			throw new Refusal(400, `The content of ${path} has to be a text.`);
		return Buffer.from(content, format === "base64" ? "base64" : "utf8");
	}

	#contentOf(path: string, bytes: Buffer): Partial<ContentsModel> {
		if (path.endsWith(".ipynb")) {
			const notebook = parseNotebook(bytes.toString("utf8"), path);
			this.#readable.add(sha256(bytes));
			const trusted = this.#options.isLesson(basename(path, ".ipynb"));
			return {
				format: "json",
				mimetype: null,
				content: trusted ? withTrust(notebook) : withoutTrust(notebook),
			};
		}
		const text = bytes.toString("utf8");
		return text.includes("\u0000") || !Buffer.from(text).equals(bytes)
			? {
					format: "base64",
					mimetype: "application/octet-stream",
					content: bytes.toString("base64"),
				}
			: { format: "text", mimetype: "text/plain", content: text };
	}

	async #listRoot(content: boolean): Promise<ContentsModel> {
		const stats = await stat(this.#options.root);
		const folders = await Promise.all(
			courseFolders.map((name) => this.read(name, { content: false }).catch(() => undefined)),
		);
		const model = { ...describe("", stats), writable: false };
		return content ? { ...model, format: "json", content: folders.filter(Boolean) } : model;
	}

	async #list(
		path: string,
		absolute: string,
		stats: Stats,
		content: boolean,
	): Promise<ContentsModel> {
		const model = describe(path, stats);
		if (!content) return model;
		const names = (await readdir(absolute)).filter(isPlainName).sort();
		const entries = await Promise.all(
			names.map((name) => this.read(`${path}/${name}`, { content: false }).catch(() => undefined)),
		);
		return { ...model, format: "json", content: entries.filter(Boolean) };
	}

	async #open(path: string): Promise<string> {
		const absolute = await resolveCoursePath(this.#options.root, path);
		const [folder, name] = path.split("/");
		if (folder === "solutions" && name !== undefined) {
			const exercise = basename(name, extname(name));
			if (!(await this.#options.solutionIsOpen(exercise)))
				throw new Refusal(
					403,
					`The solution of ${exercise} opens once your own passes, or when you ask for it with ` +
						`"npx attention-lab solution ${exercise}".`,
				);
		}
		return absolute;
	}

	async #openForWriting(path: string): Promise<string> {
		if (path.split("/")[0] === "solutions")
			throw new Refusal(403, `${path} is a solution; solutions are not changed from the page.`);
		if (!path.includes("/"))
			throw new Refusal(403, `${JSON.stringify(path)} is a course folder, not a file.`);
		return resolveCoursePath(this.#options.root, path);
	}

	/** A place for copies: nothing there is ever read by the course. */
	#private(kind: "trash" | "kept" | "checkpoints", path: string): string {
		return join(this.#options.stateDirectory, kind, ...path.split("/"));
	}
}

function describe(path: string, stats: Stats, bytes?: Buffer): ContentsModel {
	const type = stats.isDirectory() ? "directory" : path.endsWith(".ipynb") ? "notebook" : "file";
	return {
		name: path.split("/").at(-1) ?? "",
		path,
		type,
		format: null,
		mimetype: null,
		content: null,
		created: stats.birthtime.toISOString(),
		last_modified: stats.mtime.toISOString(),
		writable: path.split("/")[0] !== "solutions" && (stats.mode & 0o222) !== 0,
		size: stats.isDirectory() ? null : stats.size,
		hash: bytes ? sha256(bytes) : null,
		hash_algorithm: bytes ? "sha256" : null,
	};
}

/** Marks every code cell so that the page shows its saved HTML as it is. */
function withTrust(notebook: Notebook): Notebook {
	return mapCellMetadata(notebook, (metadata) => ({ ...metadata, trusted: true }));
}

function withoutTrust(notebook: Notebook): Notebook {
	return mapCellMetadata(notebook, ({ trusted: _, ...metadata }) => metadata);
}

function mapCellMetadata(
	notebook: Notebook,
	change: (metadata: JsonObject) => JsonObject,
): Notebook {
	const cells = notebook.cells.map((cell) =>
		cell.cell_type === "code" ? { ...cell, metadata: change(cell.metadata) } : cell,
	);
	return { ...notebook, cells };
}

/** A file from Windows stays one: the page's editor knows only "\n". */
function withLineEndingsOf(old: Buffer | undefined, bytes: Buffer, { format }: SaveBody): Buffer {
	if (format !== "text" || !old?.includes("\r\n") || bytes.includes("\r\n")) return bytes;
	return Buffer.from(bytes.toString("utf8").replaceAll("\n", "\r\n"));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const timestamp = () => new Date().toISOString().replaceAll(/[:.]/g, "-");
const exists = (path: string) =>
	stat(path).then(
		() => true,
		() => false,
	);
