/** What the edge runtime starts. See `imports` in package.json. */
export const start = (): Promise<void> => Promise.resolve();
