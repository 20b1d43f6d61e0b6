/** What a person should read, without a stack. */
export class Refusal extends Error {}
