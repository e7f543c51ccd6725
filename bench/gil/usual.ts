/** What most laws have in common: switch intervals, and the pool they are measured in. */

/** Switch intervals, in ms. */
export const intervals = [0.5, 5, 50] as const;

/** CPython's own. */
export const usualInterval = 5;

/** Workers of the pool: no law takes more at once. */
export const workers = 4;
