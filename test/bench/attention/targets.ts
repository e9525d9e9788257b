import type { AttentionReport, CaseReport, TargetReport } from "./report.js";

interface Target {
	readonly name: string;
	readonly other: string;
	/** How many times as fast as the other; undefined: nothing is promised for these kernels. */
	readonly wanted: { readonly relaxed?: number; readonly simd?: number };
	readonly concerns: (which: CaseReport) => boolean;
	readonly ours?: string;
}

const ownThreads = "attention-lab, 2 threads";
const isThreaded = ({ contenders }: CaseReport) => minimumOf(contenders, ownThreads) !== null;
const isFull = (which: CaseReport) =>
	which.task === "forward" && !which.causal && which.n >= 512 && !isThreaded(which);

/** How fast attention is to be against others in the same run; what each is worth stands in `wanted`. */
const targets: readonly Target[] = [
	{
		name: "of C + OpenBLAS",
		other: "C + OpenBLAS",
		wanted: { relaxed: 0.5, simd: 0.4 },
		concerns: isFull,
	},
	{
		name: "× onnxruntime-web",
		other: "onnxruntime-web",
		wanted: { relaxed: 1.8, simd: 1.3 },
		concerns: isFull,
	},
	{
		name: "× onnxruntime-node (native)",
		other: "onnxruntime-node",
		wanted: { relaxed: 1 },
		concerns: ({ task, causal }) => task === "forward" && causal,
	},
	{
		name: "× tfjs wasm",
		other: "tfjs wasm",
		wanted: { relaxed: 12, simd: 12 },
		concerns: isFull,
	},
	{
		name: "× tfjs wasm",
		other: "tfjs wasm",
		wanted: { relaxed: 25, simd: 25 },
		concerns: ({ task }) => task === "forward + backward",
	},
	{
		name: "× onnxruntime-node (native)",
		other: "onnxruntime-node",
		wanted: { relaxed: 1, simd: 1 },
		concerns: ({ task, n }) => task === "forward" && n <= 32,
	},
	{
		name: "× one thread",
		ours: ownThreads,
		other: "attention-lab",
		wanted: { relaxed: 1.9, simd: 1.9 },
		concerns: isThreaded,
	},
];

/** Every target that concerns a case of this run and our kernels, and what was reached. */
export function judgeTargets({
	kernels,
	cases,
}: Pick<AttentionReport, "kernels" | "cases">): TargetReport[] {
	const kind = kernels === "wasm-relaxed-simd" ? "relaxed" : "simd";
	return targets.flatMap(({ name, other, wanted: promised, concerns, ours }) => {
		const wanted = kernels === "javascript" ? undefined : promised[kind];
		if (wanted === undefined) return [];
		return cases.filter(concerns).map(({ title, contenders }) => {
			const reached = ratio(contenders, ours ?? "attention-lab", other);
			const met = reached === null ? null : reached >= wanted;
			return { name: `${title}: ${wanted.toFixed(2)} ${name}`, wanted, reached, met };
		});
	});
}

export function describeTarget({ name, reached, met }: TargetReport): string {
	if (reached === null) return `target ≥ ${name}: not measured, a peer is missing`;
	return `target ≥ ${name}: ${reached.toPrecision(3)} ${met ? "reached" : "MISSED"}`;
}

/** How many times as fast as `other` we are. */
function ratio(contenders: CaseReport["contenders"], ours: string, other: string): number | null {
	const own = minimumOf(contenders, ours);
	const their = minimumOf(contenders, other);
	return own === null || their === null ? null : their / own;
}

function minimumOf(contenders: CaseReport["contenders"], name: string): number | null {
	return contenders.find((contender) => contender.name === name)?.minimum ?? null;
}
