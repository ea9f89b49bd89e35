import { expect, it } from "vitest";
import { amzDateOf, signature, signingKey } from "./sigv4";

// AWS's published test suite for Signature Version 4.
const DATE = amzDateOf(new Date("2015-08-30T12:36:00Z"));
const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEY = signingKey("AKIDEXAMPLE", SECRET, "20150830", "us-east-1", "service");
const ALPHABET = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = "application/x-www-form-urlencoded";
const TOKEN =
  "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

const sign = (method: string, path: string, headers: string[] = [], body = "") => {
  const url = new URL(path, "https://example.amazonaws.com");
  const request = { method, url, headers: [...headers, "x-amz-date", DATE], body: Buffer.from(body) };
  return signature(request, DATE, KEY);
};

it.each([
  ["get-vanilla", "GET", "/", [], "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  ["post-vanilla", "POST", "/", [], "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  [
    "get-unreserved",
    "GET",
    `/${ALPHABET}`,
    [],
    "",
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
  ],
  [
    "get-vanilla-query-order-key-case",
    "GET",
    "/?Param2=value2&Param1=value1",
    [],
    "",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "get-vanilla-query-unreserved",
    "GET",
    `/?${ALPHABET}=${ALPHABET}`,
    [],
    "",
    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
  ],
  [
    "get-vanilla-utf8-query",
    "GET",
    "/?ሴ=bar",
    [],
    "",
    "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
  ],
  [
    "get-header-value-trim",
    "GET",
    "/",
    ["my-header2", ' "a   b   c" ', "my-header1", " value1"],
    "",
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
  ],
  [
    "post-header-value-case",
    "POST",
    "/",
    ["my-header1", "VALUE1"],
    "",
    "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
  ],
  [
    "post-sts-header-before",
    "POST",
    "/",
    ["x-amz-security-token", TOKEN],
    "",
    "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
  ],
  [
    "post-x-www-form-urlencoded",
    "POST",
    "/",
    ["content-type", FORM],
    "Param1=value1",
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  ],
])("signs AWS's vector %s", (_, method, path, headers, body, expected) => {
  expect(sign(method, path, headers, body)).toContain(`Signature=${expected}`);
});

it("names the credential, the scope and the headers it signed", () => {
  expect(sign("POST", "/", ["content-type", FORM], "Param1=value1")).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=/,
  );
});

// What AWS's own JavaScript SDK signs for these: the path is encoded once more than it is sent.
it.each([
  [
    "/model/eu.anthropic.claude-sonnet-4-20250514-v1%3A0/converse-stream",
    "97f76e9d23be9472c56d39e22c1f0e8f618a9019bf2886ee2303d93b54288d19",
  ],
  [
    "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Ainference-profile%2Fabc/converse",
    "a4207556ed49c9ded10ff980055841c9a5408f7a70b264b32d5a3179f1941f97",
  ],
])("signs Bedrock's path %s", (path, expected) => {
  const url = new URL(path, "https://bedrock-runtime.eu-central-1.amazonaws.com");
  const token = ["x-amz-security-token", "temporary/token=="];
  const headers = ["content-type", "application/json", "x-amz-date", DATE, ...token];
  const key = signingKey("AKIDEXAMPLE", SECRET, "20150830", "eu-central-1", "bedrock");
  const request = { method: "POST", url, headers, body: Buffer.from('{"messages":[]}') };
  expect(signature(request, DATE, key)).toContain(`Signature=${expected}`);
});
