import { expect, it } from "vitest";
import { detectIsolation } from "../../../src/grading/jail/detect-isolation";
import type { Isolation } from "../../../src/grading/jail/isolation";
import { probeJail } from "../../../src/grading/jail/probes/probe-jail";
import { probes } from "../../../src/grading/jail/probes/probes";

it("bubblewrap stops everything that is tried", async () => {
	const results = await collect("bubblewrap");
	expect(results.map(({ id }) => id)).toEqual(expect.arrayContaining(probes.map(({ id }) => id)));
	expect(results.filter(({ stopped }) => !stopped)).toEqual([]);
});

it("without isolation the same attempts get through, so that being stopped means something", async () => {
	const through = (await collect("none")).filter(({ stopped }) => !stopped).map(({ id }) => id);
	expect(through).toEqual(
		expect.arrayContaining([
			...["read-file", "write-file", "symlink", "overwrite-program"],
			...["network", "datagram", "unix-socket"],
			...["kill", "see-processes", "fork-bomb", "outlive"],
			...["system-calls", "privileges", "namespaces"],
		]),
	);
});

it("bubblewrap is found to be the best isolation", async () => {
	expect((await detectIsolation()).best).toBe("bubblewrap");
});

async function collect(isolation: Isolation) {
	const results = [];
	for await (const result of probeJail(isolation)) results.push(result);
	return results;
}
