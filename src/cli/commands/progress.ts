import type { Command } from "commander";
import { progress } from "../../course";

export function addProgressCommand(program: Command): void {
	program
		.command("progress")
		.description("how far you are with each lesson")
		.option("--json", "print it as one JSON object")
		.action(async ({ json }: { json?: boolean }) => {
			const course = await progress();
			console.log(json ? JSON.stringify(course) : String(course));
		});
}
