/**
 * The stability map of a constant-power load: on both sides of each boundary of theory, over busbar resistance and
 * inductance, bus capacitance and load, 50 V and 400 V, the simulation does what theory says within 2 % of the boundary.
 * Node S is held ideal (a huge capacitance, no droop) and ESR is 0: then, with VS the source's voltage and VL that of the
 * operating point,
 *
 *   it exists where    R < VS^2/(4 P)          vL = (VS + sqrt(VS^2 - 4 R P))/2
 *   it is damped where C > L P/(R VL^2)        the load's -P/VL^2 against the busbar's R/L
 */
import { describe, expect, it } from 'vitest';
import { simulationOf } from '../support/simulation.ts';
import { type PlantValues, plantValues } from './reference/parameters.ts';

const NEAR = 0.02;

interface Point {
  readonly vS: number;
  readonly power_W: number;
  readonly R: number;
  readonly L: number;
}

const held = ({ vS, power_W, R, L }: Point, C: number): Partial<PlantValues> => ({
  controlMode: 1,
  cbuModules: 0,
  bbuModules: 0,
  sensorNoise: 0,
  sensorQuantisation: 0,
  busNominal_V: vS,
  busEsrS_ohm: 0,
  busEsrL_ohm: 0,
  // 10 F for 18 kW at 50 V, the same in joule for a watt elsewhere; the table allows no more than 10 F
  busCapacitanceS_F: Math.min(10, (10 * power_W * 2500) / (18e3 * vS * vS)),
  busCapacitanceL_F: C,
  busbarInductance_H: L,
  busbarResistance_ohm: R,
  psuSetPoint_V: vS,
  psuModules: 40,
  psuModulePower_W: power_W / 10,
  psuLoopGain_A_per_V: Math.max(1, (60 * power_W * 2500) / (18e3 * vS * vS)),
  psuDroopVoltage_V: 0,
  psuHoldUpEnergy_J: 5000,
  loadPower_W: power_W,
  loadSlew_A_per_s: 1e9,
  loadLockout_V: 1,
  loadFloor_V: 0.1 * vS,
});

const operating_V = ({ vS, power_W, R }: Point) => 0.5 * (vS + Math.sqrt(vS * vS - 4 * R * power_W));
const dampingCapacitance_F = (point: Point) => (point.L * point.power_W) / (point.R * operating_V(point) ** 2);

const defaults = plantValues();
const of = (set: Partial<PlantValues>) => ({ ...defaults, ...set });

/** Growth of a small ringing a second, as the logarithm of its swing over a few dozen periods. */
function growth_per_s(point: Point, C: number): number {
  const period_s = 2 * Math.PI * Math.sqrt(point.L * C);
  const duration_s = Math.ceil(60 * period_s * 1e4) / 1e4 + 1e-3;
  const kick_W = 0.002 * point.power_W;
  const simulation = simulationOf({
    parameters: of(held(point, C)),
    events: [
      { t_s: 1e-4, kind: 'loadPower', value: point.power_W + kick_W },
      { t_s: 1e-4 + Math.round(0.5e6 * period_s) * 1e-6, kind: 'loadPower', value: point.power_W },
    ],
    duration_s,
  });
  simulation.run(simulation.duration_ticks);
  const swing_V = (from_s: number) => {
    const { min, max } = simulation.view('busVoltage_V', from_s, from_s + 2 * period_s, 1);
    return (max[0] as number) - (min[0] as number);
  };
  const [early_s, late_s] = [1e-4 + 4 * period_s, duration_s - 3 * period_s];
  return Math.log(swing_V(late_s) / swing_V(early_s)) / (late_s - early_s);
}

const grid: Point[] = [];
for (const [vS, power_W] of [
  [50, 18e3],
  [50, 6e3],
  [400, 110e3],
] as const)
  for (const part of [0.05, 0.3, 0.7])
    for (const C_of_rack of [0.5, 2]) {
      const R = (part * vS * vS) / (4 * power_W);
      // the inductance for which the boundary lies at this part of the rack's own capacitance
      const C = (C_of_rack * 8.1e-3 * (power_W / (vS * vS))) / 7.2;
      const vL = operating_V({ vS, power_W, R, L: 0 });
      grid.push({ vS, power_W, R, L: (C * R * vL * vL) / power_W });
    }

const named = (point: Point) => ({
  name: `${point.vS} V, ${point.power_W / 1e3} kW, R ${(1e3 * point.R).toPrecision(3)} mΩ, L ${(1e6 * point.L).toPrecision(3)} µH`,
  point,
});

describe('damping: C > L P/(R VL^2)', () => {
  it.each(grid.map(named))('$name', ({ name, point }) => {
    const C = dampingCapacitance_F(point);
    const [below, above] = [growth_per_s(point, (1 - NEAR) * C), growth_per_s(point, (1 + NEAR) * C)];
    // where the simulation's own boundary lies, by the straight line between the two
    const boundary = 1 - NEAR + (2 * NEAR * below) / (below - above);
    console.log(`${name}: ${below.toFixed(1)}/s at 0.98 C, ${above.toFixed(1)}/s at 1.02 C, boundary at ${boundary.toFixed(4)} C`);
    expect(below).toBeGreaterThan(0);
    expect(above).toBeLessThan(0);
  });
});

describe('existence: R < VS^2/(4 P)', () => {
  it.each(grid.filter((_, k) => k % 2 === 0).map(named))('$name', ({ point }) => {
    const vS = point.vS;
    for (const part of [1 - NEAR, 1 + NEAR]) {
      const limit_W = (vS * vS) / (4 * point.R);
      // well damped there, and approached so slowly that nothing rings
      const edge = { ...point, power_W: limit_W };
      const L = 0.05 * point.L;
      const C = (6 * L * limit_W) / (point.R * (0.5 * vS) ** 2);
      const set = held({ ...edge, L }, C);
      const simulation = simulationOf({
        parameters: of({ ...set, loadPower_W: 0.9 * limit_W }),
        events: [{ t_s: 1e-3, kind: 'loadPower', value: part * limit_W, duration_s: 5e-3 }],
        duration_s: 0.04,
      });
      simulation.run(simulation.duration_ticks);
      const { busVoltageL_V, busVoltageS_V } = simulation.truth();
      const upper_V = 0.5 * (busVoltageS_V + Math.sqrt(Math.max(0, busVoltageS_V ** 2 - 4 * point.R * part * limit_W)));
      if (part < 1) expect(Math.abs(busVoltageL_V / upper_V - 1)).toBeLessThan(0.01);
      else expect(busVoltageL_V).toBeLessThan(0.3 * vS);
    }
  });
});
