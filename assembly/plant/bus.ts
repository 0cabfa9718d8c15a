import { PlantParameters } from '../abi/PlantParameters';
import { RING_MASK } from '../math/ring';
import { at, put } from '../math/row';
import { ConverterCourse } from './converterCourse';
import { Psu, PsuLimit, PsuOutput } from './psu';
import { RingOf, Trace } from './trace';

/** The tangent is drawn anew when the voltage has moved by this part, and serves up to ten times that. */
const TANGENT_MOVE: f64 = 1e-4;
const TANGENT_REACH: f64 = 1e-3;

/**
 * The two-node bus with busbar, constant-power load and rectifier loop, one implicit-midpoint step at a time.
 *
 *   Cs dvs/dt = iPsu + j - iBar,     vS = vs + rS (iPsu + j - iBar)
 *   Cl dvl/dt = iBar - iLoad,        vL = vl + rL (iBar - iLoad)
 *   Lb diBar/dt = vS - vL - Rb iBar, iLoad = P/vL
 *
 * Midpoint values m satisfy x_m = x_0 + h/2 f(x_m) and x_1 = 2 x_m - x_0: second order, A-stable, and every power
 * v_m*i_m closes the energy of the quadratic stores to rounding. The network is linear but for the load and the
 * rectifier's clamp: node S, busbar and rectifier are eliminated by hand, once without the load (suffix O) and once for
 * the load alone, to vL = vLO - Z iLoad. The load's hyperbola is taken by its tangent where the voltage lately was
 * (relative error of the current below TANGENT_REACH^2), or exactly where that is too far; the clamp is a mode that is
 * checked after the solve. The form is chosen for a short chain from one step's state to the next.
 */
export class Bus {
  private readonly cs_F: f64;
  private readonly cl_F: f64;
  private readonly rS_ohm: f64;
  private readonly rL_ohm: f64;
  private readonly lb_H: f64;
  private readonly rb_ohm: f64;
  private readonly floor_V: f64;

  /** Capacitor voltages behind the ESR, and the busbar current. */
  vs_V: f64 = 0;
  vl_V: f64 = 0;
  bar_A: f64 = 0;
  /** Node S in the middle of the last step. */
  private vSm_V: f64 = 0;
  /** End of the last step. */
  vS_V: f64 = 0;
  vL_V: f64 = 0;
  load_A: f64 = 0;

  private readonly trace: Trace;

  lossEsr_J: f64 = 0;
  lossBusbar_J: f64 = 0;
  loadEnergy_J: f64 = 0;

  // coefficients that depend on the step alone
  private preparedStep_s: f64 = 0;
  private stepOverCs: f64 = 0;
  private stepOverCl: f64 = 0;
  private zs_ohm: f64 = 0;
  private zl_ohm: f64 = 0;
  private g_S: f64 = 0;
  // coefficients that depend on the slope b of the rectifier, iPsu = a - b vS, and on its droop
  private preparedSlope_S: f64 = -1;
  private preparedDroop_ohm: f64 = 0;
  /** Busbar: k iBar0 - kg vl0, and per volt of node S behind its impedance. */
  private k: f64 = 0;
  private kg_S: f64 = 0;
  private barPerC_S: f64 = 0;
  private vLPerC: f64 = 0;
  private vSPerBar_ohm: f64 = 0;
  private vSPerC: f64 = 0;
  private ePerVs: f64 = 0;
  /** What one ampere of the load moves. */
  private barPerLoad: f64 = 0;
  private vSPerLoad_ohm: f64 = 0;
  private psuPerLoad: f64 = 0;
  private ePerLoad_ohm: f64 = 0;
  private z_ohm: f64 = 0;
  // tangent of iLoad = P/vL at `tangent_V`: iLoad = 2P/v - P/v^2 vL, solved with vL = vLO - Z iLoad
  private tangent_V: f64 = 1;
  private perTangent_V: f64 = 1;
  private tangentDemand_W: f64 = NaN;
  private tangentZ_ohm: f64 = 0;
  private load0_A: f64 = 0;
  private load1_S: f64 = 0;
  private endDemand_W: f64 = NaN;
  private end0_A: f64 = 0;
  private end1_S: f64 = 0;

  constructor(parameters: PlantParameters, trace: Trace) {
    this.trace = trace;
    this.cs_F = parameters.busCapacitanceS_F;
    this.cl_F = parameters.busCapacitanceL_F;
    this.rS_ohm = parameters.busEsrS_ohm;
    this.rL_ohm = parameters.busEsrL_ohm;
    this.lb_H = parameters.busbarInductance_H;
    this.rb_ohm = parameters.busbarResistance_ohm;
    this.floor_V = parameters.loadFloor_V;
  }

  get energy_J(): f64 {
    return 0.5 * (this.cs_F * this.vs_V * this.vs_V + this.cl_F * this.vl_V * this.vl_V + this.lb_H * this.bar_A * this.bar_A);
  }

  /** Steady state with the rectifier alone at `demand_W`: every derivative zero. */
  settle(psu: Psu, demand_W: f64): void {
    // vL = setPoint - (droop + Rb) i,  i = P/vL
    const e_V = psu.setPoint_V(0);
    const r_ohm = psu.droop_ohm + this.rb_ohm;
    this.vL_V = 0.5 * (e_V + Math.sqrt(e_V * e_V - 4 * r_ohm * demand_W));
    const i = demand_W / this.vL_V;
    this.load_A = i;
    this.bar_A = i;
    this.vS_V = this.vL_V + this.rb_ohm * i;
    this.vs_V = this.vS_V;
    this.vl_V = this.vL_V;
    this.drawTangent(this.vL_V);
    this.vSm_V = this.vS_V;
    psu.current_A = i;
    psu.integral_A = i;
  }

  private prepare(step_s: f64): void {
    this.preparedStep_s = step_s;
    this.stepOverCs = step_s / this.cs_F;
    this.stepOverCl = step_s / this.cl_F;
    this.zs_ohm = step_s / (2 * this.cs_F) + this.rS_ohm;
    this.zl_ohm = step_s / (2 * this.cl_F) + this.rL_ohm;
    this.g_S = step_s / (2 * this.lb_H);
    this.preparedSlope_S = -1;
  }

  private prepareSlope(b_S: f64, droop_ohm: f64): void {
    this.preparedSlope_S = b_S;
    this.preparedDroop_ohm = droop_ohm;
    // vS = scale c - s1 iBar with c = vs0 + zs (a + j)
    const scale = 1 / (1 + this.zs_ohm * b_S);
    const s1_ohm = scale * this.zs_ohm;
    // iBar = k iBar0 + kg (scale c - vl0) + kg zl iLoad
    const k = 1 / (1 + this.g_S * (this.rb_ohm + s1_ohm + this.zl_ohm));
    const kg_S = k * this.g_S;
    this.k = k;
    this.kg_S = kg_S;
    this.barPerC_S = kg_S * scale;
    this.vLPerC = this.zl_ohm * this.barPerC_S;
    this.vSPerBar_ohm = -s1_ohm;
    this.vSPerC = scale - s1_ohm * this.barPerC_S;
    // e = setPoint - droop iPsu - vS = setPoint - droop a + (droop b - 1) vS
    this.ePerVs = droop_ohm * b_S - 1;
    this.barPerLoad = kg_S * this.zl_ohm;
    this.vSPerLoad_ohm = -s1_ohm * this.barPerLoad;
    this.psuPerLoad = -b_S * this.vSPerLoad_ohm;
    this.ePerLoad_ohm = this.ePerVs * this.vSPerLoad_ohm;
    this.z_ohm = this.zl_ohm * (1 - this.barPerLoad);
  }

  /** Draws the tangent of P/v anew where the voltage is now. */
  private drawTangent(voltage_V: f64): void {
    this.tangent_V = voltage_V;
    this.perTangent_V = 1 / voltage_V;
    this.tangentDemand_W = NaN;
    this.endDemand_W = NaN;
  }

  // iLoad = 2P/v - P/v^2 (vLO - Z iLoad)
  private solveTangent(demand_W: f64): void {
    const slope_S = demand_W * this.perTangent_V * this.perTangent_V;
    const scale = 1 / (1 - this.z_ohm * slope_S);
    this.tangentDemand_W = demand_W;
    this.tangentZ_ohm = this.z_ohm;
    this.load0_A = 2 * demand_W * this.perTangent_V * scale;
    this.load1_S = slope_S * scale;
  }

  // the same at the end of a step, behind the ESR alone
  private solveEnd(demand_W: f64): void {
    const slope_S = demand_W * this.perTangent_V * this.perTangent_V;
    const scale = 1 / (1 - this.rL_ohm * slope_S);
    this.endDemand_W = demand_W;
    this.end0_A = 2 * demand_W * this.perTangent_V * scale;
    this.end1_S = slope_S * scale;
  }

  /** Current of the load where vL = open - z iLoad: a quadratic above the floor, the resistance floor^2/P below it. */
  private exactLoad_A(open_V: f64, z_ohm: f64, demand_W: f64): f64 {
    // vL = (open + sqrt(open^2 - 4 z P))/2
    const discriminant = open_V * open_V - 4 * z_ohm * demand_W;
    const vL = discriminant > 0 ? 0.5 * (open_V + Math.sqrt(discriminant)) : 0;
    if (vL >= this.floor_V) return demand_W / vL;
    const conductance_S = demand_W / (this.floor_V * this.floor_V);
    return (conductance_S * open_V) / (1 + z_ohm * conductance_S);
  }

  /**
   * `count` steps of `step_us`, with the set point, the rectifier's falling current (middle and end of a step) and the
   * demand (the same) held; a ramp takes them one by one. Stops early after a step that ended below `lowest_V`, and after
   * one on a limit of the rectifier, whose integral `Psu.moveIntegral` is then to move. What each
   * step left is in the trace and in the converters' courses. Books the hold-up energy, counted at the output:
   * dE/dt = Pin - Pout, Pin what is needed when full, all of the trace's `input_W` when not. Returns how many steps were made.
   * One long function on purpose: its values stay in registers, and the chain from step to step is short.
   */
  run(
    psu: Psu,
    cbus: ConverterCourse,
    bbus: ConverterCourse,
    step_us: f64,
    count: i32,
    setPoint_V: f64,
    fallingM_A: f64,
    falling1_A: f64,
    demandM_W: f64,
    demand1_W: f64,
    lowest_V: f64,
  ): i32 {
    const h = step_us * 1e-6;
    if (h != this.preparedStep_s) this.prepare(h);
    const regulates = psu.output == PsuOutput.REGULATING;
    if (regulates) psu.prepare(h);
    const trace = this.trace;
    const phase = trace.phase;
    const rings = trace.rings;
    const busL_V = trace.busL_V;
    const psuEnergy_J = trace.psuEnergy_J;
    const input_W = trace.input_W;
    const cbuMean_A = cbus.coming(cbus.means_A);
    const bbuMean_A = bbus.coming(bbus.means_A);
    const cbuEnd_A = cbus.coming(cbus.sums_A);
    const bbuEnd_A = bbus.coming(bbus.sums_A);
    const cbuMet_V = cbus.coming(cbus.bus_V);
    const bbuMet_V = bbus.coming(bbus.bus_V);
    const rb_ohm = this.rb_ohm;
    const floor_V = this.floor_V;
    const rS_ohm = this.rS_ohm;
    const rL_ohm = this.rL_ohm;
    const zs_ohm = this.zs_ohm;
    const zl_ohm = this.zl_ohm;
    const stepOverCs = this.stepOverCs;
    const stepOverCl = this.stepOverCl;
    const gain_A_per_V = psu.stepGain_A_per_V;
    const integral_A_per_V = h * psu.integralGain_A_per_Vs;
    const powerLimit_W = psu.powerLimit_W;
    const droop_ohm = psu.droop_ohm;
    let vs = this.vs_V;
    let vl = this.vl_V;
    let bar = this.bar_A;
    let i = psu.current_A;
    let x = psu.integral_A;
    let limit = psu.limit;
    // the limit that this step is on, or leaves
    let bound = regulates ? limit : PsuLimit.NONE;
    let vS = this.vSm_V;
    let lossEsr = this.lossEsr_J;
    let lossBusbar = this.lossBusbar_J;
    let loadEnergy = this.loadEnergy_J;
    const full_J = psu.energyMax_J;
    let energy_J = psu.energy_J;
    let taken_J = psu.taken_J;
    let most_W: f64 = -Infinity;
    let vS1: f64 = 0;
    let vL1: f64 = 0;
    let load1_A: f64 = 0;
    // of node L and node S
    let lowest_V2 = f64x2.splat(Infinity);
    let lowestAt = 0;
    let highest_V2 = f64x2.splat(-Infinity);
    let attempts = 0;
    let n = 0;
    while (n < count) {
      // the rectifier as iPsu = a - b vS with a = onCurrent i + onIntegral x + a0
      let onCurrent: f64 = 0;
      let onIntegral: f64 = 0;
      let a0 = fallingM_A;
      let b_S: f64 = 0;
      if (regulates) {
        if (limit == PsuLimit.NONE) {
          // i (1 + q + q G D) = i0 + q (x0 + G setPoint) - q G vS
          onCurrent = psu.freeScale;
          onIntegral = psu.freeIntegral;
          a0 = onIntegral * gain_A_per_V * setPoint_V;
          b_S = psu.freeSlope_S;
        } else {
          onCurrent = psu.lagScale;
          a0 = 0;
          if (limit == PsuLimit.UPPER) {
            // the limit Plimit/vS linearised where the voltage was: 2P/vp - P/vp^2 vS
            const perVolt_A = (psu.q * psu.lagScale * powerLimit_W) / vS;
            a0 = 2 * perVolt_A;
            b_S = perVolt_A / vS;
          }
        }
      }
      if (b_S != this.preparedSlope_S || droop_ohm != this.preparedDroop_ohm) this.prepareSlope(b_S, droop_ohm);
      if (demandM_W != this.tangentDemand_W || this.z_ohm != this.tangentZ_ohm) this.solveTangent(demandM_W);
      if (demand1_W != this.endDemand_W) this.solveEnd(demand1_W);
      const k = this.k;
      const kg_S = this.kg_S;
      const barPerC_S = this.barPerC_S;
      const vLPerC = this.vLPerC;
      const vSPerBar_ohm = this.vSPerBar_ohm;
      const vSPerC = this.vSPerC;
      const ePerVs = this.ePerVs;
      const barPerLoad = this.barPerLoad;
      const vSPerLoad_ohm = this.vSPerLoad_ohm;
      const psuPerLoad = this.psuPerLoad;
      const ePerLoad_ohm = this.ePerLoad_ohm;
      const z_ohm = this.z_ohm;
      const load0_A = this.load0_A;
      const load1_S = this.load1_S;
      const end0_A = this.end0_A;
      const end1_S = this.end1_S;
      const tangent_V = this.tangent_V;
      const reach_V = TANGENT_REACH * tangent_V;
      const move_V = TANGENT_MOVE * tangent_V;
      // on a limit one at a time: how far the integral moves, whoever called decides after it
      const inside = bound == PsuLimit.NONE;
      while (n < count) {
        const j = at(cbuMean_A, n) + at(bbuMean_A, n);
        // without the load
        const a = onCurrent * i + onIntegral * x + a0;
        const c = vs + zs_ohm * j + zs_ohm * a;
        const bar0 = k * bar - kg_S * vl;
        const open_V = vl + zl_ohm * bar0 + vLPerC * c;
        const vSO = vSPerBar_ohm * bar0 + vSPerC * c;
        // with it
        let iLoad = load0_A - load1_S * open_V;
        let vL = open_V - z_ohm * iLoad;
        if (!(Math.abs(vL - tangent_V) <= reach_V && vL >= floor_V)) {
          iLoad = this.exactLoad_A(open_V, z_ohm, demandM_W);
          vL = open_V - z_ohm * iLoad;
        }
        const nextS = vSO + vSPerLoad_ohm * iLoad;
        const iBar = bar0 + barPerC_S * c + barPerLoad * iLoad;
        const iPsu = a - b_S * vSO + psuPerLoad * iLoad;
        if (regulates) {
          const e_V = setPoint_V - droop_ohm * a + ePerVs * vSO + ePerLoad_ohm * iLoad;
          const free_A = x + gain_A_per_V * e_V;
          const right = free_A < 0 ? PsuLimit.LOWER : free_A * nextS > powerLimit_W ? PsuLimit.UPPER : PsuLimit.NONE;
          // the mode of the last step is right but for the moment it changes; three modes, so three tries at most
          if (right != limit) {
            bound = right == PsuLimit.NONE ? limit : right;
            limit = right;
            if (++attempts < 3) break;
          }
          x += integral_A_per_V * e_V;
          if (!inside) psu.deviation_V = e_V;
        }
        attempts = 0;
        vS = nextS;
        i = regulates ? 2 * iPsu - i : falling1_A;
        const iS = iPsu + j - iBar;
        const iL = iBar - iLoad;
        vs += stepOverCs * iS;
        vl += stepOverCl * iL;
        bar = 2 * iBar - bar;
        lossEsr += (rS_ohm * iS * iS + rL_ohm * iL * iL) * h;
        lossBusbar += rb_ohm * iBar * iBar * h;
        loadEnergy += vL * iLoad * h;
        // node L at the end of the step
        const open1_V = vl + rL_ohm * bar;
        load1_A = end0_A - end1_S * open1_V;
        vL1 = open1_V - rL_ohm * load1_A;
        const stays = Math.abs(vL1 - tangent_V) <= move_V && vL1 >= floor_V;
        if (!stays) {
          load1_A = this.exactLoad_A(open1_V, rL_ohm, demand1_W);
          vL1 = open1_V - rL_ohm * load1_A;
          this.drawTangent(vL1 > floor_V ? vL1 : floor_V);
        }
        const out_W = vS * iPsu;
        if (out_W > most_W) most_W = out_W;
        const before_J = energy_J;
        energy_J += (unchecked(input_W[n]) - out_W) * h;
        if (energy_J > full_J) energy_J = full_J;
        taken_J += energy_J - before_J + out_W * h;
        const cbu_A = at(cbuEnd_A, n + 1);
        const bbu_A = at(bbuEnd_A, n + 1);
        vS1 = vs + rS_ohm * (i + cbu_A + bbu_A - bar);
        put(cbuMet_V, n, vS);
        put(bbuMet_V, n, vS);
        unchecked((psuEnergy_J[n] = energy_J));
        unchecked((busL_V[n] = vL1));
        lowestAt = vL1 < f64x2.extract_lane(lowest_V2, 0) ? n : lowestAt;
        // min and max of a scalar branch, and here noise decides
        const nodes_V = f64x2.replace_lane(f64x2.splat(vL1), 1, vS1);
        lowest_V2 = f64x2.pmin(lowest_V2, nodes_V);
        highest_V2 = f64x2.pmax(highest_V2, nodes_V);
        const ring = rings + ((phase + ((<usize>n) << 2)) & RING_MASK);
        store<f32>(ring, <f32>vL1, RingOf.BUS_L);
        store<f32>(ring, <f32>vS1, RingOf.BUS_S);
        store<f32>(ring, <f32>i, RingOf.PSU);
        store<f32>(ring, <f32>cbu_A, RingOf.CBU);
        store<f32>(ring, <f32>bbu_A, RingOf.BBU);
        store<f32>(ring, <f32>load1_A, RingOf.LOAD);
        n++;
        if (vL1 < lowest_V) {
          count = n;
          break;
        }
        if (!stays || !inside) break;
      }
      if (attempts == 0 && !inside) break;
    }
    trace.lowestL_V = f64x2.extract_lane(lowest_V2, 0);
    trace.lowestS_V = f64x2.extract_lane(lowest_V2, 1);
    trace.lowestAt = lowestAt;
    trace.highestL_V = f64x2.extract_lane(highest_V2, 0);
    trace.highestS_V = f64x2.extract_lane(highest_V2, 1);
    this.vs_V = vs;
    this.vl_V = vl;
    this.bar_A = bar;
    psu.current_A = i;
    psu.integral_A = x;
    psu.limit = limit;
    psu.bound = bound;
    psu.energy_J = energy_J;
    psu.taken_J = taken_J;
    psu.moduleMost_W = max(psu.moduleMost_W, psu.share * most_W);
    this.vSm_V = vS;
    this.lossEsr_J = lossEsr;
    this.lossBusbar_J = lossBusbar;
    this.loadEnergy_J = loadEnergy;
    this.vS_V = vS1;
    this.vL_V = vL1;
    this.load_A = load1_A;
    return n;
  }
}
