import { cva, type VariantProps } from "class-variance-authority";

/** The looks of a button, for links that act like one. */
export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors duration-100 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent shadow-xs hover:bg-accent-hover",
        secondary: "border border-line-strong bg-surface text-ink shadow-xs hover:bg-hover",
        ghost:
          "text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink",
        danger: "bg-danger text-white shadow-xs hover:bg-danger-hover",
      },
      size: {
        sm: "h-7 px-2.5 text-xs pointer-coarse:h-9 [&_svg]:size-3.5",
        md: "h-8 px-3 text-sm pointer-coarse:h-10 [&_svg]:size-4",
        icon: "size-7 pointer-coarse:size-9 [&_svg]:size-4",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;
