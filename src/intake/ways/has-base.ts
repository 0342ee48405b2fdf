/** The address below which the functions of a HAS are, without a slash at its end. */
export const baseOf = (url: string): string => `${url.replace(/\/+(?:abone\/*)?$/u, '')}/abone`
