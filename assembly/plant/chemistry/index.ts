import { CellChemistry } from '../../abi/enumerations';
import { a123Lfp26650 } from './a123Lfp26650';
import { Chemistry } from './chemistry';
import { lgM50 } from './lgM50';
import { panasonicNcr18650pf } from './panasonicNcr18650pf';
import { samsungInr21700_30t } from './samsungInr21700_30t';
import { samsungNca48 } from './samsungNca48';
import { sonyLfp26650 } from './sonyLfp26650';

function tables(kind: i32): Chemistry {
  switch (kind) {
    case CellChemistry.PANASONIC_NCR18650PF:
      return panasonicNcr18650pf();
    case CellChemistry.SAMSUNG_INR21700_30T:
      return samsungInr21700_30t();
    case CellChemistry.LG_M50:
      return lgM50();
    case CellChemistry.SAMSUNG_NCA48:
      return samsungNca48();
    case CellChemistry.A123_LFP26650:
      return a123Lfp26650();
    default:
      return sonyLfp26650();
  }
}

/** The cell type of a row of CellChemistry. */
export function chemistryOf(kind: i32): Chemistry {
  return tables(kind).prepare();
}
