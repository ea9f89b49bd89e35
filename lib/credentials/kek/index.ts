export { checkKek } from "./check";
