import { afterAll, describe, inject, TestRunner, test } from "vitest";

import type { Implementation, Lesson } from "../lesson";
import { announce } from "./announce";
import { appointedExaminees, type Examinee } from "./examiner";
import { failureText } from "./failure";
import type { PropertyOutline, PropertyReport } from "./report";
import { type Property, runProperty } from "./run-property";
import type { FunctionName, Tools } from "./tools";

/** The checks of one exercise, ready to examine any implementation of it. */
export interface ExerciseSuite {
	readonly lesson: Lesson;
	readonly properties: readonly PropertyOutline[];
	/**
	 * Examines an implementation in this process, by all properties or by those of some functions; the same seed
	 * gives the same fixtures.
	 */
	run(implementation: Implementation, seed: number, of?: readonly string[]): PropertyReport[];
}

/** States a property: its name as a sentence, the function it is about, and what it is worth. */
type StateProperty<Exports> = <Of extends FunctionName<Exports>>(
	name: string,
	about: { readonly of: Of; readonly points: number },
	body: (tools: Tools<Exports, Of>) => void,
) => void;

declare module "vitest" {
	interface ProvidedContext {
		/** The seed of the fixtures; 1 when nobody provides one. */
		exerciseSeed?: number;
	}
	interface TaskMeta {
		/** What the judge reads of a property: expected, actual, misconceptions. */
		report?: PropertyReport;
	}
}

/**
 * The checks of one exercise. In the check file that vitest runs, every property becomes a test of
 * the learner's exports; imported from anywhere else, nothing is registered and the suite that is
 * returned examines whatever it is given.
 */
export function exercise<Exports extends object>(
	lesson: Lesson,
	learner: Exports,
	define: (tools: { property: StateProperty<Exports> }) => void,
): ExerciseSuite {
	const properties: Property[] = [];
	define({
		property: (name, { of, points }, body) => {
			if (properties.some((other) => other.name === name))
				throw new Error(`${lesson.id} has two properties named "${name}"`);
			properties.push({ name, of, points, body: body as unknown as Property["body"] });
		},
	});
	if (isCheckFile(lesson)) register(lesson, properties, learner as Implementation);
	return {
		lesson,
		properties: properties.map(outlineOf),
		run: (implementation, seed, of = lesson.exercise.functions) =>
			properties
				.filter((property) => of.includes(property.of))
				.map((property) => runProperty(lesson, property, implementation, seed)),
	};
}

function register(lesson: Lesson, properties: readonly Property[], learner: Implementation): void {
	announce({ kind: "outline", properties: properties.map(outlineOf) });
	const examinees = appointedExaminees();
	if (examinees) {
		for (const examinee of examinees) registerExaminee(lesson, properties, examinee);
		return;
	}
	const seed = inject("exerciseSeed") ?? 1;
	for (const property of properties) {
		test(property.name, ({ task }) => {
			announce({ kind: "started", property: property.name });
			const report = runProperty(lesson, property, learner, seed);
			announce({ kind: "finished", report });
			task.meta.report = report;
			if (report.failure) throw new CheckFailed(failureText(report.failure));
		});
	}
}

function registerExaminee(
	lesson: Lesson,
	properties: readonly Property[],
	examinee: Examinee,
): void {
	describe(examinee.name, () => {
		for (const property of properties)
			test(property.name, () =>
				examinee.examine(outlineOf(property), (implementation, seed) =>
					runProperty(lesson, property, implementation, seed),
				),
			);
		afterAll(() => examinee.finish());
	});
}

const outlineOf = ({ name, of, points }: Property): PropertyOutline => ({ name, of, points });

/** What a plain `vitest run` shows of a failed property. */
class CheckFailed extends Error {
	override readonly name = "CheckFailed";
}

/** Whether vitest is collecting the check file of this lesson, rather than a test that imports it. */
function isCheckFile(lesson: Lesson): boolean {
	return fileBeingCollected()?.includes(`/test/exercises/${lesson.id}.test.ts`) ?? false;
}

function fileBeingCollected(): string | undefined {
	try {
		return TestRunner.getCurrentSuite().file?.filepath;
	} catch {
		return undefined; // imported by a program that is not a test
	}
}
