import { enumerations } from '../../host/abi/registers.ts';
import { formatShown } from '../../host/quantity.ts';
import { words } from '../later.tsx';
import * as model from '../model.ts';
import { parameters } from '../settings.ts';
import { fixed, stepOf } from '../units.ts';

/** Bits of the sensor that the firmware compares with these thresholds. */
const CODES = 4096;
/** `below`: the firmware acts on readings under the threshold, so the largest code under it decides. */
const COMPARED: Readonly<Record<string, 'below' | 'above'>> = {
  tripVoltage_V: 'below',
  cbuEngage_V: 'below',
  releaseVoltage_V: 'above',
  cbuAbsorb_V: 'above',
};

/** What a threshold comes to when the bus voltage is read in steps of the 12 bit sensor, V. */
export function applied_V(key: string, asked_V: number, values: Readonly<Record<string, number>>): number | null {
  const side = COMPARED[key];
  if (!side || values.sensorQuantisation === 0) return null;
  const step_V = (values.busVoltageFullScale_V ?? 60) / CODES;
  return (side === 'below' ? Math.floor(asked_V / step_V) : Math.ceil(asked_V / step_V)) * step_V;
}

/** What the focused parameter means; under the panel, so that it never covers data. */
export function ParameterHelp() {
  const key = model.focusParameter.value;
  const register = key === null ? undefined : parameters[key];
  if (key === null || !register)
    return (
      <div class="parameterHelp">
        <b>Parameters</b>
        <p>An edit runs the scenario again at once. Arrows step, Shift ×10, Alt ×0.1.</p>
      </div>
    );
  const base = model.defaults.value[key] ?? 0;
  const asked = model.values.value[key] ?? base;
  const text = (value: number) =>
    register.choices ? (enumerations[register.choices][value] ?? String(value)) : formatShown(value, register.unit, register.shown);
  const applied = applied_V(key, asked, model.values.value);
  const { min, max } = register;
  return (
    <div class="parameterHelp">
      <code>{key}</code>
      <b>{register.label}</b>
      <p>
        {words.part.value?.docs[key]} Default {text(base)}.
        {applied !== null && ` Asked ${fixed(asked, 3)} V, applied ${fixed(applied, 3)} V (12 bit).`}
        {!register.choices &&
          min !== undefined &&
          max !== undefined &&
          ` ${text(min)} to ${text(max)}, arrows ${text(stepOf(register, base))}.`}
      </p>
    </div>
  );
}
