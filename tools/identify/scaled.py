"""Cells of which little is measured, by analogy (grade D): Samsung 30T and 4.8 Ah from the Panasonic, Sony LFP from SimSES alone.

Run after panasonic.py, whose tables it takes from the file that was written.
"""
import re
import numpy as np
from scipy.optimize import least_squares
from model import OUT, SOC, SOC_OCV, TABLES, Test, cell_json, csv, simulate, write


def written(name):
    text = re.sub(r"//.*", "", OUT.joinpath(f"{name}.ts").read_text())
    table = lambda field: np.array([float(v) for v in re.findall(r"-?\d[\d.e-]*", re.search(rf"c\.{field} = \[(.*?)\];", text, re.S)[1])])
    rows = table("temperature_degC")
    model = dict(T=list(rows), tau=[float(re.search(rf"c\.{t}_s = ([\d.]+)", text)[1]) for t in ("tau1", "tau2", "tau3", "tauCt")], entropic=table("entropic_V_per_K"))
    for key, field in zip(TABLES, ("r0_ohm", "r1_ohm", "r2_ohm", "r3_ohm", "exchange_A")):
        model[key] = table(field).reshape(len(rows), 21)
    return model


def rows_of(table, column):
    return np.array([row[column] for row in table["rows"]])


PANASONIC = written("panasonicNcr18650pf")
SAMSUNG = cell_json("samsung_21700_nca_sig_4p8Ah_simses")
SONY = cell_json("sony_us26650ftc1_lfp_3Ah_simses")
NCA_OCV = rows_of(SAMSUNG["ocv"], 1)


def samsung_30t():
    d = csv("samsung_inr21700_30t/hppc_4pulse_25C.csv")
    test = Test(d["time_s"], d["current_A_discharge_positive"], d["voltage_V"], 25, 25)
    guess = np.log([0.4, 0.4, 0.4, 0.4, 2.5])
    built = lambda x: PANASONIC | {k: PANASONIC[k] * f for k, f in zip(TABLES, np.exp(x))} | dict(Q=3.0, ocv=NCA_OCV, Cth=72.0, hA=0.169, still=0.064)

    def error(x):
        test.start_soc = x[5]
        return simulate(built(x[:5]), test, False)[0] - test.voltage

    near = np.r_[0, np.abs(np.diff(test.current))] > 0.5
    x = least_squares(lambda x: np.r_[error(x) * ~near / 0.002 * np.sqrt(400 / test.n), (x[:5] - guess) / [0.5, 0.4, 0.3, 0.3, 0.3], (x[5] - 0.99) / 0.02], np.r_[guess, 0.99]).x
    print(f"30T: factors {np.exp(x[:5]).round(3)}, {1e3 * np.sqrt(np.mean(error(x) ** 2)):.1f} mV rms from {x[5]:.4f}")
    return built(x[:5])


def samsung_48():
    """Its one resistance is what the Panasonic's branches are after 10 s; the column of hysteresis is read as the whole gap."""
    warm = PANASONIC["T"].index(25)
    ten_s = PANASONIC["r0"] + PANASONIC["r1"] + 0.02569 / PANASONIC["i0"] + PANASONIC["r2"] * (1 - np.exp(-10 / PANASONIC["tau"][1]))
    factor = np.interp(SOC, rows_of(SAMSUNG["rint"], 0), rows_of(SAMSUNG["rint"], 2)) / ten_s[warm]
    gap = np.interp(SOC, rows_of(SAMSUNG["hysteresis"], 0), rows_of(SAMSUNG["hysteresis"], 1)) / 2
    gap[0], gap[-1] = gap[1], min(gap[-2:])
    tables = {k: PANASONIC[k] * (1 / factor if k == "i0" else factor) for k in TABLES}
    return PANASONIC | tables | dict(Q=4.8, ocv=NCA_OCV, hysteresis=gap, rate=100.0, Cth=71.0, hA=0.169, still=0.064)


def sony():
    at = lambda table, column: np.interp(SOC, rows_of(table, 0), rows_of(table, column))
    r = [at(SONY["rint"], 6 + k) for k in range(3)]
    slope = np.log(r[0] / r[1]) / (1 / 283.15 - 1 / 298.15)
    slope = np.minimum(slope, 1.5 * np.median(slope[4:]))
    rows = np.array([*(r[0] * np.exp(slope * (1 / (t + 273.15) - 1 / 283.15)) for t in (-20, -5)), *r])
    return dict(T=[-20, -5, 10, 25, 40], Q=3.0, ocv=np.interp(SOC_OCV, rows_of(SONY["ocv"], 0), rows_of(SONY["ocv"], 1)), tau=[2.0, 20.0], Cth=70.0, hA=0.2,
                still=0.076, r0=0.5 * rows, r1=0.15 * rows, r2=0.35 * rows, hysteresis=at(SONY["hysteresis_V"], 1), rate=15.0, entropic=at(SONY["entropy_V_per_K"], 1))


if __name__ == "__main__":
    write("samsungInr21700_30t", [
        "Samsung INR21700-30T, 3 Ah NCA, high power; the default of the battery modules. One factor a branch fitted to the pulses at",
        "25 degC and full charge (Kollmeyer and Skells, Mendeley Data 10.17632/9xyvy2njj3.1); dependence on charge and temperature and",
        "the reversible heat are the Panasonic's, the OCV that of a 21700 NCA cell (SimSES, Samsung 4.8 Ah). Grade D.",
        "Heat capacity from 69 g at 1.05 kJ/(kg K), cooling scaled from the 18650 by surface (K).",
    ], samsung_30t(), (4.2, 2.5, 35), "NCA_PANASONIC")
    write("samsungNca48", [
        "Samsung 21700 NCA with silicon-graphite, 4.8 Ah: OCV, hysteresis and resistance at 25 degC of SimSES. Its one resistance is shared",
        "out over the branches as the Panasonic's is after 10 s, and follows its temperature; the table of hysteresis is read as the whole",
        "gap, its rate is of the LG M50's order. Grade D.",
    ], samsung_48(), (4.2, 2.5, 7.2), "NCA_PANASONIC")
    write("sonyLfp26650", [
        "Sony US26650FTC1, 3 Ah LFP: OCV, hysteresis, entropy and discharge resistance at 10, 25 and 40 degC of SimSES (Naumann 2018).",
        "Its one resistance is shared out: half at once, 15 % in 2 s, the rest in 20 s; colder rows are extrapolated; the rate of the",
        "hysteresis is the A123's. Grade D. Heat capacity 70 g at 1.0 kJ/(kg K), cooling scaled from the 18650 by surface (K).",
    ], sony(), (3.6, 2.0, 20), "LFP_SONY")
