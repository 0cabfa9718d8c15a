/** Made by `lean.ts` from the tables of the host. */
declare module 'virtual:words' {
  /** By parameter: what it means. */
  export const docs: Readonly<Record<string, string>>;
  /** By scenario, for each of its runs: where the limit of each verdict comes from. */
  export const sources: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}
