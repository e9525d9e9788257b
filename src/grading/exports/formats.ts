import type { Exporter } from "./exported";

/** The formats by name, and what each is for; only what is asked for is loaded. */
export const formats = {
	gradescope: {
		is: "results.json for every student; with --autograder the zip that makes them in Gradescope",
		load: async () => (await import("./gradescope")).exportGradescope,
	},
	canvas: {
		is: "a CSV file for Canvas's gradebook; best with --gradebook, Canvas's own export",
		load: async () => (await import("./canvas")).exportCanvas,
	},
	moodle: {
		is: "a CSV file for Moodle's grade import",
		load: async () => (await import("./moodle")).exportMoodle,
	},
	classroom50: {
		is: "result.json for every student, for Classroom 50 (--classroom, --assignment)",
		load: async () => (await import("./classroom50")).exportClassroom50,
	},
	exercism: {
		is: "results.json, version 3, for every exercise of every student",
		load: async () => (await import("./exercism")).exportExercism,
	},
	nbgrader: {
		is: "grades as nbgrader exports them, and notebooks to release with nbgrader",
		load: async () => (await import("./nbgrader")).exportNbgrader,
	},
	junit: {
		is: "JUnit XML, a suite a student",
		load: async () => (await import("./junit")).exportJunit,
	},
	csv: {
		is: "the gradebook as a plain table",
		load: async () => (await import("./csv")).exportCsv,
	},
	json: {
		is: "grades and tests as data",
		load: async () => (await import("./json")).exportJson,
	},
} satisfies Record<string, { is: string; load: () => Promise<Exporter> }>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];
