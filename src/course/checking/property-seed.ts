/**
 * The seed of one property's fixtures: another for each name, so that adding a property changes no
 * other. A whole number from 0 to 2⁵³ − 1.
 *
 * Source: FNV-1a with two offsets (Fowler, Noll, Vo), finished by murmur3's mixer (Appleby).
 */
export function propertySeed(seed: number, name: string): number {
	const text = `${seed}/${name}`;
	return hash(text, 0x811c9dc5) * 2 ** 21 + (hash(text, 0x9e3779b9) >>> 11);
}

function hash(text: string, offset: number): number {
	let h = offset;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}
