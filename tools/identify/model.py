"""The plant's cell model for fits: cell.c by way of ctypes, tables as numpy arrays, files of the data folder."""
import ctypes as C, gzip, json, os, subprocess, tempfile
from pathlib import Path
import numpy as np

DATA = Path(os.environ.get("RIDETHROUGH_DATA", Path(__file__).resolve().parents[2] / "../shared/data"))
OUT = Path(__file__).resolve().parents[2] / "assembly/plant/chemistry"
SOC = np.linspace(0, 1, 21)
SOC_OCV = np.linspace(0, 1, 101)
TABLES = ["r0", "r1", "r2", "r3", "i0"]

_library = Path(tempfile.mkdtemp()) / "cell.so"
subprocess.run(["gcc", "-O3", "-shared", "-fPIC", str(Path(__file__).with_name("cell.c")), "-o", str(_library), "-lm"], check=True)
_cell = C.CDLL(str(_library))


class _Parameters(C.Structure):
    _fields_ = [("rows", C.c_int), ("T", C.c_double * 8), ("r", (C.c_double * 168) * 5), ("ocv", C.c_double * 101), ("entropic", C.c_double * 21),
                ("hysteresis", C.c_double * 21), ("depletion", C.c_double * 8), ("Q", C.c_double), ("tau", C.c_double * 4), ("rate", C.c_double), ("Cth", C.c_double),
                ("hA", C.c_double), ("hasTransfer", C.c_int), ("hasHysteresis", C.c_int), ("hasThird", C.c_int)]


def cell_json(name):
    return json.loads((DATA / "cells" / f"{name}.json").read_text())


def csv(path):
    """Columns of a CSV file, gzip or plain; an empty field is NaN, words stay words."""
    opened = gzip.open(DATA / path, "rt") if path.endswith("gz") else open(DATA / path)
    names, *rows = [line.split(",") for line in opened.read().strip().split("\n")]
    return {name: np.array([float(row[k]) if row[k] else np.nan for row in rows]) for k, name in enumerate(names)}


class Test:
    """Samples; current[k] (discharge positive) holds over (time[k-1], time[k]]. Where `reset`, the cell rests at charge `soc`."""
    def __init__(self, time, current, voltage, temperature, air, soc=None, reset=None, start_soc=1.0, start_temperature=None):
        f = lambda a: np.ascontiguousarray(np.broadcast_to(np.asarray(a, float), (len(time),)))
        self.n, self.time, self.current, self.voltage, self.temperature, self.air = len(time), f(time), f(current), f(voltage), f(temperature), f(air)
        self.soc, self.reset = f(0 if soc is None else soc), np.ascontiguousarray(np.zeros(self.n) if reset is None else reset, np.uint8)
        self.start_soc, self.start_temperature = start_soc, self.temperature[0] if start_temperature is None else start_temperature


def simulate(model, test, warms):
    """Voltage, temperature and charge at every sample; the temperature is the measured one unless the cell `warms` itself."""
    p = _Parameters()
    p.rows = len(model["T"])
    p.T[: p.rows] = model["T"]
    for b, name in enumerate(TABLES):
        if model.get(name) is not None:
            values = np.asarray(model[name], float).ravel()
            np.ctypeslib.as_array(p.r[b])[: values.size] = values
    if model.get("depletion") is not None:
        p.depletion[: p.rows] = list(model["depletion"])
    p.ocv[:] = model["ocv"]
    p.hasTransfer, p.hasThird, p.hasHysteresis = (model.get(name) is not None for name in ("i0", "r3", "hysteresis"))
    for name in ("entropic", "hysteresis"):
        getattr(p, name)[:] = model[name] if model.get(name) is not None else [0.0] * 21
    p.Q, p.tau[:], p.rate, p.Cth, p.hA = model["Q"], model["tau"], model.get("rate", 0), model["Cth"], model["hA"]
    out = [np.empty(test.n) for _ in range(3)]
    at = lambda a, t=C.c_double: a.ctypes.data_as(C.POINTER(t))
    _cell.simulate(C.byref(p), test.n, at(test.time), at(test.current), at(test.temperature), at(test.air), at(test.soc),
                   at(test.reset, C.c_ubyte), int(warms), C.c_double(test.start_temperature), C.c_double(test.start_soc), *map(at, out))
    return out


def number(v):
    return np.format_float_positional(float(f"{v:.5g}"), trim="-")


def wrapped(words):
    lines, line = [], "   "
    for word in words:
        if len(line) + len(word) + 2 > 138:
            lines, line = lines + [line], "   "
        line += f" {word},"
    return "\n".join(lines + [line])


def write(name, about, model, limits, ageing):
    """The chemistry file of the plant."""
    lines = ["import { AgeingLaw } from './ageingLaw';", "import { Chemistry } from './chemistry';", "", "/**", *(f" * {a}" for a in about), " */",
             f"export function {name}(): Chemistry {{", "  const c = new Chemistry();"]
    scalar = lambda field, value: lines.append(f"  c.{field} = {np.format_float_positional(round(float(value), 5), trim='-')};")
    table = lambda field, words: lines.extend([f"  c.{field} = [", words, "  ];"])
    third, transfer = model.get("r3") is not None, model.get("i0") is not None
    scalar("capacity_Ah", model["Q"])
    for k, present in enumerate((True, True, third, transfer)):
        if present:
            scalar(("tau1_s", "tau2_s", "tau3_s", "tauCt_s")[k], model["tau"][k])
    for field, key in (("heatCapacity_J_per_K", "Cth"), ("heatTransfer_W_per_K", "hA"), ("naturalConvection_W_per_K", "still")):
        scalar(field, model[key])
    table("ocv_V", wrapped(np.format_float_positional(round(float(v), 5), trim="-") for v in model["ocv"]))
    table("entropic_V_per_K", wrapped(f"{v:.3g}".replace("e-0", "e-") for v in model["entropic"]))
    if model.get("hysteresis") is not None:
        table("hysteresis_V", wrapped(number(v) for v in model["hysteresis"]))
        scalar("hysteresisRate", model["rate"])
    lines.append(f"  c.temperature_degC = [{', '.join(f'{t:g}' for t in model['T'])}];")
    for key, field in zip(TABLES, ("r0_ohm", "r1_ohm", "r2_ohm", "r3_ohm", "exchange_A")):
        if model.get(key) is not None:
            rows = np.asarray(model[key]).reshape(len(model["T"]), 21)
            table(field, "\n".join(f"    // {t:g} degC\n{wrapped(number(v) for v in row)}" for t, row in zip(model["T"], rows)))
    if model.get("depletion") is not None:
        table("depletion_per_A", wrapped(number(v) for v in model["depletion"]))
    lines.append(f"  c.ageing = AgeingLaw.{ageing};")
    for field, value in zip(("voltageMax_V", "voltageMin_V", "dischargeCurrentMax_A"), limits):
        scalar(field, value)
    OUT.joinpath(f"{name}.ts").write_text("\n".join(lines + ["  return c;", "}", ""]))
