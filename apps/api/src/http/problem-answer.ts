import type { Problem } from '@assay/contracts';
import { AssayError, isProblemCode } from '@assay/platform';
import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemKinds } from './problem-kinds.js';
import { allowedMethods } from './route-paths.js';

/** How long a client should wait when a part of ours is away and nothing better is known, in seconds. */
const unavailableSeconds = 5;

/** Answers with the problem document (RFC 9457) for whatever was thrown, and hands it back for the log. */
export function answerProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Problem {
  const problem = problemOf(failureOf(thrown, request), request.id);
  if (reply.raw.headersSent) {
    reply.raw.end();
    return problem;
  }
  if (problem.retryAfter !== undefined) {
    void reply.header('retry-after', problem.retryAfter);
  }
  if (problem.code === 'method-not-allowed') {
    void reply.header('allow', allowedMethods(pathOf(request)).join(', '));
  }
  // As bytes, since Fastify adds a charset to the type of text, which this type does not have.
  void reply
    .status(problem.status)
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
  return problem;
}

function problemOf(failure: AssayError, id: string): Problem {
  const code = isProblemCode(failure.code) ? failure.code : 'unexpected';
  const { status, title } = problemKinds[code];
  return {
    type: `urn:assay:problem:${code}`,
    title,
    status,
    code,
    detail: failure.message,
    id,
    ...(failure.issues !== undefined && { issues: failure.issues }),
    ...(failure.retryAfter !== undefined && { retryAfter: failure.retryAfter }),
    ...(failure.extra !== undefined && { extra: failure.extra }),
  };
}

/** Every failure as one whose sentence may be shown: what we did not foresee keeps its text to itself. */
function failureOf(thrown: unknown, request: FastifyRequest): AssayError {
  if (thrown instanceof AssayError) {
    if (isProblemCode(thrown.code)) {
      return withWaiting(thrown);
    }
    if (thrown.code === 'database-unavailable' || thrown.code === 'queue-unavailable') {
      return unavailable(thrown.retryAfter);
    }
    return unexpected();
  }
  switch (statusOf(thrown)) {
    case 404:
      return unknownPath(request);
    case 413:
      return new AssayError('too-large', 'The request is larger than this address takes. Send less, or in parts.');
    case 415:
      return new AssayError('invalid-input', 'Send the body as JSON, with the header content-type: application/json.');
    case 400:
      return new AssayError('invalid-input', 'The body is not valid JSON, or the address is malformed.');
    case 503:
      return unavailable(undefined);
    default:
      return unexpected();
  }
}

function withWaiting(failure: AssayError): AssayError {
  return failure.code === 'unavailable' && failure.retryAfter === undefined ? unavailable(undefined, failure.message) : failure;
}

function unavailable(retryAfter = unavailableSeconds, sentence?: string): AssayError {
  const said = sentence ?? 'A part of Assay is not answering. Nothing that was confirmed is lost; try again in a few seconds.';
  return new AssayError('unavailable', said, { retryAfter });
}

function unexpected(): AssayError {
  return new AssayError(
    'unexpected',
    'This is our fault, not yours. Try again; if it happens again, tell us the id of this message.',
  );
}

function unknownPath(request: FastifyRequest): AssayError {
  const others = allowedMethods(pathOf(request));
  return others.length === 0
    ? new AssayError('not-found', 'There is nothing at this address.')
    : new AssayError('method-not-allowed', `${request.method} is not offered here, only ${others.join(', ')}.`);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** The status that Nest or Fastify gave the failure, where they made it. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) {
    return thrown.getStatus();
  }
  if (thrown instanceof Error && 'statusCode' in thrown && typeof thrown.statusCode === 'number') {
    return thrown.statusCode;
  }
  return 500;
}
