import process from 'node:process';
import { loadConfig, messageOf, withoutPasswords } from '@assay/platform';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { createApp } from './create-app.js';

async function main(): Promise<void> {
  const config = loadConfig();
  const app = await createApp(config, AppModule.forRoot(config));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close().then(() => process.exit(0));
    });
  }
  await app.listen(config.http.port, config.http.host);
  app.get(Logger).log(`Listening on ${await app.getUrl()}`, 'main');
}

main().catch((error: unknown) => {
  process.stderr.write(`The API cannot start: ${withoutPasswords(messageOf(error))}\n`);
  process.exit(1);
});
