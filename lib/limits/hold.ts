import { randomBytes } from "node:crypto";
import type { Linked } from "../linked-set";
import type { AdmissionRequest, Charge, Reservation } from "./counters";

const PROCESS = randomBytes(6).toString("hex");
let number = 0;

/** A reservation as the counters in memory know it. */
export class Hold implements Reservation, Linked<Hold> {
  previous: Hold | null = null;
  next: Hold | null = null;
  readonly id = `${PROCESS}-${(number++).toString(36)}`;
  readonly keyId: string;
  readonly organizationId: string;
  readonly atMs: number;
  readonly resetPeriod: Reservation["resetPeriod"];
  /** Under which times the windows have it; null where they do not. */
  keyWindowMs: number | null = null;
  organizationWindowMs: number | null = null;

  constructor(
    request: AdmissionRequest,
    readonly outputTokens: number,
    readonly held: Charge,
  ) {
    this.keyId = request.keyId;
    this.organizationId = request.organizationId;
    this.atMs = request.nowMs;
    this.resetPeriod = request.key.resetPeriod;
  }
}
