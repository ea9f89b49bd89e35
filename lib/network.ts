import { BlockList, isIP, isIPv4 } from "node:net";

export const NETWORKS = ["public", "private", "loopback"] as const;
export type Network = (typeof NETWORKS)[number];

/** Never an upstream: this host, link-local (cloud metadata lives there), multicast, reserved, metadata elsewhere. */
const NEVER: [string, number][] = [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["192.0.0.192", 32],
  ["::", 128],
  ["fe80::", 10],
  ["ff00::", 8],
  ["fd00:ec2::254", 128],
  ["fd20:ce::254", 128],
  // A translator's own prefix (RFC 8215): only it knows which IPv4 address is meant.
  ["64:ff9b:1::", 48],
];
const LOOPBACK: [string, number][] = [
  ["127.0.0.0", 8],
  ["::1", 128],
];
const PRIVATE: [string, number][] = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["fc00::", 7],
  ["fec0::", 10],
];
/** IPv6 ranges that carry an IPv4 address: mapped, compatible, translated, NAT64; 6to4 holds it further in front. */
const EMBEDDING: [string, number][] = [
  ["::ffff:0:0", 96],
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
];

const list = (subnets: [string, number][]) => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIPv4(net) ? "ipv4" : "ipv6");
  return list;
};
const never = list(NEVER);
const loopback = list(LOOPBACK);
const privates = list(PRIVATE);
const embedding = list(EMBEDDING);
const sixToFour = list([["2002::", 16]]);

const holds = (list: BlockList, ip: string) => list.check(ip, isIPv4(ip) ? "ipv4" : "ipv6");

/** The eight groups of an IPv6 address, as its canonical URL form spells them. */
function groups(ip: string): number[] {
  const [head = "", tail] = new URL(`http://[${ip}]/`).hostname.slice(1, -1).split("::");
  const parse = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return parse(head);
  const front = parse(head);
  const back = parse(tail);
  return [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
}

const dotted = (high: number, low: number) => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;

/** An address without its zone, and as IPv4 where it is IPv4 inside IPv6. Null when it is no address. */
export function normaliseAddress(address: string): string | null {
  const ip = address.split("%")[0]!;
  if (isIP(ip) === 0) return null;
  if (isIPv4(ip) || ip === "::" || ip === "::1") return ip;
  const all = groups(ip);
  if (holds(sixToFour, ip)) return dotted(all[1]!, all[2]!);
  if (holds(embedding, ip)) return all[6] === 0 && all[7]! <= 1 ? ip : dotted(all[6]!, all[7]!);
  return ip;
}

/** The neighbourhood of an address: its /24, or its /48 for IPv6. Null when it is no address. */
export function addressRange(address: string): string | null {
  const ip = normaliseAddress(address);
  if (ip === null) return null;
  if (isIPv4(ip)) return `${ip.slice(0, ip.lastIndexOf("."))}.0/24`;
  const [first, second, third] = groups(ip).map((group) => group.toString(16));
  return `${first}:${second}:${third}::/48`;
}

/** What one subscriber has: an address, or the /64 of one of IPv6, every address of which is theirs to use. */
export function subscriberOf(address: string): string {
  const ip = normaliseAddress(address) ?? address;
  if (isIP(ip) !== 6) return ip;
  const front = groups(ip).slice(0, 4);
  return `${front.map((group) => group.toString(16)).join(":")}::/64`;
}

/** Whether the gateway may connect to an address. Metadata and link-local addresses are refused whatever is allowed. */
export function isAllowedAddress(address: string, allowed: readonly Network[]): boolean {
  const ip = normaliseAddress(address);
  if (ip === null || holds(never, ip)) return false;
  if (holds(loopback, ip)) return allowed.includes("loopback");
  return allowed.includes(holds(privates, ip) ? "private" : "public");
}

const METADATA_NAMES = /^(metadata|metadata\.google\.internal|instance-data)\.?$/;

/**
 * Why a base URL cannot be an upstream, or null. Addresses behind a name are checked when the gateway connects; an address in
 * the URL itself never reaches a look-up, so that it is checked here.
 */
export function checkBaseUrl(url: string, allowed: readonly Network[]): string | null {
  if (!URL.canParse(url)) return "Enter an address such as https://llm.example.com/v1.";
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:")
    return "The address must start with https:// or http://.";
  const host = hostname.replace(/^\[|\]$/g, "");
  const local = /(^|\.)localhost\.?$/.test(host);
  const refused = isIP(host)
    ? !isAllowedAddress(host, allowed)
    : METADATA_NAMES.test(host) || (local && !allowed.includes("loopback"));
  return refused ? `${host} is not an address that Gatehouse may call (GATEHOUSE_UPSTREAM_NETWORKS).` : null;
}
