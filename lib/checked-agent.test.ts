import type { LookupAddress } from "node:dns";
import { promisify } from "node:util";
import { request } from "undici";
import { expect, it } from "vitest";
import { ADDRESS_REFUSED, checkedAgent, checkedLookup } from "./checked-agent";
import { NETWORKS } from "./network";

const answering = (...found: string[]) =>
  ((_: string, __: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    )) as unknown as typeof import("node:dns").lookup;

it("leaves out every address that may not be called", async () => {
  const lookup = promisify(checkedLookup(NETWORKS, answering("169.254.169.254", "93.184.216.34", "fe80::1")));
  expect(await lookup("rebound.example", { all: true })).toEqual([{ address: "93.184.216.34", family: 4 }]);
  expect(await lookup("rebound.example", {})).toBe("93.184.216.34");
});

it("fails when no address is left", async () => {
  const lookup = promisify(checkedLookup(NETWORKS, answering("169.254.169.254", "::ffff:169.254.169.254")));
  await expect(lookup("metadata.example", { all: true })).rejects.toMatchObject({ code: ADDRESS_REFUSED });
});

it("judges what the system's own resolver says", async () => {
  await expect(promisify(checkedLookup(["public"]))("localhost", { all: true })).rejects.toMatchObject({
    code: ADDRESS_REFUSED,
  });
  expect(await promisify(checkedLookup(["loopback"]))("localhost", { family: 4 })).toBe("127.0.0.1");
});

it("is asked at every connection of an agent", async () => {
  const dispatcher = checkedAgent(["public"], 1000);
  const refused = { code: ADDRESS_REFUSED };
  await expect(request("http://localhost:9/", { dispatcher })).rejects.toMatchObject(refused);
  await dispatcher.destroy();
});
