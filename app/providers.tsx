"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";

/** Lists are read again on focus and forgotten soon after they leave the screen. Secrets never enter this cache. */
const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5000, gcTime: 30_000, refetchOnWindowFocus: true, retry: 1 },
      mutations: { gcTime: 0 },
    },
  });

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(newQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <Toaster />
    </QueryClientProvider>
  );
}
