import { nvl72Rack } from './nvl72-rack.ts';
import type { Preset } from './preset.ts';

export const pod40: Preset = {
  name: 'pod-40',
  title: 'Pod of 40 NVL72 racks, 5.3 MW',
  about: 'Forty racks on one utility (116,160 cells). Each has a bus of its own and its own tolerances: they meet only in the utility.',
  racks: 40,
  set: nvl72Rack.set,
};
