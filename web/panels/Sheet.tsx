import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import * as model from '../model.ts';
import { parameters } from '../settings.ts';
import { entryText, shownOf } from '../units.ts';
import { Entry } from './Entry.tsx';
import { nudge } from './nudge.ts';
import { Choice } from './ParameterRow.tsx';
import { Changes } from './Parameters.tsx';
import { parameterGroups } from './parameterGroups.ts';

/** What a thumb reaches first: a narrow screen shows of each group what the wide panel shows unasked. */
const groups = parameterGroups.filter((group) => group.first.size > 0);

function Row({ name }: { name: string }) {
  const register = parameters[name];
  const [error, setError] = useState<string | null>(null);
  if (!register) return null;
  const value = model.values.value[name] ?? 0;
  const base = model.defaults.value[name] ?? 0;
  const by = (steps: number) => () => nudge(name, steps, 'commit');
  return (
    <li class={value === base ? 'sheetRow' : 'sheetRow changed'} data-parameter={name}>
      <label for={`entry-${name}`}>{register.label}</label>
      {register.choices ? (
        <Choice name={name} value={value} />
      ) : (
        <>
          <button type="button" aria-label={`${register.label}: less`} onClick={by(-1)}>
            −
          </button>
          <span class="sheetValue" title={`default ${entryText(base, register, base)}`}>
            <Entry name={name} value={value} base={base} errorId={error ? `error-${name}` : undefined} onError={setError} />
            <span class="unit">{shownOf(register).unit}</span>
          </span>
          <button type="button" aria-label={`${register.label}: more`} onClick={by(1)}>
            +
          </button>
        </>
      )}
      {error && (
        <p class="entryError" id={`error-${name}`} role="alert">
          {error}
        </p>
      )}
    </li>
  );
}

/** Parameters under the plot, with targets for a thumb. */
export function Sheet() {
  const chosen = useSignal(groups[0]?.name ?? '');
  const open = useSignal(true);
  const keys = groups.find((group) => group.name === chosen.value)?.first ?? new Set<string>();
  return (
    <section class={open.value ? 'sheet' : 'sheet closed'} aria-label="Parameters">
      <button
        type="button"
        class="grab"
        aria-expanded={open.value}
        aria-label="Parameters: show or hide"
        onClick={() => {
          open.value = !open.value;
        }}
      />
      <div class="sheetHead">
        <h2>Parameters</h2>
        <span class="spring" />
        <Changes />
      </div>
      {open.value && (
        <>
          <div class="chips" role="group" aria-label="Group">
            {groups.map(({ name }) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === chosen.value}
                onClick={() => {
                  chosen.value = name;
                }}
              >
                {name}
              </button>
            ))}
          </div>
          <ul>
            {[...keys].map((key) => (
              <Row key={key} name={key} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
