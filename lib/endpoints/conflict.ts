import { isDatabaseError } from "../db";
import { DomainError } from "../errors";

/** Says that a slug is taken where the database did; every other error goes on as it is. */
export const slugTaken = (slug: string | undefined) => (error: unknown) => {
  if (!isDatabaseError(error, "P2002")) throw error;
  const taken = `This project already has an endpoint ${slug}. Choose another slug.`;
  throw new DomainError("conflict", taken, { slug: taken });
};
