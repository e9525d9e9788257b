import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";

/** The rooms of the house and the rooms each may import from. */
const mayImport: Record<string, readonly string[]> = {
	"src/attention": [],
	"src/tensor": ["src/attention"],
	"src/plots": ["src/attention"],
	"src/course": ["src/attention", "src/plots"],
	"src/kernel": [],
	"src/notebook": ["src/kernel"],
	"src/app": ["src/kernel", "src/notebook", "src/course"],
	"src/grading": ["src/course", "src/notebook"],
	"src/cli": ["src/kernel", "src/notebook", "src/course", "src/app", "src/grading"],
	"src/files": [],
	exercises: ["src/attention"],
	solutions: ["src/attention"],
};

/** Leaves of the house that every room of `src` may stand on, because they know nothing of the course. */
const foundations = ["src/files", "src/project-root", "package.json"];

const packageNames: Record<string, string> = {
	"attention-lab": "src/attention",
	"attention-lab/tensor": "src/tensor",
	"attention-lab/plots": "src/plots",
	"attention-lab/course": "src/course",
};

interface Import {
	readonly file: string;
	readonly target: string;
}

describe("the import rules of the house", () => {
	for (const [room, allowed] of Object.entries(mayImport)) {
		it(`${room} imports ${allowed.length > 0 ? allowed.join(", ") : "nothing of ours"}`, () => {
			const accepted = [room, ...allowed, ...(room.startsWith("src/") ? foundations : [])];
			const broken = importsOf(room).filter(
				({ target }) =>
					!accepted.some((place) => target === place || target.startsWith(`${place}/`)),
			);
			expect(broken).toEqual([]);
		});
	}

	it("know every room", () => {
		const rooms = readdirSync(join(projectRoot, "src"), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => `src/${name}`);
		expect(Object.keys(mayImport)).toEqual(expect.arrayContaining(rooms));
	});

	it("would notice an import that climbs up", () => {
		expect(
			importsIn("src/attention/softmax.ts", 'import { check } from "../course/check";'),
		).toEqual([{ file: "src/attention/softmax.ts", target: "src/course/check" }]);
		expect(
			importsIn("exercises/02-softmax.ts", 'const c = await import("attention-lab/course");'),
		).toEqual([{ file: "exercises/02-softmax.ts", target: "src/course" }]);
	});
});

function importsOf(room: string): Import[] {
	const folder = join(projectRoot, room);
	let files: string[] = [];
	try {
		files = readdirSync(folder, { recursive: true, encoding: "utf8" });
	} catch {
		return []; // a room that is still to be built
	}
	return files
		.filter((file) => /\.(ts|tsx|js)$/.test(file))
		.flatMap((file) =>
			importsIn(`${room}/${file.split(sep).join("/")}`, readFileSync(join(folder, file), "utf8")),
		);
}

/** What a file imports of ours, as paths from the project's root. */
function importsIn(file: string, source: string): Import[] {
	const specifiers = [...source.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)];
	return specifiers.flatMap(([, specifier = ""]) => {
		if (specifier.startsWith(".")) {
			const path = resolve(projectRoot, dirname(file), specifier);
			return [{ file, target: relative(projectRoot, path).split(sep).join("/") }];
		}
		const target = packageNames[specifier];
		return target ? [{ file, target }] : [];
	});
}
