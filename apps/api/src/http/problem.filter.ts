import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerProblem } from './problem-answer.js';

/** Turns everything thrown into a problem document. What was really thrown goes to the log, under the same id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problems');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = answerProblem(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    const facts = { problem: problem.code, id: problem.id };
    if (problem.status >= 500) {
      this.logger.error({ ...facts, err: thrown }, problem.title);
    } else {
      this.logger.debug({ ...facts, detail: problem.detail }, problem.title);
    }
  }
}
