import { enumerations, type firmwareParameters } from '../../host/abi/registers.ts';
import { BankView } from '../../host/abi/view.ts';
import { cellOf } from '../../host/scenario/cells.ts';
import { testingModule } from './testing-module.ts';

type Parameter = keyof typeof firmwareParameters;
export type Cell = (typeof enumerations.CellChemistry)[number];
export const cells = enumerations.CellChemistry;
export const kindOf = (cell: Cell) => enumerations.CellChemistry.indexOf(cell);

/** The module's estimator in the testing image, with its parameters and what it publishes. */
export class EstimatorBench {
  readonly wasm = testingModule();
  private readonly parameters: BankView<'FirmwareParameters'>;
  private readonly telemetry: BankView<'Telemetry'>;

  /** The firmware's parameters for a module of `series` groups of `parallel` cells. */
  constructor(cell: Cell, series: number, parallel: number, set: Partial<Record<Parameter, number>> = {}) {
    this.call('EstimatorDefaults');
    this.parameters = new BankView(this.wasm.memory, 'FirmwareParameters');
    this.telemetry = new BankView(this.wasm.memory, 'Telemetry');
    const { rated_Ah, voltages } = cellOf(kindOf(cell));
    const values: Partial<Record<Parameter, number>> = {
      groupCount: series,
      ratedCapacity_Ah: parallel * rated_Ah,
      calibration: kindOf(cell),
      storageVoltageFullScale_V: 6 * series,
      moduleCurrentFullScale_A: 45 * parallel,
      dischargeCurrentMax_A: 22 * parallel,
      chargeCurrentMax_A: 5 * parallel,
      ...voltages,
      ...set,
    };
    for (const [name, value] of Object.entries(values)) this.parameters.set(name as Parameter, value);
  }

  get rated_Ah(): number {
    return this.parameters.get('ratedCapacity_Ah');
  }

  call(name: string, ...values: (number | boolean)[]): number {
    const of = this.wasm[`test${name}`];
    if (!of) throw new Error(`no test${name}`);
    return of(...values);
  }

  told(name: Parameters<BankView<'Telemetry'>['get']>[0]): number {
    this.call('EstimatorPublish');
    return this.telemetry.get(name) as number;
  }
}

/** What becomes of the published charge: error, and how often it lay inside three sigma. */
export class Tally {
  private readonly error: number[] = [];
  private readonly sigma: number[] = [];
  private readonly time_s: number[] = [];

  add(time_s: number, soc: number, sigma: number, truth: number): void {
    this.time_s.push(time_s);
    this.error.push(soc - truth);
    this.sigma.push(sigma);
  }

  /** Largest error from `from_s` on. */
  most(from_s = 0, to_s = Number.POSITIVE_INFINITY): number {
    return Math.max(0, ...this.error.filter((_, k) => this.time_s[k]! >= from_s && this.time_s[k]! <= to_s).map(Math.abs));
  }

  /** Part of the time inside three sigma. */
  get covered(): number {
    return this.error.filter((e, k) => Math.abs(e) <= 3 * this.sigma[k]!).length / this.error.length;
  }

  /** When the error came below `bound` for good. */
  within_s(bound: number): number {
    const last = this.error.findLastIndex((e) => Math.abs(e) > bound);
    return last < 0 ? 0 : (this.time_s[last + 1] ?? Number.POSITIVE_INFINITY);
  }

  get last(): { error: number; sigma: number } {
    return { error: this.error.at(-1)!, sigma: this.sigma.at(-1)! };
  }

  get sigmaMedian(): number {
    return [...this.sigma].sort((a, b) => a - b)[this.sigma.length >> 1]!;
  }
}

export const percent = (part: number) => `${(100 * part).toFixed(2)} %`;
