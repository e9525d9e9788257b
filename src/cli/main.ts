import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { CommandFailure } from "./command-failure";
import { addRunCommand } from "./commands/run";
import { addStartCommand } from "./commands/start";

/** Runs one command line and returns its exit code: 0 success, 1 the answer is "no", 2 wrong use or broken environment. */
export async function main(args: readonly string[]): Promise<number> {
	const program = new Command("attention-lab")
		.description("Build self-attention with your own hands.")
		.version(version)
		.exitOverride()
		.showHelpAfterError('(run "attention-lab --help" for the list of commands)');
	// <commands>
	addRunCommand(program);
	addStartCommand(program);
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
