import { exportCsv, helpOpen, share, toggleTheme, toggleView } from '../commands.ts';
import { EventLog } from '../later.tsx';
import * as model from '../model.ts';
import { Scope } from '../scope/Scope.tsx';
import { wholeRun } from '../scope/zoom.ts';
import { Icon, Mark } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { NarrowVerdict } from './NarrowVerdict.tsx';
import { RunControls } from './RunControls.tsx';
import { Sheet } from './Sheet.tsx';
import { Badge } from './StatusBar.tsx';
import { ScenarioPicks } from './TopBar.tsx';

/** A narrow screen keeps the verdict, the bus and the run controls; parameters are a sheet. */
export function Narrow() {
  const inScope = model.view.value === 'scope';
  return (
    <div class="page narrow">
      <header class="topBar">
        <h1 class="brand" aria-label="Ridethrough">
          <Mark />
        </h1>
        <ScenarioPicks />
        <span class="spring" />
        <button type="button" class="button square" aria-label="Share" onClick={() => void share()}>
          <Icon name="share" />
        </button>
        <Menu
          label="More"
          icon="more"
          iconOnly
          items={[
            { text: inScope ? 'Verdicts and events' : 'Scope', onChoose: toggleView },
            { text: 'Whole run', onChoose: wholeRun },
            { text: 'Undo', onChoose: model.undo },
            { text: 'Redo', onChoose: model.redo },
            { text: 'CSV of the whole run', hint: 'every sample, 1 µs', onChoose: () => void exportCsv(0, model.duration_s.value) },
            { text: 'Light or dark', onChoose: toggleTheme },
            {
              text: 'Keys and words',
              onChoose: () => {
                helpOpen.value = true;
              },
            },
          ]}
        />
      </header>
      <NarrowVerdict />
      <main>{inScope ? <Scope /> : <EventLog />}</main>
      <p class="narrowBadge">
        <Badge />
      </p>
      <Sheet />
      <footer class="narrowControls">
        <RunControls />
      </footer>
    </div>
  );
}
