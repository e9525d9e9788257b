import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { KernelHost } from "./kernel-host";
import { kernelModel, kernelName } from "./kernels";
import { Refusal } from "./refusal";

/** A document with its kernel. */
interface Session {
	readonly id: string;
	path: string;
	name: string;
	type: string;
	kernel: KernelHost;
}

const kernelChoice = z.object({
	id: z.string().nullish(),
	name: z.string().nullish(),
});
export const newSession = z.object({
	path: z.string().min(1),
	name: z.string().default(""),
	type: z.string().default("notebook"),
	kernel: kernelChoice.nullish(),
});
export const sessionChange = newSession.partial();

/** Which document uses which kernel. A path has at most one session. */
export class Sessions {
	readonly #sessions = new Map<string, Session>();
	/** Sessions on their way, by path: a second request for the same document waits for the first. */
	readonly #opening = new Map<string, Promise<Session>>();
	readonly #start: (path: string) => Promise<KernelHost>;
	readonly #find: (kernelId: string) => KernelHost;

	constructor(options: {
		/** A kernel that runs in the folder of a document. */
		readonly start: (path: string) => Promise<KernelHost>;
		readonly find: (kernelId: string) => KernelHost;
	}) {
		this.#start = options.start;
		this.#find = options.find;
	}

	list() {
		return [...this.#sessions.values()].filter(isAlive).map(sessionModel);
	}

	get(id: string) {
		return sessionModel(this.#get(id));
	}

	/** The session of a path: the one it has, with its kernel and all its variables, or a new one. */
	async open(request: z.infer<typeof newSession>) {
		const { path } = request;
		const existing = [...this.#sessions.values()].find((session) => session.path === path);
		if (existing && isAlive(existing)) return sessionModel(existing);
		const opening = this.#opening.get(path) ?? this.#create(request, existing?.id);
		this.#opening.set(path, opening);
		try {
			return sessionModel(await opening);
		} finally {
			this.#opening.delete(path);
		}
	}

	async change(id: string, change: z.infer<typeof sessionChange>) {
		const session = this.#get(id);
		if (change.kernel) session.kernel = await this.#kernelFor(session.path, change.kernel);
		session.path = change.path ?? session.path;
		session.name = change.name ?? session.name;
		session.type = change.type ?? session.type;
		return sessionModel(session);
	}

	/** Forgets a session; returns the kernel that nobody uses any more. */
	remove(id: string): KernelHost {
		const { kernel } = this.#get(id);
		this.#sessions.delete(id);
		return kernel;
	}

	async #create(
		{ path, name, type, kernel }: z.infer<typeof newSession>,
		id = randomUUID() as string,
	) {
		const session: Session = { id, path, name, type, kernel: await this.#kernelFor(path, kernel) };
		this.#sessions.set(id, session);
		return session;
	}

	#get(id: string): Session {
		const session = this.#sessions.get(id);
		if (!session) throw new Refusal(404, `There is no session ${id}.`);
		return session;
	}

	async #kernelFor(path: string, choice: z.infer<typeof kernelChoice> | null | undefined) {
		if (choice?.id) return this.#find(choice.id);
		if (choice?.name && choice.name !== kernelName)
			throw new Refusal(400, `This lab has no kernel ${choice.name}, only ${kernelName}.`);
		return this.#start(path);
	}
}

const isAlive = ({ kernel }: Session) => kernel.state !== "dead";

const sessionModel = ({ kernel, ...session }: Session) => ({
	...session,
	kernel: kernelModel(kernel),
	// the old name of the same, which some clients still read
	notebook: { path: session.path, name: session.name },
});
