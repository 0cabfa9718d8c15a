import { ModuleKind } from '../abi/enumerations';
import { moduleTruth } from '../abi/simulationBanks';
import { Truth } from '../abi/Truth';
import { Simulation } from './simulation';

const ZERO_DEGC_K: f64 = 273.15;

/** Copies what the plant knows of the shelf into the truth bank. */
export function publishTruth(simulation: Simulation, out: Truth): void {
  const plant = simulation.plant;
  const power = plant.power;
  const now_us = simulation.tick;
  out.time_s = now_us / 1e6;
  out.busVoltageL_V = power.bus.vL_V;
  out.busVoltageS_V = power.bus.vS_V;
  out.busbarCurrent_A = power.bus.bar_A;
  out.psuCurrent_A = power.psu.current_A;
  out.cbuCurrent_A = power.cbu_A;
  out.bbuCurrent_A = power.bbu_A;
  out.loadCurrent_A = power.bus.load_A;
  out.loadDemand_W = power.load.demand_W(now_us);
  out.loadConnected = power.load.connected ? 1 : 0;
  out.utility_pu = power.supply.utility.voltage_pu(now_us);
  out.input_pu = power.supply.input_pu(now_us);
  out.onGenerator = power.supply.onGenerator ? 1 : 0;
  out.generatorFrequency_pu = power.supply.generator.runs ? power.supply.generator.frequency_pu : 0;
  out.psuEnergy_J = power.psu.energy_J;
  out.psuSetPoint_V = power.psu.setPoint_V(now_us);
  out.capacitorVoltage_V = plant.capacitor_V;
  out.capacitorCellMax_V = plant.capacitorCellMax_V;
  out.packSoc = plant.soc;
  out.hottestCell_degC = plant.hottest_K - ZERO_DEGC_K;
  let pack_V: f64 = plant.batteries.length > 0 ? Infinity : 0;
  let lowest_V: f64 = pack_V;
  let highest_V: f64 = 0;
  for (let k = 0; k < plant.batteries.length; k++) {
    const battery = plant.batteries[k];
    pack_V = min(pack_V, battery.terminal_V);
    lowest_V = min(lowest_V, battery.pack.cellVoltageMin_V());
    highest_V = max(highest_V, battery.pack.cellVoltageMax_V());
  }
  out.packVoltage_V = pack_V;
  out.cellVoltageMin_V = lowest_V;
  out.cellVoltageMax_V = highest_V;
}

/** Copies what the plant knows of each module into its bank. */
export function publishModules(simulation: Simulation): void {
  const plant = simulation.plant;
  for (let k = 0; k < plant.moduleCount; k++) {
    const out = moduleTruth(k);
    const converter = plant.converters[k];
    out.converterState = converter.state;
    out.sourceLimited = converter.sourceLimited ? 1 : 0;
    out.converterCurrent_A = plant.converterCurrent_A(k);
    if (k < plant.cbuCount) {
      const bank = plant.capacitors[k].bank;
      out.kind = ModuleKind.CBU;
      out.contactorClosed = plant.capacitors[k].present ? 1 : 0;
      out.switchClosed = out.contactorClosed;
      out.fuseBlown = 0;
      out.storageCurrent_A = bank.current_A;
      out.storageVoltage_V = bank.terminal_V;
      out.soc = 0;
      out.hottestCell_degC = bank.temperature_degC;
      out.cellVoltageMin_V = bank.cells.lowest_V;
      out.cellVoltageMax_V = bank.cells.highest_V;
      out.bleeders = bank.cells.bleeding;
      out.lifeUsed = bank.cells.lifeUsed;
      out.capacityHealth = 0;
      continue;
    }
    const battery = plant.batteries[k - plant.cbuCount];
    out.kind = ModuleKind.BBU;
    out.contactorClosed = battery.disconnect.mainClosed ? 1 : 0;
    out.switchClosed = battery.disconnect.switchClosed ? 1 : 0;
    out.fuseBlown = battery.disconnect.fuseBlown ? 1 : 0;
    out.storageCurrent_A = battery.current_A;
    out.storageVoltage_V = battery.terminal_V;
    out.soc = battery.pack.soc();
    out.hottestCell_degC = battery.pack.heat.warmest_K - ZERO_DEGC_K;
    out.cellVoltageMin_V = battery.pack.cellVoltageMin_V();
    out.cellVoltageMax_V = battery.pack.cellVoltageMax_V();
    out.bleeders = battery.pack.leaks.bleeding;
    out.lifeUsed = 0;
    out.capacityHealth = battery.pack.capacityHealth();
  }
}
