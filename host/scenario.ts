/** Scenarios: the library, and what turns one (or a JSON file of the same shape) into runs and verdicts. */
export { presets } from './presets.ts';
export { parseJson } from './scenario/json.ts';
export { type Exempt, exemptions, judge, passesAll, room, rulesFor } from './scenario/judge.ts';
export { resolve } from './scenario/resolve.ts';
export type { Commands, LoadTrace, Quantity, RunVariant, Scenario, ScenarioEvent, Verdict, VerdictRule } from './scenario/schema.ts';
export { validateScenario } from './scenario/validate.ts';
export { scenarios } from './scenarios/library.ts';
