import { helpOpen } from './commands.ts';
import { EventLog, Help, Narrow } from './later.tsx';
import * as model from './model.ts';
import { LiveRegion } from './panels/LiveRegion.tsx';
import { Notice } from './panels/Notice.tsx';
import { Parameters } from './panels/Parameters.tsx';
import { Readout } from './panels/Readout.tsx';
import { StatusBar } from './panels/StatusBar.tsx';
import { Tabs } from './panels/Tabs.tsx';
import { TopBar } from './panels/TopBar.tsx';
import { VerdictStrip } from './panels/VerdictStrip.tsx';
import { Scope } from './scope/Scope.tsx';

/** The instrument: did it pass, by how much, why, in this order; one column on a narrow screen. */
export function App() {
  return (
    <>
      {model.narrow.value ? <Narrow /> : <Wide />}
      <Notice />
      {helpOpen.value && <Help />}
      <LiveRegion />
    </>
  );
}

function Wide() {
  return (
    <div class="page">
      <TopBar />
      <VerdictStrip />
      <div class="middle">
        <Parameters />
        <main>{model.view.value === 'scope' ? <Scope /> : <EventLog />}</main>
        <Readout />
      </div>
      <Tabs />
      <StatusBar />
    </div>
  );
}
