import OpenAI, { APIError } from "openai";

export const MODEL = "gpt-4o-mini";
const ASK = { model: MODEL, messages: [{ role: "user" as const, content: "Hello!" }] };

/** The official SDK, as an application uses it with a key. */
export const client = (url: string, secret: string) =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey: secret, maxRetries: 0 });

/** What the gateway says to one call with a key: `200`, or status and code such as `401 revoked_api_key`. */
export const call = (url: string, secret: string) => callModel(url, secret, MODEL);

/** The same for any model. */
export async function callModel(url: string, secret: string, model: string): Promise<string> {
  try {
    await client(url, secret).chat.completions.create({ ...ASK, model });
    return "200";
  } catch (error) {
    if (error instanceof APIError) return `${error.status} ${error.code}`;
    throw error;
  }
}

/** The text of one call's answer, not streamed. */
export async function answer(url: string, secret: string): Promise<string> {
  const completion = await client(url, secret).chat.completions.create(ASK);
  return completion.choices[0]?.message.content ?? "";
}

/** The text of one call's answer, streamed, and how many chunks it came in. */
export async function streamedAnswer(url: string, secret: string): Promise<{ text: string; chunks: number }> {
  const stream = await client(url, secret).chat.completions.create({ ...ASK, stream: true });
  let text = "";
  let chunks = 0;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? "";
    chunks++;
  }
  return { text, chunks };
}

/** What the gateway says to one call: its status, its code where it refused, and its headers. */
export type Told = { status: number; code: string | null; message: string; headers: Headers };

/** The same with everything that it was told. Without `maxTokens` the answer has no bound of the application's. */
export async function told(url: string, secret: string, model = MODEL, maxTokens?: number): Promise<Told> {
  try {
    const body = { ...ASK, model, max_tokens: maxTokens };
    const { response } = await client(url, secret).chat.completions.create(body).withResponse();
    return { status: response.status, code: null, message: "", headers: response.headers };
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    const { status, code, message, headers } = error;
    return { status: status ?? 0, code: code ?? null, message, headers: headers ?? new Headers() };
  }
}
