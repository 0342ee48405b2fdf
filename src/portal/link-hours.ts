/** How long a link works without signing in. */
export const linkHours = 24
