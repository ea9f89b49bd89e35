/** Model names as people type or paste them: one a line, or with commas or spaces between. */
export const modelNames = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];
