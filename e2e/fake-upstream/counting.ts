type Part = { type: string; text?: string };
export type ChatBody = {
  model: string;
  messages?: { role: string; content?: string | Part[] | null }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean } | null;
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
  n?: number;
};

/** What the fake model answers, and what it counted. */
export type Said = { words: readonly string[]; finish: "stop" | "length"; usage: object };

const PER_REQUEST = 11;
const PER_MESSAGE = 7;
const PER_ATTACHMENT = 1000;

/** A word is a token. A prompt has 11 besides, 7 for each message and 1,000 for whatever is not text. */
export const promptTokens = ({ messages = [] }: Pick<ChatBody, "messages">): number =>
  PER_REQUEST + messages.reduce((sum, { content }) => sum + PER_MESSAGE + contentTokens(content ?? ""), 0);

function contentTokens(content: string | Part[]): number {
  if (typeof content === "string") return content.split(/\s+/).filter((word) => word !== "").length;
  return content.reduce(
    (sum, part) => sum + (part.type === "text" ? contentTokens(part.text!) : PER_ATTACHMENT),
    0,
  );
}

/**
 * Says these words, cut to the bound that was asked for: each is a token. `reasoning-50` thinks for 50 tokens before it speaks; of
 * `cached-10` ten of the prompt's come from the cache; half of what goes into and comes out of `audio` is sound.
 */
export function say(body: ChatBody, words: readonly string[]): Said {
  const [, name, number = "0"] = /^(.*?)(?:-(\d+))?$/s.exec(body.model)!;
  const bound = body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
  const thought = name === "reasoning" ? Math.min(Number(number), bound) : 0;
  const said = words.slice(0, bound - thought);
  const prompt = promptTokens(body);
  const completion = (thought + said.length) * (body.n ?? 1);
  const sound = (tokens: number) => (name === "audio" ? Math.floor(tokens / 2) : 0);
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: {
      cached_tokens: Math.min(prompt, name === "cached" ? Number(number) : 4),
      audio_tokens: sound(prompt),
    },
    completion_tokens_details: {
      reasoning_tokens: thought || Math.min(completion, 2),
      audio_tokens: sound(completion),
    },
  };
  return { words: said, finish: said.length < words.length ? "length" : "stop", usage };
}
