import { describe, expect, it } from "vitest";
import {
  addressRange,
  checkBaseUrl,
  isAllowedAddress,
  NETWORKS,
  normaliseAddress,
  subscriberOf,
} from "./network";

describe("addresses that are never an upstream", () => {
  it.each([
    "0.0.0.0",
    "0.1.2.3",
    "169.254.169.254",
    "169.254.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "ff02::1",
    "fd00:ec2::254",
    "fd00:0ec2:0:0:0:0:0:254",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "0:0:0:0:0:ffff:a9fe:a9fe",
    "::169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a9fe:a9fe",
    "64:ff9b:1:0:a9fe:a9fe::",
    "::ffff:0:a9fe:a9fe",
    "2002:a9fe:a9fe::1",
    "not an address",
    "",
  ])("%s", (address) => expect(isAllowedAddress(address, NETWORKS)).toBe(false));
});

describe("networks are allowed one by one", () => {
  it.each([
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["::1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["10.0.0.1", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "private"],
    ["fd12:3456::1", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["172.32.0.1", "public"],
    ["8.8.8.8", "public"],
    ["2606:4700::1111", "public"],
    ["2002:0808:0808::1", "public"],
  ] as const)("%s is %s", (address, network) => {
    expect(isAllowedAddress(address, [network])).toBe(true);
    expect(
      isAllowedAddress(
        address,
        NETWORKS.filter((other) => other !== network),
      ),
    ).toBe(false);
  });
});

describe("base URLs", () => {
  it.each([
    "http://169.254.169.254/latest",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://[::ffff:169.254.169.254]/v1",
    "http://[fe80::1]/v1",
    "http://[fd00:ec2::254]/",
    "http://0/",
    "http://metadata.google.internal/computeMetadata/v1",
    "ftp://example.com",
    "file:///etc/passwd",
    "nonsense",
  ])("%s is refused", (url) => expect(checkBaseUrl(url, NETWORKS)).not.toBeNull());

  it("says which setting refuses it", () => {
    expect(checkBaseUrl("http://127.0.0.1:9/v1", ["public"])).toContain("GATEHOUSE_UPSTREAM_NETWORKS");
    expect(checkBaseUrl("http://localhost:9/v1", ["public"])).toContain("GATEHOUSE_UPSTREAM_NETWORKS");
    expect(checkBaseUrl("http://a.localhost/v1", ["public"])).not.toBeNull();
  });

  it.each(["https://api.openai.com/v1", "http://127.0.0.1:11434/v1", "http://vllm.internal:8000/v1"])(
    "%s is accepted",
    (url) => expect(checkBaseUrl(url, NETWORKS)).toBeNull(),
  );
});

it("normalises addresses to their shortest honest form", () => {
  expect(normaliseAddress("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(normaliseAddress("::ffff:c000:207")).toBe("192.0.2.7");
  expect(normaliseAddress("fe80::1%eth0")).toBe("fe80::1");
  expect(normaliseAddress("::1")).toBe("::1");
  expect(normaliseAddress("2001:db8::5")).toBe("2001:db8::5");
});

describe("addressRange", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:17::5", "2001:db8:17::/48"],
    ["2001:DB8:17:9:1:2:3:4", "2001:db8:17::/48"],
    ["2001:db8::5", "2001:db8:0::/48"],
    ["::1", "0:0:0::/48"],
    ["fe80::1%eth0", "fe80:0:0::/48"],
    ["nonsense", null],
    ["", null],
  ])("of %s is %s", (address, range) => expect(addressRange(address)).toBe(range));
});

it("gives a subscriber one address of IPv4, and a /64 of IPv6", () => {
  expect(subscriberOf("192.0.2.7")).toBe("192.0.2.7");
  expect(subscriberOf("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(subscriberOf("2001:db8:1:2:3::4%eth0")).toBe("2001:db8:1:2::/64");
});
