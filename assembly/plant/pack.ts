import { TiledPack } from './cells/tiledPack';

export { PackConfig } from './cells/config';

/**
 * The cells of one module. Electrical state every millisecond, in single precision above a reference in double: half the
 * memory and twice the lanes, and the ledger closes as with double. All that integrates over longer is double.
 */
export class Pack extends TiledPack<f32> {}
