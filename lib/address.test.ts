import { expect, it } from "vitest";
import { remoteAddress } from "./address";

const from = (peer: string | undefined, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  socket: { remoteAddress: peer },
});

it.each([
  ["a direct caller", from("192.0.2.1"), 0, "192.0.2.1"],
  ["IPv4 inside IPv6", from("::ffff:192.0.2.1"), 0, "192.0.2.1"],
  ["a forged header without proxies", from("192.0.2.1", "198.51.100.9"), 0, "192.0.2.1"],
  ["one proxy", from("10.0.0.1", "198.51.100.9"), 1, "198.51.100.9"],
  ["a forged hop before one proxy", from("10.0.0.1", "6.6.6.6, 198.51.100.9"), 1, "198.51.100.9"],
  ["two proxies", from("10.0.0.1", "6.6.6.6, 198.51.100.9, 10.0.0.2"), 2, "198.51.100.9"],
  ["fewer hops than proxies", from("10.0.0.1", "198.51.100.9"), 3, "198.51.100.9"],
  ["no header behind a proxy", from("10.0.0.1"), 1, "10.0.0.1"],
  ["nonsense", from("10.0.0.1", "unknown"), 1, "10.0.0.1"],
  ["nonsense further out", from("10.0.0.1", "<script>, 10.0.0.2"), 2, "10.0.0.2"],
  ["a port", from("10.0.0.1", "198.51.100.9:5123"), 1, "198.51.100.9"],
  ["a bracketed address", from("10.0.0.1", "[2001:db8::5]:5123"), 1, "2001:db8::5"],
  ["a closed socket", from(undefined), 0, null],
] as const)("%s", (_, request, proxies, address) => {
  expect(remoteAddress(request, proxies)).toBe(address);
});
