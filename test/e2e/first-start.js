// `npm start` as the first command after a clone: it must install, build, serve a page and stop on Ctrl-C.
// Run from the root of a fresh clone; exits with 0 when all of that was seen.
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";

const began = Date.now();
const lab = spawn("npm", ["start", "--", "--no-open", "--port", "0"], {
	stdio: ["ignore", "pipe", "inherit"],
	detached: true, // a process group of its own, as a terminal gives it
});
const ended = once(lab, "exit");

const url = await Promise.race([
	findUrl(),
	ended.then(([code]) => {
		throw new Error(`npm start ended with ${code} before it served a page`);
	}),
]);
const response = await fetch(url);
const page = await response.text();
if (!response.ok || !page.includes("<script"))
	throw new Error(`${url} answered ${response.status}`);
console.log(`served ${url.split("?")[0]} after ${((Date.now() - began) / 1000).toFixed(0)} s`);

process.kill(-(lab.pid ?? 0), "SIGINT");
const [code, signal] = await ended; // npm itself ends by the signal, the lab with 0
console.log(`stopped (${signal ?? `exit code ${code}`})`);
const stillServed = await fetch(url).then(
	() => true,
	() => false,
);
process.exitCode = stillServed || (code !== 0 && signal !== "SIGINT") ? 1 : 0;

async function findUrl() {
	for await (const line of createInterface(lab.stdout)) {
		console.log(line);
		const found = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\S*/.exec(line);
		if (found) return found[0];
	}
	throw new Error("npm start never printed its address");
}
