import { PlantParameters } from '../abi/PlantParameters';
import { Psu, PsuLimit, PsuOutput } from './psu';

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
  /** Midpoint of the last step. */
  vSm_V: f64 = 0;
  psuM_A: f64 = 0;
  /** End of the last step. */
  vS_V: f64 = 0;
  vL_V: f64 = 0;
  load_A: f64 = 0;

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

  constructor(parameters: PlantParameters) {
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
   * One step of `step_us` from `now_us`; `j_A`: mean converter current, `demandM_W`, `demand1_W`: at middle and end.
   * One long function on purpose: its values stay in registers.
   */
  step(psu: Psu, now_us: f64, step_us: f64, j_A: f64, demandM_W: f64, demand1_W: f64): void {
    const h = step_us * 1e-6;
    if (h != this.preparedStep_s) this.prepare(h);
    const regulates = psu.output == PsuOutput.REGULATING;
    const middle_us = now_us + 0.5 * step_us;
    const setPoint_V = regulates ? psu.setPoint_V(middle_us) : 0;
    const fallingM_A = regulates ? 0 : psu.fallingCurrent_A(middle_us);
    if (regulates) psu.prepare(h);
    const i0 = psu.current_A;
    const x0 = psu.integral_A;
    const vs0 = this.vs_V;
    const vl0 = this.vl_V;
    const ib0 = this.bar_A;
    const vsj_V = vs0 + this.zs_ohm * j_A;
    let limit = psu.limit;
    let vS: f64 = 0;
    let vL: f64 = 0;
    let iLoad: f64 = 0;
    let iBar: f64 = 0;
    let iPsu: f64 = 0;
    let e_V: f64 = 0;
    // the mode of the last step is right but for the moment it changes; three modes, so three tries at most
    for (let attempt = 0; attempt < 3; attempt++) {
      // the rectifier as iPsu = a - b vS
      let a_A = fallingM_A;
      let b_S: f64 = 0;
      if (regulates) {
        if (limit == PsuLimit.NONE) {
          // i (1 + q + q G D) = i0 + q (x0 + G setPoint) - q G vS
          a_A = psu.freeScale * i0 + psu.freeIntegral * (x0 + psu.stepGain_A_per_V * setPoint_V);
          b_S = psu.freeSlope_S;
        } else if (limit == PsuLimit.UPPER) {
          // the limit Plimit/vS linearised where the voltage was: 2P/vp - P/vp^2 vS
          const perVolt_A = (psu.q * psu.lagScale * psu.powerLimit_W) / this.vSm_V;
          a_A = i0 * psu.lagScale + 2 * perVolt_A;
          b_S = perVolt_A / this.vSm_V;
        } else a_A = i0 * psu.lagScale;
      }
      if (b_S != this.preparedSlope_S || psu.droop_ohm != this.preparedDroop_ohm) this.prepareSlope(b_S, psu.droop_ohm);
      if (demandM_W != this.tangentDemand_W || this.z_ohm != this.tangentZ_ohm) this.solveTangent(demandM_W);
      // without the load
      const c_V = vsj_V + this.zs_ohm * a_A;
      const bar0_A = this.k * ib0 - this.kg_S * vl0;
      const open_V = vl0 + this.zl_ohm * bar0_A + this.vLPerC * c_V;
      const vSO_V = this.vSPerBar_ohm * bar0_A + this.vSPerC * c_V;
      // with it
      iLoad = this.load0_A - this.load1_S * open_V;
      vL = open_V - this.z_ohm * iLoad;
      if (!(Math.abs(vL - this.tangent_V) <= TANGENT_REACH * this.tangent_V && vL >= this.floor_V)) {
        iLoad = this.exactLoad_A(open_V, this.z_ohm, demandM_W);
        vL = open_V - this.z_ohm * iLoad;
      }
      iBar = bar0_A + this.barPerC_S * c_V + this.barPerLoad * iLoad;
      vS = vSO_V + this.vSPerLoad_ohm * iLoad;
      iPsu = a_A - b_S * vSO_V + this.psuPerLoad * iLoad;
      if (!regulates) break;
      e_V = setPoint_V - psu.droop_ohm * a_A + this.ePerVs * vSO_V + this.ePerLoad_ohm * iLoad;
      const free_A = x0 + psu.stepGain_A_per_V * e_V;
      const right = free_A < 0 ? PsuLimit.LOWER : free_A * vS > psu.powerLimit_W ? PsuLimit.UPPER : PsuLimit.NONE;
      if (right == limit) break;
      limit = right;
    }
    if (regulates) {
      psu.limit = limit;
      // x is held while the command is on a limit and e would push it further
      const held = (limit == PsuLimit.UPPER && e_V > 0) || (limit == PsuLimit.LOWER && e_V < 0);
      if (!held) psu.integral_A = x0 + h * psu.integralGain_A_per_Vs * e_V;
      psu.current_A = 2 * iPsu - i0;
    } else psu.current_A = psu.fallingCurrent_A(now_us + step_us);
    const iS = iPsu + j_A - iBar;
    const iL = iBar - iLoad;
    const vl1 = vl0 + this.stepOverCl * iL;
    const ib1 = 2 * iBar - ib0;
    this.vs_V = vs0 + this.stepOverCs * iS;
    this.vl_V = vl1;
    this.bar_A = ib1;
    this.vSm_V = vS;
    this.psuM_A = iPsu;
    this.lossEsr_J += (this.rS_ohm * iS * iS + this.rL_ohm * iL * iL) * h;
    this.lossBusbar_J += this.rb_ohm * iBar * iBar * h;
    this.loadEnergy_J += vL * iLoad * h;
    // node L at the end of the step
    if (demand1_W != this.endDemand_W) this.solveEnd(demand1_W);
    const open1_V = vl1 + this.rL_ohm * ib1;
    let load1_A = this.end0_A - this.end1_S * open1_V;
    let vL1_V = open1_V - this.rL_ohm * load1_A;
    const moved_V = Math.abs(vL1_V - this.tangent_V);
    if (!(moved_V <= TANGENT_MOVE * this.tangent_V && vL1_V >= this.floor_V)) {
      load1_A = this.exactLoad_A(open1_V, this.rL_ohm, demand1_W);
      vL1_V = open1_V - this.rL_ohm * load1_A;
      this.drawTangent(vL1_V > this.floor_V ? vL1_V : this.floor_V);
    }
    this.load_A = load1_A;
    this.vL_V = vL1_V;
  }

  /** Voltage of node S at the end of the step, with the sources' currents at that moment. */
  finish(psu_A: f64, converters_A: f64): void {
    this.vS_V = this.vs_V + this.rS_ohm * (psu_A + converters_A - this.bar_A);
  }
}
