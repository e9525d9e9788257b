import { formatTime } from "./draw-times.js";

/** @import { AttentionReport } from "./report.js" */

const columns = [
	"attention-lab",
	"C + OpenBLAS",
	"onnxruntime-node",
	"onnxruntime-web",
	"tfjs wasm",
	"ml-matrix",
	"plain number[][]",
];

/**
 * What the README says about speed: the figure with a description, and a table of the shortest times.
 * @param {AttentionReport} report
 */
export function speedSection({ machine, kernels, cases }) {
	const rows = cases
		.filter(({ n, contenders }) => contenders.length > 2 && n !== 8 && n !== 32) // one small size is enough
		.map(({ title, contenders }) => {
			const times = columns.map((column) => {
				const found = contenders.find(({ name }) => name === column);
				return found ? formatTime(found.minimum) : "–";
			});
			return `| ${[title, ...times].join(" | ")} |`;
		});
	const first = cases.find(({ title }) => title === "attention forward, n = 1024");
	const spoken = [...(first?.contenders ?? [])]
		.sort((a, b) => a.minimum - b.minimum)
		.map(({ name, minimum }) => `${name} ${formatTime(minimum)}`);
	return `
![Milliseconds of one attention head with 1024 tokens, from fast to slow: ${spoken.join(", ").replaceAll("[]", "\\[\\]")}](test/bench/attention.svg)

| ms, one thread, 64 dimensions | ${columns.join(" | ").replaceAll("[]", "\\[\\]")} |
|---|${columns.map(() => "---:|").join("")}
${rows.join("\n")}

Measured on ${machine.cpu} with Node ${machine.node.slice(1)} (kernels ${kernels}), each the shortest of several rounds in turns.

`;
}
