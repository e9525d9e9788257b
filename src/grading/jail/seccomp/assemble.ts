/** One instruction of the kernel's classic packet filter; a jump names where it goes. */
export type Instruction =
	/** Loads the 32 bits at `offset` of the description of the system call. */
	| { readonly load: number }
	| {
			readonly when: "equal" | "atLeast" | "anyBitOf";
			readonly value: number;
			readonly yes?: string;
			readonly no?: string;
	  }
	| { readonly answer: number }
	/** A place to jump to: the next instruction. */
	| { readonly label: string };

const instructionBytes = 8;
const loadWord = 0x20;
const answerConstant = 0x06;
const jumps = { equal: 0x15, atLeast: 0x35, anyBitOf: 0x45 } as const;

/** Turns instructions into the bytes of `struct sock_filter[]` (linux/filter.h), little-endian. */
export function assemble(instructions: readonly Instruction[]): Uint8Array {
	const labels = new Map<string, number>();
	const code: Exclude<Instruction, { label: string }>[] = [];
	for (const instruction of instructions)
		if ("label" in instruction) labels.set(instruction.label, code.length);
		else code.push(instruction);

	const bytes = new Uint8Array(code.length * instructionBytes);
	const view = new DataView(bytes.buffer);
	const write = (at: number, operation: number, value: number, yes = 0, no = 0) => {
		const start = at * instructionBytes;
		view.setUint16(start, operation, true);
		view.setUint8(start + 2, yes);
		view.setUint8(start + 3, no);
		view.setUint32(start + 4, value, true);
	};
	for (const [at, instruction] of code.entries()) {
		if ("load" in instruction) write(at, loadWord, instruction.load);
		else if ("answer" in instruction) write(at, answerConstant, instruction.answer);
		else {
			const { when, value, yes, no } = instruction;
			write(at, jumps[when], value, distance(labels, at, yes), distance(labels, at, no));
		}
	}
	return bytes;
}

/** How many instructions to skip: jumps only go forward, and no further than 255. */
function distance(labels: ReadonlyMap<string, number>, from: number, label?: string): number {
	if (label === undefined) return 0;
	const skipped = (labels.get(label) ?? Number.NaN) - from - 1;
	if (!(skipped >= 0 && skipped <= 255)) throw new Error(`no jump from ${from} to "${label}"`);
	return skipped;
}
