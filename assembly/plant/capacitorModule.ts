import { PlantParameters } from '../abi/PlantParameters';
import { Converter } from './converter';
import { Supercapacitor } from './supercapacitor';

/** A longer step is made in parts: the midpoint of the bank's charge is of third order in its voltage's fall. */
const LONGEST_US: f64 = 1000;

/** Bank and converter of one capacitor module. */
export class CapacitorModule {
  readonly converter: Converter;
  readonly bank: Supercapacitor;
  present: bool = true;

  constructor(parameters: PlantParameters, converter: Converter) {
    this.converter = converter;
    this.bank = new Supercapacitor(parameters, converter.rating.lossIdle_W);
  }

  /** Emf that is left when the module is gone: none. */
  get emf_V(): f64 {
    return this.present ? this.bank.v_V : 0;
  }

  /** After each fast tick, or a coarse step: the bank gives what the converter drew. */
  settle(step_us: f64): void {
    const converter = this.converter;
    const parts = Math.ceil(step_us / LONGEST_US);
    const energy_J = converter.drawn_J / parts;
    const step_s = (step_us * 1e-6) / parts;
    converter.drawn_J = 0;
    for (let k: f64 = 0; k < parts; k++) {
      const part_J = energy_J + converter.link_J;
      converter.link_J = part_J - this.bank.draw(this.present ? part_J : 0, step_s);
    }
  }
}
