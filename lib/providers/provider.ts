/** One input of an auth method. */
export type Field = {
  name: string;
  label: string;
  /** Secret fields are sealed, write-only and masked; the others are shown and edited like any text. */
  secret: boolean;
  required: boolean;
  help?: string;
  placeholder?: string;
  multiline?: boolean;
  defaultValue?: string;
  /** What a value must look like, and what to say when it does not. */
  pattern?: { expression: RegExp; message: string };
  /** Decides where the secrets are sent: changing it asks for them again. */
  host?: boolean;
};

export type AuthMethod = { id: string; label: string; fields: Field[] };

/** How requests and responses look on the wire; each one is a folder of lib/gateway/wires. */
export type Wire = "openai" | "anthropic" | "bedrock";

/**
 * One harmless request. A `POST` sends `{}`: whoever may call is told that the body is wrong, whoever may not, that the key is.
 * `baseUrl` is for providers whose lists live on another host.
 */
export type Probe = {
  method: "GET" | "POST";
  path: (config: Record<string, string>) => string;
  baseUrl?: (baseUrl: string) => string;
};

/**
 * How a stream's usage is learnt: `asked` with `stream_options.include_usage`, in a chunk of its own; or it `always` comes, and asking
 * has no effect or is refused.
 */
export type StreamUsage = "asked" | "always";

/** One kind of upstream, as data: forms, validation, routing and the model list all read it. Safe for the browser. */
export type Provider<Id extends string = string> = {
  id: Id;
  label: string;
  wire: Wire;
  /** Its id in the price catalogue; null where models are whatever is installed there. */
  catalogue: string | null;
  /** Which of the catalogue's models it serves, where they are not all. */
  serves?: RegExp;
  /** What may stand before a model's name in the catalogue. */
  prefix?: RegExp;
  streamUsage: StreamUsage;
  authMethods: [AuthMethod, ...AuthMethod[]];
  /** What to ask to learn whether the credential works; without one, `GET <base URL>/models`. */
  probe?: Probe;
  /** Where calls go, without a slash at its end, from the plain fields. */
  baseUrl(config: Record<string, string>): string;
};

/** The field that nearly every provider has. */
export const apiKeyField = (placeholder?: string, label = "API key"): Field => ({
  name: "apiKey",
  label,
  secret: true,
  required: true,
  placeholder,
});

/** An address typed by a person. */
export const addressField = (field: Partial<Field> & { placeholder: string }): Field => ({
  name: "baseUrl",
  label: "Base URL",
  secret: false,
  required: true,
  host: true,
  pattern: { expression: /^https?:\/\/\S+$/, message: `Enter an address such as ${field.placeholder}.` },
  ...field,
});

/** A provider with one API key and an OpenAI-compatible surface at a fixed address, which may be overridden (a proxy, a region). */
export const openAiStyle = <Id extends string>(entry: {
  id: Id;
  label: string;
  catalogue: string | null;
  address: string;
  placeholder?: string;
  serves?: RegExp;
  prefix?: RegExp;
  /** Without it, usage is asked for. */
  streamUsage?: StreamUsage;
  probe?: Probe;
}): Provider<Id> => ({
  id: entry.id,
  label: entry.label,
  wire: "openai",
  catalogue: entry.catalogue,
  serves: entry.serves,
  prefix: entry.prefix,
  streamUsage: entry.streamUsage ?? "asked",
  probe: entry.probe,
  authMethods: [
    {
      id: "api_key",
      label: "API key",
      fields: [
        apiKeyField(entry.placeholder),
        addressField({
          placeholder: entry.address,
          required: false,
          help: `Leave empty for ${entry.address}.`,
        }),
      ],
    },
  ],
  baseUrl: (config) => config.baseUrl || entry.address,
});
