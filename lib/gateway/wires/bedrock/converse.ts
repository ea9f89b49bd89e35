type Bytes = { bytes: string };

/** What of Amazon Bedrock's Converse API is used here. */
export type ContentBlock =
  | { text: string }
  | { image: { format: string; source: Bytes } }
  | { document: { format: "pdf"; name: string; source: Bytes } }
  | { toolUse: { toolUseId: string; name: string; input: Record<string, unknown> } }
  | { toolResult: { toolUseId: string; content: { text: string }[] } };

export type Message = { role: "user" | "assistant"; content: ContentBlock[] };

type ToolSpec = { name: string; description?: string; inputSchema: { json: object }; strict?: boolean };
type JsonSchema = { name: string; schema: string };

export type ConverseRequest = {
  messages: Message[];
  system?: { text: string }[];
  inferenceConfig?: { maxTokens?: number; temperature?: number; topP?: number; stopSequences?: string[] };
  toolConfig?: {
    tools: { toolSpec: ToolSpec }[];
    toolChoice?: { auto: object } | { any: object } | { tool: { name: string } };
  };
  outputConfig?: { textFormat: { type: "json_schema"; structure: { jsonSchema: JsonSchema } } };
};

export type TokenUsage = {
  inputTokens?: number;
  outputTokens?: number;
  cacheReadInputTokens?: number;
  cacheWriteInputTokens?: number;
  cacheDetails?: { ttl?: string; inputTokens?: number }[];
};

export type AnswerBlock = {
  text?: string;
  toolUse?: { toolUseId: string; name: string; input?: unknown };
  reasoningContent?: { reasoningText?: { text?: string } };
};

export type ConverseAnswer = {
  output?: { message?: { content?: AnswerBlock[] } };
  stopReason: string;
  usage?: TokenUsage;
};

/** The events of ConverseStream by name, as far as they are read. */
export type ConverseEvents = {
  contentBlockStart: { contentBlockIndex: number; start?: { toolUse?: { toolUseId: string; name: string } } };
  contentBlockDelta: {
    contentBlockIndex: number;
    delta?: { text?: string; toolUse?: { input?: string }; reasoningContent?: { text?: string } };
  };
  contentBlockStop: { contentBlockIndex: number };
  messageStop: { stopReason: string };
  metadata: { usage?: TokenUsage };
};
