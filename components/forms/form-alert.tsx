import { Callout } from "@/components/ui/callout";

/** What is wrong with a form as a whole, announced when it appears. */
export function FormAlert({ message }: { message: string | undefined }) {
  if (!message) return null;
  return (
    <Callout tone="danger" alert>
      {message}
    </Callout>
  );
}
