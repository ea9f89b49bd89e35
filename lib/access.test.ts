import { describe, expect, it } from "vitest";
import { allows, authorise, PERMISSIONS, type Permission } from "./access";

const granted = (role: Parameters<typeof allows>[0]) =>
  PERMISSIONS.filter((permission) => allows(role, permission));

describe("roles", () => {
  it("grant what product and code agree on", () => {
    expect(granted("OWNER")).toEqual([...PERMISSIONS]);
    expect(PERMISSIONS.filter((permission) => !allows("ADMIN", permission))).toEqual(["organization:own"]);
    expect(granted("VIEWER")).toEqual(["project:read", "keys:read", "usage:read", "members:read"]);
    const writes = (permission: Permission) => /:(write|own)$/.test(permission);
    expect(granted("MEMBER").filter(writes)).toEqual([]);
    expect(granted("VIEWER").filter(writes)).toEqual([]);
    expect(granted(null)).toEqual([]);
  });

  it("tell a member what is missing, and a stranger nothing", () => {
    expect(() => authorise({ role: "MEMBER" }, "keys:write")).toThrow(
      expect.objectContaining({ code: "forbidden" }),
    );
    expect(() => authorise({ role: null }, "keys:read")).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
    expect(() => authorise({ role: "ADMIN" }, "keys:write")).not.toThrow();
  });
});
