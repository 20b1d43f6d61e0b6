import { Readable } from 'node:stream';
import { apiPrefix, attemptEvent, attemptEventsPath } from '@assay/contracts';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Requires } from '../http/access.js';
import type { CandidateActor } from '../http/actor.js';
import { CurrentActor } from '../http/current-actor.js';
import type { ApiRequest } from '../http/exchange.js';
import { EventStreamsService } from './event-streams.service.js';

@Controller()
export class SubmissionEventsController {
  constructor(private readonly streams: EventStreamsService) {}

  @Get(apiPrefix + attemptEventsPath)
  @Requires('candidate')
  async stream(@CurrentActor() actor: CandidateActor, @Req() request: ApiRequest, @Res() reply: FastifyReply): Promise<void> {
    const gone = new AbortController();
    request.raw.socket.once('close', () => gone.abort());
    reply.raw.once('close', () => gone.abort());
    const frames = await this.streams.open(actor, resumeAfter(request), gone.signal);
    void reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      .header('x-accel-buffering', 'no')
      .send(Readable.from(frames));
  }
}

/** What the client says it has, be it from a stream before or from the attempt it read; else everything is sent. */
function resumeAfter(request: ApiRequest): number {
  const seq = attemptEvent.shape.seq.safeParse(Number(request.headers['last-event-id']));
  return seq.success ? seq.data : 0;
}
