export type Snippet = { label: string; code: string };

/** Ready-to-paste first calls with a new key. `secret` stands in them: they live only as long as the reveal. */
export function snippets(origin: string, secret: string, model: string): Snippet[] {
  const baseUrl = `${origin}/v1`;
  return [
    {
      label: "curl",
      code: [
        `curl ${baseUrl}/chat/completions \\`,
        `  -H "Authorization: Bearer ${secret}" \\`,
        `  -H "Content-Type: application/json" \\`,
        `  -d '{"model": ${shellJson(model)}, "messages": [{"role": "user", "content": "Hello!"}]}'`,
      ].join("\n"),
    },
    {
      label: "Python",
      code: [
        "# pip install openai",
        "from openai import OpenAI",
        "",
        "client = OpenAI(",
        `    base_url=${JSON.stringify(baseUrl)},`,
        `    api_key=${JSON.stringify(secret)},`,
        ")",
        "completion = client.chat.completions.create(",
        `    model=${JSON.stringify(model)},`,
        `    messages=[{"role": "user", "content": "Hello!"}],`,
        ")",
        "print(completion.choices[0].message.content)",
      ].join("\n"),
    },
    {
      label: "JavaScript",
      code: [
        "// npm install openai",
        'import OpenAI from "openai";',
        "",
        "const client = new OpenAI({",
        `  baseURL: ${JSON.stringify(baseUrl)},`,
        `  apiKey: ${JSON.stringify(secret)},`,
        "});",
        "const completion = await client.chat.completions.create({",
        `  model: ${JSON.stringify(model)},`,
        '  messages: [{ role: "user", content: "Hello!" }],',
        "});",
        "console.log(completion.choices[0].message.content);",
      ].join("\n"),
    },
  ];
}

/** A JSON text within single quotes of a shell. */
const shellJson = (value: string) => JSON.stringify(value).replaceAll("'", `'\\''`);
