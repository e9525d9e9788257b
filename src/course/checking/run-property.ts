import { createRandom } from "../../attention";
import type { Implementation, Lesson } from "../lesson";
import { called, showCall } from "./called";
import { type Evidence, findCandidates } from "./diagnose";
import { PropertyFailure } from "./failure";
import { describeFault } from "./fault";
import { createForAll } from "./for-all";
import { frozenCopy } from "./frozen-copy";
import { type Callable, observe } from "./observe";
import { propertySeed } from "./property-seed";
import type { PropertyOutline, PropertyReport } from "./report";
import { describe } from "./show-value";
import { describeThrown, isNotImplemented, placeOf } from "./thrown";
import type { Tools } from "./tools";

/** A property as the check file states it; what it works with is made anew for each run. */
export interface Property extends PropertyOutline {
	readonly body: (tools: Tools<Record<string, Callable>, string>) => void;
}

/**
 * Examines an implementation by one property.
 *
 * @throws whatever the property itself throws by mistake; the learner's errors are in the report
 */
export function runProperty(
	lesson: Lesson,
	{ body, ...outline }: Property,
	implementation: Implementation,
	seed: number,
): PropertyReport {
	const calls: Evidence[] = [];
	const callOf = (name: string) => createCall(name, implementation, calls);
	const own = propertySeed(seed, outline.name);
	const tools = {
		call: callOf(outline.of),
		calls: Object.fromEntries(lesson.exercise.functions.map((name) => [name, callOf(name)])),
		random: createRandom(own),
		forAll: createForAll(own),
	};
	try {
		body(tools);
		return { ...outline, status: "passed" };
	} catch (error) {
		if (!(error instanceof PropertyFailure)) throw error;
		const { failure, kind } = error;
		if (kind !== "wrong")
			return { ...outline, status: kind === "error" ? "error" : "skipped", failure };
		const candidates = findCandidates(lesson, calls);
		const compared = calls.findLast((call) => call.failed)?.failed?.compared;
		return {
			...outline,
			status: "failed",
			failure,
			...(candidates.length > 0 && { candidates }),
			...(compared && { compared }),
		};
	}
}

/** A function that calls the learner's, keeps the evidence, and fails when there is no result to judge. */
function createCall(name: string, implementation: Implementation, calls: Evidence[]) {
	return (...fixture: readonly unknown[]) => {
		const args = fixture.map(frozenCopy); // once, for both calls and for every misconception
		const evidence: Evidence = {
			name,
			args,
			outcome: observe(callable(name, implementation), args),
		};
		calls.push(evidence);
		const { outcome } = evidence;
		if (outcome.kind === "value") return called(evidence, outcome.value);
		const call = showCall(evidence);
		if (outcome.kind === "threw") {
			if (isNotImplemented(outcome.error))
				throw new PropertyFailure({ summary: `${name} is not written yet.` }, "not attempted");
			evidence.failed = {};
			throw new PropertyFailure({ ...describeThrown(name, outcome.error), call });
		}
		evidence.failed = { fault: outcome.fault };
		const place = placeOf(outcome.error);
		const summary = describeFault(outcome.fault, name, outcome.value);
		throw new PropertyFailure({ summary, call, ...(place && { place }) });
	};
}

function callable(name: string, implementation: Implementation): Callable {
	const found = implementation[name];
	if (typeof found === "function") return found as Callable;
	const exported = Object.keys(implementation);
	const list = exported.length > 0 ? exported.join(", ") : "nothing";
	const summary =
		name in implementation
			? `\`${name}\` is exported, but it is ${describe(found)}, not a function.`
			: `The file has no export \`${name}\` (it exports ${list}). Is \`export\` missing, or is the name spelt differently?`;
	throw new PropertyFailure({ summary }, "error");
}
