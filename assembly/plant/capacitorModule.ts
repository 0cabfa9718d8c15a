import { PlantParameters } from '../abi/PlantParameters';
import { Converter } from './converter';
import { Supercapacitor } from './supercapacitor';

/** Bank and converter of one capacitor module. */
export class CapacitorModule {
  readonly converter: Converter;
  readonly bank: Supercapacitor;
  present: bool = true;

  constructor(parameters: PlantParameters, converter: Converter) {
    this.converter = converter;
    this.bank = new Supercapacitor(parameters, converter.rating.lossIdle_W);
    this.follow();
  }

  /** Bank or module have changed: what the converter knows of them. No emf is left when the module is gone. */
  follow(): void {
    this.converter.source(this.present ? this.bank.v_V : 0, this.bank.esr_ohm);
  }

  /** The module is pulled out of the shelf. */
  lose(): void {
    this.present = false;
    this.follow();
  }

  /** After each fast tick: the bank gives what the converter drew. */
  settle(step_us: f64): void {
    const converter = this.converter;
    const energy_J = converter.drawn_J + converter.link_J;
    converter.settled(energy_J - this.bank.draw(this.present ? energy_J : 0, step_us * 1e-6));
    this.follow();
  }
}
