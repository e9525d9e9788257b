import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { CommandFailure } from "./command-failure";

/** Only what is asked for is loaded, so that a small command starts fast. */
const commands = {
	start: async () => (await import("./commands/start")).addStartCommand,
	check: async () => (await import("./commands/check")).addCheckCommand,
	hint: async () => (await import("./commands/hint")).addHintCommand,
	solution: async () => (await import("./commands/solution")).addSolutionCommand,
	reset: async () => (await import("./commands/reset")).addResetCommand,
	progress: async () => (await import("./commands/progress")).addProgressCommand,
	run: async () => (await import("./commands/run")).addRunCommand,
	kernel: async () => (await import("./commands/kernel")).addKernelCommand,
	doctor: async () => (await import("./commands/doctor")).addDoctorCommand,
	grade: async () => (await import("./commands/grade")).addGradeCommand,
};
const commandNames = Object.keys(commands) as (keyof typeof commands)[];
const isCommand = (word = ""): word is keyof typeof commands => Object.hasOwn(commands, word);

/** Runs one command line and returns its exit code: 0 success, 1 the answer is "no", 2 wrong use or broken environment. */
export async function main(args: readonly string[]): Promise<number> {
	const program = new Command("attention-lab")
		.description("Build self-attention with your own hands.")
		.version(version)
		.exitOverride()
		.showHelpAfterError('(run "attention-lab --help" for the list of commands)');
	for (const name of isCommand(args[0]) ? [args[0]] : commandNames)
		await (await commands[name]())(program, args[1]);
	try {
		await program.parseAsync(args, { from: "user" });
		return 0;
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		if (error instanceof CommandFailure) {
			if (error.message) console.error(error.message);
			return error.exitCode;
		}
		throw error;
	}
}
