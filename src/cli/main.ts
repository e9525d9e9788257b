import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { CommandFailure } from "./command-failure";
import { addCheckCommand } from "./commands/check";
import { addDoctorCommand } from "./commands/doctor";
import { addHintCommand } from "./commands/hint";
import { addProgressCommand } from "./commands/progress";
import { addResetCommand } from "./commands/reset";
import { addRunCommand } from "./commands/run";
import { addSolutionCommand } from "./commands/solution";
import { addStartCommand } from "./commands/start";

/** Runs one command line and returns its exit code: 0 success, 1 the answer is "no", 2 wrong use or broken environment. */
export async function main(args: readonly string[]): Promise<number> {
	const program = new Command("attention-lab")
		.description("Build self-attention with your own hands.")
		.version(version)
		.exitOverride()
		.showHelpAfterError('(run "attention-lab --help" for the list of commands)');
	addStartCommand(program);
	addCheckCommand(program);
	addHintCommand(program);
	addSolutionCommand(program);
	addResetCommand(program);
	addProgressCommand(program);
	addRunCommand(program);
	addDoctorCommand(program);
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
