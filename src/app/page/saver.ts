import { Dialog } from "@jupyterlab/apputils";
import type { DocumentRegistry } from "@jupyterlab/docregistry";
import { Signal } from "@lumino/signaling";
import { hideNotice, showNotice } from "./notices";

export type SaveState = "saved" | "changed" | "saving" | "failed" | "conflict";

/** How long after the last change, and how long after the first unsaved one, a document is saved. */
const quiet = 1000;
const atMost = 5000;
/** A browser sends no more than this for a page that is closing. */
const keepaliveBytes = 60_000;

interface SaveReply {
	readonly hash: string;
	readonly kept?: string;
}

class SaveFailure extends Error {
	constructor(
		message: string,
		readonly status: number,
	) {
		super(message);
	}
}

/**
 * Keeps one document and its file the same: saves by itself what is typed, loads by itself what another program
 * wrote, and asks when both happened. Nothing is lost either way: what is not taken is kept as a copy.
 */
export class Saver {
	readonly stateChanged = new Signal<this, SaveState>(this);
	readonly #context: DocumentRegistry.Context;
	readonly #content: () => unknown;
	#state: SaveState = "saved";
	#hash: string | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#changedSince = 0;
	/** Changes whenever the document does: tells whether a save is still of the newest text. */
	#version = 0;
	#saving: Promise<void> = Promise.resolve();
	#loading = false;

	constructor(context: DocumentRegistry.Context, content: () => unknown) {
		this.#context = context;
		this.#content = content;
		this.#hash = context.contentsModel?.hash ?? undefined;
		context.model.contentChanged.connect(this.#onChange, this);
		context.disposed.connect(() => clearTimeout(this.#timer));
		addEventListener("blur", this.#flush);
		addEventListener("pagehide", this.#flushClosing);
		addEventListener("beforeunload", this.#beforeUnload);
		document.addEventListener("visibilitychange", this.#flush);
	}

	get state(): SaveState {
		return this.#state;
	}

	get path(): string {
		return this.#context.path;
	}

	/** Saves now. */
	save(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#saving = this.#saving.then(() => this.#save());
		return this.#saving;
	}

	/** Saves what is unsaved and stops listening. */
	async close(): Promise<void> {
		removeEventListener("blur", this.#flush);
		removeEventListener("pagehide", this.#flushClosing);
		removeEventListener("beforeunload", this.#beforeUnload);
		document.removeEventListener("visibilitychange", this.#flush);
		if (this.#state === "changed" || this.#state === "failed") await this.save();
		await this.#saving;
		this.#context.model.contentChanged.disconnect(this.#onChange, this);
		hideNotice(this.path);
	}

	/** Called when the file may have changed on disk. */
	async checkDisk(): Promise<void> {
		await this.#saving;
		if (this.#state === "conflict" || this.#context.isDisposed) return;
		const address = `/api/contents/${encodePath(this.path)}?content=0&hash=1`;
		// a file that is gone comes back with the next save; a lab that is gone is told of by it
		const model = await request(address).catch(() => undefined);
		const { hash } = (model ?? { hash: this.#hash }) as SaveReply;
		if (hash === this.#hash || this.#context.isDisposed) return;
		if (this.#state !== "saved") return this.#conflict();
		try {
			await this.#load();
			const text = `${this.path} was changed by another program and was loaded again.`;
			showNotice({ subject: this.path, text, goesAfter: 6000 });
		} catch {
			this.#conflict(); // what is there now cannot be opened: the learner still has what is here
		}
	}

	#onChange(): void {
		if (this.#loading) return;
		this.#version += 1;
		if (this.#state === "conflict") return;
		const now = Date.now();
		if (this.#state !== "changed") this.#changedSince = now;
		this.#setState("changed");
		clearTimeout(this.#timer);
		const wait = Math.max(0, Math.min(quiet, this.#changedSince + atMost - now));
		this.#timer = setTimeout(() => void this.save(), wait);
	}

	async #save(options: { replace?: boolean } = {}): Promise<void> {
		if (this.#context.isDisposed || this.#state === "saved") return;
		if (this.#state === "conflict" && !options.replace) return;
		const version = this.#version;
		this.#setState("saving");
		try {
			const { hash, kept } = (await this.#put(this.#body(options))) as SaveReply;
			this.#hash = hash;
			hideNotice(this.path);
			if (kept !== undefined) this.#tellKept(kept);
			if (version === this.#version) {
				this.#context.model.dirty = false;
				this.#setState("saved");
			} else if (this.#timer !== undefined) this.#setState("changed");
			else this.#onChange();
		} catch (error) {
			if (error instanceof SaveFailure && error.status === 409 && this.#hash !== undefined)
				this.#conflict();
			else this.#fail(error);
		}
	}

	#body(options: { replace?: boolean } = {}): string {
		const content = this.#content();
		const format = typeof content === "string" ? "text" : "json";
		const type = format === "json" ? "notebook" : "file";
		return JSON.stringify({ type, format, content, expected_hash: this.#hash, ...options });
	}

	#put(body: string, init: RequestInit = {}): Promise<unknown> {
		return request(`/api/contents/${encodePath(this.path)}`, { ...init, method: "PUT", body });
	}

	#fail(error: unknown): void {
		const reached = error instanceof SaveFailure;
		this.#setState("failed");
		showNotice({
			subject: this.path,
			urgent: true,
			text: reached
				? `${error.message} Your text is still in this page.`
				: "The lab does not answer: was it stopped in the terminal? Your text is still in this page. " +
					'Run "npm start" again; it is saved as soon as the lab is back.',
			actions: [{ label: "Try again", run: () => void this.save() }],
		});
		if (!reached) this.#timer = setTimeout(() => void this.save(), 3000);
	}

	#conflict(): void {
		this.#setState("conflict");
		clearTimeout(this.#timer);
		showNotice({
			subject: this.path,
			urgent: true,
			mustChoose: true,
			text:
				`${this.path} was changed both here and by another program. Nothing is saved until you choose; ` +
				"the version you do not take is kept as a copy.",
			actions: [
				{ label: "Keep mine", run: () => void this.#keepMine() },
				{ label: "Load theirs", run: () => void this.#loadTheirs() },
			],
		});
	}

	async #keepMine(): Promise<void> {
		await this.#save({ replace: true });
	}

	async #loadTheirs(): Promise<void> {
		try {
			const url = `/lab/keep/${encodePath(this.path)}`;
			const { kept } = (await request(url, { method: "POST", body: this.#body() })) as SaveReply;
			await this.#load();
			if (kept !== undefined) this.#tellKept(kept);
		} catch (error) {
			this.#fail(error);
			this.#conflict();
		}
	}

	#tellKept(kept: string): void {
		showNotice({ subject: this.path, text: `The other version is kept as ${kept}.` });
	}

	async #load(): Promise<void> {
		this.#loading = true;
		try {
			await this.#context.revert();
			this.#hash = this.#context.contentsModel?.hash ?? undefined;
			this.#context.model.dirty = false;
			this.#setState("saved");
		} catch (error) {
			Dialog.flush(); // whoever asked for it says what is wrong
			throw error;
		} finally {
			this.#loading = false;
		}
	}

	#setState(state: SaveState): void {
		if (this.#state === state) return;
		this.#state = state;
		this.stateChanged.emit(state);
	}

	readonly #flush = () => {
		if (this.#state === "changed") void this.save();
	};

	/** The last chance: a request that outlives the page. */
	readonly #flushClosing = () => {
		if (this.#state !== "changed" && this.#state !== "saving" && this.#state !== "failed") return;
		const body = this.#body();
		this.#put(body, { keepalive: body.length < keepaliveBytes }).catch(() => {});
	};

	/** Asks before closing only when what is unsaved could not be sent on the way out. */
	readonly #beforeUnload = (event: BeforeUnloadEvent) => {
		if (this.#state === "saved") return;
		this.#flush();
		const lost = this.#state === "failed" || this.#state === "conflict";
		if (lost || this.#body().length >= keepaliveBytes) event.preventDefault();
	};
}

async function request(url: string, init: RequestInit = {}): Promise<unknown> {
	const response = await fetch(url, { cache: "no-store", ...init });
	const answer = (await response.json().catch(() => ({}))) as { message?: string };
	if (!response.ok) throw new SaveFailure(answer.message ?? response.statusText, response.status);
	return answer;
}

const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");
