// @ts-check
/** The version of the engine, as `Cargo.toml` has it. */
export const VERSION = '0.1.0'
