// Each environment with real timers and with fake ones from the start, which are jest's own.
const project = (displayName, testEnvironment, options = {}) => ({
  displayName,
  testEnvironment,
  testMatch: ["**/*.test.mjs", "**/*.test.cjs"],
  transform: {},
  ...options,
});
const fakeTimers = { enableGlobally: true };
const jsdom = process.env.JEST_JSDOM;

export default {
  testTimeout: 20_000,
  projects: [
    project("node", "node"),
    project("node, fake timers", "node", { fakeTimers }),
    project("jsdom", jsdom),
    project("jsdom, fake timers", jsdom, { fakeTimers }),
  ],
};
