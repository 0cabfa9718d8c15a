/** What the plant knows of each module at the end of a run: as `--json` prints it, and in a line for people. */
import { enumerations } from '../abi/registers.ts';
import { formatResult } from '../quantity.ts';
import type { Simulation } from '../simulation.ts';

export interface ModuleResult {
  /** Capacitor modules first, battery modules after them, as events and the log count them. */
  module: number;
  kind: (typeof enumerations.ModuleKind)[number];
  converterState: (typeof CONVERTER)[number];
  contactorClosed: boolean;
  switchClosed: boolean;
  fuseBlown: boolean;
  converterCurrent_A: number;
  storageCurrent_A: number;
  storageVoltage_V: number;
  /** Of a battery; else null. */
  soc: number | null;
  /** Of a battery: mean capacity of its cells over that of new ones; else null. */
  capacityHealth: number | null;
  /** Of a capacitor: part of its life, 1 is its end; else null. */
  lifeUsed: number | null;
  hottestCell_degC: number;
  cellVoltageMin_V: number;
  cellVoltageMax_V: number;
  bleeders: number;
}

const CONVERTER = ['off', 'starting', 'on'] as const;

export function modulesOf(simulation: Simulation, count: number): ModuleResult[] {
  return Array.from({ length: count }, (_, module) => {
    const truth = simulation.moduleTruth(module);
    const kind = enumerations.ModuleKind[truth.kind] as ModuleResult['kind'];
    const isBattery = kind === 'bbu';
    return {
      module,
      kind,
      converterState: CONVERTER[truth.converterState] as ModuleResult['converterState'],
      contactorClosed: truth.contactorClosed === 1,
      switchClosed: truth.switchClosed === 1,
      fuseBlown: truth.fuseBlown === 1,
      converterCurrent_A: truth.converterCurrent_A,
      storageCurrent_A: truth.storageCurrent_A,
      storageVoltage_V: truth.storageVoltage_V,
      soc: isBattery ? truth.soc : null,
      capacityHealth: isBattery ? truth.capacityHealth : null,
      lifeUsed: isBattery ? null : truth.lifeUsed,
      hottestCell_degC: truth.hottestCell_degC,
      cellVoltageMin_V: truth.cellVoltageMin_V,
      cellVoltageMax_V: truth.cellVoltageMax_V,
      bleeders: truth.bleeders,
    };
  });
}

/** `6 batteries: charge 97.4 to 97.6 %, health 100 %, hottest cell 25.6 °C; ...`: kinds that there are, extremes of each. */
export function modulesText(modules: readonly ModuleResult[]): string {
  const of = (kind: ModuleResult['kind']) => modules.filter((module) => module.kind === kind);
  const parts = [
    ['battery', 'batteries', of('bbu'), batteryText],
    ['capacitor', 'capacitors', of('cbu'), capacitorText],
  ] as const;
  return parts
    .filter(([, , list]) => list.length > 0)
    .map(([one, many, list, text]) => `${list.length} ${list.length === 1 ? one : many}: ${text(list)}`)
    .join('; ');
}

/** To a hundredth: a run of seconds ages nothing that one could read. */
const percent = (part: number) => Number((100 * part).toFixed(2));
const batteryText = (list: readonly ModuleResult[]) =>
  `charge ${span(
    list.map(({ soc }) => percent(soc ?? 0)),
    '%',
  )}, health ${least(
    list.map(({ capacityHealth }) => percent(capacityHealth ?? 0)),
    '%',
  )}, ${hottest(list)}`;
const capacitorText = (list: readonly ModuleResult[]) =>
  `${span(
    list.map(({ storageVoltage_V }) => storageVoltage_V),
    'V',
  )}, ${formatResult(Math.max(...list.map(({ lifeUsed }) => percent(lifeUsed ?? 0))), '%')} of its life used, ${hottest(list)}`;
const hottest = (list: readonly ModuleResult[]) =>
  `hottest cell ${formatResult(Math.max(...list.map(({ hottestCell_degC }) => hottestCell_degC)), 'degC')}`;

const least = (values: readonly number[], unit: string) => formatResult(Math.min(...values), unit);
function span(values: readonly number[], unit: string): string {
  const [low, high] = [least(values, unit), formatResult(Math.max(...values), unit)];
  return low === high ? low : `${low} to ${high}`;
}
