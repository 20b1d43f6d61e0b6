import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../http/authenticator.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthController } from './auth.controller.js';
import { SessionAuthenticator } from './session.authenticator.js';
import { SignInService } from './sign-in.service.js';

/** Global, since the access guard of every route asks its authenticator. */
@Global()
@Module({
  controllers: [AuthController, ApiKeysController],
  providers: [SignInService, ApiKeysService, { provide: Authenticator, useClass: SessionAuthenticator }],
  exports: [Authenticator],
})
export class AuthModule {}
