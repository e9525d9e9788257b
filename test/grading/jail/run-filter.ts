/** A system call as the kernel shows it to a filter (`struct seccomp_data`). */
export interface SystemCall {
	readonly architecture: number;
	readonly number: number;
	readonly arguments?: readonly bigint[];
}

/** Runs a filter as the kernel does: the few instructions of classic BPF that ours is made of. */
export function runFilter(program: Uint8Array, call: SystemCall): number {
	const data = new DataView(new ArrayBuffer(64));
	data.setUint32(0, call.number, true);
	data.setUint32(4, call.architecture, true);
	for (const [index, value] of (call.arguments ?? []).entries())
		data.setBigUint64(16 + 8 * index, value, true);
	const code = new DataView(program.buffer, program.byteOffset, program.byteLength);
	let accumulator = 0;
	for (let at = 0; at < program.byteLength; at += 8) {
		const [operation, constant] = [code.getUint16(at, true), code.getUint32(at + 4, true)];
		const jump = (taken: boolean) => {
			at += 8 * code.getUint8(at + (taken ? 2 : 3));
		};
		if (operation === 0x06) return constant;
		if (operation === 0x20) accumulator = data.getUint32(constant, true);
		else if (operation === 0x15) jump(accumulator === constant);
		else if (operation === 0x35) jump(accumulator >= constant);
		else if (operation === 0x45) jump((accumulator & constant) !== 0);
		else throw new Error(`no such operation: ${operation}`);
	}
	throw new Error("the filter runs past its end");
}
