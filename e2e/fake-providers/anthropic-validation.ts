export type FakeBlock = {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: unknown;
  tool_use_id?: string;
  content?: string | FakeBlock[];
  source?: { type: string; media_type?: string; data?: string; url?: string };
  title?: string;
};
export type FakeTurn = { role: string; content: string | FakeBlock[] };
export type MessagesBody = {
  model: string;
  max_tokens: number;
  messages: FakeTurn[];
  system?: string | FakeBlock[];
  tools?: { name: string; input_schema: { type: string } }[];
  tool_choice?: { type: string; name?: string; disable_parallel_tool_use?: boolean };
  temperature?: number;
  thinking?: { type: string; budget_tokens?: number };
  output_config?: { effort?: string; format?: { type: string; schema: object } };
  stream?: boolean;
};

const FIELDS =
  "model max_tokens messages system tools tool_choice temperature top_p top_k thinking output_config stream stop_sequences metadata service_tier";
const KNOWN = new Set(FIELDS.split(" "));
const IMAGE = /^image\/(jpeg|png|gif|webp)$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export const blocksOf = (content: string | FakeBlock[]): FakeBlock[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : content;

/** What the Messages API would say is wrong with a request, or null. */
export function findInvalid(body: MessagesBody): string | null {
  const extra = Object.keys(body).find((field) => !KNOWN.has(field));
  if (extra) return `${extra}: Extra inputs are not permitted`;
  if (typeof body.model !== "string") return "model: Field required";
  if (body.max_tokens === undefined) return "max_tokens: Field required";
  if (!Number.isInteger(body.max_tokens) || body.max_tokens < 1) return "max_tokens: must be at least 1";
  if ((body.temperature ?? 0) > 1) return "temperature: range: 0..1";
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return "messages: at least one message is required";
  }
  return findInvalidTools(body) ?? findInvalidThinking(body) ?? findInvalidTurn(body.messages);
}

function findInvalidTools({ tools, tool_choice }: MessagesBody): string | null {
  for (const tool of tools ?? []) {
    if (!/^[\w-]{1,128}$/.test(tool.name)) return "tools.0.custom.name: String should match pattern";
    if (tool.input_schema?.type !== "object") return "tools.0.custom.input_schema.type: Field required";
  }
  if (tool_choice && !tools) return "tool_choice: may only be specified while providing tools";
  if (tool_choice?.type === "tool" && !tools?.some(({ name }) => name === tool_choice.name)) {
    return `tool_choice: Tool '${tool_choice.name}' not found in provided tools`;
  }
  return null;
}

function findInvalidThinking({ thinking, temperature, max_tokens, tool_choice }: MessagesBody) {
  if (thinking?.type !== "enabled") return null;
  const budget = thinking.budget_tokens ?? 0;
  if (budget < 1024) return "thinking.enabled.budget_tokens: should be greater than or equal to 1024";
  if (budget >= max_tokens) return "`max_tokens` must be greater than `thinking.budget_tokens`";
  if ((temperature ?? 1) !== 1) return "`temperature` may only be set to 1 when thinking is enabled";
  const forced = tool_choice?.type === "any" || tool_choice?.type === "tool";
  return forced ? "Thinking may not be enabled when tool_choice forces tool use." : null;
}

function findInvalidTurn(turns: FakeTurn[]): string | null {
  let awaited: string[] = [];
  for (const [at, { role, content }] of turns.entries()) {
    if (role !== (at % 2 === 0 ? "user" : "assistant"))
      return `messages: roles must alternate, found ${role} at ${at}`;
    const blocks = blocksOf(content);
    if (blocks.length === 0) return `messages.${at}: content must not be empty`;
    const wrong = blocks.map(findInvalidBlock).find((problem) => problem !== null);
    if (wrong) return `messages.${at}.content.${wrong}`;
    const results = blocks.filter(({ type }) => type === "tool_result");
    const missing = awaited.find((id) => !results.some(({ tool_use_id }) => tool_use_id === id));
    if (missing) return `messages.${at}: tool_use ids were found without tool_result blocks: ${missing}`;
    const stray = results.find(({ tool_use_id }) => !awaited.includes(tool_use_id!));
    if (stray)
      return `messages.${at}: unexpected tool_use_id found in tool_result blocks: ${stray.tool_use_id}`;
    if (blocks.slice(0, results.length).some(({ type }) => type !== "tool_result")) {
      return `messages.${at}: tool_result blocks must come first`;
    }
    awaited = blocks.filter(({ type }) => type === "tool_use").map(({ id }) => id!);
  }
  return awaited.length > 0 ? "messages: tool_use ids were found without tool_result blocks" : null;
}

function findInvalidBlock({ type, text, input, source, content }: FakeBlock): string | null {
  switch (type) {
    case "text":
      return text ? null : "text: text content blocks must be non-empty";
    case "tool_use":
      return typeof input === "object" ? null : "input: Input should be a valid dictionary";
    case "tool_result":
      return (
        blocksOf(content ?? [])
          .map(findInvalidBlock)
          .find((problem) => problem !== null) ?? null
      );
    case "document":
      return source?.media_type === "application/pdf" ? null : "source.media_type: Input should be PDF";
    case "image":
      if (source?.type === "url") return source.url!.startsWith("https://") ? null : "source.url: not https";
      if (!IMAGE.test(source?.media_type ?? "")) return "source.base64.media_type: Input should be an image";
      return BASE64.test(source?.data ?? "") ? null : "source.base64: invalid base64 data";
    default:
      return `type: Input tag '${type}' found using 'type' does not match any of the expected tags`;
  }
}
