// A test in CommonJS, as jest runs it by default.
test("pools work in a CommonJS test", async () => {
  const futures = await import("@concurrent/futures");
  const { check } = await import("./checks.mjs");
  await check(futures, "ThreadPoolExecutor", expect);
  await check(futures, "ProcessPoolExecutor", expect);
});
