import Link from "next/link";
import { snippets } from "@/components/keys/snippets";
import { apiAccessPages } from "@/components/shell/navigation";
import { buttonVariants } from "@/components/ui/button-variants";
import { CodeBlock } from "@/components/ui/code-block";
import type { Overview } from "./overview";
import { Step } from "./step";

/** From an empty project to its first call. */
export function QuickStart({ projectId, origin, activeKeys, credentials, model, canWrite }: Overview) {
  const [keysPage, credentialsPage] = apiAccessPages(projectId);
  const hasCredential = (credentials ?? 0) > 0;
  const hasKey = activeKeys > 0;
  return (
    <section aria-labelledby="quick-start" className="mt-10 max-w-3xl">
      <h2 id="quick-start" className="mb-4 font-semibold text-base">
        First call
      </h2>
      <ol className="flex flex-col">
        <Step number={1} title="Add an LLM key" done={hasCredential}>
          <p>The provider's secret, stored once and sealed. Applications never see it.</p>
          {canWrite && (
            <Link
              href={credentialsPage!.href}
              className={buttonVariants({ variant: hasCredential ? "secondary" : "primary", size: "sm" })}
            >
              {hasCredential ? "Manage LLM keys" : "Add an LLM key"}
            </Link>
          )}
        </Step>
        <Step number={2} title="Create an API key" done={hasKey}>
          <p>One for each service or person, so that each can be switched off alone.</p>
          {canWrite && (
            <Link
              href={keysPage!.href}
              className={buttonVariants({
                variant: hasCredential && !hasKey ? "primary" : "secondary",
                size: "sm",
              })}
            >
              {hasKey ? "Manage API keys" : "Create an API key"}
            </Link>
          )}
        </Step>
        <Step number={3} title="Call a model">
          <p>Any OpenAI SDK works: give it this address and the API key.</p>
          <CodeBlock
            label="First call"
            className="w-full"
            snippets={snippets(origin, "YOUR_API_KEY", model ?? "gpt-4o-mini")}
          />
        </Step>
      </ol>
      {!canWrite && (
        <p className="text-muted text-sm">An admin of the organization can do the first two steps.</p>
      )}
    </section>
  );
}
