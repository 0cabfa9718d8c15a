// The plant's cell model (assembly/plant/chemistry/chemistry.ts) over the samples of a measurement, for fits.
#include <math.h>

typedef struct {
  int rows;
  double T[8], r[5][8 * 21], ocv[101], entropic[21], hysteresis[21], depletion[8], Q, tau[4], rate, Cth, hA;
  int hasTransfer, hasHysteresis, hasThird;
} Cell;

static double table(const double *t, double z) {
  double x = z * 20;
  if (x < 0) x = 0;
  if (x > 20) x = 20;
  int k = (int)x;
  if (k > 19) k = 19;
  return t[k] + (x - k) * (t[k + 1] - t[k]);
}

static double openCircuit(const Cell *p, double z, double T) {
  double x = z * 100;
  int k = (int)floor(x);
  if (k < 0) k = 0;
  if (k > 99) k = 99;
  return p->ocv[k] + (x - k) * (p->ocv[k + 1] - p->ocv[k]) + (T - 25) * table(p->entropic, z);
}

static double place(const Cell *p, double T) {
  int last = p->rows - 1;
  if (T <= p->T[0]) return 0;
  if (T >= p->T[last]) return last;
  int k = 0;
  while (T > p->T[k + 1]) k++;
  return k + (T - p->T[k]) / (p->T[k + 1] - p->T[k]);
}

void simulate(const Cell *p, int n, const double *t, const double *current, const double *measured, const double *air, const double *soc,
              const unsigned char *reset, int warms, double T, double z, double *V, double *Tout, double *Zout) {
  double v[4] = {0}, target = 0, h = 0, drawn = 0, decay[4], step = -1;
  for (int k = 0; k < n; k++) {
    double left = k > 0 ? t[k] - t[k - 1] : 0, i = current[k], R[5] = {0}, whole = left;
    if (k > 0 && reset[k]) {
      z = soc[k];
      v[0] = v[1] = v[2] = v[3] = target = drawn = left = i = 0;
    }
    // the first 100 ms see the target of before; then ever longer steps, for the current is constant
    for (int part = 0; left > 1e-9; part++) {
      double most = part == 0 ? 0.1001 : part < 3 ? 0.3 : part < 13 ? 1 : 10, s = left;
      if (s > most) s = most > 0.1 && part == 0 ? 0.1 : most;
      if (!warms) T = measured[k - 1] + (whole - left) / whole * (measured[k] - measured[k - 1]);
      double at = place(p, T);
      int row = (int)at, next = row + 1 < p->rows ? row + 1 : row;
      double surface = z - drawn * (p->depletion[row] + (at - row) * (p->depletion[next] - p->depletion[row]));
      for (int b = 0; b < 5; b++) {
        double low = table(p->r[b] + 21 * row, surface);
        R[b] = low + (at - row) * (table(p->r[b] + 21 * next, surface) - low);
      }
      if (s != step)
        for (int b = 0; b < 4; b++) decay[b] = exp(-s / p->tau[b]);
      step = s;
      double q = R[0] * i * i - i * (T + 273.15) * table(p->entropic, z);
      for (int b = 0; b < (p->hasThird ? 3 : 2); b++) {
        double end = decay[b] * v[b] + (1 - decay[b]) * R[b + 1] * i, middle = 0.5 * (v[b] + end);
        if (R[b + 1] > 1e-9) q += middle * middle / R[b + 1];
        v[b] = end;
      }
      drawn = decay[2] * drawn + (1 - decay[2]) * i;
      if (p->hasTransfer) {
        double end = decay[3] * v[3] + (1 - decay[3]) * target;
        q += 0.5 * (v[3] + end) * i;
        v[3] = end;
        target = 2 * 8.314462618 * (T + 273.15) / 96485.33212 * asinh(i / (2 * R[4]));
      }
      if (p->hasHysteresis) {
        double M = table(p->hysteresis, z), sign = (i > 0) - (i < 0);
        q -= M * h * i;
        if (sign != 0) h = -sign + (h + sign) * exp(-p->rate * fabs(i) * s / (3600 * p->Q));
      }
      z -= i * s / (3600 * p->Q);
      if (warms) T = air[k] + q / p->hA + (T - air[k] - q / p->hA) * exp(-s * p->hA / p->Cth);
      left -= s;
    }
    if (!warms) T = measured[k];
    V[k] = openCircuit(p, z, T) + (p->hasHysteresis ? table(p->hysteresis, z) * h : 0) - v[0] - v[1] - v[2] - v[3] - R[0] * i;
    Tout[k] = T;
    Zout[k] = z;
  }
}
