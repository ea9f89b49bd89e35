import { setTimeout as pause } from "node:timers/promises";
import type { Agent } from "undici";
import { checkedAgent } from "../../checked-agent";
import { env } from "../../env";
import { log } from "../../log";
import { type Claimed, claimDue } from "./claim";
import { mailNotices } from "./mail-notices";
import { toMessage } from "./message";
import { type Outcome, postMessage, SEND_TIMEOUT_MS } from "./post-message";
import { giveBack, settle } from "./settle";

const EVERY_MS = 5000;
/** So many are on their way at once in one process. */
const AT_ONCE = 64;

/** Sends what is queued, and again what failed. Any number of processes may do so at once: each delivery has one sender. */
export class DeliveryJob {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = new AbortController();
  #agent: Agent | undefined;

  /** Sends at once what is due, and from then on each five seconds. */
  start(): void {
    const send = () => void this.run().catch(report);
    this.#timer ??= setInterval(send, EVERY_MS);
    send();
  }

  /** Sends what is due; passes of one process follow each other. */
  run(nowMs?: number): Promise<void> {
    this.#running = this.#running.catch(() => {}).then(() => this.#pass(nowMs));
    return this.#running;
  }

  /** Breaks off what is under way and leaves it to whoever comes next. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#stopped.abort();
    await this.#running.catch(() => {});
    await this.#agent?.destroy();
  }

  async #pass(nowMs?: number): Promise<void> {
    const sending = new Map<Promise<void>, Claimed[]>();
    let ended = 0;
    while (!this.#stopped.signal.aborted) {
      const before = ended;
      const claimed = await this.#claim([...sending.values()].flat(), nowMs);
      for (const group of together(claimed)) {
        const one = this.#send(group, nowMs)
          .catch(report)
          .finally(() => {
            ended++;
            sending.delete(one);
          });
        sending.set(one, group);
      }
      // What ended meanwhile has made room.
      if (claimed.length > 0 || ended > before) continue;
      if (sending.size === 0) return;
      // What falls due meanwhile does not wait for whoever is silent.
      await Promise.race([...sending.keys(), pause(EVERY_MS, undefined, { ref: false })]);
    }
    await Promise.all(sending.keys());
  }

  async #claim(underWay: Claimed[], nowMs = Date.now()): Promise<Claimed[]> {
    if (underWay.length >= AT_ONCE) return [];
    const busy = underWay.flatMap(({ receiver }) => receiver?.id ?? []);
    return claimDue(nowMs, AT_ONCE - underWay.length, busy);
  }

  async #send(group: Claimed[], givenMs?: number): Promise<void> {
    const nowMs = () => givenMs ?? Date.now();
    const outcome = await this.#attempt(group, nowMs());
    for (const one of group) {
      if (outcome) await settle(one, outcome, nowMs());
      else await giveBack(one, nowMs());
    }
  }

  /** Null when this process stops before there is an answer. */
  async #attempt(group: Claimed[], nowMs: number): Promise<Outcome | null> {
    const { channel, receiver, notice, wanted } = group[0]!;
    if (!wanted) return { ok: false, result: UNWANTED[channel] };
    if (receiver === null) return mailNotices(group);
    this.#agent ??= checkedAgent(env().GATEHOUSE_UPSTREAM_NETWORKS, SEND_TIMEOUT_MS);
    const message = { id: notice.id, message: toMessage(notice) };
    const { signal } = this.#stopped;
    return postMessage(receiver, message, this.#agent, nowMs, signal).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
  }
}

const UNWANTED = {
  webhook: "It was not sent: the webhook is disabled.",
  email: "It was not sent: e-mails are off, or the person no longer owns or administers the organization.",
};

/** Each webhook message by itself; e-mails to one person, of one organization, in one. */
function together(claimed: Claimed[]): Claimed[][] {
  const groups = new Map<string, Claimed[]>();
  for (const one of claimed) {
    const { id, channel, target, wanted, notice } = one;
    const key = channel === "email" && wanted ? `${notice.organizationId} ${target}` : id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

const report = (error: unknown) =>
  log.warn({ error: String(error) }, "notices: what was to be sent waits for the next pass");
