/** What the statuses that calls most often end with mean here. */
const MEANINGS: Record<number, string> = {
  200: "Succeeded",
  400: "Bad request",
  401: "Key refused",
  402: "Out of credits",
  403: "Forbidden",
  404: "No such model",
  408: "Timed out",
  413: "Body too large",
  422: "Not processable",
  429: "Over a limit",
  499: "Client left",
  500: "Provider failed",
  502: "Provider unreachable",
  503: "Unavailable",
  504: "Provider timed out",
  529: "Provider overloaded",
};

const CLASSES = ["", "Informed", "Succeeded", "Redirected", "Refused", "Failed"];

export const statusMeaning = (status: number): string =>
  MEANINGS[status] ?? CLASSES[Math.floor(status / 100)] ?? "Unknown";

/** The colour of a status wherever it is drawn. */
export function statusColor(status: number): string {
  if (status < 400) return "--chart-1";
  return status < 500 ? "--chart-3" : "--chart-4";
}
