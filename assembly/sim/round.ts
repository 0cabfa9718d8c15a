import { Command } from '../abi/Command';
import { Sample } from '../abi/Sample';
import { FirmwareModule } from '../firmware/module';
import { placeOf } from '../math/pairs';
import { ConverterSlot } from '../plant/converter';
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
  /** Lines of each module alone, and whether it was pulled out. */
  private readonly own: StaticArray<u32>;
  private readonly gone: StaticArray<bool>;
  /** Fast ticks that were left out before this round. */
  private skipped: i32 = 0;
  /** Fast ticks in which nobody looked at the sensors, since they were last seen. */
  private passed: i32 = 0;
  /** Some switch moved in this round. */
  switched: bool = false;

  // what is on the lines in this round, and what this round's modules put on them
  private shared: u32 = 0;
  private shareSequence: u32 = 0;
  private shareCbu_A: f32 = 0;
  private shareBbu_A: f32 = 0;
  private sync: u32 = 0;
  private saidCbu_A: f32 = 0;
  private saidBbu_A: f32 = 0;

  /** What the rack manager asks of all battery modules together, on the slow bus. */
  shaving_W: f64 = 0;

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
    this.own = sensors.own;
    this.gone = plant.gone;
  }

  /** Before the round: the lines carry what the modules said in the last one. */
  speak(now: f64): void {
    const plant = this.plant;
    const sensors = this.sensors;
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

  /** The first four registers of every sample bank, which all modules hear alike. */
  private heard(time_ticks: u32): v128 {
    const counts = i32x4.replace_lane(i32x4.splat(<i32>time_ticks), 1, <i32>this.shareSequence);
    return f32x4.replace_lane(f32x4.replace_lane(counts, 2, this.shareCbu_A), 3, this.shareBbu_A);
  }

  /** Every 100 ms: the slow bus carries what the rack manager asks, and what the battery modules said to all of them. */
  slowBus(): void {
    const cbus = this.plant.cbuCount;
    for (let k = cbus; k < this.samples.length; k++) {
      const seen = unchecked(this.samples[k]);
      seen.slot = <u8>(k - cbus);
      seen.shaving_W = <f32>this.shaving_W;
      for (let j = cbus; j < this.samples.length; j++)
        seen.setChargeAsked(j - cbus, unchecked(this.gone[j]) ? 0 : unchecked(this.commands[j]).chargeAsks);
    }
  }

  /** Nobody controls, and nobody looks before the next round. */
  pass(): void {
    this.passed++;
  }

  /** Nobody controls: the modules only see. */
  see(time_ticks: u32): void {
    this.skipped = 0;
    if (this.passed > 0) this.sensors.pass(this.passed);
    this.passed = 0;
    const cbus = this.plant.cbuCount;
    const bus_V = this.plant.power.bus.vS_V;
    const heard = this.heard(time_ticks);
    for (let k = 0; k < cbus; k += 2) this.sensors.capacitors(k, bus_V);
    for (let k = cbus; k < this.samples.length; k += 2) this.sensors.batteries(k - cbus, bus_V);
    for (let k = 0; k < this.samples.length; k++) this.listen(k, heard);
  }

  /**
   * Every module sees, its controller thinks, its actuators are told. The next two modules are already seen for while
   * these think: the way from noise to code is long, and nobody has to wait for its end.
   */
  control(now: f64, time_ticks: u32): void {
    const modules = this.samples.length;
    const cbus = this.plant.cbuCount;
    const bus_V = this.plant.power.bus.vS_V;
    const heard = this.heard(time_ticks);
    const sensors = this.sensors;
    const capacitors = this.plant.power.cbus.pairs;
    for (let k = 0; k < cbus; k += 2) sensors.capacitors(k, bus_V);
    if (cbus < modules) sensors.batteries(0, bus_V);
    for (let k = 0; k < cbus; k++) this.saidCbu_A += this.serve(now, k, heard, placeOf(capacitors, k, ConverterSlot.BYTES));
    let place = this.plant.power.bbus.pairs;
    for (let k = cbus; k < modules; k += 2, place += ConverterSlot.BYTES) {
      if (k + 2 < modules) sensors.batteries(k + 2 - cbus, bus_V);
      this.saidBbu_A += this.serve(now, k, heard, place);
      if (k + 1 < modules) this.saidBbu_A += this.serve(now, k + 1, heard, place + 8);
    }
    this.skipped = 0;
  }

  /** Time and lines of module `k`. */
  private listen(k: i32, heard: v128): void {
    const seen = unchecked(this.samples[k]);
    v128.store(seen.address, heard);
    seen.lines = unchecked(this.own[k]) | this.shared;
  }

  /** Module `k`, whose converter has its slots at `place`, hears, thinks and acts. Returns what it puts on the share line. */
  private serve(now: f64, k: i32, heard: v128, place: usize): f32 {
    this.listen(k, heard);
    const controller = unchecked(this.firmware[k]);
    if (this.skipped > 0) controller.skip(this.skipped);
    controller.tick();
    const told = unchecked(this.commands[k]);
    store<f64>(place, <f64>told.converterReference_A, ConverterSlot.ASKED);
    const switches = load<u32>(told.address, SWITCHES);
    if (switches != unchecked(this.obeyed[k])) this.operate(now, k, switches);
    // a module that was pulled out says nothing
    if (unchecked(this.gone[k])) return 0;
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
