export { authOptions } from "./options";
export { externalProviders } from "./providers";
export { currentUser, PATH_HEADER, projectContext, projectPage, requireUser } from "./session";
