/** fast-check, of which as many cases are tried as are asked for: most mutants die of the first. */
import fc from 'fast-check';

export const share = { part: 1 };
// no shrinking: which input kills a mutant is nobody's question
fc.configureGlobal({ seed: 1, endOnFailure: true });

const assert = ((property: never, parameters: fc.Parameters<unknown> = {}) =>
  fc.assert(property, { ...parameters, numRuns: Math.ceil((parameters.numRuns ?? 100) * share.part) })) as typeof fc.assert;
export default { ...fc, assert };
