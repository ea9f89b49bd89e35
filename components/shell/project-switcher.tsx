"use client";

import { lazy } from "react";
import { OpensLater } from "@/components/ui/opens-later";
import type { ProjectSwitcherProps } from "./open-project-switcher";
import { ProjectButton } from "./project-button";

const load = () => import("./open-project-switcher");
const OpenProjectSwitcher = lazy(async () => ({ default: (await load()).OpenProjectSwitcher }));

/** Shows which project is open and leads to the others. */
export function ProjectSwitcher(props: ProjectSwitcherProps) {
  return (
    <OpensLater popup="dialog" preload={load} trigger={<ProjectButton current={props.current} />}>
      <OpenProjectSwitcher {...props} />
    </OpensLater>
  );
}
