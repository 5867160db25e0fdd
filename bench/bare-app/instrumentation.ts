/** A folder within the shop's: Next would take the shop's own. */
export function register() {}
