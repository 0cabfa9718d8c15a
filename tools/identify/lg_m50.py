"""LG INR21700-M50: R0 from pulses at four temperatures, slow branches, hysteresis rate and heat from discharges at 0.1 to 2 C."""
import numpy as np
from scipy.optimize import least_squares
from model import SOC, SOC_OCV, Test, cell_json, csv, simulate, write

SOURCE = cell_json("lg_m50_21700_5Ah")
OCV = np.array(SOURCE["ocv_T25"]["ocv_V"])
HYSTERESIS = np.maximum(0, np.interp(SOC, SOC_OCV, SOURCE["ocv_T25"]["hys_V"]))
ENTROPIC = np.array(SOURCE["entropic_V_per_K"]["dUdT"])
ROWS = [0, 10, 25, 45]
INVERSE = np.array([1 / (t + 273.15) - 1 / 298.15 for t in ROWS])
NODES = np.array([0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
N = len(NODES)


def pulse_r0():
    """The label of a pulse is not its charge: the rest voltage is."""
    rows = []
    for t in ROWS:
        p = [SOURCE["pulses"][f"T{t}"][f"SoC{k}"] for k in range(1, 10)]
        rows.append(np.interp(SOC, [np.interp(q["V0"]["mean"], OCV, SOC_OCV) for q in p], [q["R0"]["mean"] for q in p]))
    return np.array(rows)


R0 = pulse_r0()
TESTS = []
for rate in ("0p1C", "0p5C", "1C", "2C"):
    d = csv(f"lg_m50_5ah/T25_rate_{rate}.csv.gz")
    t, current = d["time_s"], -d["current_A"]
    end = np.flatnonzero(current > 0.3)[-1] + 1
    k = np.arange(0, end + (len(t) - end) // 4)
    k = k[t[k] < t[end] + 7000]
    k = k[np.r_[True, np.diff(t[k]) > 1e-4]]
    TESTS.append((Test(t[k], current[k], d["voltage_V"][k], d["cell_temp_mid_C"][k], 24.6, start_temperature=24.6), int(np.sum(k < end))))


def built(x):
    """x: scale of R0, slopes of R1/R2 and of R3 (1000 K), ln rate, Cth, hA, Q, then ln R2, R3, R1 at 25 degC over charge."""
    over = lambda first, slope: np.exp(np.interp(SOC, NODES, x[first : first + N]) + slope * 1e3 * INVERSE[:, None])
    return dict(T=ROWS, Q=x[6], ocv=OCV, entropic=ENTROPIC, hysteresis=HYSTERESIS, rate=np.exp(x[3]), tau=[7.0, 60.0, 500.0, 1.0], Cth=x[4],
                hA=x[5], still=0.064, r0=R0 * x[0], r1=over(7 + 2 * N, x[1]), r2=over(7, x[1]), r3=over(7 + N, x[2]))


def residual(x, start):
    r = []
    for test, end in TESTS:
        v, temperature, soc = simulate(built(x), test, True)
        k = np.arange(1, end)
        sigma = np.where(soc[k] > 0.2, 0.006, np.where(soc[k] > 0.09, 0.008, np.where(soc[k] > 0.05, 0.03, 0.1)))
        rest = np.arange(end + 3, test.n)
        r.append(np.sqrt(600 / len(k)) * (v - test.voltage)[k] / sigma)
        r.append(np.sqrt(300 / (test.n - 1)) * (temperature - test.temperature)[1:] / 0.5)
        r.append(np.sqrt(100 / max(1, len(rest))) * (v - test.voltage)[rest] / 0.03)
    r += [np.diff(x[7 + b * N : 7 + (b + 1) * N], 2) / 0.5 for b in range(3)]
    r.append((x[:7] - [0.98, 2, 4, np.log(50), 68, 0.12, 4.98]) / [0.003, 0.03, 0.05, 1.5, 6, 0.03, 0.03])
    r += [(x - start)[7 + 2 * N + 4 :] / 0.1, (x - start)[7 : 7 + 2 * N]]
    return np.concatenate(r)


if __name__ == "__main__":
    over = lambda *r: np.log(np.interp(NODES, [0, 0.1, 0.2, 1], r))
    start = np.r_[1, 2.5, 3.5, np.log(50), 68, 0.12, 4.98, over(0.06, 0.02, 0.01, 0.006), over(0.06, 0.02, 0.01, 0.006), over(0.06, 0.015, 0.0067, 0.0055)]
    low, high = np.full(len(start), -np.inf), np.full(len(start), np.inf)
    low[7 : 7 + N], low[7 + N :], high[3] = np.log(0.001), np.log(0.004), np.log(150)
    low[[7, 7 + N, 7 + 2 * N, 8 + 2 * N]] = np.log([0.01, 0.1, 0.02, 0.012])
    x = least_squares(residual, np.clip(start, low + 1e-3, high - 1e-3), args=(start,), bounds=(low, high), x_scale="jac", diff_step=1e-3, max_nfev=25).x
    model = built(x)
    for test, end in TESTS:
        v, temperature, soc = simulate(model, test, True)
        k = (np.arange(test.n) > 0) & (np.arange(test.n) < end) & (soc > 0.1)
        print(f"{1e3 * np.abs(v - test.voltage)[k].max():.0f} mV at most, {np.abs(temperature - test.temperature)[k].max():.1f} K")
    write("lgM50", [
        "LG INR21700-M50, 5 Ah NMC811, measured by Widanage (WDWidanage/Simscape-Battery-Library, by way of PyBOP). OCV and hysteresis",
        f"at 25 degC; R0 of 10 s pulses at 0, 10, 25 and 45 degC; slow branches, their temperature ({1e3 * x[1]:.0f} and {1e3 * x[2]:.0f} K over T),",
        "rate of the hysteresis and heat from discharges at 0.1 to 2 C at 25 degC; reversible heat of O'Regan 2022. Grade D.",
    ], model, (4.2, 2.5, 7.3), "NMC_SANYO")
