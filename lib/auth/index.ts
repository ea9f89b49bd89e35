export { authOptions } from "./options";
export { externalProviders } from "./providers";
export {
  currentUser,
  organizationContext,
  organizationPage,
  projectContext,
  projectPage,
  requireUser,
} from "./session";
