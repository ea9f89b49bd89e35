import type { DocumentBlockParam, ImageBlockParam } from "@anthropic-ai/sdk/resources/messages/messages";
import { Unsupported } from "../chat/unsupported";

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)(?:;[\w=-]+)*;base64,/;
const IMAGES = ["image/jpeg", "image/png", "image/gif", "image/webp"] as const;
type ImageType = (typeof IMAGES)[number];

/** An image within the request, or one that Anthropic fetches itself. */
export function imageBlock(url: string, param: string): ImageBlockParam {
  if (url.startsWith("https://")) return { type: "image", source: { type: "url", url } };
  const { mediaType, data } = readDataUrl(url, param);
  if (!IMAGES.includes(mediaType as ImageType)) {
    throw new Unsupported(`${param} is ${mediaType}. Anthropic takes ${IMAGES.join(", ")}.`, param);
  }
  return { type: "image", source: { type: "base64", media_type: mediaType as ImageType, data } };
}

type File = { file_data?: string | null; filename?: string | null };

/** A PDF within the request. */
export function fileBlock({ file_data, filename }: File, param: string): DocumentBlockParam {
  if (!file_data) {
    throw new Unsupported(
      `${param} names an uploaded file, which Anthropic does not have. Send it as file_data.`,
      param,
    );
  }
  const { mediaType, data } = readDataUrl(file_data, param);
  if (mediaType !== "application/pdf") {
    throw new Unsupported(`${param} is ${mediaType}. Anthropic takes PDF files.`, param);
  }
  const source = { type: "base64", media_type: "application/pdf", data } as const;
  return { type: "document", source, ...(filename ? { title: filename } : {}) };
}

function readDataUrl(url: string, param: string): { mediaType: string; data: string } {
  const head = DATA_URL.exec(url.slice(0, 200));
  if (!head) throw new Unsupported(`${param} must be a data URL in base64 or an https address.`, param);
  const mediaType = head[1] === "image/jpg" ? "image/jpeg" : head[1]!;
  return { mediaType, data: url.slice(head[0].length) };
}
