import fc from 'fast-check';
import { cases } from './properties/cases.ts';
import { check } from './properties/laws.ts';
const cpu=()=>process.cpuUsage().user/1e6;
const l = fc.sample(cases, {seed: Number(process.argv[2] ?? 5), numRuns: Number(process.argv[3] ?? 40)});
const fails: Record<string, number> = {}; let sim=0;
for (const which of [[], ['P7'], ['P9'], ['P10']]) { const t=cpu(); for (const [k,c] of l.entries()) { sim+=c.scenario.duration_s; try { check(c, which); } catch (e) { const m=String(e).slice(0,150); fails[m]=(fails[m]??0)+1; if((e as Error).constructor.name!=='Broken') console.log(e); } }
console.log(which, (cpu()-t)/l.length, 's a case'); }
console.log(fails, sim/4/l.length);
