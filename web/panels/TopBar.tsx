import { scenarios } from '../../host/scenario.ts';
import { exportCsv, helpOpen, share, toggleTheme } from '../commands.ts';
import * as model from '../model.ts';
import { chooseCase, choosePreset, chooseScenario } from '../model.ts';
import { presetNames, presetText, scenarioOf } from '../settings.ts';
import { Icon, Mark } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { Pick } from './Pick.tsx';
import { RunControls } from './RunControls.tsx';

export function ScenarioPicks() {
  const settings = model.settings.value;
  const cases = scenarioOf(settings).runs;
  const choices = cases.map((run, k) => ({ value: String(k), text: run.label })).filter((_, k) => !cases[k]?.baseline);
  return (
    <>
      <Pick
        label="Scenario"
        title={scenarioOf(settings).title}
        value={settings.scenario}
        options={Object.keys(scenarios).map((name) => ({ value: name, text: name }))}
        onPick={chooseScenario}
      />
      {choices.length > 1 && <Pick label="Case" value={String(settings.variant)} options={choices} onPick={(k) => chooseCase(Number(k))} />}
      <Pick
        label="Preset"
        value={settings.preset}
        options={presetNames.map((name) => ({ value: name, text: presetText(name) }))}
        onPick={choosePreset}
      />
    </>
  );
}

export function ExportMenu() {
  return (
    <Menu
      label="Export"
      icon="export"
      items={[
        {
          text: 'CSV of the visible window',
          hint: 'every sample, 1 µs',
          onChoose: () => exportCsv(model.viewWindow.value.t0_s, model.viewWindow.value.t1_s),
        },
        { text: 'CSV of the whole run', hint: 'every sample, 1 µs', onChoose: () => exportCsv(0, model.duration_s.value) },
      ]}
    />
  );
}

export function UndoRedo() {
  return (
    <>
      <button
        type="button"
        class="button square"
        title="Undo (Ctrl Z)"
        aria-label="Undo"
        disabled={!model.history.canUndo}
        onClick={model.undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="button square"
        title="Redo (Ctrl Y)"
        aria-label="Redo"
        disabled={!model.history.canRedo}
        onClick={model.redo}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}

export function TopBar() {
  return (
    <header class="topBar">
      <h1 class="brand">
        <Mark />
        Ridethrough
      </h1>
      <ScenarioPicks />
      <span class="divider" />
      <RunControls />
      <span class="spring" />
      <UndoRedo />
      <span class="divider" />
      <button type="button" class="button wordy" title="Copy the address that makes this run again" onClick={() => void share()}>
        <Icon name="share" />
        <span class="word">Share</span>
      </button>
      <ExportMenu />
      <button type="button" class="button wordy" title="Keys and words (?)" onClick={() => (helpOpen.value = true)}>
        <Icon name="help" />
        <span class="word">Help</span>
      </button>
      <button type="button" class="button square" title="Light or dark" aria-label="Light or dark" onClick={toggleTheme}>
        <Icon name="theme" />
      </button>
    </header>
  );
}
