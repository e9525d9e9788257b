import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ExerciseSuite } from "../../../src/course/checking/exercise";
import { projectRoot } from "../../../src/project-root";

type Answer = (...args: readonly unknown[]) => unknown;

/** The same, with every number replaced. */
const filled = (value: unknown, number: number): unknown => {
	if (typeof value === "number") return number;
	if (Array.isArray(value)) return value.map((item) => filled(item, number));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [key, filled(item, number)]),
	);
};

/** Functions that know nothing of the exercise. */
const effortless: Readonly<Record<string, Answer>> = {
	"an empty array": () => [],
	"[1]": () => [1],
	"[[1]]": () => [[1]],
	"[[0]]": () => [[0]],
	"0": () => 0,
	"1": () => 1,
	NaN: () => Number.NaN,
	true: () => true,
	false: () => false,
	"an empty text": () => "",
	"an empty object": () => ({}),
	"its first argument": (first) => structuredClone(plain(first)),
	"its third argument": (_, __, third) => structuredClone(plain(third)),
	"zeros of the shape of its first argument": (first) => filled(plain(first), 0),
	"ones of the shape of its first argument": (first) => filled(plain(first), 1),
	"zeros of the shape of its second argument": (_, second) => filled(plain(second), 0),
};

/** Without functions, such as those of a random generator. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? "null");

const files = readdirSync(join(projectRoot, "test", "exercises")).filter((file) =>
	file.endsWith(".test.ts"),
);

describe("no point is to be had without effort", () => {
	it.each(files)("%s", async (file) => {
		const { suite } = (await import(`../../exercises/${file}`)) as { suite: ExerciseSuite };
		const { functions } = suite.lesson.exercise;
		const earned = Object.entries(effortless).flatMap(([name, answer]) =>
			suite
				.run(Object.fromEntries(functions.map((each) => [each, answer])), 7)
				.filter(({ status }) => status === "passed")
				.map((report) => `${report.name}, by returning ${name}`),
		);
		expect(earned).toEqual([]);
	});
});
