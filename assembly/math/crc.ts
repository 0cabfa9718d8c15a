/** CRC-32 (IEEE 802.3, reflected: 0xedb88320) over whole words: it begins with all ones, and the value is its complement. */
export const CRC_BEGIN: u32 = 0xffffffff;

export function crcWord(crc: u32, word: u32): u32 {
  crc ^= word;
  for (let bit = 0; bit < 32; bit++) crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
  return crc;
}

/** `crc` carried on through `bytes` bytes at `address`, a multiple of four. */
export function crcThrough(crc: u32, address: usize, bytes: usize): u32 {
  for (let k: usize = 0; k < bytes; k += 4) crc = crcWord(crc, load<u32>(address + k));
  return crc;
}
