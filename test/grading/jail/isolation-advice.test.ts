import { describe, expect, it } from "vitest";
import {
	bubblewrapAdvice,
	containerAdvice,
	type KernelSettings,
} from "../../../src/grading/jail/isolation-advice";

const open: KernelSettings = {
	restrictedByAppArmor: undefined,
	usersMayClone: undefined,
	maxUserNamespaces: "96365",
};

describe("what to do when bubblewrap does not work", () => {
	it("is to install it when it is missing", () => {
		const said = "prlimit: failed to execute bwrap: No such file or directory";
		expect(bubblewrapAdvice(said, open)).toContain("apt install bubblewrap");
	});

	it("is to allow it its namespaces where AppArmor forbids them", () => {
		const said = "bwrap: setting up uid map: Permission denied";
		const advice = bubblewrapAdvice(said, { ...open, restrictedByAppArmor: "1" });
		expect(advice).toContain("kernel.apparmor_restrict_unprivileged_userns=0");
	});

	it("is to allow user namespaces where the kernel has them switched off", () => {
		const said = "bwrap: No permissions to create new namespace";
		expect(bubblewrapAdvice(said, { ...open, usersMayClone: "0" })).toContain(
			"kernel.unprivileged_userns_clone=1",
		);
		expect(bubblewrapAdvice(said, { ...open, maxUserNamespaces: "0" })).toContain(
			"user.max_user_namespaces",
		);
	});

	it("is to leave the container that allows none", () => {
		const said = "bwrap: Creating new namespace failed: Operation not permitted";
		expect(bubblewrapAdvice(said, open)).toContain("--security-opt");
	});

	it("is to install what starts it", () => {
		expect(bubblewrapAdvice("spawn prlimit ENOENT", open)).toContain("util-linux");
	});
});

describe("what to do when containers do not work", () => {
	const advice = (said: string) => containerAdvice(said, "docker", "node:24-slim");

	it("is to install an engine, start its daemon, or get the image", () => {
		expect(advice("spawn docker ENOENT")).toContain("apt install podman");
		expect(advice("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.")).toContain(
			"systemctl start docker",
		);
		expect(advice("Unable to find image 'node:24-slim' locally")).toContain(
			'"docker pull node:24-slim"',
		);
	});

	it("is to try by hand when nobody knows", () => {
		expect(advice("crun: boom")).toContain("docker run --rm node:24-slim node --version");
	});
});
