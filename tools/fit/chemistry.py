"""Writes assembly/plant/chemistry/*.ts from measured data (see the README of the data folder for origins).

Usage: RIDETHROUGH_DATA=<folder> python3 tools/fit/chemistry.py
Panasonic: the 2RC tables fitted to Cycle_1 and Cycle_2 (US06 never used); values that the noise of the fit drove to
zero are lifted to those of the next warmer row, because resistance never falls towards the cold.
Samsung 30T: 2RC fitted here to the 10 s pulses at 25 degC and full charge; the dependence on charge and temperature
is the Panasonic's, the OCV that of the 21700 NCA cell (grade D).
"""
import csv, json, os
import numpy as np
from pathlib import Path

DATA = Path(os.environ.get("RIDETHROUGH_DATA", Path(__file__).resolve().parents[2] / "../shared/data"))
OUT = Path(__file__).resolve().parents[2] / "assembly/plant/chemistry"
SOC = np.linspace(0, 1, 21)
SOC_OCV = np.linspace(0, 1, 101)


def rows(values, digits):
    text = [f"{v:.{digits}f}".rstrip("0").rstrip(".") for v in values]
    lines = [", ".join(text[k : k + 12]) for k in range(0, len(text), 12)]
    return ",\n    ".join(lines)


def write(name, symbol, about, limits, ocv, temperatures, tables):
    parts = [f"    // {t:g} degC\n    {rows(row, 6)}," for table in tables for t, row in zip(temperatures, table)]
    per = len(temperatures)
    blocks = ["\n".join(parts[k * per : (k + 1) * per]) for k in range(3)]
    OUT.joinpath(f"{name}.ts").write_text(f"""import {{ Chemistry }} from './chemistry';

{about}
export function {symbol}(): Chemistry {{
  const c = new Chemistry();
  c.capacity_Ah = {limits['capacity_Ah']};
  c.tau1_s = 2;
  c.tau2_s = 60;
  c.heatCapacity_J_per_K = {limits['cth']};
  c.heatTransfer_W_per_K = {limits['ha']};
  c.naturalConvection_W_per_K = {limits['natural']};
  c.ocv_V = [
    {rows(ocv, 5)},
  ];
  c.temperature_degC = [{', '.join(f'{t:g}' for t in temperatures)}];
  c.r0_ohm = [
{blocks[0]}
  ];
  c.r1_ohm = [
{blocks[1]}
  ];
  c.r2_ohm = [
{blocks[2]}
  ];
  return c;
}}
""")


panasonic = json.loads((DATA / "cells/panasonic_ncr18650pf_2p9Ah.json").read_text())
fit = panasonic["ecm_2rc"]
temperatures = fit["T_C"]


def table(values):
    t = np.array([np.interp(SOC, fit["SOC"], row) for row in values])
    for k in range(len(t) - 2, -1, -1):
        t[k] = np.maximum(t[k], t[k + 1])
    return np.maximum(t, 1e-4)


r0, r1, r2 = table(fit["R0_ohm"]), table(fit["R_k_ohm"][0]), table(fit["R_k_ohm"][1])
ocv = np.interp(SOC_OCV, panasonic["ocv_25C"]["soc"], panasonic["ocv_25C"]["V"])
write("panasonicNcr18650pf", "panasonicNcr18650pf", """/**
 * Panasonic NCR18650PF, 2.9 Ah NCA. OCV: C/20 discharge aligned to HPPC rests; 2RC tables from drive cycles at 25, 10,
 * 0, -10 and -20 degC; heat from Cycle_1. Measured by Kollmeyer, Mendeley Data 10.17632/wykht8y7tg.1 (derived here).
 */""", dict(capacity_Ah=2.8627, cth=60, ha=0.135, natural=0.05), ocv, temperatures, [r0, r1, r2])

data = list(csv.reader(open(DATA / "samsung_inr21700_30t/hppc_4pulse_25C.csv")))[1:]
t, i, v = np.array(data, float).T
nca = np.array(json.loads((DATA / "cells/samsung_21700_nca_sig_4p8Ah_simses.json").read_text())["ocv"]["rows"])
nca_ocv = np.interp(SOC_OCV, nca[:, 0], nca[:, 1])
# 2RC at full charge by least squares over the 3 A and 6 A pulses with the OCV's own slope taken out
left, right = [], []
for start, end in ((9.9, 40.0), (784.6, t[-1])):
    m = (t >= start) & (t <= end)
    tp, ip, vp = t[m], i[m], v[m]
    dt = np.diff(tp, prepend=tp[0])
    z = 0.995 - np.cumsum(ip * dt) / 3600 / 3.0
    ocv_p = np.interp(z, nca[:, 0], nca[:, 1])
    f1 = np.zeros_like(tp); f2 = np.zeros_like(tp)
    for k in range(1, len(tp)):
        f1[k] = np.exp(-dt[k] / 2) * f1[k - 1] + (1 - np.exp(-dt[k] / 2)) * ip[k]
        f2[k] = np.exp(-dt[k] / 60) * f2[k - 1] + (1 - np.exp(-dt[k] / 60)) * ip[k]
    left.append(np.column_stack([ip, f1, f2])); right.append((vp[0] - vp) - (ocv_p[0] - ocv_p))
a, b = np.vstack(left), np.concatenate(right)
best = np.linalg.lstsq(a, b, rcond=None)[0]
print("30T at full charge: R0, R1, R2 =", best, "rms mV", 1e3 * np.sqrt(np.mean((a @ best - b) ** 2)))


def ten_seconds(a0, a1, a2):
    return a0 + a1 * (1 - np.exp(-10 / 2)) + a2 * (1 - np.exp(-10 / 60))


# 10 s pulses do not tell the 60 s branch apart from the OCV's slope: one factor for all three, from the 10 s resistance
scale = ten_seconds(*best) / ten_seconds(r0[-1][-1], r1[-1][-1], r2[-1][-1])
print("10 s resistance against the Panasonic's:", scale)
write("samsungInr21700_30t", "samsungInr21700_30t", """/**
 * Samsung INR21700-30T, 3 Ah NCA, high power; the default of the battery modules. Resistance at 25 degC and full charge
 * from the HPPC pulses of Kollmeyer and Skells, Mendeley Data 10.17632/9xyvy2njj3.1; its dependence on charge and
 * temperature is the Panasonic's, the OCV that of a 21700 NCA cell (SimSES, Samsung 4.8 Ah). Grade D. Heat capacity
 * from 69 g at 1.05 kJ/(kg K), surface cooling scaled from the 18650 (K).
 */""", dict(capacity_Ah=3.0, cth=72, ha=0.18, natural=0.065), nca_ocv, temperatures, [r0 * scale, r1 * scale, r2 * scale])
