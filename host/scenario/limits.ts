/** How large a scenario may be: for the validation and the JSON schema alike. */
export const FAST_TICK_S = 10e-6;
export const LONGEST_S = 3600;
export const MOST_SEED = Number.MAX_SAFE_INTEGER;
export const MOST_TEXT = 2000;
export const MOST_ITEMS = 100_000;
export const MOST_COMMAND_A = 1e5;
export const MOST_LOAD_W = 10e6;
