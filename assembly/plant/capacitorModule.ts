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
    this.follow();
  }

  /** Bank or module have changed: what the converter knows of them. There is no path when the module is gone. */
  follow(): void {
    this.converter.source(this.present ? this.bank.v_V : NO_PATH_V, this.bank.esr_ohm);
  }

  /** The module is pulled out of the shelf. */
  lose(): void {
    this.present = false;
    this.follow();
  }

  /** A slow step of the cells; their heat and age. */
  stepCells(step_s: f64): void {
    this.bank.stepCells(step_s);
    this.follow();
  }

  stepThermal(step_s: f64): void {
    this.bank.stepThermal(step_s);
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
