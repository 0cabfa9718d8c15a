import { PlantParameters } from '../abi/PlantParameters';
import { Random } from '../math/random';
import { Converter, NO_PATH_V } from './converter';
import { Supercapacitor } from './supercapacitor';

/** A longer step is made in parts: the midpoint of the bank's charge is of third order in its voltage's fall. */
const LONGEST_US: f64 = 1000;

/** Bank and converter of one capacitor module. */
export class CapacitorModule {
  readonly converter: Converter;
  readonly bank: Supercapacitor;
  present: bool = true;
  /** Given by the bank to the converter since the start of the run. */
  given_J: f64 = 0;

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

  /** After each fast tick, or a coarse step: the bank gives what the converter drew. */
  settle(step_us: f64): void {
    const converter = this.converter;
    const parts = Math.ceil(step_us / LONGEST_US);
    const energy_J = converter.drawn_J / parts;
    const step_s = (step_us * 1e-6) / parts;
    let link_J = converter.link_J;
    for (let k: f64 = 0; k < parts; k++) {
      const part_J = energy_J + link_J;
      const given_J = this.bank.draw(this.present ? part_J : 0, step_s);
      this.given_J += given_J;
      link_J = part_J - given_J;
    }
    converter.settled(link_J);
    this.follow();
  }
}
