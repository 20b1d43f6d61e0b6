/** The id of a published version, and whether this call added it. */
export interface Published {
  id: string;
  added: boolean;
}
