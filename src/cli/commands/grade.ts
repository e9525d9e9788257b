import type { Command } from "commander";

/** In the order in which an instructor comes to need them. Only what is asked for is loaded. */
const subcommands: Record<string, () => Promise<(grade: Command) => void>> = {
	collect: async () => (await import("./grade/collect")).addCollectCommand,
	run: async () => (await import("./grade/run")).addRunCommand,
	regrade: async () => (await import("./grade/regrade")).addRegradeCommand,
	override: async () => (await import("./grade/override")).addOverrideCommand,
	report: async () => (await import("./grade/report")).addReportCommand,
	export: async () => (await import("./grade/export")).addExportCommand,
	similar: async () => (await import("./grade/similar")).addSimilarCommand,
	release: async () => (await import("./grade/release")).addReleaseCommand,
	selftest: async () => (await import("./grade/selftest")).addSelftestCommand,
	doctor: async () => (await import("./grade/doctor")).addDoctorCommand,
	merge: async () => (await import("./grade/merge")).addMergeCommand,
	template: async () => (await import("./grade/template")).addTemplateCommand,
	submit: async () => (await import("./grade/submit")).addSubmitCommand,
	worker: async () => (await import("./grade/worker")).addWorkerCommand,
};

export async function addGradeCommand(program: Command, asked?: string): Promise<void> {
	const grade = program
		.command("grade")
		.description("grade the submissions of a class without trusting a line of them");
	const names = asked !== undefined && Object.hasOwn(subcommands, asked) ? [asked] : undefined;
	for (const name of names ?? Object.keys(subcommands)) (await subcommands[name]!())(grade);
}
