import { HandoffState, ModuleKind } from '../../abi/enumerations';
import { FirmwareParameters } from '../../abi/FirmwareParameters';
import { Measurement } from '../measure';

/** A kind carries above this part of its full current, and no longer below half of that. */
const CARRIES: f32 = 0.05;
/** The capacitor's share is back inside this part of the battery's current; it has left again at twice that. */
const BACK: f32 = 0.05;

/** A bus that is back counts as back until it falls by this. */
const RELEASE_BAND_V: f32 = 0.5;
/** The lane shows currents over about 200 us, so that noise does not chatter. */
const SMOOTH: f32 = 0.05;

/** What the whole shelf does, as every module can tell from the share lines and its own bus voltage. */
export class ShelfState {
  private readonly kind: i32;
  private readonly parameters: FirmwareParameters;
  private readonly capacitorCarries_A: f32;
  private readonly batteryCarries_A: f32;
  private capacitor_A: f32 = 0;
  private battery_A: f32 = 0;
  private capacitor: bool = false;
  private battery: bool = false;
  private settled: bool = false;
  private recharging: bool = false;
  state: i32 = HandoffState.NORMAL;

  constructor(kind: i32, parameters: FirmwareParameters) {
    this.kind = kind;
    this.parameters = parameters;
    this.capacitorCarries_A = CARRIES * parameters.cbuCurrentLimit_A;
    this.batteryCarries_A = CARRIES * parameters.bbuCurrentLimit_A;
  }

  run(measured: Measurement, failed: bool): void {
    const p = this.parameters;
    this.capacitor_A += SMOOTH * (measured.shareCbu_A - this.capacitor_A);
    this.battery_A += SMOOTH * (measured.shareBbu_A - this.battery_A);
    // a bridge shows at once; beside a battery the noise of the droop must not
    const capacitor_A = this.battery ? this.capacitor_A : measured.shareCbu_A;
    this.capacitor = capacitor_A > (this.capacitor ? 0.5 : 1) * this.capacitorCarries_A;
    this.battery = this.battery_A > (this.battery ? 0.5 : 1) * this.batteryCarries_A;
    const all_A = this.battery_A * <f32>p.moduleCount;
    this.settled = this.battery && this.capacitor_A < (this.settled ? 2 : 1) * BACK * all_A;
    this.recharging = this.capacitor_A < (this.recharging ? -0.5 : -1);
    if (failed) this.state = HandoffState.FAULT;
    else if (this.battery) {
      const back = measured.bus_V > p.releaseVoltage_V - (this.state == HandoffState.RETRANSFER ? RELEASE_BAND_V : 0);
      this.state = back ? HandoffState.RETRANSFER : this.settled || !this.capacitor ? HandoffState.BATTERY : HandoffState.HANDOFF;
    } else if (this.capacitor) this.state = HandoffState.BRIDGE;
    else if (measured.bus_V < this.dip_V(this.state == HandoffState.DIP)) this.state = HandoffState.DIP;
    else this.state = this.recharging ? HandoffState.RECHARGE : HandoffState.NORMAL;
  }

  /** Below it the bus dips; a tenth of a volt higher until the dip is over, so that noise does not chatter. */
  private dip_V(dipping: bool): f32 {
    const level = this.kind == ModuleKind.CBU ? this.parameters.cbuEngage_V : this.parameters.tripVoltage_V;
    return dipping ? level + 0.1 : level;
  }
}
