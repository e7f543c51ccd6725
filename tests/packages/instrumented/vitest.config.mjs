export default {
  test: {
    include: ["*.test.mjs"],
    globals: true,
    testTimeout: 20_000,
    coverage: {
      enabled: true,
      provider: "custom",
      customProviderModule: process.env.COVERAGE_ISTANBUL,
      include: ["functions.mjs"],
      reporter: ["text"],
    },
  },
};
