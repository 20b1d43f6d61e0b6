import { parentPort, workerData } from 'node:worker_threads';
import type { BenchTask } from './bench-tasks.js';
import { runTask } from './bench-tasks.js';

// One task for each thread: it starts cold and ends with its result.
parentPort?.postMessage(runTask(workerData as BenchTask));
