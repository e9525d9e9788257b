import { read } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { defaultLimits } from "../../limits";
import type { Isolation } from "../isolation";
import { startJail } from "../jail";
import { examineJail } from "./examine-jail";
import { type PreparedBait, prepareBait } from "./prepare-bait";
import { probes } from "./probes";
import { type ProbeResult, tryProbe } from "./try-probe";

/**
 * Tries everything on one kind of jail, one attempt after the other; without isolation, what does no harm.
 * @throws {GradingError} when such a jail cannot be started.
 */
export async function* probeJail(isolation: Isolation): AsyncGenerator<ProbeResult> {
	const bait = await prepareBait();
	try {
		for (const probe of probes)
			if (isolation !== "none" || !probe.harmful) yield await tryProbe(probe, isolation, bait);
		yield* await examineFresh(isolation, bait);
	} finally {
		await bait.close();
	}
}

/** Looks at a jail in which a program waits for requests. */
async function examineFresh(isolation: Isolation, { home }: PreparedBait): Promise<ProbeResult[]> {
	const program = join(home, "waits.cjs");
	const text = `require("node:fs").writeSync(1, "."); require("node:fs").readSync(0, Buffer.alloc(1));`;
	await writeFile(program, text, { mode: 0o644 });
	const jail = await startJail({ isolation, limits: defaultLimits, program });
	try {
		await promisify(read)(jail.answers, Buffer.alloc(1), 0, 1, null);
		return await examineJail(jail.pid);
	} finally {
		await jail.dispose();
	}
}
