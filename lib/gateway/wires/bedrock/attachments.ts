import { Unsupported } from "../chat/unsupported";
import type { ContentBlock } from "./converse";

const HEAD_CHARACTERS = 200;
const IMAGE = /^data:image\/(png|jpe?g|gif|webp);base64,/i;
const PDF = /^data:application\/pdf;base64,/i;
/** What a document's name may not have in it; two spaces beside each other are refused too. */
const NOT_IN_NAME = /[^A-Za-z0-9\-()[\]]+/g;

/** An image, which Converse takes as bytes alone. */
export function toImage(url: string, param: string): ContentBlock {
  const match = IMAGE.exec(url.slice(0, HEAD_CHARACTERS));
  if (!match) {
    const message = url.startsWith("data:")
      ? "Amazon Bedrock takes PNG, JPEG, GIF and WebP images, in base64."
      : "Amazon Bedrock does not fetch images. Send the image itself, as a data: URL in base64.";
    throw new Unsupported(message, param);
  }
  const format = match[1]!.toLowerCase().replace("jpg", "jpeg");
  return { image: { format, source: { bytes: url.slice(match[0].length) } } };
}

type File = { file_data?: string | null; filename?: string | null };

/** A PDF within the request. */
export function toDocument({ file_data, filename }: File, param: string): ContentBlock {
  const match = PDF.exec(file_data?.slice(0, HEAD_CHARACTERS) ?? "");
  if (!match) {
    throw new Unsupported("Amazon Bedrock takes PDF files as file_data, a data: URL in base64.", param);
  }
  const name =
    (filename ?? "")
      .replace(/\.pdf$/i, "")
      .replace(NOT_IN_NAME, " ")
      .trim() || "document";
  return { document: { format: "pdf", name, source: { bytes: file_data!.slice(match[0].length) } } };
}
