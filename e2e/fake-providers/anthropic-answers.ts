import { blocksOf, type FakeBlock, type MessagesBody } from "./anthropic-validation";

export type FakeAnswer = { blocks: FakeBlock[]; stopReason: string; usage?: typeof ANTHROPIC_USAGE };

/** What goes in is counted in three parts, of which only the first is called input. */
export const ANTHROPIC_USAGE = {
  input_tokens: 12,
  cache_creation_input_tokens: 3,
  cache_read_input_tokens: 5,
  output_tokens: 7,
  output_tokens_details: { thinking_tokens: 2 },
};

/** What the fake model says: calls its tools until it was given results, else tells what it was sent. */
export function answer(body: MessagesBody): FakeAnswer {
  const last = blocksOf(body.messages.at(-1)!.content);
  const results = last.filter(({ type }) => type === "tool_result");
  const { tools = [], tool_choice } = body;
  const forced = tools.filter(({ name }) => name === tool_choice?.name);
  if (tools.length > 0 && results.length === 0 && tool_choice?.type !== "none") {
    return callTools((forced.length > 0 ? forced : tools).map(({ name }) => name));
  }
  const thought = { type: "thinking", thinking: "They greet me.", signature: "c2ln" } as FakeBlock;
  const said = `You said: ${last.map(describe).join(" ")} — ☃`;
  const system = body.system ? ` [system: ${blocksOf(body.system).map(describe).join("|")}]` : "";
  const json = body.output_config?.format ? '{"city":"Zürich"}' : null;
  const whole = json ?? said + system;
  const text = wordsOf(whole).slice(0, body.max_tokens).join("");
  return {
    blocks: [...(body.thinking ? [thought] : []), { type: "text", text }],
    stopReason: text === whole ? "end_turn" : "max_tokens",
    usage: bounded(body.max_tokens),
  };
}

const wordsOf = (text: string) => text.split(/(?<= )/);

/** It counts the same for every answer that is not cut short. */
function bounded(maxTokens: number): typeof ANTHROPIC_USAGE {
  const { output_tokens, output_tokens_details } = ANTHROPIC_USAGE;
  return {
    ...ANTHROPIC_USAGE,
    output_tokens: Math.min(output_tokens, maxTokens),
    output_tokens_details: { thinking_tokens: Math.min(output_tokens_details.thinking_tokens, maxTokens) },
  };
}

function describe(block: FakeBlock): string {
  if (block.type === "tool_result")
    return blocksOf(block.content ?? [])
      .map(describe)
      .join("");
  if (block.type === "text") return block.text!;
  const { source } = block;
  return source?.url ? `[${source.url}]` : `[${source?.media_type}, ${source?.data?.length}]`;
}

/** The first tool gets arguments, every other one none. */
const callTools = (names: string[]): FakeAnswer => ({
  blocks: [
    { type: "text", text: "Let me look." },
    ...names.map((name, at) => ({
      type: "tool_use",
      id: `toolu_fake-${at}`,
      name,
      input: at === 0 ? { city: "Zürich", days: 3, note: 'a "quoted" \\ ☃' } : {},
    })),
  ],
  stopReason: "tool_use",
});

/** The events of a streamed message, as Anthropic sends them. */
export function events(model: string, answered: FakeAnswer): [string, object][] {
  const { blocks, stopReason, usage = ANTHROPIC_USAGE } = answered;
  const { output_tokens, output_tokens_details, ...input } = usage;
  const message = { ...envelope(model), content: [], stop_reason: null, stop_sequence: null };
  return [
    ["message_start", { message: { ...message, usage: { ...input, output_tokens: 1 } } }],
    ["ping", {}],
    ...blocks.flatMap(blockEvents),
    [
      "message_delta",
      {
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { output_tokens, output_tokens_details },
      },
    ],
    ["message_stop", {}],
  ];
}

export const envelope = (model: string) => ({
  id: "msg_fake0000000000000000001",
  type: "message",
  role: "assistant",
  model,
});

function blockEvents(block: FakeBlock, index: number): [string, object][] {
  const started = { ...block, ...(block.type === "tool_use" ? { input: {} } : { text: "", thinking: "" }) };
  return [
    ["content_block_start", { index, content_block: started }],
    ...deltas(block).map((delta): [string, object] => ["content_block_delta", { index, delta }]),
    ["content_block_stop", { index }],
  ];
}

function deltas(block: FakeBlock & { thinking?: string }): object[] {
  if (block.type === "text") return wordsOf(block.text!).map((text) => ({ type: "text_delta", text }));
  if (block.type === "thinking") {
    const signature = { type: "signature_delta", signature: "c2ln" };
    return [{ type: "thinking_delta", thinking: block.thinking }, signature];
  }
  const text = Object.keys(block.input as object).length > 0 ? JSON.stringify(block.input) : "";
  const pieces = ["", text.slice(0, 9), text.slice(9, 24), text.slice(24)].filter(
    (piece, at) => at === 0 || piece,
  );
  return pieces.map((partial_json) => ({ type: "input_json_delta", partial_json }));
}

/** An event on the wire. */
export const write = ([type, data]: [string, object]): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
