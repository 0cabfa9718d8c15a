/** Scenarios: the library, and what turns one (or a JSON file of the same shape) into runs and verdicts. */
import type { Scenario } from './scenario/schema.ts';
import { coldStart } from './scenarios/cold-start.ts';
import { hprAcLoss } from './scenarios/hpr-ac-loss.ts';
import { jobCrash } from './scenarios/job-crash.ts';
import { longOutage } from './scenarios/long-outage.ts';
import { orv3AcLoss } from './scenarios/orv3-ac-loss.ts';
import { psuModuleLoss } from './scenarios/psu-module-loss.ts';
import { psuTripHandoff } from './scenarios/psu-trip-handoff.ts';
import { thresholdTrap } from './scenarios/threshold-trap.ts';

export { presets } from './presets.ts';
export { parseJson } from './scenario/json.ts';
export { judge, rulesFor } from './scenario/judge.ts';
export { resolve } from './scenario/resolve.ts';
export type { Commands, Quantity, RunVariant, Scenario, ScenarioEvent, Verdict, VerdictRule } from './scenario/schema.ts';
export { validateScenario } from './scenario/validate.ts';

const library: readonly Scenario[] = [psuTripHandoff, orv3AcLoss, jobCrash, psuModuleLoss, hprAcLoss, thresholdTrap, coldStart, longOutage];

/** By name, the reference outage first. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(library.map((scenario) => [scenario.name, scenario]));
