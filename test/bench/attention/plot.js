// `node test/bench/attention/plot.js [report.json]`: draws the figure of the README from what `npm run bench attention`
// wrote, and puts the times beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { drawTimes } from "./draw-times.js";
import { attentionReport } from "./report.js";
import { speedSection } from "./speed-section.js";

const file = process.argv[2] ?? join(".build", "bench", "attention.json");
const report = attentionReport.parse(JSON.parse(readFileSync(file, "utf8")));
const drawn = report.cases.find(({ title }) => title === "attention forward, n = 1024");
if (!drawn) throw new Error(`${file} has no attention forward at n = 1024: run the benchmark anew`);

const { machine, kernels } = report;
const caption = `${machine.cpu}, one thread, Node ${machine.node.slice(1)}, kernels ${kernels}; the shortest of ${drawn.contenders[0]?.rounds} rounds, in turns`;
writeFileSync(join("test", "bench", "attention.svg"), drawTimes(drawn, caption));

const readme = readFileSync("README.md", "utf8");
const marks = /(<!-- speed: written by plot\.js -->\n).*?(<!-- end of speed -->)/s;
if (!marks.test(readme)) throw new Error("README.md has lost the marks of its section on speed");
writeFileSync(
	"README.md",
	readme.replace(marks, (_, start, end) => `${start}${speedSection(report)}${end}`),
);
