import { AssayError } from '@assay/platform';

/** What can be wrong in a folder of the catalogue. */
export type CatalogueFault =
  | 'not-found'
  | 'file-missing'
  | 'file-refused'
  | 'syntax'
  | 'schema'
  | 'statement'
  | 'test-files'
  | 'requirement-unknown'
  | 'competency-unknown'
  | 'manifest-mismatch'
  | 'examples-mismatch'
  | 'variants'
  | 'form';

export interface CatalogueFaultDetails {
  /** Path of the file at fault, relative to the exercise's or the roles' folder; the folder itself is `.`. */
  file: string;
  /** What is wrong with which field, for `schema`. */
  issues?: { path: string; message: string }[];
  cause?: unknown;
}

/** An exercise or a role that cannot be used as it is. The message is one sentence that names the file and what to do. */
export class CatalogueError extends AssayError {
  readonly fault: CatalogueFault;
  readonly file: string;

  constructor(
    code: 'exercise-invalid' | 'role-invalid',
    fault: CatalogueFault,
    sentence: string,
    details: CatalogueFaultDetails,
  ) {
    super(code, sentence, {
      ...(details.issues ? { issues: details.issues } : {}),
      ...('cause' in details ? { cause: details.cause } : {}),
    });
    this.fault = fault;
    this.file = details.file;
  }
}

/** An error about one file of an exercise; the sentence begins with the file's name. */
export function exerciseError(
  fault: CatalogueFault,
  file: string,
  sentence: string,
  more: Omit<CatalogueFaultDetails, 'file'> = {},
): CatalogueError {
  return new CatalogueError('exercise-invalid', fault, `${file}: ${sentence}`, { file, ...more });
}

/** An error about one file of the roles; the sentence begins with the file's name. */
export function roleError(
  fault: CatalogueFault,
  file: string,
  sentence: string,
  more: Omit<CatalogueFaultDetails, 'file'> = {},
): CatalogueError {
  return new CatalogueError('role-invalid', fault, `${file}: ${sentence}`, { file, ...more });
}
