/** Entry of build/testing.wasm: single blocks for unit tests. */
export * from './abi/roundTrip';
export * from './testing/bench';
export * from './testing/cells';
export * from './testing/deadline';
export * from './testing/disconnect';
export * from './testing/generator';
export * from './testing/measure';
export * from './testing/monitor';
export * from './testing/pack';
export * from './testing/parameterStore';
export * from './testing/powerStage';
export * from './testing/rack';
export * from './testing/random';
export * from './testing/recorder';
export * from './testing/soc';
export * from './testing/supercapacitor';
