import { readFile } from "node:fs/promises";
import { containerEngine, containerImage } from "./container-settings";
import type { Isolation } from "./isolation";

/** What to do when a jail does not start, from what was said of it and how the kernel is set up. */
export async function isolationAdvice(isolation: Isolation, said: string): Promise<string> {
	return isolation === "bubblewrap"
		? bubblewrapAdvice(said, await kernelSettings())
		: containerAdvice(said, containerEngine(), containerImage());
}

/** Settings that keep ordinary users from making namespaces; undefined where the kernel has no such. */
export interface KernelSettings {
	readonly restrictedByAppArmor: string | undefined;
	readonly usersMayClone: string | undefined;
	readonly maxUserNamespaces: string | undefined;
}

async function kernelSettings(): Promise<KernelSettings> {
	const read = (name: string) =>
		readFile(`/proc/sys/${name}`, "utf8").then(
			(text) => text.trim(),
			() => undefined,
		);
	return {
		restrictedByAppArmor: await read("kernel/apparmor_restrict_unprivileged_userns"),
		usersMayClone: await read("kernel/unprivileged_userns_clone"),
		maxUserNamespaces: await read("user/max_user_namespaces"),
	};
}

export function bubblewrapAdvice(said: string, settings: KernelSettings): string {
	if (/prlimit ENOENT/.test(said))
		return 'prlimit is missing. Install it: "sudo apt install util-linux".';
	if (/mkfifo ENOENT/.test(said))
		return 'mkfifo is missing. Install it: "sudo apt install coreutils".';
	if (/execute bwrap/.test(said))
		return 'Install bubblewrap: "sudo apt install bubblewrap", or "sudo dnf install bubblewrap".';
	if (!/namespace|uid map|Operation not permitted|Permission denied/i.test(said))
		return 'Try "bwrap --unshare-all --ro-bind / / true" and mend what it says.';
	if (settings.restrictedByAppArmor === "1")
		return 'AppArmor keeps bubblewrap from making user namespaces (Ubuntu 23.10 and later). Allow it to: install the profile "bwrap-userns-restrict" of the package apparmor-profiles, or run "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0".';
	if (settings.usersMayClone === "0")
		return 'Allow user namespaces: "sudo sysctl -w kernel.unprivileged_userns_clone=1".';
	if (settings.maxUserNamespaces === "0")
		return 'Allow user namespaces: "sudo sysctl -w user.max_user_namespaces=15000".';
	return "This looks like a container that allows no namespaces of its own. Grade on the machine itself, or start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined.";
}

export function containerAdvice(said: string, engine: string, image: string): string {
	if (/ENOENT/.test(said))
		return 'Install podman ("sudo apt install podman") or docker, or name the program in ATTENTION_LAB_CONTAINER_ENGINE.';
	if (/daemon|docker\.sock|podman\.sock/i.test(said))
		return `Start the daemon of ${engine} ("sudo systemctl start docker"), and see that you may use it ("sudo usermod -aG docker $USER", then log in anew).`;
	if (/image/i.test(said))
		return `Get the image: "${engine} pull ${image}", or name another with Node in ATTENTION_LAB_CONTAINER_IMAGE.`;
	return `Try "${engine} run --rm ${image} node --version" and mend what it says.`;
}
