/** What a pack is made of. SI, temperatures in kelvin. */
export class PackConfig {
  series: i32 = 1;
  parallel: i32 = 1;
  soc: f64 = 1;
  ambient_K: f64 = 298.15;
  /** One sigma. */
  capacitySpread: f64 = 0;
  resistanceSpread: f64 = 0;
  ageingSpread: f64 = 0;
  contactParallel_ohm: f64 = 0;
  contactSeries_ohm: f64 = 0;
  /** Charge that stays of what is charged: all of it (K). What a real cell loses, under 0.1 %, is ageing, which has laws of its own. */
  coulombicEfficiency: f64 = 1;
  /** Of what the cells had when they were new. */
  capacityHealth: f64 = 1;
  resistanceHealth: f64 = 1;
  /** Time of ageing over the clock's. */
  ageingAcceleration: f64 = 1;
  /** Fan from 0 (natural convection) to 1. */
  fan: f64 = 1;
  /** Inlet air over the ambient. */
  inletRise_K: f64 = 0;
  /** Bleeder across a group (K). */
  bleeder_ohm: f64 = 33;
}
