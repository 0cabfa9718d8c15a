/** The scenarios of the library. */
import type { Scenario } from '../scenario/schema.ts';
import { coldStart } from './cold-start.ts';
import { cplStability } from './cpl-stability.ts';
import { diabloLoadSteps, diabloOutage } from './diablo.ts';
import { generatorStart } from './generator-start.ts';
import { hprAcLoss } from './hpr-ac-loss.ts';
import { jobCrash } from './job-crash.ts';
import { loadPulses } from './load-pulses.ts';
import { longOutage } from './long-outage.ts';
import { moduleLoss } from './module-loss.ts';
import { multiDip } from './multi-dip.ts';
import { orv3AcLoss } from './orv3-ac-loss.ts';
import { psuModuleLoss } from './psu-module-loss.ts';
import { psuTripHandoff } from './psu-trip-handoff.ts';
import { reserveAndShaving } from './reserve-and-shaving.ts';
import { returnAndRecharge } from './return-and-recharge.ts';
import { thresholdChatter } from './threshold-chatter.ts';
import { thresholdTrap } from './threshold-trap.ts';
import { trainingSmoothing } from './training-smoothing.ts';

const library: readonly Scenario[] = [
  psuTripHandoff,
  orv3AcLoss,
  jobCrash,
  psuModuleLoss,
  hprAcLoss,
  thresholdTrap,
  thresholdChatter,
  coldStart,
  diabloLoadSteps,
  diabloOutage,
  generatorStart,
  multiDip,
  moduleLoss,
  returnAndRecharge,
  reserveAndShaving,
  trainingSmoothing,
  loadPulses,
  cplStability,
  longOutage,
];

/** By name, the reference outage first. */
export const scenarios: Readonly<Record<string, Scenario>> = Object.fromEntries(library.map((scenario) => [scenario.name, scenario]));
