export { checkKek } from "./check";
export { type RetiredKek, retireKek } from "./retire";
export { type RotateKekInput, type Rotation, rotateKek } from "./rotate";
export { type KekStatus, kekStatus } from "./status";
