import { describe, expect, it } from '@jest/globals';
import { createLogger, withoutPasswords } from './logger.js';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  write(createLogger({ log: { level: 'info' } }, 'spec', { write: (line) => (text += line) }));
  return text;
}

describe('the logger', () => {
  it('strikes secrets out wherever they usually stand', () => {
    const text = logged((logger) => {
      logger.info(
        {
          password: 'hunter2',
          body: { token: 'hunter2', user: { apiKey: 'hunter2' } },
          req: { headers: { authorization: 'hunter2', cookie: 'hunter2', accept: 'text/html' } },
          res: { headers: { 'set-cookie': 'hunter2' } },
        },
        'signed in',
      );
    });
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text)).toMatchObject({
      level: 'info',
      name: 'spec',
      msg: 'signed in',
      req: { headers: { accept: 'text/html' } },
    });
  });

  it('takes passwords out of the URLs in an error', () => {
    const text = logged((logger) => {
      logger.error(new Error('cannot reach postgres://ada:hunter2@db:5432/assay'));
    });
    expect(text).toContain('postgres://ada:***@db:5432/assay');
    expect(text).not.toContain('hunter2');
  });

  it('leaves URLs without a password alone', () => {
    expect(withoutPasswords('{"url":"http://localhost:3000","who":"ada@example.com"}')).toBe(
      '{"url":"http://localhost:3000","who":"ada@example.com"}',
    );
  });
});
