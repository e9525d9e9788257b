import { expect, it } from "vitest";
import { readLibraries } from "../../../src/grading/jail/shared-libraries";

it("reads where libraries are, and leaves the loader at its place", () => {
	const printed = `	linux-vdso.so.1 (0x00007fbdf1f13000)
	libdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007fbdf1efd000)
	libstdc++.so.6 => /opt/node lib/libstdc++.so.6 (0x00007fbdf1c00000)
	libnone.so => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007fbdf1f15000)
`;
	expect(readLibraries(printed)).toEqual([
		{ from: "/lib/x86_64-linux-gnu/libdl.so.2", to: "/lib/libdl.so.2" },
		{ from: "/opt/node lib/libstdc++.so.6", to: "/lib/libstdc++.so.6" },
		{ from: "/lib64/ld-linux-x86-64.so.2", to: "/lib64/ld-linux-x86-64.so.2" },
	]);
});

it("reads what musl's loader says, which names itself with an arrow", () => {
	const printed = `	/lib/ld-musl-x86_64.so.1 (0x7f0c)
	libstdc++.so.6 => /usr/lib/libstdc++.so.6 (0x7f0d)
	libc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f0c)
`;
	expect(readLibraries(printed).map(({ to }) => to)).toEqual([
		"/lib/ld-musl-x86_64.so.1",
		"/lib/libstdc++.so.6",
		"/lib/libc.musl-x86_64.so.1",
	]);
});

it("needs nothing for a binary that is linked statically", () => {
	expect(readLibraries("	not a dynamic executable\n")).toEqual([]);
});
