import { useState } from 'preact/hooks';
import { enumerations } from '../../host/abi/registers.ts';
import * as model from '../model.ts';
import { parameters, refusal } from '../settings.ts';
import { entryText, shownOf } from '../units.ts';
import { Entry } from './Entry.tsx';
import { nudgeByKey } from './nudge.ts';
import { STOPS, sliderScale } from './sliderScale.ts';

/** One parameter: mark, name, slider, field, unit; a line under it when what was typed cannot be. */
export function ParameterRow({ name }: { name: string }) {
  const register = parameters[name];
  const [error, setError] = useState<string | null>(null);
  if (!register) return null;
  const value = model.values.value[name] ?? 0;
  const base = model.defaults.value[name] ?? 0;
  const changed = value !== base;
  const focused = model.focusParameter.value === name;
  const errorId = `error-${name}`;
  const control = register.choices === 'Toggle' ? 'toggle' : register.choices ? 'choice' : register.type === 'i32' ? 'count' : 'slider';
  return (
    <li
      class={`row ${control}${changed ? ' changed' : ''}${focused ? ' focused' : ''}`}
      onFocusCapture={() => (model.focusParameter.value = name)}
      data-parameter={name}
    >
      {changed ? (
        <button
          type="button"
          class="changedMark"
          title={`Changed; back to ${entryText(base, register, base)} ${shownOf(register).unit}`}
          aria-label={`${register.label}: back to the default`}
          onClick={() => model.tell(model.setParameter(name, base, 'commit'))}
        />
      ) : (
        <span />
      )}
      <label class="name" for={`entry-${name}`} title={register.label}>
        {register.label}
      </label>
      {control === 'choice' && <Choice name={name} value={value} />}
      {control === 'toggle' && <Toggle name={name} value={value} />}
      {control === 'count' && <Count name={name} value={value} />}
      {control === 'slider' && <Slider name={name} value={value} base={base} changed={changed} />}
      {(control === 'slider' || control === 'count') && (
        <>
          <Entry name={name} value={value} base={base} errorId={error ? errorId : undefined} onError={setError} />
          <span class="unit">{shownOf(register).unit}</span>
        </>
      )}
      {error && (
        <p class="entryError" id={errorId} role="alert">
          {error}
        </p>
      )}
    </li>
  );
}

export function Choice({ name, value }: { name: string; value: number }) {
  const choices = parameters[name]?.choices;
  return (
    <select
      id={`entry-${name}`}
      class="choice"
      value={String(value)}
      onChange={(event) => model.tell(model.setParameter(name, Number(event.currentTarget.value), 'commit'))}
    >
      {choices &&
        enumerations[choices].map((word, k) => (
          <option key={word} value={String(k)}>
            {word}
          </option>
        ))}
    </select>
  );
}

function Toggle({ name, value }: { name: string; value: number }) {
  return (
    <span class="toggle">
      <input
        id={`entry-${name}`}
        type="checkbox"
        role="switch"
        aria-checked={value === 1}
        checked={value === 1}
        onChange={(event) => model.tell(model.setParameter(name, event.currentTarget.checked ? 1 : 0, 'commit'))}
      />
      <span aria-hidden="true">{value === 1 ? 'on' : 'off'}</span>
    </span>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  const label = parameters[name]?.label ?? name;
  const by = (step: number) => () => model.tell(model.setParameter(name, value + step, 'commit'));
  return (
    <span class="counter">
      <button type="button" tabIndex={-1} aria-label={`${label}: one less`} disabled={refusal(name, value - 1) !== null} onClick={by(-1)}>
        −
      </button>
      <button type="button" tabIndex={-1} aria-label={`${label}: one more`} disabled={refusal(name, value + 1) !== null} onClick={by(1)}>
        +
      </button>
    </span>
  );
}

function Slider({ name, value, base, changed }: { name: string; value: number; base: number; changed: boolean }) {
  const register = parameters[name];
  const nudge = nudgeByKey(name);
  if (!register) return null;
  const scale = sliderScale(register, base, model.values.value.busNominal_V ?? 50);
  const stop = scale.toStop(value);
  const notch = scale.toStop(base);
  const set = (phase: model.EditPhase) => (event: Event) => {
    const next = scale.toValue(Number((event.currentTarget as HTMLInputElement).value));
    model.tell(model.setParameter(name, next, phase));
  };
  const percent = (at: number) => `${(100 * at) / STOPS}%`;
  return (
    <span class="slider">
      <i class="notch" style={{ left: percent(notch) }} />
      {changed && <i class="moved" style={{ left: percent(Math.min(stop, notch)), width: percent(Math.abs(stop - notch)) }} />}
      <input
        type="range"
        tabIndex={-1}
        min={0}
        max={STOPS}
        step={1}
        value={stop}
        aria-label={`${register.label}, slider`}
        aria-valuetext={`${entryText(value, register, base)} ${shownOf(register).unit}`}
        onInput={set('drag')}
        onChange={set('commit')}
        onKeyDown={nudge}
      />
    </span>
  );
}
