import type { AttentionInputs, AttentionShape } from "../kernels/kernels";
import { attendSlice } from "./attend-slice";
import type { Job } from "./job";
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
	const finished = worker.finish(patience);
	if (!finished) dismiss(worker);
	return finished;
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

function share(
	{ q, k, v, mask }: AttentionInputs,
	shape: AttentionShape,
	first: number,
): Omit<Job, "from" | "to"> {
	const shared = {
		q: sharedFloats(q.length),
		k: sharedCopy(k),
		v: sharedCopy(v),
		out: sharedFloats(shape.queries * shape.valueDim),
		shape,
	};
	shared.q.set(q.subarray(first * shape.dim), first * shape.dim); // the first queries are done here
	if (!mask) return shared;
	const bytes = new Uint8Array(new SharedArrayBuffer(mask.length));
	bytes.set(mask);
	return { ...shared, mask: bytes };
}

function sharedFloats(length: number): Float32Array {
	return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

function sharedCopy(x: Float32Array): Float32Array {
	const copy = sharedFloats(x.length);
	copy.set(x);
	return copy;
}
