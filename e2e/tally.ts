import type OpenAI from "openai";
import { APIError } from "openai";
import { client } from "./gateway-client";

/** What a test's own calls came to, by what their answers said. */
export type Counted = {
  requests: number;
  errors: number;
  refused: number;
  inputTokens: number;
  outputTokens: number;
  costNanoUsd: number;
};

/** US dollars per million tokens are thousand nano-dollars per token. */
export const PRICE = { input: 2, output: 8 };
const NANO_PER_TOKEN = 1000;

/** An application that keeps count of its calls: the console must come to the same figures. */
export class Tally {
  readonly counted: Counted = {
    requests: 0,
    errors: 0,
    refused: 0,
    inputTokens: 0,
    outputTokens: 0,
    costNanoUsd: 0,
  };
  private readonly openai: OpenAI;

  constructor(url: string, secret: string) {
    this.openai = client(url, secret);
  }

  /** One whole answer. */
  async answer(model: string, words = "Hello there"): Promise<void> {
    const { usage } = await this.openai.chat.completions.create({ model, messages: ask(words) });
    this.count(usage!);
  }

  /** One streamed answer that tells its usage at its end. */
  async stream(model: string, words = "Hello there"): Promise<void> {
    const stream = await this.openai.chat.completions.create({
      model,
      messages: ask(words),
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const { usage } of stream) if (usage) this.count(usage);
  }

  /** One call that must end with this status. */
  async fails(model: string, status: number, whose: "errors" | "refused"): Promise<void> {
    const failure = await this.openai.chat.completions.create({ model, messages: ask("Hello") }).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(failure instanceof APIError) || failure.status !== status)
      throw failure ?? new Error("it succeeded");
    this.counted.requests++;
    this.counted[whose]++;
  }

  private count({ prompt_tokens, completion_tokens }: OpenAI.CompletionUsage): void {
    this.counted.requests++;
    this.counted.inputTokens += prompt_tokens;
    this.counted.outputTokens += completion_tokens;
    this.counted.costNanoUsd +=
      (prompt_tokens * PRICE.input + completion_tokens * PRICE.output) * NANO_PER_TOKEN;
  }
}

const ask = (content: string) => [{ role: "user" as const, content }];

/** Counts of several applications together. */
export const together = (...tallies: Tally[]): Counted =>
  tallies
    .map(({ counted }) => counted)
    .reduce((a, b) => ({
      requests: a.requests + b.requests,
      errors: a.errors + b.errors,
      refused: a.refused + b.refused,
      inputTokens: a.inputTokens + b.inputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      costNanoUsd: a.costNanoUsd + b.costNanoUsd,
    }));

/** Nano-dollars as the console writes them with every digit. */
export const usd = (nanoUsd: number): string => {
  const fraction = String(nanoUsd % 1e9)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `$${Math.floor(nanoUsd / 1e9)}.${fraction.padEnd(2, "0")}`;
};
