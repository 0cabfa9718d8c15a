import { useState } from 'preact/hooks';
import * as model from '../model.ts';
import { parameters } from '../settings.ts';
import { entryText, parseEntry, shownOf } from '../units.ts';
import { nudgeByKey } from './nudge.ts';

interface Props {
  name: string;
  value: number;
  base: number;
  errorId: string | undefined;
  onError: (error: string | null) => void;
}

/** The field of a number: takes `44`, `44V`, `20u`, `1.2k`; what cannot be leaves the value as it was. */
export function Entry({ name, value, base, errorId, onError }: Props) {
  const register = parameters[name];
  const [typed, setTyped] = useState<string | null>(null);
  const nudge = nudgeByKey(name);
  if (!register) return null;
  const { unit, factor } = shownOf(register);
  const take = () => {
    if (typed === null) return;
    const parsed = parseEntry(typed, register);
    onError('error' in parsed ? parsed.error : model.setParameter(name, parsed.value, 'commit'));
    setTyped(null);
  };
  return (
    <input
      id={`entry-${name}`}
      class="entry"
      type="text"
      inputMode="decimal"
      autocomplete="off"
      spellcheck={false}
      data-typing={typed !== null}
      role="spinbutton"
      aria-valuenow={Number((value * factor).toPrecision(7))}
      aria-valuetext={`${entryText(value, register, base)} ${unit}`.trimEnd()}
      aria-invalid={errorId !== undefined}
      aria-describedby={errorId}
      value={typed ?? entryText(value, register, base)}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        onError(null);
      }}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        else if (event.key === 'Escape') {
          setTyped(null);
          onError(null);
        } else {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') setTyped(null);
          nudge(event);
        }
      }}
    />
  );
}
