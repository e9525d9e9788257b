import { setImmediate as nextTick } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { KernelHost, type Listener } from "../../src/app/server/kernel-host";
import { Kernels } from "../../src/app/server/kernels";
import type { Message } from "../../src/kernel/message";
import { fakeLaunch, message } from "./fake-kernel";

function listener(session: string): Listener & { readonly heard: Message[] } {
	const heard: Message[] = [];
	return { sessions: new Set([session]), deliver: (one) => heard.push(one), heard };
}
const text = (n: number) => message("iopub", "stream", { name: "stdout", text: `${n}` });
const texts = ({ heard }: { heard: Message[] }) =>
	heard.filter(({ header }) => header.msg_type === "stream").map(({ content }) => content.text);
const states = ({ heard }: { heard: Message[] }) =>
	heard
		.filter(({ header }) => header.msg_type === "status")
		.map(({ content }) => content.execution_state);

describe("a kernel host", () => {
	it("gives output to every listener, and a reply to the session that asked", () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		const [anna, ben] = [listener("anna"), listener("ben")];
		host.listen(anna);
		host.listen(ben);
		const question = message("shell", "execute_request", {}, { session: "anna" });
		kernels[0]!.say(text(1));
		kernels[0]!.say(message("shell", "execute_reply", {}, { parent: question.header }));
		expect(anna.heard.map(({ header }) => header.msg_type)).toEqual(["stream", "execute_reply"]);
		expect(ben.heard.map(({ header }) => header.msg_type)).toEqual(["stream"]);
	});

	it("keeps what is said while a session is away, in order, and says it once when it is back", () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		const [before, after, other] = [listener("anna"), listener("anna"), listener("ben")];
		const leave = host.listen(before);
		kernels[0]!.say(text(1));
		leave();
		for (const n of [2, 3]) kernels[0]!.say(text(n));
		host.listen(other);
		host.listen(after);
		kernels[0]!.say(text(4));
		expect([texts(before), texts(after), texts(other)]).toEqual([["1"], ["2", "3", "4"], ["4"]]);
	});

	it("keeps no more than a page can want of a cell that never stops printing", () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		host.listen(listener("anna"))();
		const megabyte = message("iopub", "stream", { name: "stdout", text: "x".repeat(2 ** 20) });
		for (let i = 0; i < 40; i++) kernels[0]!.say(megabyte);
		const back = listener("anna");
		host.listen(back);
		expect(back.heard).toEqual([]);
	});

	it("starts another process when its own ends, and tells the pages", async () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		const page = listener("anna");
		host.listen(page);
		await host.ready;
		kernels[0]!.die(null);
		await nextTick();
		expect(kernels).toHaveLength(2);
		expect(states(page)).toEqual(["restarting"]);
		await nextTick();
		expect(host.state).toBe("idle");
	});

	it("gives up a kernel that cannot be started, and says that it is dead", async () => {
		const { kernels, launch } = fakeLaunch({ ready: false });
		const host = new KernelHost(launch, "/course");
		const page = listener("anna");
		host.listen(page);
		for (let i = 0; i < 10; i++) {
			kernels.at(-1)!.die(1);
			await nextTick();
		}
		expect(kernels).toHaveLength(6);
		expect(host.state).toBe("dead");
		expect(states(page).at(-1)).toBe("dead");
	});

	it("restarts under the same id, and hears nothing of the old process", async () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		const page = listener("anna");
		host.listen(page);
		await host.restart();
		kernels[0]!.say(text(1));
		kernels[1]!.say(text(2));
		expect(texts(page)).toEqual(["2"]);
		await nextTick();
		expect(kernels).toHaveLength(2);
	});

	it("stays ended, whatever its process says on the way out", async () => {
		const { kernels, launch } = fakeLaunch();
		const host = new KernelHost(launch, "/course");
		const ended = host.shutdown();
		kernels[0]!.say(message("iopub", "status", { execution_state: "idle" }));
		await ended;
		await nextTick();
		expect(host.state).toBe("dead");
		expect(kernels).toHaveLength(1);
	});

	it("can be started again after it was given up", async () => {
		const { kernels, launch } = fakeLaunch({ ready: false });
		const host = new KernelHost(launch, "/course");
		for (let i = 0; i < 6; i++) {
			kernels.at(-1)!.die(1);
			await nextTick();
		}
		const restarted = host.restart();
		kernels.at(-1)!.start();
		await restarted;
		expect(host.state).toBe("idle");
	});
});

describe("the kernels of a lab", () => {
	it("hand out the warm one to the first notebook of its folder", () => {
		const { kernels: processes, launch } = fakeLaunch();
		const kernels = new Kernels(launch);
		kernels.warm("/course/notebooks");
		expect(kernels.list()).toEqual([]);
		kernels.start("/course/notebooks");
		expect(processes).toHaveLength(1);
		kernels.start("/course/notebooks");
		expect(processes).toHaveLength(2);
	});

	it("end those that nobody has looked at for longest, but none that runs or is watched", async () => {
		const { kernels: processes, launch } = fakeLaunch();
		const kernels = new Kernels(launch);
		const hosts = Array.from({ length: 6 }, () => kernels.start("/course"));
		await nextTick();
		hosts[0]!.listen(listener("anna"));
		processes[1]!.say(message("iopub", "status", { execution_state: "busy" }));
		for (const [i, process] of processes.entries())
			if (i !== 1) process.say(message("iopub", "status", { execution_state: "idle" }));
		kernels.start("/course");
		kernels.start("/course");
		const left = kernels.list();
		expect(left).toContain(hosts[0]);
		expect(left).toContain(hosts[1]);
		expect(left).not.toContain(hosts[2]);
	});

	it("are all ended with the lab", async () => {
		const { kernels: processes, launch } = fakeLaunch();
		const kernels = new Kernels(launch);
		kernels.warm("/course");
		kernels.start("/elsewhere");
		await kernels.shutdownAll();
		await Promise.all(processes.map(({ exited }) => exited));
		expect(processes).toHaveLength(2);
	});
});
