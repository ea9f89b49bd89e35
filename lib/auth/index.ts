export { authOptions } from "./options";
export { externalProviders } from "./providers";
export { currentUser, projectContext, projectPage, requireUser } from "./session";
