import { AssayError, ConfigError, loadConfig } from '@assay/platform';
import { AppModule } from './app.module.js';
import { createApp } from './create-app.js';

try {
  const config = loadConfig();
  const app = await createApp(config, AppModule.forRoot(config));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  await app.listen(config.http.port, config.http.host);
} catch (error) {
  // What a person can mend is said in its sentence alone; anything else with its stack.
  const told = error instanceof AssayError || error instanceof ConfigError ? error.message : error;
  createLogger({ log: { level: 'fatal' } }, 'api').fatal(typeof told === 'string' ? told : { err: told }, 'The API could not start.');
  process.exitCode = 1;
}
