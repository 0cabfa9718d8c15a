/** Where harm begins: what no cell, bank or fuse may come to, whatever its protection is set to. Grade and source beside each. */
import { type Choice, enumerations } from '../abi/registers.ts';
import type { ParameterName } from '../parameters.ts';

type Values = Readonly<Record<ParameterName, number>>;

export interface CellLimits {
  readonly voltageMax_V: number;
  readonly voltageMin_V: number;
  readonly temperatureMax_degC: number;
  readonly chargeTemperatureMax_degC: number;
  /** Over the rated capacity in ampere hours. */
  readonly chargeRate_per_h: number;
}

/**
 * Nickel: charged to 4.20 V with 50 mV of tolerance (makers' data sheets, A), another 50 mV until the electrolyte oxidises
 * fast (K); copper dissolves below 1.5 V (literature, C), half a volt of room to it (K). The film on the anode decomposes
 * from 80 degC on (literature, C); charging warmer than 60 degC ages within hours (K). Twice the rated capacity in an hour (K).
 */
const NICKEL: CellLimits = {
  voltageMax_V: 4.3,
  voltageMin_V: 2,
  temperatureMax_degC: 80,
  chargeTemperatureMax_degC: 60,
  chargeRate_per_h: 2,
};

/** Iron phosphate: 3.6 V charged (makers' data sheets, A); the electrolyte bears 4.0 V (K); the rest as nickel. */
const IRON: CellLimits = { ...NICKEL, voltageMax_V: 4, voltageMin_V: 1.5 };

const LIMITS: Readonly<Record<Choice<'CellChemistry'>, CellLimits>> = {
  panasonicNcr18650pf: NICKEL,
  samsungInr21700_30t: NICKEL,
  lgM50: NICKEL,
  samsungNca48: NICKEL,
  a123Lfp26650: IRON,
  sonyLfp26650: IRON,
};

export const cellLimits = ({ cellChemistry }: Values): CellLimits =>
  LIMITS[enumerations.CellChemistry[cellChemistry] as Choice<'CellChemistry'>];
