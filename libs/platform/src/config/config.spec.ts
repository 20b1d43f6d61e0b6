import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from './config-error.js';
import { loadConfig, requireDatabaseUrl, requireSecret } from './config.js';

const refusal = (environment: Record<string, string>): ConfigError => {
  try {
    loadConfig(environment);
  } catch (thrown) {
    if (thrown instanceof ConfigError) {
      return thrown;
    }
  }
  throw new Error('The configuration was accepted.');
};

describe('loadConfig', () => {
  it('fills in every default from an empty environment', () => {
    const config = loadConfig({ HOME: '/home/ada' });
    expect(config.http).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      webRoot: undefined,
      trustProxy: false,
    });
    expect(config.home).toBe(path.resolve('.assay'));
    expect(config.cache).toBe('/home/ada/.cache/assay');
    expect(config.queue).toEqual({ backend: 'postgres' });
    expect(config.sandbox.driver).toBe('auto');
    expect(config.worker.leaseSeconds).toBe(15);
  });

  it('treats an empty variable as absent', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '' }).queue.backend).toBe('postgres');
  });

  it('chooses Redis when its URL is given', () => {
    expect(loadConfig({ REDIS_URL: 'redis://cache:6379/1' }).queue).toEqual({
      backend: 'redis',
      redisUrl: 'redis://cache:6379/1',
    });
  });

  it('strips the trailing slash of the public URL', () => {
    expect(loadConfig({ ASSAY_PUBLIC_URL: 'https://assay.example.com/' }).http.publicUrl).toBe('https://assay.example.com');
  });

  it("speaks TLS to an engine as Docker's own client is told to", () => {
    const folderOf = (environment: Record<string, string>) =>
      loadConfig({ HOME: '/home/ada', ...environment }).sandbox.docker.certPath;
    expect(folderOf({})).toBeUndefined();
    expect(folderOf({ DOCKER_CERT_PATH: '/etc/engine' })).toBe('/etc/engine');
    expect(folderOf({ DOCKER_TLS_VERIFY: '1' })).toBe('/home/ada/.docker');
    expect(folderOf({ DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/etc/engine' })).toBe('/etc/engine');
  });

  it('names every wrong variable at once, each with a sentence, and repeats no value', () => {
    const error = refusal({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://hunter2@db',
      ASSAY_SECRET: 'short-one',
      ASSAY_SANDBOX_DRIVER: 'vm',
    });
    expect(error.code).toBe('config-invalid');
    expect(error.variables.map(({ variable }) => variable).sort()).toEqual([
      'ASSAY_SANDBOX_DRIVER',
      'ASSAY_SECRET',
      'DATABASE_URL',
      'PORT',
    ]);
    expect(error.message).toContain('PORT must be a whole number from 0 to 65535.');
    expect(error.message).toContain('ASSAY_SANDBOX_DRIVER must be one of auto, docker, bubblewrap, none.');
    expect(error.message).not.toContain('hunter2');
    expect(error.message).not.toContain('short-one');
  });

  it.each(['65536', '-1', '3.5', '1e3'])('refuses the port %s', (port) => {
    expect(refusal({ PORT: port }).variables).toHaveLength(1);
  });
});

describe('what one process cannot do without', () => {
  it('gives the URL of a role, or names the variable that is missing', () => {
    const config = loadConfig({ ASSAY_DATABASE_APP_URL: 'postgres://assay_app:x@db/assay' });
    expect(requireDatabaseUrl(config, 'app')).toBe('postgres://assay_app:x@db/assay');
    expect(() => requireDatabaseUrl(config, 'queue')).toThrow('ASSAY_DATABASE_QUEUE_URL is not set');
  });

  it('gives the secret, or says how to set it', () => {
    expect(requireSecret(loadConfig({ ASSAY_SECRET: 'x'.repeat(32) }))).toHaveLength(32);
    expect(() => requireSecret(loadConfig({}))).toThrow('ASSAY_SECRET is not set');
  });
});
