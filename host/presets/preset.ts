import type { ParameterName } from '../parameters.ts';

/** A primary text read, B excerpt, C transcription by others, D derived here, K engineering judgement. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'K';

export interface PresetValue {
  /** SI; a choice by its name. */
  readonly value: number | string;
  readonly grade: Grade;
  readonly source: string;
}

/** A rack: what defines it, each value with where it comes from. What it does not name is the table's default. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Racks of a fleet, all alike but for their seed; absent: one. */
  readonly racks?: number;
  readonly set: { readonly [Name in ParameterName]?: PresetValue };
}

/** One row of a preset. */
export const row = (value: number | string, grade: Grade, source: string): PresetValue => ({ value, grade, source });
