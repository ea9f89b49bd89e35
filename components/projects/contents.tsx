import { Callout } from "@/components/ui/callout";
import { exactCount } from "@/components/usage/figures";
import type { ProjectContents } from "@/lib/organizations/schema";

const counted = (count: number, one: string, many = `${one}s`) =>
  `${exactCount(count)} ${count === 1 ? one : many}`;

/** What goes with a project. */
export function Contents({ contents }: { contents: ProjectContents }) {
  const { apiKeys, activeApiKeys, credentials, endpoints, callsPastDay } = contents;
  const list = [
    `${counted(apiKeys, "API key")}, ${exactCount(activeApiKeys)} of them active`,
    counted(credentials, "LLM key"),
    counted(endpoints, "endpoint"),
  ];
  return (
    <>
      {callsPastDay > 0 && (
        <Callout tone="warning">
          Its keys made {counted(callsPastDay, "call")} in the past 24 hours. Whatever made them stops
          working.
        </Callout>
      )}
      <ul aria-label="What is deleted with it" className="list-disc pl-5 text-sm">
        {list.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
