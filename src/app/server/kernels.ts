import type { Json } from "../../kernel/message";
import { KernelHost, type Launch } from "./kernel-host";
import { Refusal } from "./refusal";

/** The name of our kernelspec, wherever the kernel runs. */
export const kernelName = "attention-lab";

/** Kernels that nobody looks at are ended when there are more than this: each holds a few hundred megabytes. */
const maxUnwatched = 3;

/** The kernels of one lab. */
export class Kernels {
	readonly #launch: Launch;
	readonly #hosts = new Map<string, KernelHost>();
	readonly #inUse = new Set<KernelHost>();
	readonly #onChange: (host: KernelHost) => void;
	#warm: KernelHost | undefined;

	constructor(launch: Launch, onChange: (host: KernelHost) => void = () => {}) {
		this.#launch = launch;
		this.#onChange = onChange;
	}

	/** Starts a kernel before anyone asks, so that the first notebook of that folder need not wait. */
	warm(cwd: string): void {
		this.#warm ??= this.#create(cwd);
	}

	/** A kernel for a notebook in `cwd`: the warmed one when it fits, a new one otherwise. */
	start(cwd: string): KernelHost {
		const warm = this.#warm?.cwd === cwd && this.#warm.state !== "dead" ? this.#warm : undefined;
		if (warm) this.#warm = undefined;
		const host = warm ?? this.#create(cwd);
		this.#inUse.add(host);
		this.#endUnwatched(host);
		return host;
	}

	list(): KernelHost[] {
		return [...this.#inUse];
	}

	get(id: string): KernelHost {
		const host = this.#hosts.get(id);
		if (!host || !this.#inUse.has(host)) throw new Refusal(404, `There is no kernel ${id}.`);
		return host;
	}

	async shutdown(id: string): Promise<void> {
		await this.#shutdown(this.get(id));
	}

	async shutdownAll(): Promise<void> {
		this.#warm = undefined;
		await Promise.all([...this.#hosts.values()].map((host) => this.#shutdown(host)));
	}

	/** Also those that are being asked to end and take their time. */
	killAll(): void {
		for (const host of this.#hosts.values()) host.kill();
	}

	#create(cwd: string): KernelHost {
		const host: KernelHost = new KernelHost(this.#launch, cwd, () => this.#onChange(host));
		this.#hosts.set(host.id, host);
		return host;
	}

	async #shutdown(host: KernelHost): Promise<void> {
		this.#inUse.delete(host);
		await host.shutdown();
		this.#hosts.delete(host.id);
	}

	/** Ends the kernels left longest ago; one that is busy is working for somebody who comes back. */
	#endUnwatched(justStarted: KernelHost): void {
		const unwatched = this.list()
			.filter((host) => host !== justStarted && host.connections === 0 && host.state === "idle")
			.sort((a, b) => Number(a.lastActivity) - Number(b.lastActivity));
		for (const host of unwatched.slice(0, Math.max(0, unwatched.length - maxUnwatched)))
			void this.#shutdown(host);
	}
}

/** A kernel as Jupyter's REST interface describes it. */
export const kernelModel = (host: KernelHost) => ({
	id: host.id,
	name: kernelName,
	execution_state: host.state,
	last_activity: host.lastActivity.toISOString(),
	connections: host.connections,
});

/** What `/api/kernelspecs` answers. */
export const kernelSpecs = {
	default: kernelName,
	kernelspecs: {
		[kernelName]: {
			name: kernelName,
			spec: {
				argv: [] as Json[],
				display_name: "TypeScript (attention-lab)",
				language: "typescript",
				interrupt_mode: "message",
				env: {},
				metadata: {},
			},
			resources: {},
		},
	},
};
