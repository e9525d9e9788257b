import type { Contender } from "../attention/contender";
import { requirePeer } from "./load-peer";

interface Matrix {
	readonly rows: number;
	readonly columns: number;
	get(row: number, column: number): number;
	set(row: number, column: number, value: number): Matrix;
	mmul(other: Matrix): Matrix;
	/** In place. */
	mul(factor: number): Matrix;
	transpose(): Matrix;
	to2DArray(): number[][];
}

export async function mlMatrix(): Promise<Contender[]> {
	const { Matrix } = requirePeer<{
		Matrix: {
			from1DArray(rows: number, columns: number, data: Float32Array): Matrix;
			zeros(rows: number, columns: number): Matrix;
		};
	}>("ml-matrix");
	const prepare: Contender["prepare"] = ({ task, n, dim, causal }, inputs) => {
		const matrix = (data: Float32Array) => Matrix.from1DArray(n, data.length / n, data);
		const q = matrix(inputs.q);
		if (task === "softmax") return { run: () => softmaxRows(q, false).to2DArray() };
		if (task !== "forward") return undefined;
		const k = matrix(inputs.k);
		const v = matrix(inputs.v);
		const scale = 1 / Math.sqrt(dim);
		return {
			run: () => softmaxRows(q.mmul(k.transpose()).mul(scale), causal).mmul(v).to2DArray(),
		};
	};
	return [{ name: "ml-matrix", slow: true, prepare }];

	/** ml-matrix has no softmax of its own. */
	function softmaxRows(x: Matrix, causal: boolean): Matrix {
		const out = Matrix.zeros(x.rows, x.columns);
		for (let i = 0; i < x.rows; i++) {
			const visible = causal ? i + 1 : x.columns;
			let largest = -Infinity;
			for (let j = 0; j < visible; j++) largest = Math.max(largest, x.get(i, j));
			let sum = 0;
			for (let j = 0; j < visible; j++) sum += Math.exp(x.get(i, j) - largest);
			for (let j = 0; j < visible; j++) out.set(i, j, Math.exp(x.get(i, j) - largest) / sum);
		}
		return out;
	}
}
