/** The value as it arrives in the page: whatever JSON cannot carry is gone or null. */
export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
