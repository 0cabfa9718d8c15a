/** The racks of the library. */
import { diablo400 } from './presets/diablo-400.ts';
import { hprShelf } from './presets/hpr-shelf.ts';
import { nvl72Rack } from './presets/nvl72-rack.ts';
import { orv3Shelf } from './presets/orv3-shelf.ts';
import { pod40 } from './presets/pod-40.ts';
import type { Preset } from './presets/preset.ts';

export type { Preset };

export const presets: Readonly<Record<string, Preset>> = {
  [orv3Shelf.name]: orv3Shelf,
  [hprShelf.name]: hprShelf,
  [nvl72Rack.name]: nvl72Rack,
  [pod40.name]: pod40,
  [diablo400.name]: diablo400,
};
