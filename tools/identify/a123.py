"""A123 26650 LFP: OCV and hysteresis from C/26 both ways at 25 degC, branches from the dynamic cycles at 25 and -15 degC.

The hysteresis is the measured half gap; the ESC fit of the same data has its rate at a bound and lets M absorb slow branches.
Other temperatures follow a smooth curve through the ESC fits' resistances at eight of them.
"""
import numpy as np
from scipy.optimize import least_squares
from model import SOC, SOC_OCV, Test, cell_json, csv, simulate, write

SOURCE = cell_json("a123_26650_lfp_esc")
DYNAMIC = SOURCE["dyn"]
NODES = np.array([0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1])
N = len(NODES)
ROWS = [-25, -15, -5, 5, 15, 25, 35, 45]
Q, RATE, TAU = 2.02, 15.0, [2.0, 20.0, 400.0, 1.0]


def both_ways():
    curves = []
    for name, column in (("OCV_P25_S1", "dis_Ah"), ("OCV_P25_S3", "chg_Ah")):
        d = csv(f"a123_26650/{name}.csv.gz")
        on = np.abs(d["current_A"]) > 0.02
        z = d[column][on] / d[column][on][-1]
        curves.append(np.interp(SOC_OCV, z, d["voltage_V"][on]) if column == "chg_Ah" else np.interp(SOC_OCV, 1 - z[::-1], d["voltage_V"][on][::-1]))
    return 0.5 * (curves[0] + curves[1]), 0.5 * (curves[1] - curves[0])


OCV, gap = both_ways()
HYSTERESIS = np.interp(SOC, SOC_OCV, gap)
HYSTERESIS[0] = HYSTERESIS[1]
HYSTERESIS = np.minimum(HYSTERESIS, 0.03) - 0.0767 * 0.02
HYSTERESIS[-1] = min(HYSTERESIS[-2:])
ENTROPIC = np.interp(SOC, SOURCE["ocv"]["SOC"], SOURCE["ocv"]["OCVrel_V_per_C"])
ENTROPIC[0] = ENTROPIC[1]


def dynamic(name, temperature):
    d = csv(f"a123_26650/{name}.csv.gz")
    return Test(d["time_s"], d["current_A_discharge_positive"], d["voltage_V"], temperature, temperature)


def branches(name, temperature, guess):
    """ln of R0, R1, R2, R3 over charge; charging loses what the ESC fit says."""
    test = dynamic(name, temperature)
    efficiency = DYNAMIC["eta"][DYNAMIC["temps_C"].index(temperature)]
    lost = np.r_[0, np.cumsum(np.where(test.current[1:] < 0, (efficiency - 1) * test.current[1:], 0) * np.diff(test.time))] / 3600 / Q
    soc = 1 - np.r_[0, np.cumsum(test.current[1:] * np.diff(test.time))] / 3600 / Q
    shift = np.interp(soc - lost, SOC_OCV, OCV) - np.interp(soc, SOC_OCV, OCV)
    start = np.log(np.repeat(guess, N))

    def residual(x):
        rows = {f"r{b}": np.exp(np.interp(SOC, NODES, x[b * N : (b + 1) * N])) for b in range(4)}
        model = dict(T=[temperature], Q=Q, ocv=OCV, hysteresis=HYSTERESIS, rate=RATE, tau=TAU, Cth=77.0, hA=0.2, **rows)
        error = (simulate(model, test, False)[0] + shift - test.voltage)[::5] / np.where(soc > 0.1, 0.006, 0.03)[::5]
        return np.concatenate([np.sqrt(3000 / len(error)) * error, *(np.diff(x[b * N : (b + 1) * N], 2) / 0.3 for b in range(4)), (x - start) / 0.7])

    return least_squares(residual, start, diff_step=1e-3, max_nfev=8).x.reshape(4, N)


def place(resistances, temperature):
    """0 at 25 degC and 1 at -15 degC along ln R, a second-order line in 1/T."""
    inverse = lambda t: 1 / (np.asarray(t, float) + 273.15) - 1 / 298.15
    line = np.polyfit(inverse(DYNAMIC["temps_C"]), np.log(resistances), 2)
    at = lambda t: np.polyval(line, inverse(t))
    return (at(temperature) - at(25)) / (at(-15) - at(25))


def a123():
    warm, cold = branches("DYN_P25_s1", 25, [0.0095, 0.004, 0.008, 0.01]), branches("DYN_N15_s1", -15, [0.06, 0.03, 0.05, 0.05])
    model = dict(T=ROWS, Q=Q, ocv=OCV, entropic=ENTROPIC, hysteresis=HYSTERESIS, rate=RATE, tau=TAU, Cth=77.0, hA=0.2, still=0.076)
    for b in range(4):
        a, c = np.interp(SOC, NODES, warm[b]), np.interp(SOC, NODES, cold[b])
        c = np.maximum(c, a + 0.2)
        if b == 0:  # the ends of the cycles are too few samples
            a[:2], a[19:], c[19:] = a[2] + np.array([0.3, 0.15]), a[18], c[18]
        curve = DYNAMIC["R0"] if b < 2 else [r[2] for r in DYNAMIC["R"]]
        model[f"r{b}"] = np.array([np.exp(a + (c - a) * place(curve, t)) for t in ROWS])
    model["r3"][:, 19:] = np.maximum(model["r3"][:, 19:], 0.3 * model["r3"][:, 18:19])
    return model


if __name__ == "__main__":
    model = a123()
    for name, temperature in (("DYN_P25_s1", 25), ("DYN_N15_s1", -15)):
        test = dynamic(name, temperature)
        v, _, soc = simulate(model, test, True)
        print(f"{name}: {1e3 * np.sqrt(np.mean((v - test.voltage)[soc > 0.1] ** 2)):.1f} mV rms")
    write("a123Lfp26650", [
        "A123 26650, 2.05 Ah LFP, measured by Plett (ESC toolbox). OCV and hysteresis: middle and half gap of C/26 both ways at 25 degC.",
        "Branches from the dynamic cycles at 25 and -15 degC, other temperatures along the ESC fits of the same cell; reversible heat from",
        "the ESC toolbox's slope of the OCV. Grade D; heat from 70 g, cooling scaled from the 18650 by surface (K).",
    ], model, (3.6, 2.0, 70), "LFP_A123")
