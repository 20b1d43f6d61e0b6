import process from 'node:process';

/** Preloaded into what we supervise: ends the process as TERM would when whoever started it is gone. */
const parent = process.ppid;
const watch = setInterval(() => {
  if (process.ppid !== parent) {
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }
}, 1_000);
watch.unref();
