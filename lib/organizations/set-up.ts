import { DomainError } from "../errors";
import { parse } from "../parse";
import { type Founded, found } from "./found";
import { hashPassword } from "./passwords";
import { type SetUpInput, setUpInput } from "./schema";
import { redeemSetupToken, setupState } from "./setup-token";
import { slugOf } from "./slug";

/** First-run setup by the one-time link: the first user, an organization they own and its first project. */
export async function setUp(input: SetUpInput, address: string | null): Promise<Founded> {
  const { token, name, email, password, organizationName, projectName } = parse(setUpInput, input);
  // Before the costly hash: this is open to everybody.
  const state = await setupState(token);
  if (state !== "ready") throw state === "invalid_token" ? invalidLink() : done();
  const founding = {
    user: { name, email, passwordHash: await hashPassword(password) },
    organizationName,
    project: { name: projectName, slug: slugOf(projectName) },
  };
  const founded = await found(founding, null, address, async (tx) => {
    if (!(await redeemSetupToken(tx, token))) throw invalidLink();
  });
  if (!founded) throw done();
  return founded;
}

const invalidLink = () =>
  new DomainError("forbidden", "This setup link is no longer valid. Restart Gatehouse for a new one.");
const done = () => new DomainError("conflict", "Gatehouse is set up already. Sign in instead.");
