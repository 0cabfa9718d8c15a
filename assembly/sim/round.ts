import { Command } from '../abi/Command';
import { Sample } from '../abi/Sample';
import { FirmwareModule } from '../firmware/module';
import { Plant } from '../plant/plant';
import { Sensors } from '../plant/sensors';

/** Command bank: converterEnable, mainContactor, prechargeContactor, switchClosed are four bytes side by side from here on. */
const SWITCHES: usize = 8;

/**
 * One round of all modules in a fast tick. Each of them sees, thinks and acts before the next one does, so that what it
 * touches is touched once; none sees what another did in the same round: lines arrive one fast tick late.
 */
export class Round {
  private readonly plant: Plant;
  private readonly sensors: Sensors;
  private readonly firmware: StaticArray<FirmwareModule>;
  private readonly samples: StaticArray<Sample>;
  private readonly commands: StaticArray<Command>;
  /** The four switches of each command bank as they were last obeyed. */
  private readonly obeyed: StaticArray<u32>;
  /** Fast ticks that were left out before this round. */
  private skipped: i32 = 0;
  /** Some switch moved in this round. */
  switched: bool = false;

  // what is on the lines in this round, and what this round's modules put on them
  private time_ticks: u32 = 0;
  private shared: u32 = 0;
  private shareSequence: u32 = 0;
  private shareCbu_A: f32 = 0;
  private shareBbu_A: f32 = 0;
  private sync: u32 = 0;
  private saidCbu_A: f32 = 0;
  private saidBbu_A: f32 = 0;

  constructor(
    plant: Plant,
    sensors: Sensors,
    firmware: StaticArray<FirmwareModule>,
    samples: StaticArray<Sample>,
    commands: StaticArray<Command>,
  ) {
    this.plant = plant;
    this.sensors = sensors;
    this.firmware = firmware;
    this.samples = samples;
    this.commands = commands;
    this.obeyed = new StaticArray<u32>(commands.length);
  }

  /** Before the round: the lines carry what the modules said in the last one. */
  speak(now: f64, time_ticks: u32): void {
    const plant = this.plant;
    const sensors = this.sensors;
    this.time_ticks = time_ticks;
    this.shared = sensors.sharedLines(now, this.sync != 0);
    this.switched = false;
    if (!sensors.shareLost) {
      const batteries = plant.batteries.length;
      this.shareSequence++;
      this.shareCbu_A = this.saidCbu_A;
      this.shareBbu_A = batteries > 0 ? this.saidBbu_A / <f32>batteries : 0;
    }
    this.sync = 0;
    this.saidCbu_A = 0;
    this.saidBbu_A = 0;
  }

  /** `ticks` are left out before the next round: nobody says anything new in them. */
  skip(ticks: i32): void {
    this.skipped = ticks;
    if (!this.sensors.shareLost) this.shareSequence += ticks;
  }

  /** Nobody controls: the modules only see. */
  see(): void {
    this.skipped = 0;
    const cbus = this.plant.cbuCount;
    const bus_V = this.plant.power.bus.vS_V;
    for (let k = 0; k < cbus; k++) {
      this.sensors.capacitor(k, bus_V);
      this.listen(k);
    }
    for (let k = cbus; k < this.samples.length; k += 2) {
      this.sensors.batteries(k - cbus, bus_V);
      this.listen(k);
      if (k + 1 < this.samples.length) this.listen(k + 1);
    }
  }

  /**
   * Every module sees, its controller thinks, its actuators are told. The next two modules are already seen for while
   * these think: the way from noise to code is long, and nobody has to wait for its end.
   */
  control(now: f64): void {
    const modules = this.samples.length;
    const cbus = this.plant.cbuCount;
    const bus_V = this.plant.power.bus.vS_V;
    for (let k = 0; k < cbus; k++) this.sensors.capacitor(k, bus_V);
    if (cbus < modules) this.sensors.batteries(0, bus_V);
    for (let k = 0; k < cbus; k++) this.saidCbu_A += this.serve(now, k);
    for (let k = cbus; k < modules; k += 2) {
      if (k + 2 < modules) this.sensors.batteries(k + 2 - cbus, bus_V);
      this.saidBbu_A += this.serve(now, k);
      if (k + 1 < modules) this.saidBbu_A += this.serve(now, k + 1);
    }
    this.skipped = 0;
  }

  /** Time and lines of module `k`. */
  private listen(k: i32): void {
    const seen = unchecked(this.samples[k]);
    seen.time_ticks = this.time_ticks;
    seen.lines = this.sensors.lines(k, this.shared);
    seen.shareSequence = this.shareSequence;
    seen.shareCbu_A = this.shareCbu_A;
    seen.shareBbu_A = this.shareBbu_A;
  }

  /** Module `k` hears, thinks and acts. Returns what it puts on the share line. */
  private serve(now: f64, k: i32): f32 {
    this.listen(k);
    const controller = unchecked(this.firmware[k]);
    if (this.skipped > 0) controller.skip(this.skipped);
    controller.tick();
    const told = unchecked(this.commands[k]);
    this.plant.ask(k, <f64>told.converterReference_A);
    const switches = load<u32>(changetype<usize>(told), SWITCHES);
    if (switches != unchecked(this.obeyed[k])) this.operate(now, k, switches);
    // a module that was pulled out says nothing
    if (unchecked(this.plant.gone[k])) return 0;
    this.sync |= told.syncOut;
    return told.shareOut_A;
  }

  private operate(now: f64, k: i32, switches: u32): void {
    const told = this.commands[k];
    const battery = k - this.plant.cbuCount;
    this.obeyed[k] = switches;
    this.switched = true;
    this.plant.enable(k, told.converterEnable != 0);
    if (battery < 0) return;
    const disconnect = this.plant.batteries[battery].disconnect;
    disconnect.command(now, told.mainContactor != 0, told.prechargeContactor != 0, told.switchClosed != 0);
  }
}
