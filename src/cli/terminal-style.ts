import process from "node:process";
import { colourStyle, plainStyle, type Style } from "../course/views/style";

/** Colours where a person looks at a terminal that has them and has not asked for none. */
export function terminalStyle(): Style {
	const { NO_COLOR, TERM } = process.env;
	return process.stdout.isTTY && !NO_COLOR && TERM !== "dumb" ? colourStyle : plainStyle;
}
