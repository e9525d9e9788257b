import { intakeLimits } from "./found-files";
import { Unusable } from "./unusable";

/**
 * @throws Unusable when an archive of `packed` bytes grows to more than an honest one does
 */
export function refuseGrowth(label: string, packed: number, unpacked: number): void {
	const { unpackedBytes, ratio, ratioFrom } = intakeLimits;
	if (unpacked > unpackedBytes || (unpacked > ratioFrom && unpacked > ratio * packed))
		throw new Unusable(
			`${label} has ${megabytes(packed)} and grows to ${megabytes(unpacked)} or more when it is opened. Nothing of it was opened. Hand in your exercises only.`,
		);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 0)} MB`;
