import { PlantParameters } from '../abi/PlantParameters';
import { Psu, PsuLimit, PsuOutput } from './psu';

/**
 * The two-node bus with busbar, constant-power load and rectifier loop, one implicit-midpoint step at a time.
 *
 *   Cs dvs/dt = iPsu + j - iBar,     vS = vs + rS (iPsu + j - iBar)
 *   Cl dvl/dt = iBar - iLoad,        vL = vl + rL (iBar - iLoad)
 *   Lb diBar/dt = vS - vL - Rb iBar, iLoad = P/vL
 *
 * Midpoint values m satisfy x_m = x_0 + h/2 f(x_m) and x_1 = 2 x_m - x_0: second order, A-stable, and every power
 * v_m*i_m closes the energy of the quadratic stores to rounding. The network is linear but for the load and the
 * rectifier's clamp: node S, busbar and rectifier are eliminated by hand to vL = A - Z iLoad, the load then is a
 * quadratic, and the clamp is a mode that is checked after the solve.
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
  // coefficients that depend on the slope b of the rectifier, iPsu = a - b vS
  private preparedSlope_S: f64 = -1;
  private scaleS: f64 = 0;
  private s1_ohm: f64 = 0;
  private k: f64 = 0;
  private kg_S: f64 = 0;
  private kgzl: f64 = 0;
  private z_ohm: f64 = 0;

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

  private prepareSlope(b_S: f64): void {
    this.preparedSlope_S = b_S;
    // vS = scaleS (vs0 + zs (a + j)) - s1 iBar
    this.scaleS = 1 / (1 + this.zs_ohm * b_S);
    this.s1_ohm = this.scaleS * this.zs_ohm;
    // iBar = k (iBar0 + g (S0 - vl0)) + k g zl iLoad
    this.k = 1 / (1 + this.g_S * (this.rb_ohm + this.s1_ohm + this.zl_ohm));
    this.kg_S = this.k * this.g_S;
    this.kgzl = this.kg_S * this.zl_ohm;
    this.z_ohm = this.zl_ohm * (1 - this.kgzl);
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
          a_A = (i0 + psu.q * (x0 + psu.stepGain_A_per_V * setPoint_V)) * psu.freeScale;
          b_S = psu.freeSlope_S;
        } else if (limit == PsuLimit.UPPER) {
          // the limit Plimit/vS linearised where the voltage was: 2P/vp - P/vp^2 vS
          const perVolt_A = (psu.q * psu.lagScale * psu.powerLimit_W) / this.vSm_V;
          a_A = i0 * psu.lagScale + 2 * perVolt_A;
          b_S = perVolt_A / this.vSm_V;
        } else a_A = i0 * psu.lagScale;
      }
      if (b_S != this.preparedSlope_S) this.prepareSlope(b_S);
      const s0 = this.scaleS * (vs0 + this.zs_ohm * (a_A + j_A));
      const bar0 = this.k * ib0 + this.kg_S * (s0 - vl0);
      const open_V = vl0 + this.zl_ohm * bar0;
      // vL = (A + sqrt(A^2 - 4 Z P))/2 above the floor, else the resistance floor^2/P
      const discriminant = open_V * open_V - 4 * this.z_ohm * demandM_W;
      vL = discriminant > 0 ? 0.5 * (open_V + Math.sqrt(discriminant)) : 0;
      if (vL >= this.floor_V) iLoad = demandM_W / vL;
      else {
        const conductance_S = demandM_W / (this.floor_V * this.floor_V);
        vL = open_V / (1 + this.z_ohm * conductance_S);
        iLoad = conductance_S * vL;
      }
      iBar = bar0 + this.kgzl * iLoad;
      vS = s0 - this.s1_ohm * iBar;
      iPsu = a_A - b_S * vS;
      if (!regulates) break;
      e_V = setPoint_V - psu.droop_ohm * iPsu - vS;
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
    // end of step at node L: one Newton step of i = P/v from the extrapolated midpoint (error below 10 uV)
    const a1_V = vl1 + this.rL_ohm * ib1;
    const guess_V = a1_V - this.rL_ohm * iLoad;
    const load1_A = guess_V >= this.floor_V ? demand1_W / guess_V : iLoad;
    this.load_A = load1_A;
    this.vL_V = a1_V - this.rL_ohm * load1_A;
  }

  /** Voltage of node S at the end of the step, with the sources' currents at that moment. */
  finish(psu_A: f64, converters_A: f64): void {
    this.vS_V = this.vs_V + this.rS_ohm * (psu_A + converters_A - this.bar_A);
  }
}
