/** The racks of the library. */
import { diablo400 } from './presets/diablo-400.ts';
import { hprShelf } from './presets/hpr-shelf.ts';
import { orv3Shelf } from './presets/orv3-shelf.ts';
import type { Preset } from './presets/preset.ts';

export type { Preset };

export const presets: Readonly<Record<string, Preset>> = {
  [orv3Shelf.name]: orv3Shelf,
  [hprShelf.name]: hprShelf,
  [diablo400.name]: diablo400,
};
