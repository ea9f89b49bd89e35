import type { ActionResult } from "@/lib/http";
import type {
  AddCreditsInput,
  DeleteOrganizationInput,
  OrganizationSettings,
  UpdateOrganizationInput,
} from "@/lib/organizations/schema";

type Result = Promise<ActionResult<OrganizationSettings>>;

/** What every part of an organization's settings is given. */
export type OrganizationScope = {
  settings: OrganizationSettings;
  /** Whether to offer what changes it. The verbs decide, whatever this says. */
  canWrite: boolean;
  actions: {
    updateOrganization: (organizationId: string, input: UpdateOrganizationInput) => Result;
    addCredits: (organizationId: string, input: AddCreditsInput) => Result;
    stopCredits: (organizationId: string) => Result;
    deleteOrganization: (
      organizationId: string,
      input: DeleteOrganizationInput,
    ) => Promise<ActionResult<void>>;
  };
};
