import { Tables } from './tables';

/**
 * NCA. Open-circuit voltage of the Panasonic NCR18650PF (C/20, Kollmeyer, Mendeley Data 10.17632/wykht8y7tg.1) and of the
 * Samsung 21700 cells (SimSES, 4.8 Ah); resistances of the Panasonic's pulses and cycles (same source), for the Samsung
 * cells times one factor a branch (pulses of the 30T at full charge, Kollmeyer and Skells, Mendeley Data
 * 10.17632/9xyvy2njj3.1; SimSES for the 4.8 Ah). Grade D.
 * Derived: fits with branches of 0.2 s (charge transfer), 1, 20 and 300 s; what answers within a second counts as R0. Read at
 * every 2.5 % (voltage) and 10 % of charge, five temperatures. Perturbed, as a bench's calibration is of one other cell: voltage
 * by 1.5 mV sin(9 z + n) and whole millivolts, resistances by 3 % + 4 % sin(5 z + row + 2 branch), exchange currents by
 * -3 % + 4 % sin(5 z + row), three digits.
 */
function resistances(): usize {
  return memory.data<u16>([
    // R0, 0.1 mV per C
    // -20 degC
    19300, 16900, 9860, 8030, 4950, 4020, 4040, 3730, 3580, 3720, 4830,
    // -10 degC
    13100, 14400, 7140, 4110, 2640, 2270, 2380, 2240, 2230, 2350, 3150,
    // 5 degC
    7260, 11100, 3770, 1680, 1280, 1250, 1290, 1290, 1330, 1440, 1820,
    // 25 degC
    5120, 1630, 910, 823, 797, 803, 810, 827, 846, 869, 898,
    // 45 degC
    4080, 1420, 781, 728, 727, 753, 738, 750, 752, 758, 769,
    // R1, 0.1 mV per C
    // -20 degC
    21900, 19000, 9990, 3650, 1020, 519, 558, 551, 790, 1570, 3700,
    // -10 degC
    13800, 14600, 5190, 2040, 893, 499, 573, 541, 615, 849, 1430,
    // 5 degC
    6640, 14300, 1980, 651, 532, 506, 594, 515, 542, 633, 656,
    // 25 degC
    3060, 1040, 444, 418, 409, 396, 525, 405, 431, 487, 410,
    // 45 degC
    2860, 984, 419, 392, 378, 359, 468, 357, 378, 430, 367,
    // R2, 0.1 mV per C
    // -20 degC
    4570, 2780, 6710, 16100, 7970, 3790, 9210, 5670, 5410, 4720, 3900,
    // -10 degC
    3180, 1860, 4860, 5260, 3990, 3890, 6120, 3320, 4230, 3990, 3150,
    // 5 degC
    2050, 1330, 1150, 2470, 1800, 1430, 1920, 1870, 1930, 1900, 1240,
    // 25 degC
    1210, 556, 713, 827, 638, 344, 570, 591, 585, 373, 214,
    // 45 degC
    960, 435, 548, 629, 483, 262, 440, 465, 468, 302, 174,
    // exchange current, mC
    // -20 degC
    2830, 953, 200, 58, 27, 20, 24, 19, 9, 4, 3,
    // -10 degC
    6600, 2350, 486, 120, 68, 76, 107, 139, 79, 38, 16,
    // 5 degC
    21200, 8270, 2010, 694, 489, 521, 679, 950, 889, 410, 146,
    // 25 degC
    65000, 21600, 6230, 4740, 5180, 5740, 5330, 4920, 3460, 1780, 753,
    // 45 degC
    65000, 34000, 10000, 7770, 8620, 9660, 8970, 8210, 5680, 2860, 1190,
  ]);
}

function panasonicOcv(): usize {
  return memory.data<u16>([
    2525, 3146, 3283, 3328, 3354, 3378, 3409, 3443, 3471, 3499, 3522, 3541, 3556, 3570, 3582, 3594, 3607, 3620, 3634, 3649, 3667, 3688,
    3714, 3745, 3773, 3798, 3822, 3844, 3865, 3885, 3905, 3927, 3951, 3977, 4006, 4035, 4061, 4085, 4106, 4129, 4176,
  ]);
}

function samsungOcv(): usize {
  return memory.data<u16>([
    2504, 3003, 3147, 3229, 3305, 3362, 3404, 3440, 3465, 3488, 3515, 3544, 3570, 3591, 3611, 3629, 3646, 3664, 3683, 3704, 3727, 3751,
    3776, 3802, 3829, 3855, 3879, 3899, 3917, 3937, 3962, 3992, 4024, 4051, 4071, 4080, 4086, 4094, 4107, 4133, 4195,
  ]);
}

export function nca18650(): Tables {
  return new Tables(2.9, 54, panasonicOcv(), resistances());
}

export function nca21700Power(): Tables {
  const t = new Tables(3, 70, samsungOcv(), resistances());
  t.scale(0.27, 0.73, 0.38, 1.77);
  return t;
}

export function nca21700(): Tables {
  const t = new Tables(4.8, 70, samsungOcv(), resistances());
  t.scale(1.3, 1.3, 1.3, 0.77);
  t.hysteresis_V = 0.018;
  return t;
}
