/*
 * The power stage of a shelf a second time, in C: rectifier, two-node bus, constant-power load, converters with constant
 * sources behind them, one microsecond a step. Written by hand from the equations, each in the order of operations of
 * assembly/plant/bus.ts and converterBank.ts, so that without contraction to fused multiply-adds it gives the same bits;
 * and as a C programmer would write it, so that it is the yardstick of speed.
 *
 *   power-stage run < input     a record of RECORD doubles a fast tick on standard output
 *   power-stage bench STEPS     nanoseconds a step of a shelf whose converters deliver at rest, on standard output
 *
 * input: lines `name value` in the order of `read_parameters`, then `ticks n`, then `tick action value` in the order of
 * time; actions as in `act`. Not here, because no run of the twin may come near: end of the hold-up energy, lockout.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STEPS 10 /* of a fast tick */
#define MOST_MODULES 64
#define H 1e-6 /* a step, s */

static double smaller(double a, double b) { return b < a ? b : a; }
static double larger(double a, double b) { return a < b ? b : a; }

/* ------------------------------------------------------------------------------------------------ parameters */

typedef struct {
  double limit_A, slew_A_per_us, lag_us, latency_us, idle_W, linear_V, resistive_ohm;
} Rating;

typedef struct {
  double busNominal_V, cs_F, cl_F, rS_ohm, rL_ohm, lb_H, rb_ohm;
  int psuModules;
  double modulePower_W, setPoint_V, droopVoltage_V, holdUp_J, inputLimit, pulseLimit, gain, integral, lag_s, fall_us;
  double load_W, loadSlew_A_per_s, floor_V, lockout_V;
  int cbuModules, bbuModules;
  Rating cbu, bbu;
  double cbuEmf_V, cbuSource_ohm, bbuEmf_V, bbuSource_ohm;
} Parameters;

static double next(const char *name) {
  char found[64];
  double value;
  if (scanf("%63s %lf", found, &value) != 2 || strcmp(found, name) != 0) {
    fprintf(stderr, "power-stage: %s expected\n", name);
    exit(2);
  }
  return value;
}

static Rating read_rating(const char *kind) {
  char name[64];
  Rating r;
#define FIELD(suffix) (snprintf(name, sizeof name, "%s%s", kind, suffix), next(name))
  r.limit_A = FIELD("ConverterLimit_A");
  r.slew_A_per_us = FIELD("ConverterSlew_A_per_s") * 1e-6;
  r.lag_us = FIELD("ConverterLag_s") * 1e6;
  r.latency_us = FIELD("ConverterLatency_s") * 1e6;
  r.idle_W = FIELD("LossIdle_W");
  r.linear_V = FIELD("LossLinear_V");
  r.resistive_ohm = FIELD("LossResistive_ohm");
#undef FIELD
  return r;
}

static Parameters read_parameters(void) {
  Parameters p;
  p.busNominal_V = next("busNominal_V");
  p.cs_F = next("busCapacitanceS_F");
  p.cl_F = next("busCapacitanceL_F");
  p.rS_ohm = next("busEsrS_ohm");
  p.rL_ohm = next("busEsrL_ohm");
  p.lb_H = next("busbarInductance_H");
  p.rb_ohm = next("busbarResistance_ohm");
  p.psuModules = (int)next("psuModules");
  p.modulePower_W = next("psuModulePower_W");
  p.setPoint_V = next("psuSetPoint_V");
  p.droopVoltage_V = next("psuDroopVoltage_V");
  p.holdUp_J = next("psuHoldUpEnergy_J");
  p.inputLimit = next("psuInputLimit_ratio");
  p.pulseLimit = next("psuPulseLimit_ratio");
  p.gain = next("psuLoopGain_A_per_V");
  p.integral = next("psuLoopIntegral_A_per_Vs");
  p.lag_s = next("psuLag_s");
  p.fall_us = next("psuFallTime_s") * 1e6;
  p.load_W = next("loadPower_W");
  p.loadSlew_A_per_s = next("loadSlew_A_per_s");
  p.floor_V = next("loadFloor_V");
  p.lockout_V = next("loadLockout_V");
  p.cbuModules = (int)next("cbuModules");
  p.cbu = read_rating("cbu");
  p.bbuModules = (int)next("bbuModules");
  p.bbu = read_rating("bbu");
  p.cbuEmf_V = next("cbuEmf_V");
  p.cbuSource_ohm = next("cbuSource_ohm");
  p.bbuEmf_V = next("bbuEmf_V");
  p.bbuSource_ohm = next("bbuSource_ohm");
  return p;
}

/* A straight line from one value to another, held at the target from its end on. */
typedef struct {
  double from, to, start_us, slope, end_us;
} Line;

static double line_at(const Line *l, double now) { return now >= l->end_us ? l->to : l->from + l->slope * (now - l->start_us); }

static void line_hold(Line *l, double value) {
  l->from = value;
  l->to = value;
  l->end_us = l->start_us;
  l->slope = 0;
}

static void line_begin(Line *l, double now, double target, double slope) {
  double present = line_at(l, now);
  l->from = present;
  l->to = target;
  l->start_us = now;
  l->end_us = now + fabs(target - present) / slope;
  l->slope = target > present ? slope : -slope;
}

/* ------------------------------------------------------------------------------------------------ converters */

enum { OFF, STARTING, ON };

typedef struct {
  int state;
  bool active, pendingEnable, arrives, limited;
  double pending_A, onAt_us, idle_W, target_A, most_A, slewed_A, current_A, firstMean_A, first_A, drawn_J, loss_J;
} Converter;

typedef struct {
  Rating rating;
  int count, done;
  Converter converters[MOST_MODULES];
  double reach_A, halfPerReach, alpha, beta;
  double decay[STEPS + 1], weight[STEPS + 1], weightSum[STEPS + 1], squareSum[STEPS + 1];
  double sums_A[STEPS + 1], means_A[STEPS], bus_V[STEPS];
  bool cutting;
  double wholeMean_A, wholeEnd_A, cutCharge, cutEnergy, cutVoltage, current_A;
} Bank;

static void bank_init(Bank *b, const Rating *rating, int count, bool warm) {
  memset(b, 0, sizeof *b);
  b->rating = *rating;
  b->count = count;
  /* rounded from more digits than a double has: the two libraries' own exp may differ in the last bit */
  b->alpha = 1 - (double)expl(-1 / rating->lag_us);
  b->beta = 1 - b->alpha * rating->lag_us;
  b->decay[0] = 1;
  for (int n = 1; n <= STEPS; n++) {
    double w = b->decay[n - 1] * (1 - b->beta);
    b->decay[n] = b->decay[n - 1] * (1 - b->alpha);
    b->weight[n] = w;
    if (n == STEPS) break;
    b->weightSum[n + 1] = b->weightSum[n] + w;
    b->squareSum[n + 1] = b->squareSum[n] + w * w;
  }
  b->reach_A = rating->slew_A_per_us;
  b->halfPerReach = 0.5 / rating->slew_A_per_us;
  for (int k = 0; k < count; k++) {
    b->converters[k].most_A = INFINITY;
    if (!warm) continue;
    b->converters[k].pendingEnable = true;
    b->converters[k].state = ON;
    b->converters[k].idle_W = rating->idle_W;
    b->converters[k].active = true;
  }
}

/* what was written a fast tick ago now acts; the source gives at most E^2/4R */
static void latch(Converter *c, const Rating *r, double now_us, double bus_V, double emf_V, double source_ohm) {
  if (!c->pendingEnable && !c->active) return;
  if (!c->pendingEnable) {
    if (c->state != OFF) c->slewed_A = 0;
    c->state = OFF;
    if (fabs(c->current_A) < 1e-9) c->current_A = 0;
  } else if (c->state != ON) {
    if (c->state == OFF) {
      c->state = STARTING;
      c->onAt_us = now_us + r->latency_us;
    }
    if (now_us >= c->onAt_us) c->state = ON;
  }
  bool on = c->state == ON;
  double asked = c->pending_A;
  c->target_A = !on ? 0 : asked > r->limit_A ? r->limit_A : asked < -r->limit_A ? -r->limit_A : asked;
  c->idle_W = on ? r->idle_W : 0;
  double most = larger(c->current_A, c->target_A);
  double input_W = c->idle_W + (bus_V + r->resistive_ohm * most) * most + r->linear_V * fabs(most);
  double squared = emf_V * emf_V;
  c->limited = 4 * source_ohm * input_W > squared;
  c->most_A = INFINITY;
  if (c->limited) {
    double spare_W = squared / (4 * source_ohm) - c->idle_W;
    double linear_V = bus_V + r->linear_V;
    c->most_A = spare_W > 0 ? (2 * spare_W) / (linear_V + sqrt(linear_V * linear_V + 4 * r->resistive_ohm * spare_W)) : 0;
  }
  c->active = on || c->current_A != 0;
}

/* a reference that is still on its way, or a source that cannot give it: step by step */
static void walk(Bank *b, const Converter *c, int steps, bool planning, double *out_J, double *loss_J, double *last_A, double *lastSlewed_A) {
  const Rating *r = &b->rating;
  double i = c->current_A, slewed = c->slewed_A, out = 0, loss = 0;
  if (planning) b->sums_A[0] += i;
  for (int n = 0; n < steps; n++) {
    double before = slewed;
    slewed = larger(before - b->reach_A, smaller(before + b->reach_A, c->target_A));
    double d = slewed - before;
    double way = slewed - b->halfPerReach * d * fabs(d) - i;
    double mean = smaller(c->most_A, i + b->beta * way);
    i = smaller(c->most_A, i + b->alpha * way);
    if (planning) {
      b->means_A[n] += mean;
      b->sums_A[n + 1] += i;
      continue;
    }
    double size = fabs(mean);
    out += b->bus_V[n] * mean;
    loss += c->idle_W + (r->linear_V + r->resistive_ohm * size) * size;
  }
  *out_J = H * out;
  *loss_J = H * loss;
  *last_A = i;
  *lastSlewed_A = slewed;
}

/* the sum of the currents until the next fast tick */
static void plan(Bank *b) {
  bool walks = false;
  double before = 0, firstMean = 0, first = 0, target = 0;
  for (int k = 0; k < b->count; k++) {
    Converter *c = &b->converters[k];
    if (!c->active) continue;
    double t = c->target_A, i = c->current_A, d = t - c->slewed_A, size = fabs(d);
    c->arrives = size <= b->reach_A && c->most_A == INFINITY;
    if (!c->arrives) {
      walks = true;
      continue;
    }
    double way = t - b->halfPerReach * d * size - i;
    c->firstMean_A = i + b->beta * way;
    c->first_A = i + b->alpha * way;
    before += i;
    firstMean += c->firstMean_A;
    first += c->first_A;
    target += t;
  }
  double away = first - target;
  b->sums_A[0] = before;
  b->means_A[0] = firstMean;
  b->sums_A[1] = first;
  for (int n = 1; n < STEPS; n++) {
    b->means_A[n] = target + away * b->weight[n];
    b->sums_A[n + 1] = target + away * b->decay[n];
  }
  if (walks)
    for (int k = 0; k < b->count; k++) {
      double unused[4];
      const Converter *c = &b->converters[k];
      if (c->active && !c->arrives) walk(b, c, STEPS, true, &unused[0], &unused[1], &unused[2], &unused[3]);
    }
  b->current_A = b->sums_A[0];
}

static void pass(Bank *b, int count) {
  b->done += count;
  b->current_A = b->sums_A[b->done];
}

/* a step made in pieces: its current is the parabola through its ends with its mean */
static void cut(Bank *b, double from, double to) {
  int n = b->done;
  if (!b->cutting) {
    b->cutting = true;
    b->wholeMean_A = b->means_A[n];
    b->wholeEnd_A = b->sums_A[n + 1];
  }
  double begin = b->sums_A[n];
  double rise = b->wholeEnd_A - begin;
  double bulge = 6 * (b->wholeMean_A - begin - 0.5 * rise);
  b->sums_A[n + 1] = begin + (rise + bulge * (1 - to)) * to;
  double squares = from * from + from * to + to * to;
  b->means_A[n] = begin + 0.5 * (rise + bulge) * (from + to) - (bulge * squares) / 3;
}

static void pass_piece(Bank *b, double part, bool last) {
  int n = b->done;
  b->cutCharge += b->means_A[n] * part;
  b->cutEnergy += b->bus_V[n] * b->means_A[n] * part;
  b->cutVoltage += b->bus_V[n] * part;
  b->current_A = b->sums_A[n + 1];
  if (!last) return;
  b->bus_V[n] = fabs(b->cutCharge) > 1e-9 ? b->cutEnergy / b->cutCharge : b->cutVoltage;
  b->means_A[n] = b->wholeMean_A;
  b->sums_A[n + 1] = b->wholeEnd_A;
  b->cutting = false;
  b->cutCharge = 0;
  b->cutEnergy = 0;
  b->cutVoltage = 0;
  pass(b, 1);
}

/* what each converter drew and lost in the fast tick */
static void settle(Bank *b) {
  const Rating *r = &b->rating;
  double bus0 = 0, bus1 = 0;
  for (int n = 1; n < b->done; n++) {
    bus0 += b->bus_V[n];
    bus1 += b->bus_V[n] * b->weight[n];
  }
  for (int k = 0; k < b->count; k++) {
    Converter *c = &b->converters[k];
    if (!c->active) continue;
    double t = c->target_A, away = c->first_A - t, mean = c->firstMean_A, second = t + away * b->weight[1];
    double out_J, loss_J, last, lastSlewed;
    if (!c->arrives || mean * t < 0 || second * t < 0 || mean * second < 0)
      walk(b, c, b->done, false, &out_J, &loss_J, &last, &lastSlewed);
    else {
      double rest = b->done - 1, weights = b->weightSum[b->done];
      double sum = mean + t * rest + away * weights;
      double squares = mean * mean + t * t * rest + 2 * t * away * weights + away * away * b->squareSum[b->done];
      out_J = H * (b->bus_V[0] * mean + t * bus0 + away * bus1);
      loss_J = H * (c->idle_W * (double)b->done + r->linear_V * fabs(sum) + r->resistive_ohm * squares);
      last = t + away * b->decay[b->done - 1];
      lastSlewed = t;
    }
    c->loss_J += loss_J;
    c->drawn_J += out_J + loss_J;
    c->current_A = last;
    c->slewed_A = lastSlewed;
  }
  b->done = 0;
}

/* ----------------------------------------------------------------------------------------------- bus and PSU */

enum { NONE, UPPER, LOWER };
enum { REGULATING, FALLING, DEAD };

#define RING 32
/* the last samples of each wave, as the recorder takes them */
static float rings[6][RING];
static unsigned phase;

typedef struct {
  double gain, integralGain, droop_ohm, powerLimit_W, input_W, full_J, share;
  double i, x, energy_J, taken_J, most_W, fallEnd_us;
  int limit, output;
  Line fall;
  double step_s, q, lagScale, G, freeScale, freeIntegral, freeSlope_S;
} Psu;

typedef struct {
  double vs, vl, bar, vSm, vS, vL, load_A, lossEsr_J, lossBusbar_J, load_J;
  double step_s, stepOverCs, stepOverCl, zs, zl, g;
  double slope, slopeDroop, k, kg, barPerC, vLPerC, vSPerBar, vSPerC, ePerVs, barPerLoad, vSPerLoad, psuPerLoad, ePerLoad, z;
  double tangent_V, perTangent, tangentDemand, tangentZ, load0, load1, endDemand, end0, end1;
} Bus;

static Parameters p;
static Psu psu;
static Bus bus;
static Bank cbus, bbus;
static Line demand;
static double latched_V, begin_us, end_us;

static void psu_prepare(double h) {
  if (h == psu.step_s) return;
  psu.step_s = h;
  psu.q = h / (2 * p.lag_s);
  psu.lagScale = 1 / (1 + psu.q);
  psu.G = psu.gain + 0.5 * h * psu.integralGain;
  double qg = psu.q * psu.G;
  psu.freeScale = 1 / (1 + psu.q + qg * psu.droop_ohm);
  psu.freeIntegral = psu.q * psu.freeScale;
  psu.freeSlope_S = qg * psu.freeScale;
}

static void bus_prepare(double h) {
  bus.step_s = h;
  bus.stepOverCs = h / p.cs_F;
  bus.stepOverCl = h / p.cl_F;
  bus.zs = h / (2 * p.cs_F) + p.rS_ohm;
  bus.zl = h / (2 * p.cl_F) + p.rL_ohm;
  bus.g = h / (2 * p.lb_H);
  bus.slope = -1;
}

/* node S, busbar and rectifier eliminated for iPsu = a - b vS */
static void prepare_slope(double b, double droop) {
  bus.slope = b;
  bus.slopeDroop = droop;
  double scale = 1 / (1 + bus.zs * b);
  double s1 = scale * bus.zs;
  bus.k = 1 / (1 + bus.g * (p.rb_ohm + s1 + bus.zl));
  bus.kg = bus.k * bus.g;
  bus.barPerC = bus.kg * scale;
  bus.vLPerC = bus.zl * bus.barPerC;
  bus.vSPerBar = -s1;
  bus.vSPerC = scale - s1 * bus.barPerC;
  bus.ePerVs = droop * b - 1;
  bus.barPerLoad = bus.kg * bus.zl;
  bus.vSPerLoad = -s1 * bus.barPerLoad;
  bus.psuPerLoad = -b * bus.vSPerLoad;
  bus.ePerLoad = bus.ePerVs * bus.vSPerLoad;
  bus.z = bus.zl * (1 - bus.barPerLoad);
}

static void draw_tangent(double v) {
  bus.tangent_V = v;
  bus.perTangent = 1 / v;
  bus.tangentDemand = NAN;
  bus.endDemand = NAN;
}

static void solve_tangent(double demand_W) {
  double slope = demand_W * bus.perTangent * bus.perTangent;
  double scale = 1 / (1 - bus.z * slope);
  bus.tangentDemand = demand_W;
  bus.tangentZ = bus.z;
  bus.load0 = 2 * demand_W * bus.perTangent * scale;
  bus.load1 = slope * scale;
}

static void solve_end(double demand_W) {
  double slope = demand_W * bus.perTangent * bus.perTangent;
  double scale = 1 / (1 - p.rL_ohm * slope);
  bus.endDemand = demand_W;
  bus.end0 = 2 * demand_W * bus.perTangent * scale;
  bus.end1 = slope * scale;
}

static double exact_load(double open, double z, double demand_W) {
  double discriminant = open * open - 4 * z * demand_W;
  double v = discriminant > 0 ? 0.5 * (open + sqrt(discriminant)) : 0;
  if (v >= p.floor_V) return demand_W / v;
  double conductance = demand_W / (p.floor_V * p.floor_V);
  return (conductance * open) / (1 + z * conductance);
}

/* takes back what the integral moved too far in a step that was on the limit, arrived there or left it */
static double moved_back(double x, int limit, double unheld, double middle, double end, double vS) {
  double sign = limit == UPPER ? 1 : -1;
  if (!(sign * middle > 0)) return x;
  double rest = x - unheld;
  double bound = limit == UPPER ? psu.powerLimit_W / vS : 0;
  double beyond0 = sign * (rest + psu.gain * (2 * middle - end) - bound);
  double beyond1 = sign * (rest + psu.gain * end - bound);
  double moved = 0;
  if (beyond1 < 0) moved = sign * smaller(sign * (beyond0 > 0 ? beyond1 / (beyond1 - beyond0) : 1) * unheld, -beyond1);
  else if (beyond0 < 0) moved = (unheld * beyond0) / (beyond0 - beyond1);
  return rest + moved;
}

/* `count` implicit-midpoint steps of `step_us`; returns how many were made */
static int bus_run(double step_us, int count, double fallingM, double falling1, double demandM, double demand1, double lowest_V) {
  double h = step_us * 1e-6;
  if (h != bus.step_s) bus_prepare(h);
  bool regulates = psu.output == REGULATING;
  if (regulates) psu_prepare(h);
  const double *cbuMean = cbus.means_A + cbus.done, *bbuMean = bbus.means_A + bbus.done;
  const double *cbuEnd = cbus.sums_A + cbus.done, *bbuEnd = bbus.sums_A + bbus.done;
  double *cbuMet = cbus.bus_V + cbus.done, *bbuMet = bbus.bus_V + bbus.done;
  double rS = p.rS_ohm, rL = p.rL_ohm, rb = p.rb_ohm, zs = bus.zs, zl = bus.zl, overCs = bus.stepOverCs, overCl = bus.stepOverCl;
  double G = psu.G, integral = h * psu.integralGain, droop = psu.droop_ohm, setPoint = p.setPoint_V, most = psu.powerLimit_W;
  double vs = bus.vs, vl = bus.vl, bar = bus.bar, i = psu.i, x = psu.x, vS = bus.vSm;
  double lossEsr = bus.lossEsr_J, lossBusbar = bus.lossBusbar_J, load_J = bus.load_J;
  double energy = psu.energy_J, taken = psu.taken_J, highest_W = psu.most_W;
  int limit = psu.limit, bound = regulates ? limit : NONE, attempts = 0, n = 0;
  double e = 0;
  double vS1 = 0, vL1 = 0, load1_A = 0;
  while (n < count) {
    double onI = 0, onX = 0, a0 = fallingM, b = 0;
    if (regulates) {
      if (limit == NONE) {
        onI = psu.freeScale;
        onX = psu.freeIntegral;
        a0 = onX * G * setPoint;
        b = psu.freeSlope_S;
      } else {
        onI = psu.lagScale;
        a0 = 0;
        if (limit == UPPER) {
          double perVolt = (psu.q * psu.lagScale * most) / vS;
          a0 = 2 * perVolt;
          b = perVolt / vS;
        }
      }
    }
    if (b != bus.slope || droop != bus.slopeDroop) prepare_slope(b, droop);
    if (demandM != bus.tangentDemand || bus.z != bus.tangentZ) solve_tangent(demandM);
    if (demand1 != bus.endDemand) solve_end(demand1);
    double k = bus.k, kg = bus.kg, barPerC = bus.barPerC, vLPerC = bus.vLPerC, vSPerBar = bus.vSPerBar, vSPerC = bus.vSPerC;
    double ePerVs = bus.ePerVs, barPerLoad = bus.barPerLoad, vSPerLoad = bus.vSPerLoad, psuPerLoad = bus.psuPerLoad;
    double ePerLoad = bus.ePerLoad, z = bus.z, load0 = bus.load0, load1 = bus.load1, end0 = bus.end0, end1 = bus.end1;
    double tangent = bus.tangent_V, reach = 1e-3 * tangent, move = 1e-4 * tangent;
    bool inside = bound == NONE;
    int until = inside ? count : n + 1;
    while (n < until) {
      double j = cbuMean[n] + bbuMean[n];
      double a = onI * i + onX * x + a0;
      double c = vs + zs * j + zs * a;
      double bar0 = k * bar - kg * vl;
      double open = vl + zl * bar0 + vLPerC * c;
      double vSO = vSPerBar * bar0 + vSPerC * c;
      double iLoad = load0 - load1 * open;
      double vL = open - z * iLoad;
      if (!(fabs(vL - tangent) <= reach && vL >= p.floor_V)) {
        iLoad = exact_load(open, z, demandM);
        vL = open - z * iLoad;
      }
      double nextS = vSO + vSPerLoad * iLoad;
      double iBar = bar0 + barPerC * c + barPerLoad * iLoad;
      double iPsu = a - b * vSO + psuPerLoad * iLoad;
      if (regulates) {
        e = setPoint - droop * a + ePerVs * vSO + ePerLoad * iLoad;
        double unclamped = x + G * e;
        int right = unclamped < 0 ? LOWER : unclamped * nextS > most ? UPPER : NONE;
        if (right != limit) {
          bound = right == NONE ? limit : right;
          limit = right;
          if (++attempts < 3) break;
        }
      }
      attempts = 0;
      vS = nextS;
      x += integral * e;
      i = regulates ? 2 * iPsu - i : falling1;
      double iS = iPsu + j - iBar, iL = iBar - iLoad;
      vs += overCs * iS;
      vl += overCl * iL;
      bar = 2 * iBar - bar;
      lossEsr += (rS * iS * iS + rL * iL * iL) * h;
      lossBusbar += rb * iBar * iBar * h;
      load_J += vL * iLoad * h;
      double open1 = vl + rL * bar;
      load1_A = end0 - end1 * open1;
      vL1 = open1 - rL * load1_A;
      bool stays = fabs(vL1 - tangent) <= move && vL1 >= p.floor_V;
      if (!stays) {
        load1_A = exact_load(open1, rL, demand1);
        vL1 = open1 - rL * load1_A;
        draw_tangent(vL1 > p.floor_V ? vL1 : p.floor_V);
      }
      double out_W = vS * iPsu;
      highest_W = larger(highest_W, psu.share * out_W);
      double before = energy;
      energy += (psu.input_W - out_W) * h;
      energy = smaller(energy, psu.full_J);
      taken += energy - before + out_W * h;
      double cbu = cbuEnd[n + 1], bbu = bbuEnd[n + 1];
      vS1 = vs + rS * (i + cbu + bbu - bar);
      cbuMet[n] = vS;
      bbuMet[n] = vS;
      unsigned at = (phase + (unsigned)n) & (RING - 1);
      rings[0][at] = (float)vL1;
      rings[1][at] = (float)vS1;
      rings[2][at] = (float)i;
      rings[3][at] = (float)cbu;
      rings[4][at] = (float)bbu;
      rings[5][at] = (float)load1_A;
      n++;
      if (vL1 < lowest_V) {
        count = n;
        break;
      }
      if (!stays) break;
    }
    if (attempts == 0 && !inside) {
      x = moved_back(x, bound, integral * e, e, setPoint - droop * i - vS1, vS1);
      bound = limit;
    }
  }
  bus.vs = vs;
  bus.vl = vl;
  bus.bar = bar;
  bus.vSm = vS;
  bus.vS = vS1;
  bus.vL = vL1;
  bus.load_A = load1_A;
  bus.lossEsr_J = lossEsr;
  bus.lossBusbar_J = lossBusbar;
  bus.load_J = load_J;
  psu.i = i;
  psu.x = x;
  psu.limit = limit;
  psu.energy_J = energy;
  psu.taken_J = taken;
  psu.most_W = highest_W;
  return n;
}

/* ---------------------------------------------------------------------------------------------- power stage */

static void init(void) {
  memset(&psu, 0, sizeof psu);
  memset(&bus, 0, sizeof bus);
  double n = p.psuModules;
  psu.share = 1 / n;
  psu.gain = n * p.gain;
  psu.integralGain = n * p.integral;
  psu.droop_ohm = p.droopVoltage_V / (p.modulePower_W / p.busNominal_V) / n;
  psu.powerLimit_W = n * p.modulePower_W * p.pulseLimit;
  psu.input_W = n * p.modulePower_W * p.inputLimit;
  psu.full_J = n * p.holdUp_J;
  psu.energy_J = psu.full_J;
  psu.fallEnd_us = INFINITY;
  bank_init(&cbus, &p.cbu, p.cbuModules, true);
  bank_init(&bbus, &p.bbu, p.bbuModules, false);
  memset(&demand, 0, sizeof demand);
  line_hold(&demand, p.load_W);
  /* steady state with the rectifier alone */
  double r = psu.droop_ohm + p.rb_ohm;
  bus.slope = -1;
  bus.vL = 0.5 * (p.setPoint_V + sqrt(p.setPoint_V * p.setPoint_V - 4 * r * p.load_W));
  double i = p.load_W / bus.vL;
  bus.load_A = i;
  bus.bar = i;
  bus.vS = bus.vL + p.rb_ohm * i;
  bus.vs = bus.vS;
  bus.vl = bus.vL;
  bus.vSm = bus.vS;
  draw_tangent(bus.vL);
  psu.i = i;
  psu.x = i;
  latched_V = bus.vS;
}

static double falling_A(double now) { return psu.output == FALLING ? line_at(&psu.fall, now) : 0; }

static void end_fall(void) {
  psu.output = DEAD;
  psu.fallEnd_us = INFINITY;
  psu.i = 0;
}

static void trip(double now) {
  if (psu.output != REGULATING) return;
  psu.output = FALLING;
  line_hold(&psu.fall, psu.i);
  if (p.fall_us > 0 && psu.i > 0) {
    line_begin(&psu.fall, now, 0, psu.i / p.fall_us);
    psu.fallEnd_us = psu.fall.end_us;
  } else end_fall();
}

static void restore(void) {
  psu.output = REGULATING;
  psu.fallEnd_us = INFINITY;
  psu.limit = LOWER;
  psu.i = 0;
  psu.x = 0;
}

static void step(double now, double end) {
  double step_us = end - now, middle = now + 0.5 * step_us, length = end_us - begin_us;
  bool whole = now == begin_us && end == end_us;
  double from = (now - begin_us) / length, to = (end - begin_us) / length;
  if (!whole) {
    cut(&cbus, from, to);
    cut(&bbus, from, to);
  }
  bus_run(step_us, 1, falling_A(middle), falling_A(end), line_at(&demand, middle), line_at(&demand, end), 0);
  if (whole) {
    pass(&cbus, 1);
    pass(&bbus, 1);
  } else {
    pass_piece(&cbus, to - from, end == end_us);
    pass_piece(&bbus, to - from, end == end_us);
  }
}

/* one microsecond, cut where the fall of the rectifier ends */
static void advance(double from, double to) {
  begin_us = from;
  end_us = to;
  for (double now = from; now < to;) {
    double end = smaller(to, psu.fallEnd_us);
    if (end > now) {
      step(now, end);
      now = end;
    }
    if (now >= psu.fallEnd_us) end_fall();
  }
}

/* a fast tick of the power stage, at once where nothing moves by the clock */
static void run_tick(double from) {
  double now = from;
  while (now < from + STEPS) {
    int made = 1;
    if (now >= demand.end_us && psu.output != FALLING) {
      double demand_W = line_at(&demand, now);
      made = bus_run(1, (int)(from + STEPS - now), 0, 0, demand_W, demand_W, p.lockout_V);
      pass(&cbus, made);
      pass(&bbus, made);
    } else
      advance(now, now + 1);
    now += made;
    phase += (unsigned)made;
    if (bus.vL < p.lockout_V) {
      fprintf(stderr, "power-stage: %.3f V at %.0f us: the twin has no lockout\n", bus.vL, now);
      exit(3);
    }
  }
}

static void latch_all(double now) {
  double bus_V = bus.vS + 0.5 * (bus.vS - latched_V);
  latched_V = bus.vS;
  for (int k = 0; k < cbus.count; k++) latch(&cbus.converters[k], &cbus.rating, now, bus_V, p.cbuEmf_V, p.cbuSource_ohm);
  for (int k = 0; k < bbus.count; k++) latch(&bbus.converters[k], &bbus.rating, now, bus_V, p.bbuEmf_V, p.bbuSource_ohm);
}

static void each(Bank *b, const char *what, double value) {
  for (int k = 0; k < b->count; k++) {
    Converter *c = &b->converters[k];
    if (strcmp(what, "command") == 0) c->pending_A = value;
    else c->pendingEnable = value > 0;
  }
}

static void act(const char *action, double value, double now) {
  if (strcmp(action, "trip") == 0) trip(now);
  else if (strcmp(action, "restore") == 0) restore();
  else if (strcmp(action, "load") == 0) line_begin(&demand, now, value, p.loadSlew_A_per_s * p.busNominal_V * 1e-6);
  else if (strcmp(action, "cbuCommand") == 0) each(&cbus, "command", value);
  else if (strcmp(action, "bbuCommand") == 0) each(&bbus, "command", value);
  else if (strcmp(action, "bbuEnable") == 0) each(&bbus, "enable", value);
  else {
    fprintf(stderr, "power-stage: no action %s\n", action);
    exit(2);
  }
}

/* tests/plant/twin.test.ts reads the same from the simulation's kernel */
static void record(void) {
  double row[] = {bus.vL,        bus.vS,          bus.bar,          bus.load_A,   psu.i,          psu.x,         psu.energy_J,
                  psu.taken_J,   psu.most_W,      cbus.current_A,   bbus.current_A, bus.lossEsr_J, bus.lossBusbar_J, bus.load_J,
                  cbus.converters[0].drawn_J, cbus.converters[0].loss_J, bbus.converters[0].drawn_J, bbus.converters[0].loss_J};
  fwrite(row, sizeof row, 1, stdout);
}

static int run(void) {
  p = read_parameters();
  long ticks = (long)next("ticks");
  init();
  char action[64];
  double value;
  long at;
  bool more = scanf("%ld %63s %lf", &at, action, &value) == 3;
  for (long tick = 0; tick < ticks; tick++) {
    double now = 10 * (double)tick;
    /* plant, then commands: what is written now acts a fast tick later */
    latch_all(now);
    for (; more && at == tick; more = scanf("%ld %63s %lf", &at, action, &value) == 3) act(action, value, now);
    plan(&cbus);
    plan(&bbus);
    run_tick(now);
    settle(&cbus);
    settle(&bbus);
    record();
  }
  return 0;
}

static int bench(long steps) {
  p = read_parameters();
  init();
  for (int k = 0; k < 2; k++)
    for (int m = 0; m < MOST_MODULES; m++) {
      Bank *b = m < cbus.count ? &cbus : &bbus;
      int at = m < cbus.count ? m : m - cbus.count;
      if (at >= b->count) break;
      b->converters[at].pending_A = 30;
      b->converters[at].pendingEnable = true;
      latch(&b->converters[at], &b->rating, (k + 1) * 1e9, 50, 50, 0.02);
    }
  struct timespec begun, ended;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  for (long n = 0; n < steps; n += STEPS) {
    plan(&cbus);
    plan(&bbus);
    run_tick((double)n);
    settle(&cbus);
    settle(&bbus);
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  double ns = (double)(ended.tv_sec - begun.tv_sec) * 1e9 + (double)(ended.tv_nsec - begun.tv_nsec);
  printf("%.4f %.17g\n", ns / (double)steps, bus.vL);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "run") == 0) return run();
  if (count == 3 && strcmp(arguments[1], "bench") == 0) return bench(atol(arguments[2]));
  fprintf(stderr, "power-stage: run, or bench STEPS\n");
  return 2;
}
