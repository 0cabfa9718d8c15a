/** Whose laws of calendar and cycle ageing a chemistry follows. */
export enum AgeingLaw {
  /** Panasonic NCR18650B, NCA (BLAST-Lite; Keil 2016, Preger 2020). */
  NCA_PANASONIC,
  /** Sanyo UR18650E, NMC (Schmalstieg 2014). */
  NMC_SANYO,
  /** Sony US26650FTC1, LFP (Naumann 2018 and 2020). */
  LFP_SONY,
  /** A123 26650, LFP (Wang 2011, Swierczynski 2015). */
  LFP_A123,
}
