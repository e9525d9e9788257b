/**
 * A student's id as the name of a folder on every system: what Windows, macOS or a shell would stumble
 * over becomes "_".
 *
 * @example folderName("ad/a:l") // "ad_a_l"
 */
export function folderName(id: string): string {
	const name = id
		.normalize("NFC")
		.replace(/[\p{Cc}/\\:*?"<>|]/gu, "_")
		.replace(/^[.\s]+|[.\s]+$/gu, "");
	return name || "_";
}
