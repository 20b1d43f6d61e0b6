import type Docker from 'dockerode';

/** Labels by which what belongs to sandboxes is found again, containers and volumes alike. */
export const ownerLabels = {
  installation: 'assay.installation',
  worker: 'assay.worker',
  /** Until when nobody else may remove it: an ISO time of the engine's clock. */
  lease: 'assay.lease',
  role: 'assay.role',
} as const;

/** A sandbox outlives its own life time at most by this much before others may remove it. */
const leaseGraceMs = 60_000;

/** The lease of something that lives for `lifeMs` from `now`, a time of the engine's clock in ms. */
export function leaseUntil(now: number, lifeMs: number): string {
  return new Date(now + lifeMs + leaseGraceMs).toISOString();
}

/** What sandboxes leave behind on an engine: of workers that died, and of this one while the engine was away. */
export class Orphans {
  /** Containers of our own that could not be removed when their time had come. */
  readonly #unremoved = new Set<string>();

  constructor(
    private readonly docker: Docker,
    private readonly installation: string,
  ) {}

  /** Removes a container of our own; what cannot be removed now is remembered for the next round. Never throws. */
  async remove(id: string): Promise<void> {
    try {
      await this.docker.getContainer(id).remove({ force: true, v: true });
      this.#unremoved.delete(id);
    } catch (error) {
      if (isGone(error)) this.#unremoved.delete(id);
      else this.#unremoved.add(id);
    }
  }

  /**
   * Removes containers and volumes of the installation whose lease has lapsed, and what could not be removed before. Those of other
   * workers whose lease runs are left alone.
   *
   * @param now the engine's time in ms
   * @returns how many were removed
   */
  async reap(now: number): Promise<number> {
    const filters = { label: [`${ownerLabels.installation}=${this.installation}`] };
    const containers = await this.docker.listContainers({ all: true, filters });
    const listed = new Set(containers.map(({ Id: id }) => id));
    for (const id of this.#unremoved) if (!listed.has(id)) this.#unremoved.delete(id);
    const due = containers.filter(({ Id: id, Labels: labels }) => this.#unremoved.has(id) || hasLapsed(labels, now));
    await Promise.all(due.map(({ Id: id }) => this.remove(id)));
    return due.length + (await this.#reapVolumes(filters, now));
  }

  /** After the containers, which hold them. One that a container still holds waits for the next round. */
  async #reapVolumes(filters: { label: string[] }, now: number): Promise<number> {
    const { Volumes: volumes } = (await this.docker.listVolumes({ filters })) as { Volumes: Docker.VolumeInspectInfo[] | null };
    const due = (volumes ?? []).filter(({ Labels: labels }) => hasLapsed(labels, now));
    const removals = await Promise.allSettled(due.map(({ Name: name }) => this.docker.getVolume(name).remove()));
    return removals.filter(({ status }) => status === 'fulfilled').length;
  }
}

function hasLapsed(labels: Record<string, string>, now: number): boolean {
  return Date.parse(labels[ownerLabels.lease] ?? '') < now;
}

/** It is not there, or is being removed already. */
function isGone(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 404 || status === 409;
}
