/** What is sent along with the text of a prompt: images, sounds, files. */
export type Attachments = {
  /** The parts that hold them. */
  parts: ReadonlySet<unknown>;
  /** How long what they hold is within the body: not text, however long it is. */
  bytes: number;
  /** The most tokens that they count as. */
  tokens: number;
};

type Kind = "image" | "audio" | "file";
const KINDS: Record<string, Kind> = {
  image_url: "image",
  input_image: "image",
  image: "image",
  computer_screenshot: "image",
  image_generation_call: "image",
  input_audio: "audio",
  file: "file",
  input_file: "file",
  document: "file",
  video_url: "file",
};
/** Where the bytes or the address of one stand, directly in its part or one level below. */
const CONTENTS = ["data", "url", "image_url", "file_data", "file_url", "result"];

/** Above what OpenAI, Anthropic and Google count for one of the largest size. */
const IMAGE_TOKENS = 6000;
/** OpenAI counts this model's images at 2,833 and 5,667 for each of up to eight tiles, so that they cost what gpt-4o's do. */
const GPT_4O_MINI_IMAGE_TOKENS = 2833 + 8 * 5667;
/** A file may fill the context: how many pages it has, only who opens it knows. */
const FILE_TOKENS = 200_000;
/** 32 tokens a second, as Google counts, in sound of 8 kbit/s, written in base64. */
const BASE64_BYTES_PER_AUDIO_TOKEN = 40;

const NONE: Attachments = { parts: new Set(), bytes: 0, tokens: 0 };
type Part = Record<string, unknown>;
type Found = { parts: Set<unknown>; bytes: number; tokens: number };

/** Finds what is attached to a body's conversation, in any of the protocols. */
export function attachmentsOf(
  { messages, input }: Readonly<Record<string, unknown>>,
  model: string,
): Attachments {
  const found: Found = { parts: new Set(), bytes: 0, tokens: 0 };
  search([messages, input], model, found);
  return found.parts.size === 0 ? NONE : found;
}

/** Without recursion: how deep a body goes is its sender's choice. */
function search(all: unknown[], model: string, found: Found) {
  const waiting = all;
  while (waiting.length > 0) {
    const value = waiting.pop();
    // Most content is one string, and that ends the search.
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) waiting.push(item);
      continue;
    }
    const part = value as Part;
    const kind = kindOf(part);
    if (kind) take(part, kind, model, found);
    else waiting.push(part.content, part.output, part.source);
  }
}

/** A document may also be text, or parts of its own. */
function kindOf({ type, source }: Part): Kind | null {
  if (typeof type !== "string" || !Object.hasOwn(KINDS, type)) return null;
  const told = (source as Part | null | undefined)?.type;
  return told === "text" || told === "content" ? null : KINDS[type]!;
}

function take(part: Part, kind: Kind, model: string, found: Found): void {
  const bytes = lengthOf(part) + Object.values(part).reduce<number>((sum, inner) => sum + lengthOf(inner), 0);
  found.parts.add(part);
  found.bytes += bytes;
  found.tokens += tokensOf(kind, bytes, model);
}

/** In characters: base64 and addresses are ASCII. */
function lengthOf(holder: unknown): number {
  if (typeof holder !== "object" || holder === null) return 0;
  const texts = CONTENTS.map((name) => (holder as Part)[name]).filter((text) => typeof text === "string");
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function tokensOf(kind: Kind, bytes: number, model: string): number {
  if (kind === "audio") return Math.ceil(bytes / BASE64_BYTES_PER_AUDIO_TOKEN);
  if (kind === "file") return FILE_TOKENS;
  return model.includes("gpt-4o-mini") ? GPT_4O_MINI_IMAGE_TOKENS : IMAGE_TOKENS;
}
