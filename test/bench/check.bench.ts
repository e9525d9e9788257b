// A check as a notebook cell meets it: the first starts the judge, the next find it warm.
import { check } from "../../src/course/check";
import { printComparison } from "./print-comparison";

const exercise = "02-softmax";
const file = "solutions/02-softmax.ts";

async function time(run: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await run();
	return performance.now() - began;
}

const cold = await time(() => check(exercise, { file }));
const warm: number[] = [];
for (let seed = 2; seed <= 21; seed++) warm.push(await time(() => check(exercise, { file, seed })));
printComparison("check(), cold", [cold]);
printComparison("check(), warm", warm);
process.exit(0);
