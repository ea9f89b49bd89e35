import type { Context } from "../context";
import { db } from "../db";
import type { Role } from "../generated/enums";
import { newId } from "../ids";

/** An organization with one project, and a context for each role in it. For tests. */
export type TestTenant = Record<Lowercase<Role> | "stranger", Context> & {
  organizationId: string;
  projectId: string;
};

/** Makes a tenant with a user per role. `stranger` is an owner elsewhere who names this tenant's project. */
export async function testTenant(slug = `project-${newId().slice(-8)}`): Promise<TestTenant> {
  const organizationId = newId();
  const projectId = newId();
  await db().organization.create({
    data: { id: organizationId, name: slug, projects: { create: { id: projectId, name: slug, slug } } },
  });
  const member = async (role: Role): Promise<Context> => {
    const id = newId();
    const name = role.toLowerCase();
    await db().user.create({
      data: { id, name, email: `${id}@example.com`, memberships: { create: { organizationId, role } } },
    });
    const actor = { kind: "USER" as const, id, name };
    return { actor, role, organizationId, projectId, address: "192.0.2.1", db: db() };
  };
  const owner = await member("OWNER");
  return {
    organizationId,
    projectId,
    owner,
    admin: await member("ADMIN"),
    member: await member("MEMBER"),
    viewer: await member("VIEWER"),
    stranger: { ...owner, role: null },
  };
}
