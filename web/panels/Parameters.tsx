import { useSignal } from '@preact/signals';
import * as model from '../model.ts';
import { undoAllChanges } from '../model.ts';
import { Icon } from './Icon.tsx';
import { ParameterHelp } from './ParameterHelp.tsx';
import { ParameterRow } from './ParameterRow.tsx';
import { matches, type ParameterGroup, parameterGroups } from './parameterGroups.ts';

export function Changes() {
  const count = Object.keys(model.overrides.value).length;
  if (count === 0) return <span class="quiet">as in the library</span>;
  return (
    <>
      <span class="quiet">{count} changed</span>
      <button type="button" class="link" onClick={undoAllChanges}>
        Undo all
      </button>
    </>
  );
}

function Group({ group, find, open, onToggle }: { group: ParameterGroup; find: string; open: boolean; onToggle: () => void }) {
  const searching = find.trim() !== '';
  const shown = group.keys.filter((key) =>
    searching ? matches(key, find) : open || group.first.has(key) || key in model.overrides.value || key === model.focusParameter.value,
  );
  if (searching && shown.length === 0) return null;
  return (
    <section aria-label={group.name}>
      <h3 class="group">
        <button type="button" aria-expanded={open || searching} onClick={onToggle}>
          <Icon name={shown.length > 0 ? 'down' : 'right'} />
          {group.name}
          <small>{shown.length === group.keys.length ? '' : `${shown.length} of ${group.keys.length}`}</small>
        </button>
      </h3>
      {shown.length > 0 && (
        <ul>
          {shown.map((key) => (
            <ParameterRow key={key} name={key} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Every parameter of the table, by group. */
export function Parameters() {
  const find = useSignal('');
  const open = useSignal<ReadonlySet<string>>(new Set());
  const toggle = (name: string) => {
    const next = new Set(open.value);
    if (!next.delete(name)) next.add(name);
    open.value = next;
  };
  const nothing = find.value.trim() !== '' && !parameterGroups.some((group) => group.keys.some((key) => matches(key, find.value)));
  return (
    <aside class="parameters" aria-label="Parameters">
      <div class="panelHead">
        <h2>Parameters</h2>
        <span class="spring" />
        <Changes />
      </div>
      <label class="find">
        <Icon name="find" />
        <input
          id="find"
          type="search"
          placeholder="Find"
          aria-label="Find a parameter"
          value={find.value}
          onInput={(event) => (find.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') find.value = '';
          }}
        />
        <kbd>/</kbd>
      </label>
      <div class="parameterList">
        {parameterGroups.map((group) => (
          <Group key={group.name} group={group} find={find.value} open={open.value.has(group.name)} onToggle={() => toggle(group.name)} />
        ))}
        {nothing && <p class="empty">No parameter is called “{find.value.trim()}”.</p>}
      </div>
      <ParameterHelp />
    </aside>
  );
}
