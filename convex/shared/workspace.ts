/** The product's own name, which a workspace has until an admin gives it another. */
export const PRODUCT = "Tandem";

/** Pictures that a browser draws without running anything: no SVG. */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
