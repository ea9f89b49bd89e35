import { openApi, refuseAllBut } from "@/lib/api";
import { publicOrigin } from "@/lib/http";

/** The API's own description, for everybody: it tells nothing of what is stored. */
export const GET = async () => Response.json(openApi(await publicOrigin()));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseAllBut(["GET"]);
