// Each pool of vitest, and the two environments.
const project = (pool, environment) => ({
  test: { name: `${pool}, ${environment}`, pool, environment },
});
const shared = { globals: true, include: ["**/*.test.mjs"], testTimeout: 20_000 };

export default {
  test: {
    projects: ["forks", "threads", "vmThreads", "vmForks"]
      .flatMap((pool) => [project(pool, "node"), project(pool, "jsdom")])
      .map(({ test }) => ({ test: { ...shared, ...test } })),
  },
};
