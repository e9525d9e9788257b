import type { AttentionInputs, AttentionShape } from "../kernels/kernels";
import { attendSlice } from "./attend-slice";
import type { Job } from "./job";
import { SharedRoom } from "./shared-room";
import { dismiss, type Thread, takeThreads } from "./thread-pool";

/**
 * Attention of one head, its queries shared out among `threads` threads, this one among them. Each query is computed
 * as it would be alone, so that the result has the same bits as with one thread.
 * out [queries, valueDim]; all arrays are copied once into memory that the threads share.
 */
export function attendInThreads(
	inputs: AttentionInputs,
	out: Float32Array,
	shape: AttentionShape,
	threads: number,
	take = takeThreads,
): void {
	const [first = 0, ...others] = boundaries(shape, threads);
	const workers = take(others.length);
	const shared = share(inputs, shape, first);
	const jobs = others.map((to, i): Job => ({ ...shared, from: others[i - 1] ?? first, to }));
	workers.forEach((worker, i) => {
		worker.post(jobs[i]!);
	});
	const began = performance.now();
	attendSlice({ ...inputs, out, shape, from: 0, to: first });
	const patience = startUp + 20 * (performance.now() - began);
	workers.forEach((worker, i) => {
		const job = jobs[i]!;
		if (!finish(worker, patience)) attendSlice(job);
	});
	const rest = first * shape.valueDim;
	out.set(shared.out.subarray(rest), rest);
}

/** Milliseconds in which a worker starts on the busiest of machines. */
const startUp = 5000;

function finish(worker: Thread, patience: number): boolean {
	if (worker.finish(patience)) return true;
	dismiss(worker);
	memory = new SharedRoom(); // it may still write into the old one
	return false;
}

/** For each thread the query before which it ends, so that all have as many pairs of query and key to look at. */
function boundaries({ queries, keys, causal }: AttentionShape, threads: number): number[] {
	const blocks = Math.ceil(queries / block);
	return Array.from({ length: threads }, (_, i) => {
		const part = (i + 1) / threads;
		// the pairs of the first x queries grow with x²; beyond the last key, with x
		const sharePart = causal && queries <= keys ? Math.sqrt(part) : part;
		return Math.min(queries, Math.round(blocks * sharePart) * block);
	});
}

/** Queries that the kernels take at once. */
const block = 8;

let memory = new SharedRoom();

function share(
	{ q, k, v, mask }: AttentionInputs,
	shape: AttentionShape,
	first: number,
): Omit<Job, "from" | "to"> {
	const outLength = shape.queries * shape.valueDim;
	memory.reset(4 * (q.length + k.length + v.length + outLength) + (mask?.length ?? 0));
	const shared = {
		q: memory.floats(q.length),
		k: memory.floats(k.length),
		v: memory.floats(v.length),
		out: memory.floats(outLength),
		mask: mask && memory.bytes(mask.length),
		shape,
	};
	shared.q.set(q.subarray(first * shape.dim), first * shape.dim); // the first queries are done here
	shared.k.set(k);
	shared.v.set(v);
	if (mask) shared.mask?.set(mask);
	return shared;
}
