"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { projectPath } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/http";
import {
  type CreateProjectInput,
  createProjectInput,
  type OrganizationOfUser,
  type ProjectView,
} from "@/lib/organizations/schema";

export type CreateProject = (
  organizationId: string,
  input: CreateProjectInput,
) => Promise<ActionResult<ProjectView>>;

type Props = {
  /** Those in which the reader may make one. */
  organizations: readonly OrganizationOfUser[];
  createProject: CreateProject;
  onClose: () => void;
};

/** Asks for a name, and leads to what was made of it. */
export function NewProjectDialog({ organizations, createProject, onClose }: Props) {
  const router = useRouter();
  const [organizationId, setOrganizationId] = useState(organizations[0]!.id);
  const form = useForm({ resolver: zodResolver(createProjectInput), defaultValues: { name: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => createProject(organizationId, input));
    if (!result.ok) return showFailure(form, result.error);
    router.push(projectPath(result.data.id));
    router.refresh();
  });
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
          <DialogHeader>
            <DialogTitle>New project</DialogTitle>
            <DialogDescription>
              Its API keys reach its own LLM keys and endpoints, and nobody else’s.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <FormAlert message={errors.root?.server?.message} />
            {organizations.length > 1 && (
              <Field label="Organization">
                <Select value={organizationId} onChange={(event) => setOrganizationId(event.target.value)}>
                  {organizations.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
            <Field label="Name" error={errors.name?.message} hint="Such as the service or team that calls.">
              <Input autoFocus autoComplete="off" {...form.register("name")} />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" pending={isSubmitting || isSubmitSuccessful}>
              Create project
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
