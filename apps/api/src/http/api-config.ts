import { Inject } from '@nestjs/common';

const token = Symbol('AssayConfig');

/** Where the validated configuration is provided. */
export const apiConfigToken: symbol = token;

/** Injects the validated configuration (`AssayConfig` of platform). */
export const ApiConfig = (): ParameterDecorator => Inject(token);
