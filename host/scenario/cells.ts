/** What the firmware must know of a cell type: rated capacity and the voltages of its chemistry (makers' data sheets, A; derating K). */
import { type Choice, enumerations } from '../abi/registers.ts';

const NICKEL = {
  cellOvervoltageTrip_V: 4.25,
  cellOvervoltageWarning_V: 4.2,
  cellUndervoltageTrip_V: 2.5,
  cellUndervoltageWarning_V: 2.7,
  derateGroupVoltageStart_V: 2.9,
  derateGroupVoltageEnd_V: 2.6,
  chargeVoltage_V: 4.15,
  balanceAbove_V: 3.8,
} as const;

/** LFP is charged to 3.6 V and empty at 2.0 V; its plateau under load lies where nickel cells are nearly empty. */
const IRON: Record<keyof typeof NICKEL, number> = {
  cellOvervoltageTrip_V: 3.75,
  cellOvervoltageWarning_V: 3.65,
  cellUndervoltageTrip_V: 2,
  cellUndervoltageWarning_V: 2.3,
  derateGroupVoltageStart_V: 2.5,
  derateGroupVoltageEnd_V: 2.15,
  chargeVoltage_V: 3.55,
  balanceAbove_V: 3.4,
};

const CELLS: Readonly<
  Record<Choice<'CellChemistry'>, { readonly rated_Ah: number; readonly voltages: Record<keyof typeof NICKEL, number> }>
> = {
  panasonicNcr18650pf: { rated_Ah: 2.9, voltages: NICKEL },
  samsungInr21700_30t: { rated_Ah: 3, voltages: NICKEL },
  lgM50: { rated_Ah: 5, voltages: NICKEL },
  samsungNca48: { rated_Ah: 4.8, voltages: NICKEL },
  a123Lfp26650: { rated_Ah: 2.05, voltages: IRON },
  sonyLfp26650: { rated_Ah: 3, voltages: IRON },
};

/** The firmware's parameters that follow the chemistry. */
export const CELL_VOLTAGES = Object.keys(NICKEL) as (keyof typeof NICKEL)[];

/** The cell type of a row of CellChemistry. */
export const cellOf = (chemistry: number) => CELLS[enumerations.CellChemistry[chemistry] as Choice<'CellChemistry'>];
