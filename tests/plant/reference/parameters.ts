import { plantParameters } from '../../../host/abi/registers.ts';

export type PlantKey = keyof typeof plantParameters;
export type PlantValues = Record<PlantKey, number>;

/** Every plant parameter: its default in the register table unless `set` says otherwise. SI. */
export function plantValues(set: Partial<PlantValues> = {}): PlantValues {
  const defaults = Object.entries(plantParameters).map(([key, register]) => [key, register.default ?? Number.NaN]);
  return { ...(Object.fromEntries(defaults) as PlantValues), ...set };
}
