/** THE plot table: what the scope draws. To add a plot, add an entry. Colours are tied to physical quantities. */
import type { ChannelName } from '../host/abi/registers.ts';

export interface TracePlan {
  readonly channel: ChannelName;
  /** Short name at the right edge and in the legend. */
  readonly label: string;
  /** Colour token of theme.css, without the dashes. */
  readonly colour: 'bus' | 'psu' | 'cap' | 'bat' | 'load';
  readonly unit: string;
  readonly decimals: number;
  /** Shown value over the channel's. */
  readonly factor: number;
  /** Right-hand scale instead of the left one. */
  readonly right?: boolean;
  readonly width: number;
  /** Parameter that counts what the trace belongs to: without one it is not drawn. */
  readonly needs?: string;
}

export interface PanePlan {
  readonly key: string;
  readonly title: string;
  readonly units: string;
  /** Share of the height. */
  readonly share: number;
  readonly traces: readonly TracePlan[];
  /** Parameters that are the edges of the allowed window. */
  readonly mask?: { readonly low: string; readonly high: string };
  /** Parameters drawn as lines that can be dragged. */
  readonly thresholds?: readonly { readonly key: string; readonly label: string; readonly needs?: string }[];
  /** Fixed scale of the right-hand side. */
  readonly rightRange?: readonly [number, number];
  /** Ghost runs are drawn here (first trace only). */
  readonly ghosts?: boolean;
}

export const panes: readonly PanePlan[] = [
  {
    key: 'bus',
    title: 'Bus voltage',
    units: 'V',
    share: 0.44,
    traces: [{ channel: 'busVoltage_V', label: 'Bus', colour: 'bus', unit: 'V', decimals: 2, factor: 1, width: 2 }],
    mask: { low: 'busWindowLow_V', high: 'busWindowHigh_V' },
    thresholds: [
      { key: 'tripVoltage_V', label: 'Trip' },
      { key: 'cbuEngage_V', label: 'Engage', needs: 'cbuModules' },
      { key: 'releaseVoltage_V', label: 'Release' },
    ],
    ghosts: true,
  },
  {
    key: 'currents',
    title: 'Currents',
    units: 'A',
    share: 0.31,
    traces: [
      { channel: 'loadCurrent_A', label: 'Load', colour: 'load', unit: 'A', decimals: 1, factor: 1, width: 1.5 },
      { channel: 'psuCurrent_A', label: 'PSU', colour: 'psu', unit: 'A', decimals: 1, factor: 1, width: 1.5 },
      { channel: 'cbuCurrent_A', label: 'Capacitor', colour: 'cap', unit: 'A', decimals: 1, factor: 1, width: 1.5, needs: 'cbuModules' },
      { channel: 'bbuCurrent_A', label: 'Battery', colour: 'bat', unit: 'A', decimals: 1, factor: 1, width: 1.5 },
    ],
  },
  {
    key: 'stores',
    title: 'Stores',
    units: 'V, %',
    share: 0.25,
    traces: [
      {
        channel: 'capacitorVoltage_V',
        label: 'Capacitor',
        colour: 'cap',
        unit: 'V',
        decimals: 2,
        factor: 1,
        width: 1.5,
        needs: 'cbuModules',
      },
      { channel: 'packSoc', label: 'State of charge', colour: 'bat', unit: '%', decimals: 2, factor: 100, right: true, width: 1.5 },
    ],
    rightRange: [0, 100],
  },
];

/** Those of traces or thresholds whose equipment is there, by the parameters of a run. */
export function present<T extends { readonly needs?: string }>(
  plans: readonly T[],
  values: Readonly<Record<string, number>> | undefined,
): readonly T[] {
  return plans.filter(({ needs }) => needs === undefined || values?.[needs] !== 0);
}
