import { CellChemistry } from '../../abi/enumerations';
import { Chemistry } from './chemistry';
import { panasonicNcr18650pf } from './panasonicNcr18650pf';
import { samsungInr21700_30t } from './samsungInr21700_30t';

/** The cell type of a row of CellChemistry. */
export function chemistryOf(kind: i32): Chemistry {
  const chemistry = kind == CellChemistry.PANASONIC_NCR18650PF ? panasonicNcr18650pf() : samsungInr21700_30t();
  return chemistry.prepare();
}
