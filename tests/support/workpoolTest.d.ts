/** Types of `@convex-dev/workpool/test`, which comes as source that our stricter compiler settings refuse. */
declare const helper: { register(t: object, name?: string): void };
export default helper;
