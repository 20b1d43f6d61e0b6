import { Tag } from './tag.js';

/** Stands wherever a verdict stands that comes from a sandbox of development. */
export function DevelopmentAssurance() {
  return (
    <Tag tone="warn" icon="warning" title="The tests ran in a sandbox that isolates well enough for development only.">
      development assurance
    </Tag>
  );
}
