import { cn } from "@/components/ui/cn";
import { type ProviderId, providerOf } from "@/lib/providers/schema";

/** Letters and a hue of our own: enough to tell rows apart, and nobody's trademark. */
const MARKS: Record<ProviderId, readonly [letters: string, hueDegrees: number]> = {
  openai: ["OA", 160],
  azure: ["Az", 210],
  anthropic: ["An", 18],
  gemini: ["Ge", 225],
  vertex: ["Vx", 250],
  bedrock: ["Be", 35],
  mistral: ["Mi", 28],
  groq: ["Gq", 8],
  cohere: ["Co", 330],
  deepseek: ["DS", 232],
  xai: ["xA", 270],
  together: ["To", 195],
  fireworks: ["Fw", 285],
  openrouter: ["OR", 245],
  perplexity: ["Px", 180],
  ollama: ["Ol", 60],
  "openai-compatible": ["{ }", 150],
};

/** A provider's mark: two letters in a tinted square. Its name stands beside it. */
export function ProviderIcon({ provider, className }: { provider: ProviderId; className?: string }) {
  const [letters, hue] = MARKS[provider];
  return (
    <span
      aria-hidden="true"
      title={providerOf(provider).label}
      className={cn(
        "inline-flex size-7 shrink-0 select-none items-center justify-center rounded-md font-semibold text-2xs tracking-tight",
        className,
      )}
      style={{
        backgroundColor: `light-dark(hsl(${hue} 45% 92%), hsl(${hue} 28% 20%))`,
        color: `light-dark(hsl(${hue} 60% 26%), hsl(${hue} 50% 78%))`,
      }}
    >
      {letters}
    </span>
  );
}
