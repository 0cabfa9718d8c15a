/** The C twin of the power stage, and what it and the simulation's own kernel are driven by. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from '../../support/c-twin.ts';
import type { PlantKey, PlantValues } from '../reference/parameters.ts';

const source = fileURLToPath(new URL('power-stage.c', import.meta.url));

/** In the order in which the twin reads them. */
const converter = ['Limit_A', 'Slew_A_per_s', 'Lag_s', 'Latency_s'] as const;
const loss = ['Idle_W', 'Linear_V', 'Resistive_ohm'] as const;
const ofKind = <Kind extends 'cbu' | 'bbu'>(kind: Kind) => [
  ...converter.map((name) => `${kind}Converter${name}` as const),
  ...loss.map((name) => `${kind}Loss${name}` as const),
];
const names: readonly PlantKey[] = [
  'busNominal_V',
  'busCapacitanceS_F',
  'busCapacitanceL_F',
  'busEsrS_ohm',
  'busEsrL_ohm',
  'busbarInductance_H',
  'busbarResistance_ohm',
  'psuModules',
  'psuModulePower_W',
  'psuSetPoint_V',
  'psuDroopVoltage_V',
  'psuHoldUpEnergy_J',
  'psuInputLimit_ratio',
  'psuPulseLimit_ratio',
  'psuLoopGain_A_per_V',
  'psuLoopIntegral_A_per_Vs',
  'psuLag_s',
  'psuFallTime_s',
  'loadPower_W',
  'loadSlew_A_per_s',
  'loadFloor_V',
  'loadLockout_V',
  'cbuModules',
  ...ofKind('cbu'),
  'bbuModules',
  ...ofKind('bbu'),
  'bbuChargePower_W',
];

/** Emf and resistance behind each converter. */
export const SOURCES = { cbuEmf_V: 46, cbuSource_ohm: 6.3e-3, bbuEmf_V: 42, bbuSource_ohm: 20e-3 };

export type Action = 'trip' | 'restore' | 'load' | 'cbuCommand' | 'bbuCommand' | 'bbuEnable';
export interface Act {
  /** Fast tick of 10 us. */
  readonly tick: number;
  readonly action: Action;
  readonly value: number;
}

/** Doubles in what a fast tick leaves. */
export const ROW = 30;

const parameterLines = (values: PlantValues, sources: typeof SOURCES) =>
  [...names.map((name) => `${name} ${values[name]}`), ...Object.entries(sources).map(([name, value]) => `${name} ${value}`)].join('\n');

function twin(program: string, args: string[], input: string): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`the twin of the power stage: ${stderr}`);
  return stdout;
}

/** A row of ROW doubles a fast tick, or null where no C compiler is. */
export function runTwin(values: PlantValues, acts: readonly Act[], ticks: number, sources = SOURCES): Float64Array | null {
  const program = compile(source, ['-O3', '-msse4.1']);
  if (program === null) return null;
  const said = acts.map(({ tick, action, value }) => `${tick} ${action} ${value}`);
  const out = twin(program, ['run'], `${parameterLines(values, sources)}\nticks ${ticks}\n${said.join('\n')}\n`);
  return new Float64Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.byteLength));
}

/** Nanoseconds a step, measured by the twin itself over `steps` of them; null where no C compiler is. */
export function twinTimer(values: PlantValues, flags: readonly string[]): ((steps: number) => number) | null {
  const program = compile(source, flags);
  if (program === null) return null;
  const input = `${parameterLines(values, SOURCES)}\n`;
  return (steps) =>
    Number(
      twin(program, ['bench', String(steps)], input)
        .toString()
        .split(' ')[0],
    );
}
