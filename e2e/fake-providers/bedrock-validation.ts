type Block = {
  text?: string;
  image?: { format?: string; source?: { bytes?: string } };
  document?: { format?: string; name?: string; source?: { bytes?: string } };
  toolUse?: { toolUseId?: string; name?: string; input?: unknown };
  toolResult?: { toolUseId?: string; content?: { text?: string }[] };
};
export type Turn = { role: string; content: Block[] };
export type ConverseBody = {
  messages?: Turn[];
  system?: { text?: string }[];
  inferenceConfig?: Record<string, unknown>;
  toolConfig?: { tools?: { toolSpec?: { name?: string; inputSchema?: { json?: { type?: string } } } }[] };
  outputConfig?: { textFormat?: { structure?: { jsonSchema?: { schema?: string } } } };
};

const FIELDS = new Set(["messages", "system", "inferenceConfig", "toolConfig", "outputConfig"]);
const IMAGES = new Set(["png", "jpeg", "gif", "webp"]);
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const TOOL_ID = /^[a-zA-Z0-9_-]{1,64}$/;

/** What Converse finds wrong with a body, or null: the rules that translations are known to break. */
export function findInvalid(body: ConverseBody): string | null {
  const unknown = Object.keys(body).find((field) => !FIELDS.has(field));
  if (unknown) return `extraneous key [${unknown}] is not permitted`;
  const turns = body.messages ?? [];
  if (turns[0]?.role !== "user") return "A conversation must start with a user message.";
  for (const [at, turn] of turns.entries()) {
    if (at > 0 && turns[at - 1]!.role === turn.role) {
      return "A conversation must alternate between user and assistant roles.";
    }
    const problem = findInTurn(turn, at, turns[at - 1]);
    if (problem) return problem;
  }
  const blocks = turns.flatMap((turn) => turn.content);
  if (!body.toolConfig && blocks.some((block) => block.toolUse || block.toolResult)) {
    return "The toolConfig field must be defined when using toolUse and toolResult content blocks.";
  }
  return findInSettings(body);
}

function findInTurn(turn: Turn, at: number, before: Turn | undefined): string | null {
  if (turn.content.length === 0) return `The content field in the Message object at messages.${at} is empty.`;
  const asked = (before?.content ?? []).flatMap((block) => block.toolUse?.toolUseId ?? []);
  const given = turn.content.flatMap((block) => block.toolResult?.toolUseId ?? []);
  if ([...asked].sort().join() !== [...given].sort().join()) {
    return `Expected toolResult blocks at messages.${at}.content for the following Ids: ${asked.join(", ")}`;
  }
  for (const [index, block] of turn.content.entries()) {
    const problem = findInBlock(block);
    if (problem) return `${problem} (messages.${at}.content.${index})`;
  }
  return null;
}

function findInBlock({ text, image, document, toolUse, toolResult }: Block): string | null {
  if (text !== undefined)
    return text.trim() === "" ? "The text field in the ContentBlock object is blank." : null;
  if (image) {
    const sound = IMAGES.has(image.format ?? "") && BASE64.test(image.source?.bytes ?? "");
    return sound ? null : "The provided image format or content is not supported.";
  }
  if (document) {
    const named = /^[A-Za-z0-9\-()[\]]+( [A-Za-z0-9\-()[\]]+)*$/.test(document.name ?? "");
    return named && BASE64.test(document.source?.bytes ?? "") ? null : "The document is not valid.";
  }
  if (toolUse) {
    const sound = TOOL_ID.test(toolUse.toolUseId ?? "") && typeof toolUse.input === "object";
    return sound ? null : "The format of the value at toolUse is invalid.";
  }
  const sound = toolResult?.content?.every((part) => (part.text ?? "").trim() !== "") ?? false;
  return sound ? null : "The toolResult's text content blocks must be non-empty.";
}

function findInSettings({ system, toolConfig, outputConfig }: ConverseBody): string | null {
  if (system?.some(({ text }) => !text?.trim())) return "The text field in the SystemContentBlock is blank.";
  if (toolConfig?.tools?.length === 0) return "toolConfig.tools must have length greater than or equal to 1";
  const untyped = toolConfig?.tools?.some(({ toolSpec }) => toolSpec?.inputSchema?.json?.type !== "object");
  if (untyped)
    return "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of: object.";
  const schema = outputConfig?.textFormat?.structure?.jsonSchema?.schema;
  return outputConfig && typeof schema !== "string" ? "outputConfig.textFormat needs a schema." : null;
}
