import { firmwareParameters } from '../abi/simulationBanks';
import { ParameterStore } from '../firmware/store/parameterStore';

let parameterStore!: ParameterStore;

/** A store of the parameter bank; `layout`: what makes its words mean what they mean. */
export function testStoreInit(layout: u32): usize {
  parameterStore = new ParameterStore(firmwareParameters(), layout);
  return parameterStore.address;
}

export function testStoreBytes(): usize {
  return parameterStore.bytes;
}

export function testStoreSave(most: i32): i32 {
  return parameterStore.save(most);
}

export function testStoreLoad(): bool {
  return parameterStore.load();
}

export function testStoreParameters(): usize {
  return firmwareParameters().address;
}
