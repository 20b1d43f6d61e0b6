import { describe, expect, it } from '@jest/globals';
import { jobNames } from '@assay/contracts';
import { registerHandlers } from './handler.registry.js';
import { Handles, handledJobOf } from './job.handler.js';
import { parsePayload } from './job.payload.js';

class AnyHandler {
  async handle(): Promise<void> {
    await Promise.resolve();
  }
}

class OtherHandler extends AnyHandler {}

const complete = jobNames.map((job) => ({ job, handler: new AnyHandler() }));

describe('the registry of job handlers', () => {
  it('gives every job its handler', () => {
    const registry = registerHandlers(complete);
    expect([...registry.keys()].sort()).toEqual([...jobNames].sort());
    expect(registry.get('grading.run')).toBe(complete.find(({ job }) => job === 'grading.run')?.handler);
  });

  it('refuses a job without a handler and names it', () => {
    const withoutSweep = complete.filter(({ job }) => job !== 'maintenance.sweep');
    expect(() => registerHandlers(withoutSweep)).toThrow(
      expect.objectContaining({
        code: 'job-handler-missing',
        message: expect.stringContaining("'maintenance.sweep'") as unknown as string,
      }),
    );
  });

  it('refuses a second handler and names both classes', () => {
    expect(() => registerHandlers([...complete, { job: 'audit.seal', handler: new OtherHandler() }])).toThrow(
      expect.objectContaining({
        code: 'job-handler-duplicate',
        message: "AnyHandler and OtherHandler both handle 'audit.seal': keep one of them.",
      }),
    );
  });

  it('refuses a handler of a job that does not exist', () => {
    expect(() => registerHandlers([...complete, { job: 'grading.rum', handler: new OtherHandler() }])).toThrow(
      expect.objectContaining({ code: 'job-unknown', message: expect.stringContaining("'grading.rum'") as unknown as string }),
    );
  });

  it('reads what a class was decorated with', () => {
    @Handles('audit.seal')
    class Sealer extends AnyHandler {}
    expect(handledJobOf(Sealer)).toBe('audit.seal');
    expect(handledJobOf(AnyHandler)).toBeUndefined();
  });
});

describe('a job payload', () => {
  it('passes when it is what the contract says', () => {
    const payload = { tenantId: '018f4d2e-7a53-7c41-8f00-2f6e7a1b0001', gradingJobId: '018f4d2e-7a53-7c41-8f00-2f6e7a1b0002' };
    expect(parsePayload('grading.run', payload)).toEqual(payload);
  });

  it('is refused with the names of the wrong fields', () => {
    expect(() => parsePayload('grading.run', { tenantId: 'x', gradingJobId: '018f4d2e-7a53-7c41-8f00-2f6e7a1b0002' })).toThrow(
      expect.objectContaining({ code: 'job-payload-invalid', issues: [expect.objectContaining({ path: 'tenantId' })] }),
    );
  });
});
