/*
 * The power stage of a shelf a second time, in C: rectifier, two-node bus, constant-power load, converters with constant
 * sources behind them, one microsecond a step. Written by hand from the equations, each in the order of operations of
 * assembly/plant/bus.ts and the converters there, so that without contraction to fused multiply-adds it gives the same bits;
 * and as a C programmer would write it, converters two at a time in SSE2 registers, so that it is the yardstick of speed.
 *
 *   power-stage run < input     a record of RECORD doubles a fast tick on standard output
 *   power-stage bench STEPS     nanoseconds a step of a shelf whose converters deliver at rest, on standard output
 *
 * input: lines `name value` in the order of `read_parameters`, then `ticks n`, then `tick action value` in the order of
 * time; actions as in `act`. Not here, because no run of the twin may come near: half of the hold-up energy, lockout.
 */
#include <emmintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STEPS 10 /* of a fast tick */
#define MOST_PAIRS 32
#define H 1e-6 /* a step, s */

static double smaller(double a, double b) { return b < a ? b : a; }
static double larger(double a, double b) { return a < b ? b : a; }

/* ------------------------------------------------------------------------------------------------ parameters */

typedef struct {
  double limit_A, slew_A_per_us, lag_us, latency_us, idle_W, linear_V, resistive_ohm, charge_W;
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
  r.charge_W = INFINITY;
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
  p.bbu.charge_W = next("bbuChargePower_W");
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

static void line_between(Line *l, double now, double from, double to, double end) {
  l->from = from;
  l->to = to;
  l->start_us = now;
  l->end_us = end;
  l->slope = (to - from) / (end - now);
}

/* ------------------------------------------------------------------------------------------------ converters */

enum { OFF, STARTING, ON };

typedef __m128d Two;

/* two converters side by side; one that pads the last pair is always off */
typedef struct {
  Two asked_A, limit_A, idle_W, emf_V, source_ohm;
  Two current_A, slewed_A, target_A, most_A; /* as of the last fast tick */
  Two arrives, firstMean_A, first_A;         /* until the next one; arrives is a mask, as limited is */
  Two drawn_J, loss_J, limited;
} Pair;

/* what switches */
typedef struct {
  int state;
  bool enabled;
  double onAt_us;
} Switch;

typedef struct {
  Rating rating;
  int count, done;
  Switch switches[2 * MOST_PAIRS];
  Pair pairs[MOST_PAIRS];
  bool switching, active, walks;
  double reach_A, halfPerReach, alpha, beta;
  double decay[STEPS + 1], weight[STEPS + 1], weightSum[STEPS + 1], squareSum[STEPS + 1];
  double sums_A[STEPS + 1], means_A[STEPS], bus_V[STEPS];
  bool cutting;
  double wholeMean_A, wholeEnd_A, cutCharge, cutEnergy, cutVoltage, current_A;
} Bank;

static Two both(double value) { return _mm_set1_pd(value); }
static Two size_of(Two x) { return _mm_andnot_pd(both(-0.0), x); }
static double sum_of(Two x) { return x[0] + x[1]; }
static bool any_bit(Two x) { return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_castpd_si128(x), _mm_setzero_si128())) != 0xffff; }

static void turn(Bank *b, int k, int state) {
  Pair *pair = &b->pairs[k / 2];
  b->switches[k].state = state;
  pair->limit_A[k & 1] = state == ON ? b->rating.limit_A : 0;
  pair->idle_W[k & 1] = state == ON ? b->rating.idle_W : 0;
}

static void bank_init(Bank *b, const Rating *rating, int count, bool warm, double emf_V, double source_ohm) {
  memset(b, 0, sizeof *b);
  b->rating = *rating;
  b->count = count;
  b->switching = true;
  b->active = true;
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
    Pair *pair = &b->pairs[k / 2];
    pair->emf_V[k & 1] = emf_V;
    pair->source_ohm[k & 1] = source_ohm;
    if (!warm) continue;
    b->switches[k].enabled = true;
    turn(b, k, ON);
  }
}

/* whether any of them is still on its way up or down is seen again each time */
static void switch_over(Bank *b, double now_us) {
  b->switching = false;
  for (int k = 0; k < b->count; k++) {
    Switch *s = &b->switches[k];
    Pair *pair = &b->pairs[k / 2];
    int lane = k & 1;
    if (!s->enabled) {
      if (s->state != OFF) {
        pair->slewed_A[lane] = 0;
        turn(b, k, OFF);
      }
      if (fabs(pair->current_A[lane]) < 1e-9) pair->current_A[lane] = 0;
      if (pair->current_A[lane] != 0) b->switching = true;
      continue;
    }
    if (s->state == OFF) {
      turn(b, k, STARTING);
      s->onAt_us = now_us + b->rating.latency_us;
    }
    if (s->state == STARTING && now_us >= s->onAt_us) turn(b, k, ON);
    if (s->state != ON) b->switching = true;
  }
  b->active = true;
}

/* the source gives at most E^2/4R */
static void limit_pair(const Rating *r, Pair *pair, double bus_V) {
  double linear_V = bus_V + r->linear_V;
  for (int lane = 0; lane < 2; lane++) {
    if (!(_mm_movemask_pd(pair->limited) & 1 << lane)) continue;
    double emf_V = pair->emf_V[lane];
    double spare_W = emf_V * emf_V / (4 * pair->source_ohm[lane]) - pair->idle_W[lane];
    pair->most_A[lane] = spare_W > 0 ? 2 * spare_W / (linear_V + sqrt(linear_V * linear_V + 4 * r->resistive_ohm * spare_W)) : 0;
  }
}

typedef struct {
  double out_J, loss_J, last_A, slewed_A;
} Cost;

/* a reference that is still on its way, or a source that cannot give it: step by step, into the sums or what it costs */
static Cost walk(Bank *b, const Pair *pair, int lane, int steps, bool planning) {
  const Rating *r = &b->rating;
  double target = pair->target_A[lane], most = pair->most_A[lane], idle_W = pair->idle_W[lane];
  double i = pair->current_A[lane], slewed = pair->slewed_A[lane], out = 0, loss = 0;
  if (planning) b->sums_A[0] += i;
  for (int n = 0; n < steps; n++) {
    double before = slewed;
    slewed = larger(before - b->reach_A, smaller(before + b->reach_A, target));
    double d = slewed - before;
    double way = slewed - b->halfPerReach * d * fabs(d) - i;
    double mean = smaller(most, i + b->beta * way);
    i = smaller(most, i + b->alpha * way);
    if (planning) {
      b->means_A[n] += mean;
      b->sums_A[n + 1] += i;
      continue;
    }
    double size = fabs(mean);
    out += b->bus_V[n] * mean;
    loss += idle_W + (r->linear_V + r->resistive_ohm * size) * size;
  }
  return (Cost){H * out, H * loss, i, slewed};
}

/* what was written a fast tick ago now acts, and the sums of the currents until the next fast tick are known */
static void latch(Bank *b, double bus_V) {
  if (!b->active) return;
  const Rating *r = &b->rating;
  const Two zero = both(0), four = both(4), bus = both(bus_V), linear_V = both(r->linear_V), resistive_ohm = both(r->resistive_ohm);
  const Two reach_A = both(b->reach_A), halfPerReach = both(b->halfPerReach), alpha = both(b->alpha), beta = both(b->beta);
  const Two charge_A = both(bus_V > 0 ? r->charge_W / bus_V : 0);
  Two active = zero, allArrive = _mm_cmpeq_pd(zero, zero), before_A = zero, sumWay_A = zero, target_A = zero;
  Pair *end = b->pairs + (b->count + 1) / 2;
  for (Pair *pair = b->pairs; pair < end; pair++) {
    Two limit_A = pair->limit_A, idle_W = pair->idle_W, i = pair->current_A, emf_V = pair->emf_V;
    /* the second where they compare equal: a zero keeps its sign */
    Two least_A = _mm_and_pd(_mm_min_pd(charge_A, limit_A), _mm_cmpge_pd(emf_V, zero));
    Two t = _mm_min_pd(limit_A, _mm_max_pd(-least_A, pair->asked_A));
    active = _mm_or_pd(active, _mm_or_pd(limit_A, _mm_or_pd(idle_W, i)));
    Two highest_A = _mm_max_pd(t, i);
    Two input_W = idle_W + (bus + resistive_ohm * highest_A) * highest_A + linear_V * size_of(highest_A);
    Two limited = _mm_cmpgt_pd(four * pair->source_ohm * input_W, emf_V * emf_V);
    pair->target_A = t;
    pair->limited = limited;
    pair->most_A = both(INFINITY);
    if (_mm_movemask_pd(limited)) limit_pair(r, pair, bus_V);
    Two d = t - pair->slewed_A, size = size_of(d);
    Two arrives = _mm_andnot_pd(limited, _mm_cmple_pd(size, reach_A));
    Two way = t - halfPerReach * d * size - i;
    pair->arrives = arrives;
    pair->firstMean_A = i + beta * way;
    pair->first_A = i + alpha * way;
    allArrive = _mm_and_pd(allArrive, arrives);
    before_A += _mm_and_pd(arrives, i);
    sumWay_A += _mm_and_pd(arrives, way);
    target_A += _mm_and_pd(arrives, t);
  }
  b->active = any_bit(active);
  b->walks = _mm_movemask_pd(allArrive) != 3;
  double before = sum_of(before_A), way = sum_of(sumWay_A), target = sum_of(target_A), last = before + b->alpha * way, away = last - target;
  b->sums_A[0] = before;
  b->means_A[0] = before + b->beta * way;
  b->sums_A[1] = last;
  for (int n = 1; n < STEPS; n++) {
    b->means_A[n] = target + away * b->weight[n];
    b->sums_A[n + 1] = target + away * b->decay[n];
  }
  if (b->walks)
    for (int k = 0; k < b->count; k++) {
      const Pair *pair = &b->pairs[k / 2];
      if (!(_mm_movemask_pd(pair->arrives) & 1 << (k & 1))) walk(b, pair, k & 1, STEPS, true);
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

/* one of a pair of which one walks; `bus0` and `bus1` as in `settle` */
static Cost cost(Bank *b, const Pair *pair, int lane, int done, double bus0, double bus1) {
  const Rating *r = &b->rating;
  double t = pair->target_A[lane], away = pair->first_A[lane] - t, mean = pair->firstMean_A[lane], second = t + away * b->weight[1];
  bool arrives = _mm_movemask_pd(pair->arrives) & 1 << lane;
  if (!arrives) return walk(b, pair, lane, done, false);
  double rest = done - 1, weights = b->weightSum[done];
  bool turns = mean * t < 0 || second * t < 0 || mean * second < 0;
  double size = fabs(turns ? mean : mean + t * rest + away * weights);
  if (turns)
    for (int n = 1; n < done; n++) size += fabs(t + away * b->weight[n]);
  double squares = mean * mean + t * t * rest + 2 * t * away * weights + away * away * b->squareSum[done];
  return (Cost){
      H * (b->bus_V[0] * mean + t * bus0 + away * bus1),
      H * (pair->idle_W[lane] * (double)done + r->linear_V * size + r->resistive_ohm * squares),
      t + away * b->decay[done - 1],
      t,
  };
}

/* what each converter drew and lost in the fast tick */
static void settle(Bank *b) {
  int done = b->done;
  b->done = 0;
  if (!b->active) return;
  double bus0 = 0, bus1 = 0;
  for (int n = 1; n < done; n++) {
    bus0 += b->bus_V[n];
    bus1 += b->bus_V[n] * b->weight[n];
  }
  const Rating *r = &b->rating;
  const Two zero = both(0), two = both(2), h = both(H), steps = both(done), rest = both(done - 1);
  const Two linear_V = both(r->linear_V), resistive_ohm = both(r->resistive_ohm), first_V = both(b->bus_V[0]);
  const Two weight = both(b->weight[1]), weights = both(b->weightSum[done]), squares = both(b->squareSum[done]);
  const Two decay = both(b->decay[done - 1]), bus0_V = both(bus0), bus1_V = both(bus1);
  Pair *end = b->pairs + (b->count + 1) / 2;
  for (Pair *pair = b->pairs; pair < end; pair++) {
    Two t = pair->target_A, away = pair->first_A - t, mean = pair->firstMean_A, second = t + away * weight;
    Two turns = _mm_or_pd(_mm_cmplt_pd(mean * t, zero), _mm_or_pd(_mm_cmplt_pd(second * t, zero), _mm_cmplt_pd(mean * second, zero)));
    if (_mm_movemask_pd(pair->arrives) != 3) {
      for (int lane = 0; lane < 2 && 2 * (pair - b->pairs) + lane < b->count; lane++) {
        Cost c = cost(b, pair, lane, done, bus0, bus1);
        pair->loss_J[lane] += c.loss_J;
        pair->drawn_J[lane] += c.out_J + c.loss_J;
        pair->current_A[lane] = c.last_A;
        pair->slewed_A[lane] = c.slewed_A;
      }
      continue;
    }
    Two size = size_of(mean + t * rest + away * weights);
    /* |i| has no closed form where the sign changes */
    if (_mm_movemask_pd(turns)) {
      size = size_of(mean);
      for (int n = 1; n < done; n++) size += size_of(t + away * both(b->weight[n]));
    }
    Two square = mean * mean + t * t * rest + two * t * away * weights + away * away * squares;
    Two out_J = h * (first_V * mean + t * bus0_V + away * bus1_V);
    Two loss_J = h * (pair->idle_W * steps + linear_V * size + resistive_ohm * square);
    pair->loss_J += loss_J;
    pair->drawn_J += out_J + loss_J;
    pair->current_A = t + away * decay;
    pair->slewed_A = t;
  }
}

/* ----------------------------------------------------------------------------------------------- bus and PSU */

enum { NONE, UPPER, LOWER };
enum { REGULATING, FALLING, DEAD };

#define RING 32

/* what the last steps left: the last samples of each wave, as the recorder takes them, and beside them in full */
typedef struct {
  float rings[6][RING];
  unsigned phase;
  double busL_V[STEPS], psuEnergy_J[STEPS];
  double input_W[STEPS]; /* of the steps to come */
  Two lowest_V, highest_V; /* of node L and node S */
  int lowestAt;
} Trace;

typedef struct {
  double gain, integralGain, droop_ohm, powerLimit_W, input_W, full_J, share;
  double i, x, energy_J, taken_J, most_W, fallEnd_us;
  int limit, output;
  /* the limit that the last step was on, arrived at or left, and the deviation in its middle */
  int bound;
  double deviation_V;
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
static Trace trace;
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

/* takes back what the integral moved too far in a step that was on a limit, arrived there or left it */
static void move_integral(double h) {
  if (psu.bound == NONE) return;
  double sign = psu.bound == UPPER ? 1 : -1, middle = psu.deviation_V;
  if (!(sign * middle > 0)) return;
  double end = p.setPoint_V - psu.droop_ohm * psu.i - bus.vS;
  double unheld = h * psu.integralGain * middle;
  double rest = psu.x - unheld;
  double bound = psu.bound == UPPER ? psu.powerLimit_W / bus.vS : 0;
  double beyond0 = sign * (rest + psu.gain * (2 * middle - end) - bound);
  double beyond1 = sign * (rest + psu.gain * end - bound);
  double moved = 0;
  if (beyond1 < 0) moved = sign * smaller(sign * (beyond0 > 0 ? beyond1 / (beyond1 - beyond0) : 1) * unheld, -beyond1);
  else if (beyond0 < 0) moved = unheld * beyond0 / (beyond0 - beyond1);
  psu.x = rest + moved;
}

/* `count` implicit-midpoint steps of `step_us`, no more after one on a limit of the rectifier; returns how many were made */
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
  double energy = psu.energy_J, taken = psu.taken_J, most_W = -INFINITY, full = psu.full_J;
  Two lowest = both(INFINITY), highest = both(-INFINITY);
  unsigned phase = trace.phase;
  int lowestAt = 0;
  int limit = psu.limit, bound = regulates ? limit : NONE, attempts = 0, n = 0;
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
    while (n < count) {
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
        double e = setPoint - droop * a + ePerVs * vSO + ePerLoad * iLoad;
        double unclamped = x + G * e;
        int right = unclamped < 0 ? LOWER : unclamped * nextS > most ? UPPER : NONE;
        if (right != limit) {
          bound = right == NONE ? limit : right;
          limit = right;
          if (++attempts < 3) break;
        }
        x += integral * e;
        if (!inside) psu.deviation_V = e;
      }
      attempts = 0;
      vS = nextS;
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
      most_W = larger(most_W, out_W);
      double before = energy;
      energy += (trace.input_W[n] - out_W) * h;
      energy = smaller(energy, full);
      taken += energy - before + out_W * h;
      double cbu = cbuEnd[n + 1], bbu = bbuEnd[n + 1];
      vS1 = vs + rS * (i + cbu + bbu - bar);
      cbuMet[n] = vS;
      bbuMet[n] = vS;
      trace.psuEnergy_J[n] = energy;
      trace.busL_V[n] = vL1;
      lowestAt = vL1 < lowest[0] ? n : lowestAt;
      Two nodes = _mm_set_pd(vS1, vL1);
      lowest = _mm_min_pd(nodes, lowest);
      highest = _mm_max_pd(nodes, highest);
      unsigned at = (phase + (unsigned)n) & (RING - 1);
      trace.rings[0][at] = (float)vL1;
      trace.rings[1][at] = (float)vS1;
      trace.rings[2][at] = (float)i;
      trace.rings[3][at] = (float)cbu;
      trace.rings[4][at] = (float)bbu;
      trace.rings[5][at] = (float)load1_A;
      n++;
      if (vL1 < lowest_V) {
        count = n;
        break;
      }
      if (!stays || !inside) break;
    }
    if (attempts == 0 && !inside) break;
  }
  trace.lowest_V = lowest;
  trace.highest_V = highest;
  trace.lowestAt = lowestAt;
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
  psu.bound = bound;
  psu.energy_J = energy;
  psu.taken_J = taken;
  psu.most_W = larger(psu.most_W, psu.share * most_W);
  return n;
}

/* -------------------------------------------------------------------------------------------------------- load */

/* asked for in jumps; the demand follows at the slew limit, in a straight line to where the two meet */
static double asked_W, meet_us;
static Line demand;
static bool follows;

static double demand_at(double now) { return follows ? asked_W : line_at(&demand, now); }

static void load_ask(double now, double asked) {
  double from = demand_at(now), gap = asked - from, slew = p.loadSlew_A_per_s * p.busNominal_V * 1e-6;
  asked_W = asked;
  meet_us = INFINITY;
  follows = true;
  double meets = now + gap / (gap > 0 ? slew : -slew);
  if (gap == 0 || !(meets > now)) return;
  follows = false;
  meet_us = meets;
  line_between(&demand, now, from, asked, meets);
}

/* the two have met */
static void load_meet(void) {
  follows = true;
  meet_us = INFINITY;
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
  memset(&trace, 0, sizeof trace);
  bank_init(&cbus, &p.cbu, p.cbuModules, true, p.cbuEmf_V, p.cbuSource_ohm);
  bank_init(&bbus, &p.bbu, p.bbuModules, false, p.bbuEmf_V, p.bbuSource_ohm);
  asked_W = p.load_W;
  load_meet();
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
  trace.input_W[0] = psu.input_W;
  bus_run(step_us, 1, falling_A(middle), falling_A(end), demand_at(middle), demand_at(end), 0);
  move_integral(step_us * 1e-6);
  if (whole) {
    pass(&cbus, 1);
    pass(&bbus, 1);
  } else {
    pass_piece(&cbus, to - from, end == end_us);
    pass_piece(&bbus, to - from, end == end_us);
  }
}

static void watch(double bus_V) {
  if (bus_V >= p.lockout_V) return;
  fprintf(stderr, "power-stage: the bus at %.3f V: the twin has no lockout\n", bus_V);
  exit(3);
}

/* a microsecond with care: cut where the fall of the rectifier ends, and where the demand meets what is asked for */
static void advance(double from, double to) {
  begin_us = from;
  end_us = to;
  for (double now = from; now < to;) {
    if (meet_us <= now) load_meet();
    double end = smaller(smaller(to, meet_us), psu.fallEnd_us);
    if (end > now) {
      step(now, end);
      watch(bus.vL);
      now = end;
    }
    if (now >= psu.fallEnd_us) end_fall();
  }
}

/* writes the input power of the steps to come; false where something moves by the clock or the store may fall to half */
static bool calm(int count) {
  if (psu.output == FALLING || !follows) return false;
  double duration_s = 1e-6 * count, input_W = psu.input_W;
  for (int n = 0; n < count; n++) trace.input_W[n] = input_W;
  if (psu.output == DEAD) return true;
  double least_J = psu.energy_J - (psu.powerLimit_W > input_W ? (psu.powerLimit_W - input_W) * duration_s : 0);
  if (least_J > 0.5 * psu.full_J) return true;
  fprintf(stderr, "power-stage: %.3f J left: the twin has no pre-warning\n", psu.energy_J);
  exit(3);
}

/* up to `count` microseconds at once where nothing moves by the clock; returns how many, 0 where one needs care */
static int cruise(double now, int count) {
  if (meet_us <= now) load_meet();
  double known_us = meet_us - now;
  int most = known_us < count ? (int)known_us : count;
  if (most < 1 || !calm(most)) return 0;
  double demand_W = demand_at(now);
  int made = bus_run(1, most, 0, 0, demand_W, demand_W, p.lockout_V);
  move_integral(1e-6);
  pass(&cbus, made);
  pass(&bbus, made);
  for (int n = made > 1 ? made - 2 : 0; n < made; n++) watch(trace.busL_V[n]);
  return made;
}

/* a fast tick of the power stage; returns how many steps were made last */
static int run_tick(double from) {
  int made = 0;
  for (double now = from; now < from + STEPS; now += made) {
    made = cruise(now, (int)(from + STEPS - now));
    if (made == 0) {
      advance(now, now + 1);
      made = 1;
    }
    trace.phase = (trace.phase + (unsigned)made) & (RING - 1);
  }
  settle(&cbus);
  settle(&bbus);
  return made;
}

static void latch_all(double now) {
  double bus_V = bus.vS + 0.5 * (bus.vS - latched_V);
  latched_V = bus.vS;
  if (cbus.switching) switch_over(&cbus, now);
  if (bbus.switching) switch_over(&bbus, now);
  latch(&cbus, bus_V);
  latch(&bbus, bus_V);
}

static void ask(Bank *b, double value) {
  for (int k = 0; k < b->count; k++) b->pairs[k / 2].asked_A[k & 1] = value;
}

static void enable(Bank *b, bool on) {
  for (int k = 0; k < b->count; k++) b->switches[k].enabled = on;
  b->switching = true;
}

static void act(const char *action, double value, double now) {
  if (strcmp(action, "trip") == 0) trip(now);
  else if (strcmp(action, "restore") == 0) restore();
  else if (strcmp(action, "load") == 0) load_ask(now, value);
  else if (strcmp(action, "cbuCommand") == 0) ask(&cbus, value);
  else if (strcmp(action, "bbuCommand") == 0) ask(&bbus, value);
  else if (strcmp(action, "bbuEnable") == 0) enable(&bbus, value > 0);
  else {
    fprintf(stderr, "power-stage: no action %s\n", action);
    exit(2);
  }
}

/* tests/plant/twin.test.ts reads the same from the simulation's kernel */
static void record(int made) {
  const Pair *cbu = &cbus.pairs[0], *bbu = &bbus.pairs[0];
  unsigned last = (trace.phase - 1) & (RING - 1);
  double row[] = {
      bus.vL,           bus.vS,           bus.bar,           bus.load_A,         psu.i,
      psu.x,            psu.energy_J,     psu.taken_J,       psu.most_W,         cbus.current_A,
      bbus.current_A,   bus.lossEsr_J,    bus.lossBusbar_J,  bus.load_J,         cbu->drawn_J[0],
      cbu->loss_J[0],   bbu->drawn_J[0],  bbu->loss_J[0],    trace.lowest_V[0],  trace.highest_V[0],
      trace.lowest_V[1], trace.highest_V[1], trace.lowestAt, trace.psuEnergy_J[made - 1],
      trace.rings[0][last], trace.rings[1][last], trace.rings[2][last], trace.rings[3][last], trace.rings[4][last], trace.rings[5][last],
  };
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
    record(run_tick(now));
  }
  return 0;
}

static int bench(long steps) {
  p = read_parameters();
  init();
  ask(&cbus, 30);
  ask(&bbus, 30);
  enable(&cbus, true);
  enable(&bbus, true);
  latch_all(1e9);
  latch_all(2e9);
  struct timespec begun, ended;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  for (long n = 0; n < steps; n += STEPS) {
    latch(&cbus, bus.vS);
    latch(&bbus, bus.vS);
    run_tick((double)n);
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
