import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { Converter, NO_PATH_V } from './converter';
import { Supercapacitor } from './supercapacitor';

/** Bank and converter of one capacitor module. */
export class CapacitorModule {
  readonly converter: Converter;
  readonly bank: Supercapacitor;
  present: bool = true;

  constructor(parameters: PlantParameters, converter: Converter, random: Random) {
    this.converter = converter;
    this.bank = new Supercapacitor(parameters, converter.rating.lossIdle_W, random);
  }

  /** None when the module is gone. */
  get emf_V(): f64 {
    return this.present ? this.bank.v_V : NO_PATH_V;
  }

  /** After each fast tick: the bank gives what the converter drew. */
  settle(step_us: f64): void {
    const converter = this.converter;
    const energy_J = converter.drawn_J + converter.link_J;
    converter.drawn_J = 0;
    converter.link_J = energy_J - this.bank.draw(this.present ? energy_J : 0, step_us * 1e-6);
  }
}
