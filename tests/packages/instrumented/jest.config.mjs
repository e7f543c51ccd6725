export default {
  testMatch: ["**/*.test.mjs"],
  transform: {},
  testTimeout: 20_000,
  collectCoverage: true,
  collectCoverageFrom: ["functions.mjs"],
  coverageProvider: "babel",
  coverageReporters: ["text"],
};
