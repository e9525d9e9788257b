import { expect, it } from "vitest";
import { propertySeed } from "../../../src/course/checking/property-seed";

it("the seed of a property is a whole number from 0 to 2^53 - 1", () => {
	for (let seed = 0; seed < 1000; seed++) {
		const own = propertySeed(seed, "weights sum to 1");
		expect(Number.isSafeInteger(own) && own >= 0).toBe(true);
	}
});

it("the seed of a property differs from name to name and from seed to seed", () => {
	const seeds = new Set<number>();
	for (let seed = 0; seed < 100; seed++)
		for (let name = 0; name < 100; name++) seeds.add(propertySeed(seed, `property ${name}`));
	expect(seeds.size).toBe(10_000);
});
